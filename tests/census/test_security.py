"""Census over the threat model: every line says what protects and what does not, and names tests that exist."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "SECURITY.md").read_text("utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", TEXT)))
THREATS = (
    "lost PC", "lost stick", "curious colleague", "the person complained about", "forged workbook",
    "tampered database", "malicious spreadsheet",
)  # fmt: skip
LINES = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in TEXT.splitlines()
    if line.startswith("| **")
]


@pytest.mark.parametrize(("file", "test"), NAMED, ids=lambda each: str(each))
def test_a_test_that_the_threat_model_names_exists(file: str, test: str) -> None:
    assert (ROOT / file).is_file()
    assert re.search(rf"^def {test}\(", (ROOT / file).read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize("threat", THREATS)
def test_every_threat_stands_there(threat: str) -> None:
    assert any(line[0] == f"**{threat}**" for line in LINES)


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line[0]} {line[1][:30]}")
def test_every_line_says_what_protects_what_does_not_and_its_test(line: list[str]) -> None:
    _, protects, not_protected, tests = line
    assert protects and not_protected
    assert re.fullmatch(r"`tests/[\w/]+\.py::\w+`(, `tests/[\w/]+\.py::\w+`)*", tests)


def test_the_parameters_of_the_key_derivation_are_those_in_force() -> None:
    from app.store import keys

    assert f"{keys.ITERATIONS} passes, {keys.LANES} lane, {keys.MEMORY // 1024} MiB" in TEXT
