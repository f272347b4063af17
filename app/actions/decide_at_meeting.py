"""议定督办: what a meeting decides becomes a numbered order that names the meeting (M11).

A township presses its own handler so (内部督办): with a number, a day for the reply and its light, like the county's.
"""

from collections.abc import Mapping
from dataclasses import replace

from app.actions.catalogue import CASE_ACTIONS
from app.actions.issue_circular import issue_circular
from app.actions.issue_order import IN_HOUSE, in_house_refusal
from app.change import Change
from app.errors import Invalid, NotAllowed
from app.records.meetings import Meeting
from app.records.oversight import Order
from app.schema.kinds import Value
from app.store.case_file import case_by_number, read_case
from app.store.office import Office

OF_NO_CASE = ("circular", "warning_letter")
_COUNTYS = "督办函和催办单由上级机关发；本单位办的件请选“内部督办”。"


def decide_at_meeting(
    office: Office, meeting: Meeting, values: Mapping[str, Value], case_no: str = ""
) -> Change:
    """Issue the order (values by field name) about the case with that number, or a circular that names no case.

    Raises Invalid naming the field, Refused for a number that no case has, NotAllowed as the order itself would.
    """
    if not str(values.get("requirement") or "").strip():
        raise Invalid("请写明议定了什么、谁办、什么时候办完。", field="order.requirement")
    if case_no.strip():
        return _about_case(office, meeting, values, case_by_number(office, case_no.strip()))
    kind = str(values.get("order_kind") or "")
    if kind not in OF_NO_CASE:
        raise Invalid(
            "督办函、催办单和内部督办要写信访编号；不针对哪一件的请选通报或预警函。", field="order.order_kind"
        )
    due = values.get("reply_due_on")
    return issue_circular(
        office, kind, str(values.get("unit") or ""), str(values["requirement"]), decided_at=meeting.name,
        reply_due_on=due,  # type: ignore[arg-type]
    )  # fmt: skip


def _about_case(office: Office, meeting: Meeting, values: Mapping[str, Value], case: str) -> Change:
    action = CASE_ACTIONS["issue_order"]
    kind = values.get("order_kind") or usual_kind(office)
    if kind == IN_HOUSE:
        action = replace(action, refusal=in_house_refusal)
    elif office.level == "township" and kind not in OF_NO_CASE:
        raise NotAllowed(_COUNTYS)
    given = {f"order.{name}": value for name, value in values.items() if value is not None}
    offered = action.standing(office, read_case(office, case))
    if kind == IN_HOUSE:
        offered["order.unit"] = office.name
    return action.do(
        office, case, {**offered, "order.order_kind": kind, **given, "order.decided_at": meeting.name}
    )


def usual_kind(office: Office) -> str:
    """What kind of order this office usually decides on."""
    return IN_HOUSE if office.level == "township" else "order"


def orders_of(office: Office, meeting: Meeting) -> list[Order]:
    """What the meeting decided, in the order of the numbers."""
    found = office.find(Order, voided=False, decided_at=meeting.name)
    return [each for each in found if each.owner == office.code]
