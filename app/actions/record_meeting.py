"""记会议: a weekly, monthly or quarterly meeting was held, with its minutes (M11)."""

from collections.abc import Mapping

from app.change import Change
from app.errors import Conflict, Invalid
from app.ledger.meetings import meeting_list
from app.records.meetings import Meeting
from app.rules.stat_periods import Period
from app.schema.kinds import Value
from app.store.office import Office


def record_meeting(office: Office, list_id: str, period: Period, values: Mapping[str, Value]) -> Change:
    """Enter the meeting that looked at a list of a period (values by field name).

    Raises Invalid naming the field, Conflict when one of that kind and day is known: an order names it by these.
    """
    given: dict[str, Value] = {"held_on": office.today}
    given |= {name: value for name, value in values.items() if value is not None}
    if not str(given.get("minutes") or "").strip():
        raise Invalid("请写明会上怎么说的、定了什么。", field="meeting.minutes")
    kind = meeting_list(list_id, "accepted").meeting
    if any(
        each.held_on == given["held_on"] for each in office.find(Meeting, voided=False, meeting_kind=kind)
    ):
        raise Conflict("这一天的会议已经记过了；要补写请在台账“会议记录”里改。")
    with office.writing("记会议", action="record_meeting") as write:
        made = write.add(Meeting, **{**given, "meeting_kind": kind, "period": period.key})
        write.label = f"记会议 {made.name}"
    assert write.change is not None
    return write.change


def meetings_about(office: Office, list_id: str, period: Period) -> list[Meeting]:
    """The meetings that looked at a list of a period, the newest first."""
    kind = meeting_list(list_id, "accepted").meeting
    found = office.find(Meeting, voided=False, period=period.key)
    return sorted(
        (each for each in found if each.meeting_kind == kind),
        key=lambda each: str(each.held_on),
        reverse=True,
    )
