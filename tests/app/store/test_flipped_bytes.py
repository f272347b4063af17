"""One wrong byte anywhere in a store is said in a sentence or harms nothing; it never gives other contents silently."""

import os
import random
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from app.actions.catalogue import CASE_ACTIONS
from app.actions.verify import verify
from app.errors import Refused, Unavailable
from app.store import keys
from app.store.case_file import read_case
from app.store.office import Office
from app.store.opening import FILE_NAME, JOURNAL_COPY
from tests.app.store.offices import REPORTER, Clock, new_township, reported

PAGE, WAL = 4096, f"{FILE_NAME}-wal"
EVERYDAY = 12
"""Pages tried everyday; the long profile tries each."""


@dataclass(frozen=True)
class Whole:
    """An untouched store in its place, and all that is in it."""

    folder: Path
    files: dict[str, bytes]
    contents: dict[str, list[tuple[Any, ...]]]

    def put_back(self, name: str = "", page: int = 0) -> None:
        """Every file as it was, in its place; of the named one a single bit of a page is another."""
        for path in self.folder.rglob("*"):
            if path.is_file() and path.relative_to(self.folder).as_posix() not in self.files:
                path.unlink()
        for each, raw in self.files.items():
            with open(self.folder / each, "r+b" if (self.folder / each).exists() else "wb") as file:
                file.write(self._flipped(raw, page) if each == name else raw)
                file.truncate()

    @staticmethod
    def _flipped(raw: bytes, page: int) -> bytes:
        dice = random.Random(page)
        at = min(page * PAGE + dice.randrange(PAGE), len(raw) - 1)
        return raw[:at] + bytes([raw[at] ^ 1 << dice.randrange(8)]) + raw[at + 1 :]


def contents(office: Office) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table but where the store lies."""
    return {
        name: sorted(map(tuple, office.db.execute_sql(f'SELECT * FROM "{name}"').fetchall()), key=repr)
        for name in office.db.get_tables()
        if name not in ("desk", "schema_migration")
    }


def work(folder: Path, *, die: bool) -> None:
    """A small office with some work in it; dying leaves the last of it in the write-ahead log, as a power cut does."""
    office = new_township(folder, Clock())
    for number in range(6):
        case = reported(office, REPORTER, summary=f"反映第 {number} 件事")
        action = CASE_ACTIONS["accept"]
        action.do(office, case, action.defaults(office, read_case(office, case)))
    office.db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    if die:
        reported(office, REPORTER, summary="最后一件")
        os._exit(0)
    office.close()


def kept(folder: Path) -> Whole:
    """A store as it lies on the disk now."""
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }
    found = Whole(folder, {name: raw for name, raw in files.items() if not name.endswith("-shm")}, {})
    office = Office.open(folder, clock=Clock())
    found.contents.update(contents(office))
    office.close()
    return found


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """A store that was closed."""
    folder = tmp_path_factory.mktemp("whole") / "office"
    work(folder, die=False)
    return kept(folder)


@pytest.fixture(scope="module")
def unsaved(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """A store whose last work lies in the write-ahead log alone."""
    folder = tmp_path_factory.mktemp("unsaved") / "office"
    process = get_context("spawn").Process(target=work, args=(folder,), kwargs={"die": True})
    process.start()
    process.join()
    assert (folder / f"{FILE_NAME}-wal").stat().st_size > PAGE
    return kept(folder)


def told(whole: Whole) -> str:
    """What the program says of a store: a sentence, or nothing; then the contents must be what they were."""
    try:
        office = Office.open(whole.folder, clock=Clock())
    except (Unavailable, Refused) as refusal:
        return refusal.sentence
    try:
        found = verify(office)
        said = "".join(fault.sentence for fault in found.faults) + "".join(found.notes)
        if found.ok:
            assert contents(office) == whole.contents
        return said
    except Unavailable as refusal:
        return refusal.sentence
    finally:
        office.close()


def pages(raw: bytes, config: pytest.Config) -> list[int]:
    """The pages to try: all in the long profile, else some, the first and the last among them."""
    count = -(-len(raw) // PAGE)
    step = 1 if config.getoption("--long") else max(1, count // EVERYDAY)
    return sorted({*range(0, count, step), count - 1})


@pytest.mark.thorough
def test_an_untouched_store_is_whole(whole: Whole, unsaved: Whole) -> None:
    for each in (whole, unsaved):
        each.put_back()
        assert told(each) == ""


@pytest.mark.parametrize("name", [FILE_NAME, WAL, JOURNAL_COPY, keys.KEY_FILE])
def test_a_flipped_byte_in_any_page_is_told_or_harmless(
    whole: Whole, unsaved: Whole, pytestconfig: pytest.Config, name: str
) -> None:
    store = unsaved if name == WAL else whole
    said = []
    for page in pages(store.files[name], pytestconfig):
        store.put_back(name, page)
        said.append(told(store))
    assert all(sentence == "" or sentence.endswith("。") for sentence in said)
    detected = sum(bool(sentence) for sentence in said)
    print(f"{name}: {detected} of {len(said)} pages told, the others harmless")
    assert detected


def test_every_page_of_the_database_in_use_is_told(whole: Whole) -> None:
    for page in (0, 1, 2):
        whole.put_back(FILE_NAME, page)
        assert told(whole) != ""


def test_work_that_a_damaged_write_ahead_log_swallowed_is_missed(unsaved: Whole) -> None:
    unsaved.put_back(WAL, 1)
    assert "日志副本里有本机写过、数据文件里却没有的日志" in told(unsaved)
