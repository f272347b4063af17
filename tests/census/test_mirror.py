"""Tests mirror the source: those of the core file for file, those of the screen folder for folder.

A page is tested by what a person does on it, so a file there may be named after that.
"""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TESTS, SCREEN_TESTS = (sorted((ROOT / "tests" / top).rglob("test_*.py")) for top in ("app", "ui"))
WIDER = {
    "tests/app/store/test_any_life.py": "a state machine over all actions of one office",
    "tests/app/exchange/test_same_by_hand.py": "what reaches a dropped id by the back door: typed rows, firewall, guessed ids",
    "tests/app/exchange/test_promises.py": "the six promises of the exchange, by name",
    "tests/app/exchange/test_refused_files.py": "files that cannot be taken, wholly or in part",
    "tests/app/exchange/test_full.py": "a posting of everything rebuilds an office",
    "tests/app/exchange/issued/test_two_desks.py": "configuration from two desks of a county, and with a folder",
    "tests/app/exchange/test_strange_places.py": "pipes, endless lines, a stick pulled out, clocks that do not agree",
    "tests/app/exchange/test_kill_exchange.py": "export and take killed at any moment",
    "tests/app/exchange/test_libreoffice_encrypted.py": "an encrypted posting through LibreOffice itself",
    "tests/app/store/test_kill.py": "a process killed at any moment",
    "tests/app/store/test_flipped_bytes.py": "a store in which one byte is wrong",
    "tests/app/store/test_failing_disk.py": "a disk that fails at the n-th write",
    "tests/app/store/test_kill_steps.py": "a process killed before each step of a file",
    "tests/app/store/test_secrets.py": "planted names, looked for in whatever was written",
    "tests/app/exchange/foreign/test_corpus.py": "ledgers of eight shapes against the truth beside each",
    "tests/app/exchange/foreign/test_second_corpus.py": "ledgers whose headings the reader was not made for",
    "tests/app/exchange/foreign/test_third_corpus.py": "a third corpus of foreign ledgers, of other shapes",
    "tests/app/exchange/foreign/test_fourth_corpus.py": "a fourth corpus of foreign ledgers, of offices never seen",
    "tests/app/exchange/foreign/test_written.py": "ledgers that pandas wrote",
    "tests/app/exchange/foreign/test_attacks.py": "files that nobody meant well",
    "tests/app/exchange/foreign/test_any_layout.py": "any ledger of ours in any layout reads back as it was",
    "tests/app/exchange/test_any_history.py": "a state machine over two offices and the files between them",
    "tests/app/exchange/test_any_offices.py": "a state machine over several offices with several desks",
    "tests/app/exchange/test_bad_input.py": "files by a stranger who means no good",
    "tests/app/exchange/test_libreoffice.py": "workbooks seen by another program",
    "tests/app/exchange/test_libreoffice_hand.py": "a posting edited by LibreOffice itself",
    "tests/app/exchange/test_quirks.py": "what Excel and WPS are known to do to a file, imitated",
    "tests/app/exchange/test_golden.py": "a stored posting of every format version",
    "tests/app/exchange/test_mutations.py": "postings changed at random, at every level of the file",
    "tests/app/cli/test_bad_input.py": "bad input to every command",
}
"""Tests of more than one module, and of what."""
TESTED_TOGETHER = {
    "app/store/tables.py": "tests/app/store/test_opening.py",
    "app/store/record_tables.py": "tests/app/store/test_opening.py",
    "app/store/case_rows.py": "tests/app/store/test_any_life.py",
    "app/store/checking.py": "tests/app/store/test_writing.py",
    "app/store/rows.py": "tests/app/store/test_writing.py",
    "app/store/recrypting.py": "tests/app/store/test_rekeying.py",
    "app/store/edits.py": "tests/app/store/test_any_life.py",
    "app/store/stamp.py": "tests/app/exchange/test_trust.py",
    "app/store/shelf_writing.py": "tests/app/store/test_withdrawals.py",
    "app/store/founding.py": "tests/app/store/test_office.py",
    "app/store/one_pen.py": "tests/app/store/test_writing.py",
    "app/store/reporter_key.py": "tests/app/store/test_sealing.py",
    "app/store/own_desk.py": "tests/app/store/test_desk.py",
    "app/store/undoing.py": "tests/app/actions/test_undo.py",
    "app/store/shelf.py": "tests/census/test_settings.py",
    "app/records/catalogue.py": "tests/census/test_fields.py",
    "app/records/registration.py": "tests/census/test_fields.py",
    "app/records/handling.py": "tests/census/test_fields.py",
    "app/records/supervision.py": "tests/census/test_fields.py",
    "app/records/matters.py": "tests/census/test_fields.py",
    "app/records/offices.py": "tests/census/test_fields.py",
    "app/records/movements.py": "tests/census/test_fields.py",
    "app/records/proceedings.py": "tests/census/test_fields.py",
    "app/records/aftermath.py": "tests/census/test_fields.py",
    "app/records/oversight.py": "tests/census/test_fields.py",
    "app/records/meetings.py": "tests/census/test_fields.py",
    "app/rules/matter.py": "tests/app/rules/test_obligations.py",
    "app/store/measures.py": "tests/app/ledger/test_would_move.py",
    "app/store/families.py": "tests/app/actions/test_families.py",
    "app/store/firewall.py": "tests/app/actions/test_escalate_case.py",
    "app/store/striking.py": "tests/app/actions/test_strike_minutes.py",
    "app/rules/declarations.py": "tests/census/test_rules.py",
}
"""Modules of the core without a test file of their own, and the one that tests them."""
PACKAGES_WHOSE_EVERY_MODULE_IS_TESTED = ("app/schema", "app/records", "app/rules", "app/store")


def name_of(path: Path) -> str:
    """The path inside the repository."""
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("test", TESTS, ids=name_of)
def test_a_test_stands_where_its_module_stands(test: Path) -> None:
    place = test.relative_to(ROOT / "tests").parent
    module = ROOT / place / f"{test.stem.removeprefix('test_')}.py"
    package = ROOT / place / test.stem.removeprefix("test_")
    assert module.is_file() or package.is_dir() or name_of(test) in WIDER


@pytest.mark.parametrize("test", SCREEN_TESTS, ids=name_of)
def test_a_test_of_the_screen_stands_in_the_folder_of_what_it_tests(test: Path) -> None:
    assert (ROOT / test.relative_to(ROOT / "tests").parent).is_dir()


def test_the_wider_tests_that_are_named_exist() -> None:
    assert [name for name in WIDER if not (ROOT / name).is_file()] == []


@pytest.mark.parametrize("package", PACKAGES_WHOSE_EVERY_MODULE_IS_TESTED)
def test_every_module_of_the_core_is_tested_somewhere(package: str) -> None:
    for module in (ROOT / package).glob("[a-z]*.py"):
        own = ROOT / "tests" / package / f"test_{module.stem}.py"
        other = TESTED_TOGETHER.get(name_of(module))
        assert own.is_file() or (other is not None and (ROOT / other).is_file()), name_of(module)
