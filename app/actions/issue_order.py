"""督办: a numbered order, reminder or letter to the unit that handles (Rules Art. 22; M11, M41)."""

from app.actions.case_action import CaseAction, Values, next_number
from app.errors import Invalid
from app.records.oversight import Order
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office
from app.store.writing import Writer

IN_HOUSE = "in_house"
"""内部督办: an office presses its own handler; the only kind that a township issues (at a meeting, M11)."""


def _refusal(office: Office, case: CaseFile) -> str | None:
    if office.level == "township":
        return "督办由上级机关发；本单位内请直接提醒承办人。"
    return _closed(case)


def _closed(case: CaseFile) -> str | None:
    closed = case.handling is not None and case.handling.closed_on is not None
    return "已经办结；要补充办理的，请用“审核把关”退回。" if closed else None


def _is_here(office: Office, case: CaseFile) -> bool:
    """Whether the office itself handles the case, or will: nobody else was given it."""
    if case.handling is not None and case.handling.returned_on is None:
        return case.handling.owner == office.code
    given = case.supervision.handling_unit if case.supervision is not None else None
    return case.registration.owner == office.code and given in (None, office.name)


def in_house_refusal(office: Office, case: CaseFile) -> str | None:
    """Why the office cannot press itself about the case, or None."""
    if not _is_here(office, case):
        return "这一件不由本单位办理，不能内部督办；还没有签收的请先签收。"
    return _closed(case)


def _check(office: Office, case: CaseFile, values: Values) -> None:
    if values["order.order_kind"] == IN_HOUSE and not _is_here(office, case):
        raise Invalid("内部督办只用于本单位办理的件；督办下级请选督办函或催办单。", field="order.order_kind")


def _number(office: Office, write: Writer, case: CaseFile, values: Values) -> dict[str, Value]:
    return {"order.order_no": next_number(office, write, "order")}


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    given = case.supervision.handling_unit if case.supervision is not None else None
    unit = given or (case.handling.unit if case.handling is not None else None)
    reply = office.calendar.add_working_days(office.today, 5).day
    return {
        "order.issued_on": office.today,
        "order.order_kind": "order",
        "order.unit": unit,
        "order.method": "letter",
        "order.reason": "overdue",
        "order.reply_due_on": reply,
    }


ACTION = CaseAction(
    id="issue_order", label="发督办", step="supervise", rank=36,
    fields=(
        "order.order_kind", "order.unit", "order.reason", "order.method", "order.issued_on",
        "order.reply_due_on", "order.requirement",
    ),
    required=("order.order_kind", "order.unit", "order.reason", "order.method", "order.issued_on"),
    refusal=_refusal, defaults=_defaults, day="order.issued_on", adds=Order, drawn=_number, check=_check, quiet=True,
    hint="自动编号，随下一份工作簿送达。",
)  # fmt: skip
