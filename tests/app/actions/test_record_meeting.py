"""A meeting is recorded once for its kind and day, with its minutes, for the list that it looked at."""

from datetime import date

import pytest

from app.actions.record_meeting import meetings_about, record_meeting
from app.actions.undo import undo
from app.errors import Conflict, Invalid
from app.records.meetings import Meeting
from app.rules.stat_periods import parse
from app.store.office import Office

WEEK = parse("2026-W10")


def test_a_meeting_is_kept_with_its_list_and_period_and_can_be_taken_back(office: Office) -> None:
    said = {"held_on": date(2026, 3, 6), "chair": "刘书记", "attendants": "王敏、李岚", "minutes": "逐件对账"}
    record_meeting(office, "weekly", WEEK, said)
    (kept,) = meetings_about(office, "weekly", WEEK)
    assert (kept.name, kept.chair, kept.minutes) == ("每周对账会 2026-03-06", "刘书记", "逐件对账")
    assert (
        meetings_about(office, "monthly", WEEK) == [] == meetings_about(office, "weekly", parse("2026-W09"))
    )
    undo(office)
    assert meetings_about(office, "weekly", WEEK) == []


def test_minutes_must_say_something_and_a_day_has_one_meeting_of_a_kind(office: Office) -> None:
    with pytest.raises(Invalid) as caught:
        record_meeting(office, "weekly", WEEK, {"minutes": " \n"})
    assert caught.value.field == "meeting.minutes"
    record_meeting(office, "weekly", WEEK, {"minutes": "一"})
    with pytest.raises(Conflict, match="已经记过"):
        record_meeting(office, "weekly", WEEK, {"minutes": "二"})
    record_meeting(office, "monthly", parse("2026-02"), {"minutes": "督办会另记"})
    assert len(office.find(Meeting, voided=False)) == 2
