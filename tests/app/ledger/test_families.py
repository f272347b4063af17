"""Rows fold to one line for each matter, wherever the main item stands or does not."""

from array import array

from app.actions.families import judge
from app.actions.undo import undo
from app.ledger.families import Repeats, folded, matters, repeats
from app.store.office import Office
from tests.app.store.offices import reported

KNOWN = Repeats({2: 1, 5: 1, 6: 4}, {1: 3, 4: 2})


def rows(*numbers: int) -> "array[int]":
    return array("q", numbers)


def test_a_matter_is_one_line_where_its_main_item_stands() -> None:
    assert folded(rows(6, 5, 4, 3, 2, 1), KNOWN) == rows(4, 3, 1)
    assert folded(rows(1, 2, 3, 4, 5, 6), KNOWN) == rows(1, 3, 4)


def test_a_report_stands_for_a_main_item_that_does_not_answer() -> None:
    assert folded(rows(6, 5, 3, 2), KNOWN) == rows(6, 5, 3)


def test_an_opened_matter_shows_its_reports_below_its_line() -> None:
    assert folded(rows(6, 5, 4, 3, 2, 1), KNOWN, {1}) == rows(4, 3, 1, 5, 2)
    assert folded(rows(5, 3, 2), KNOWN, {1}) == rows(5, 2, 3)


def test_without_repeats_nothing_moves() -> None:
    assert folded(rows(3, 2, 1), Repeats()) == rows(3, 2, 1)


def test_matters_are_counted_apart_from_reports() -> None:
    assert matters(rows(6, 5, 4, 3, 2, 1), KNOWN) == 3
    assert matters(rows(5, 2), KNOWN) == 1


def test_what_is_known_follows_every_write(office: Office) -> None:
    main, second = reported(office), reported(office)
    assert repeats(office.db) == Repeats()
    judge(office, second, main)
    assert repeats(office.db) == Repeats({2: 1}, {1: 2})
    undo(office)
    assert repeats(office.db) == Repeats()
