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
README = (ROOT / "README.md").read_text("utf-8")
TOUR = README[README.index("## A ten-minute tour") : README.index("## For developers")]
MADE_UP = {"今天和三天内"}
"""Put together from pieces by the page of today, as its settings say."""
SAID_OTHERWISE: set[str] = set()


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


def test_the_readme_has_a_chinese_section_two_commands_and_pictures() -> None:
    assert "## 中文说明" in README and "\n./run demo " in README and "\n./test " in README
    pictures = re.findall(r"!\[\w[^\]]*\]\((docs/images/\w+\.png)\)", README)
    assert set(pictures) == {f"docs/images/{path.name}" for path in (ROOT / "docs" / "images").glob("*.png")}
    assert len(re.findall(r"!\[", TOUR)) >= 5


def test_every_chinese_word_of_the_tour_stands_in_the_program() -> None:
    """What is captioned is what a page shows today."""
    shown = "\n".join(
        path.read_text("utf-8")
        for top in ("ui", "app", "resources")
        for path in (ROOT / top).rglob("*")
        if path.suffix in (".py", ".toml")
    )
    words = re.findall(r"[\u4e00-\u9fff]+", TOUR)
    assert len(set(words)) > 40
    assert {word for word in words if word not in shown} == MADE_UP


def test_every_button_named_in_the_tour_is_captioned_in_english() -> None:
    """The first time a Chinese word stands there, an English one stands beside it."""
    first = dict[str, str]()
    for found in re.finditer(r"[\u4e00-\u9fff]+(?:[ 、,]*[\u4e00-\u9fff]+)*", TOUR):
        after = TOUR[found.end() : found.end() + 40]
        for word in re.findall(r"[\u4e00-\u9fff]+", found[0]):
            first.setdefault(word, after)
    assert {
        word for word, after in first.items() if not re.match(r"\**\s*(\([^)]*[a-z]|→)", after)
    } == SAID_OTHERWISE
