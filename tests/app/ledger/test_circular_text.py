"""The draft of a circular says what the figures say, unit by unit, and names no case."""

from app.actions.edit import edit_cases
from app.ledger.circular_text import circular_text, situation
from app.ledger.meeting_sheet import meeting_sheet
from app.rules.stat_periods import parse
from app.store.office import Office
from tests.app.store.offices import Clock, reported


def test_the_whole_each_unit_and_what_is_late_are_told(office: Office, clock: Clock) -> None:
    first = reported(office, received_on=office.today)
    reported(office, received_on=office.today)
    edit_cases(office, [first], {
        "registration.accepted_on": office.today, "handling.unit": "云溪镇纪委", "handling.handler": "李岚",
        "handling.received_on": office.today,
    })  # fmt: skip
    clock.forward(days=40)
    office.confirm_today(office.now.date())
    sheet = meeting_sheet(office, "monthly", parse(f"{office.today:%Y-%m}"))
    said = circular_text(office, sheet)
    assert situation(sheet).startswith(sheet.period.words) and "期末在办 2 件次" in situation(sheet)
    whole, units, late, asked = said.split("\n")
    assert whole == situation(sheet)
    assert units.startswith("各单位：云溪镇纪委 期末在办 1 件次，办结 0 件次")
    assert "逾期没有办完的 2 件次" in late and "云溪镇纪委 1 件次" in late
    assert asked.startswith("请逾期的单位")
    assert "云信" not in said and "曾小明" not in said


def test_where_nothing_is_late_nothing_is_asked(office: Office) -> None:
    reported(office, received_on=office.today)
    assert "逾期" not in circular_text(office, meeting_sheet(office, "weekly", parse("2026-W10")))
