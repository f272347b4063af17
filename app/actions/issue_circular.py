"""通报、预警函: a circular or a warning letter that speaks of no one case, numbered like an order (M11, M50)."""

from datetime import date

from app.actions.case_action import next_number
from app.change import Change
from app.errors import Invalid
from app.records.oversight import Order
from app.schema.kinds import Value
from app.store.office import Office


def issue_circular(
    office: Office, kind: str, unit: str, requirement: str, *, issued_on: date | None = None,
    reply_due_on: date | None = None,
) -> Change:  # fmt: skip
    """Issue one to a unit. `kind`: circular or warning_letter. Raises Invalid naming the field."""
    for name, value in (("unit", unit), ("requirement", requirement)):
        if not value.strip():
            raise Invalid("这一项必须填写。", field=f"order.{name}")
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
        }
        made = write.add(Order, **said)
        write.label = f"发{made.text('order_kind')} {made.order_no}"
    assert write.change is not None
    return write.change
