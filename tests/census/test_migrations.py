"""Census over migrations: each has a number of its own, so that their order is said by their names alone."""

import importlib.util
from collections import Counter
from itertools import permutations
from pathlib import Path

import pytest
from peewee import Database

from app.store import opening

HERE = Path(opening.__file__).parent / "migrations"
NAMES = sorted(path.stem for path in HERE.glob("[0-9]*.py"))
TWICE = ("0011_meetings", "0011_same_case")
"""Two branches of work brought the same number on one day; both are frozen, and either may come first."""


def test_no_number_is_given_twice_but_the_one_that_was() -> None:
    numbers = Counter(name[:4] for name in NAMES)
    assert [number for number, count in numbers.items() if count > 1] == ["0011"]
    assert tuple(name for name in NAMES if name.startswith("0011")) == TWICE
    assert sorted(map(int, numbers)) == list(range(1, len(numbers) + 1))


def made(folder: Path, order: tuple[str, ...]) -> list[tuple[str, str, str]]:
    """The shape of a store after all migrations, with those of one number in this order."""
    folder.mkdir()
    database = opening.connect(folder, bytes(32))
    for name in [each for each in NAMES if each < TWICE[0]]:
        apply(database, name)
    for name in (*order, *(each for each in NAMES if each > TWICE[-1])):
        apply(database, name)
    found = database.execute_sql("SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2").fetchall()
    database.close()
    return found


def apply(database: Database, name: str) -> None:
    """One migration."""
    spec = importlib.util.spec_from_file_location(name, HERE / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.up(None, database)


def test_whichever_of_the_two_comes_first_the_store_has_one_shape(tmp_path: Path) -> None:
    one, other = (made(tmp_path / order[0], order) for order in permutations(TWICE))
    assert one == other
    assert len(one) > 100


@pytest.mark.parametrize("name", NAMES)
def test_its_name_is_a_number_and_words(name: str) -> None:
    number, _, words = name.partition("_")
    assert len(number) == 4 and number.isdigit()
    assert words and words.replace("_", "").isalpha() and words.islower()
