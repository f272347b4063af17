"""审批下级延期: the office that assigned decides on more time for the assignment (Rules Art. 21)."""

from app.actions.case_action import CaseAction, Values, owned
from app.errors import Invalid
from app.ledger.asked_extensions import awaiting
from app.rules.obligations import add_months
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    sheet = case.supervision
    if sheet is None or sheet.assigned_on is None or sheet.referral_kind == "forward":
        return "没有交办要结果的时限，不用审批延期；请先交办。"
    if reason := owned(office, sheet, "督办"):
        return reason
    if sheet.withdrawn_on is not None:
        return "已经撤回，不用再审批延期；请直接在督办栏修改。"
    closed = case.handling is not None and case.handling.closed_on is not None
    return "已经办结，不用再延期。" if closed else None


def _check(office: Office, case: CaseFile, values: Values) -> None:
    if values["supervision.extension"] == "approved" and values.get("supervision.extended_due_on") is None:
        raise Invalid("批准的要写明延到哪一天。", field="supervision.extended_due_on")


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    sheet = case.supervision
    due = None if sheet is None else sheet.extended_due_on or sheet.due_on
    asked = [each.wanted_on for each in awaiting(case) if each.wanted_on]
    wanted = asked[-1] if asked else None if due is None else add_months(due, 1)
    said: dict[str, Value] = {"supervision.extension": "approved", "supervision.extended_due_on": wanted}
    return said | {"supervision.extension_decided_on": office.today}


ACTION = CaseAction(
    id="decide_assigned_extension", label="审批下级延期", step="extend_decide", rank=41,
    fields=(
        "supervision.extension", "supervision.extended_due_on", "supervision.extension_decided_on",
        "supervision.extension_opinion",
    ),
    required=("supervision.extension", "supervision.extension_decided_on"),
    refusal=_refusal, defaults=_defaults, day="supervision.extension_decided_on", check=_check, quiet=True,
    hint="批准的写明新的到期日；原到期日保留备查。",
)  # fmt: skip
