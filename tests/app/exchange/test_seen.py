"""What computed cells said travels in the hidden truth; a file that nobody saved since is known by its parts."""

from pathlib import Path

from app.exchange.read_xlsx import read_book
from app.exchange.receive import open_truth
from app.exchange.seen import PROPERTY, seen_in
from app.exchange.truth import SHEET
from app.store.office import Office
from tests.app.exchange import by_hand
from tests.app.exchange import two_offices as two


def test_light_stage_names_and_sum_of_each_case_travel(town: Office, tmp_path: Path) -> None:
    case = two.report(town)
    path = two.post(town, "QH00", tmp_path)
    said = seen_in(open_truth(path).walk())[case]
    rows = read_book(path).sheets["台账"]
    at = {value: place for place, value in enumerate(rows[2])}
    shown = [rows[5][at[name]] for name in ("case.light", "case.stage", "case.respondents", "case.sum")]
    assert [said.light, said.stage, said.respondents, said.sum] == shown
    assert said.handling is None and said.supervision is None


def test_lines_that_are_none_are_left_out() -> None:
    lines = [
        ("seen", ["a", None, None, 1, "在办", None, None]),
        ("seen", ["a"]),
        ("seen", "a"),
        ("other", ["a"] * 7),
    ]
    assert seen_in(lines) == {}


def test_a_file_that_nobody_saved_is_known_by_its_parts(town: Office, tmp_path: Path) -> None:
    two.report(town)
    path = two.post(town, "QH00", tmp_path)
    book = read_book(path, sheets=(SHEET,))
    assert book.custom_properties[PROPERTY] == book.parts != ""
    saved = read_book(by_hand.edited(path, tmp_path / "saved.xlsx", lambda book: None), sheets=(SHEET,))
    assert saved.custom_properties[PROPERTY] == book.parts != saved.parts
