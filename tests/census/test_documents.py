"""Census over the documents: their tables say what is declared, and whatever they name exists."""

import re
from pathlib import Path

import pytest

from app.rules.declarations import shipped_rules
from docs.tables import DOMAIN, TABLES, filled

ROOT = Path(__file__).resolve().parents[2]
MECHANISMS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "docs" / "MECHANISMS.md").read_text("utf-8").splitlines()
    if line.startswith("| M")
]
DOCUMENTS = sorted((ROOT / "docs").glob("*.md"))


def test_the_tables_of_the_domain_are_what_is_declared() -> None:
    text = DOMAIN.read_text("utf-8")
    assert filled(text) == text, "run: python docs/tables.py"
    assert re.findall(r"<!-- table: ([a-z ]+) -->", text) != []
    assert sorted(re.findall(r"<!-- table: ([a-z ]+) -->", text)) == sorted(TABLES)


def test_every_time_limit_stands_in_the_domain() -> None:
    text = DOMAIN.read_text("utf-8")
    assert [rule.id for rule in shipped_rules() if f"| {rule.id} |" not in text] == []


def test_every_mechanism_stands_once_and_in_order() -> None:
    assert [row[0] for row in MECHANISMS] == [f"M{number:02}" for number in range(1, 57)]


@pytest.mark.parametrize("row", MECHANISMS, ids=lambda row: row[0])
def test_a_mechanism_names_its_page_its_action_and_its_test_or_is_not_yet(row: list[str]) -> None:
    _, mechanism, state, *places = row
    assert mechanism
    if state == "not yet":
        assert places == ["–", "–", "–"]
        return
    assert state == "built" or state.startswith("in part: ")
    for place, top in zip(places, ("ui/", "app/actions/", "tests/"), strict=True):
        name = place.strip("`")
        assert name.startswith(top) and (ROOT / name).is_file()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_whatever_file_a_document_names_exists(document: Path) -> None:
    named = re.findall(
        r"`((?:app|ui|tests|docs|resources|\.ci)/[\w./-]*)`|\]\(([^)#:]+)\)", document.read_text("utf-8")
    )
    missing = [
        one or other
        for one, other in named
        if not (ROOT / (one or "")).exists() or (other and not (document.parent / other).exists())
    ]
    assert missing == []
