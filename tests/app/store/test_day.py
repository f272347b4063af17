"""Which day it is: a clock that contradicts the journal is doubted, and somebody can say that it is right."""

from datetime import date

import pytest

from app.actions.catalogue import CASE_ACTIONS
from app.actions.undo import undo
from app.store import journal
from app.store.case_file import read_case
from app.store.day import Backwards, DateDoubtful
from app.store.office import Office
from tests.app.store.offices import REPORT, Clock, reported


def accept(office: Office, case: str) -> None:
    """Accept a case today."""
    action = CASE_ACTIONS["accept"]
    action.do(office, case, action.defaults(office, read_case(office, case)))


@pytest.mark.parametrize("days", [-1, 31, 4000])
def test_a_clock_that_contradicts_the_journal_stops_numbers_dates_and_colours(
    office: Office, clock: Clock, days: int
) -> None:
    case = reported(office)
    clock.forward(days=days)
    assert "核对今天的日期" in str(office.clock_doubt())
    for attempt in (lambda: office.today, lambda: reported(office), lambda: undo(office)):
        with pytest.raises(DateDoubtful, match="核对今天的日期"):
            attempt()
    assert read_case(office, case).registration.summary == REPORT["summary"]
    office.confirm_today(date(2026, 3, 10))
    assert office.today == date(2026, 3, 10)
    accept(office, case)
    assert read_case(office, case).registration.accepted_on == date(2026, 3, 10)


@pytest.mark.parametrize("days", [0, 1, 30])
def test_a_clock_that_went_on_as_clocks_do_is_believed(office: Office, clock: Clock, days: int) -> None:
    reported(office)
    clock.forward(days=days)
    assert office.clock_doubt() is None


def test_a_confirmed_day_goes_on_at_midnight(office: Office, clock: Clock) -> None:
    reported(office)
    clock.forward(days=-10)
    office.confirm_today(date(2026, 3, 12))
    clock.forward(days=1)
    assert office.today == date(2026, 3, 13)


def test_a_day_before_the_last_line_needs_somebody_who_is_sure(office: Office, clock: Clock) -> None:
    clock.forward(days=29)
    reported(office)
    clock.forward(days=-29)
    with pytest.raises(Backwards, match=r"不能早于最后一次记录（2026-04-07）.*没有错的话请确认"):
        office.confirm_today(date(2026, 3, 9))
    assert office.clock_doubt() is not None
    office.confirm_today(date(2026, 3, 9), sure=True)
    assert office.today == date(2026, 3, 9)
    line = journal.lines(office.db)[0]
    assert (line.label, line.undoable) == ("确认今天是 2026-03-09，早于最后一次记录 2026-04-07", False)
    office.close()
    again = Office.open(office.folder, clock=clock)
    assert again.clock_doubt() is None
    again.close()
