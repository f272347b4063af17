"""通报、预警函: a circular or a warning letter that speaks of no one case, numbered like an order (M11, M50)."""

from datetime import date

from app.actions.case_action import next_number
from app.actions.units import units
from app.change import Change
from app.errors import Invalid
from app.records.oversight import Order
from app.schema.kinds import Value
from app.store.letters import EVERYONE, addressed, is_for
from app.store.office import Office


def issue_circular(
    office: Office, kind: str, unit: str, requirement: str, *, issued_on: date | None = None,
    reply_due_on: date | None = None, decided_at: str | None = None,
) -> Change:  # fmt: skip
    """Issue one to a unit, to several (parted by 、) or to all (各单位); it goes with the next posting to each.

    `kind`: circular or warning_letter; `decided_at` names the meeting that decided it.

    Raises Invalid naming the field, also for a unit that nothing can be sent to.
    """
    for name, value in (("unit", unit), ("requirement", requirement)):
        if not value.strip():
            raise Invalid("这一项必须填写。", field=f"order.{name}")
    _refuse_unknown(office, unit)
    with office.writing("发通报", action="issue_circular") as write:
        said: dict[str, Value] = {
            "order_no": next_number(office, write, "order"),
            "order_kind": kind,
            "unit": unit,
        }
        said |= {
            "requirement": requirement,
            "reply_due_on": reply_due_on,
            "issued_on": issued_on or office.today,
            "decided_at": decided_at,
        }
        made = write.add(Order, **said)
        write.label = f"发{made.text('order_kind')} {made.order_no}"
    assert write.change is not None
    return write.change


def _refuse_unknown(office: Office, unit: str) -> None:
    """A county's letter to a unit that is not in the directory would never leave; villages get theirs on paper."""
    if office.level != "county":
        return
    known = units(office)
    for name in addressed(unit):
        if name != EVERYONE and not any(is_for(name, each) for each in known):
            raise Invalid(
                f"单位名录里没有“{name}”，送不到。请照名录写，几个单位用顿号分开，发给所有下级写“{EVERYONE}”。",
                field="order.unit",
            )
