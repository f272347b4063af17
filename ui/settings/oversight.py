"""What the office itself sends beside its cases: circulars and warning letters, periodic reports."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import cast

from app.actions.issue_circular import issue_circular
from app.actions.report_periodic import report_periodic
from app.change import Change
from app.errors import Invalid
from app.ledger.stored_duties import quarter_ends
from app.records.oversight import Order, Periodic
from app.records.record import Record
from app.schema.kinds import Value
from app.store.letters import EVERYONE
from app.store.office import Office
from ui.frame import Frame
from ui.settings.lists import ListSection

CIRCULAR = ("order_kind", "unit", "requirement", "issued_on", "reply_due_on")
PERIODIC = ("duty", "period_end_on", "sent_on", "to_unit", "note")
KINDS = ("circular", "warning_letter")


def circulars(frame: Frame, office: Office) -> ListSection:
    """Circulars and warning letters, the newest first; and one more."""

    def read() -> Sequence[Record]:
        return [each for each in reversed(office.find(Order, voided=False)) if each.case is None]

    def write(values: Mapping[str, Value]) -> Change:
        if values["order_kind"] not in KINDS:
            raise Invalid("这里只发通报和预警函；督办单、催办在案件页里发。", field="order.order_kind")
        return issue_circular(
            office,
            str(values["order_kind"]),
            str(values["unit"] or ""),
            str(values["requirement"] or ""),
            issued_on=cast("None", values["issued_on"]),
            reply_due_on=cast("None", values["reply_due_on"]),
        )

    presets: dict[str, Value] = {"order_kind": "circular", "issued_on": office.now.date()}
    return ListSection(
        frame, office, Order, CIRCULAR, read, write, title="通报和预警函", verb="发通报", presets=presets,
        hints={"unit": f"照单位名录写；几个单位用顿号分开，发给所有下级写 {EVERYONE}", "requirement": "随下一份工作簿送达"},
    )  # fmt: skip


def periodic(frame: Frame, office: Office) -> ListSection:
    """Quarterly reports that were sent; and one more."""

    def read() -> Sequence[Record]:
        return list(reversed(office.find(Periodic, voided=False)))

    def write(values: Mapping[str, Value]) -> Change:
        for name in ("duty", "period_end_on"):
            if values[name] is None:
                raise Invalid("这一项必须填写。", field=f"periodic.{name}")
        said = {name: values[name] for name in PERIODIC[2:]}
        return report_periodic(
            office,
            str(values["duty"]),
            cast("date", values["period_end_on"]),
            **cast("dict[str, None]", said),
        )

    presets: dict[str, Value] = {
        "period_end_on": quarter_ends(office.now.date(), 1)[0],
        "sent_on": office.now.date(),
    }
    return ListSection(
        frame, office, Periodic, PERIODIC, read, write, title="定期报送", verb="记一次报送", presets=presets
    )
