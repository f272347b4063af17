"""Rows of a list: real-name reports first, each with the case that it opens."""

from app.ledger.meeting_sheet import meeting_sheet
from app.ledger.sheet_rows import joined
from app.rules.stat_periods import parse
from app.store.office import Office
from tests.app.store.offices import Clock, reported


def test_rows_show_real_name_reports_first_and_lead_to_their_case(office: Office, clock: Clock) -> None:
    nameless = reported(office, identity_status="anonymous")
    named = reported(office, identity_status="real_name")
    sheet = meeting_sheet(office, "monthly", parse("2026-03"))
    (held,) = [each for each in sheet.tables if each.title == "在手最久的件"]
    assert [line.case for line in held.lines] == [named, nameless]
    assert held.number is not None and held.number.value == 2


def test_remarks_stand_in_one_line() -> None:
    assert joined("截至今天", "", "只列前 20 行") == "截至今天；只列前 20 行"
