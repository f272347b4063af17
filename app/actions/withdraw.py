"""撤回: an assignment is taken back with its reason; what was done stays (Rules Art. 20)."""

from app.actions.case_action import CaseAction, owned
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    sheet = case.supervision
    if sheet is None or sheet.assigned_on is None:
        return "还没有交办，没有可撤回的。请先“交办”或“转办”。"
    if reason := owned(office, sheet, "督办"):
        return reason
    if case.handling is not None and case.handling.closed_on is not None:
        return "已经办结，不能再撤回。"
    return "已经撤回过了；要改请在督办栏修改。" if sheet.withdrawn_on is not None else None


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    return {"supervision.withdrawn_on": office.today}


ACTION = CaseAction(
    id="withdraw", label="撤回交办", step="withdraw", rank=63,
    fields=("supervision.withdraw_reason", "supervision.withdrawn_on"),
    required=("supervision.withdraw_reason", "supervision.withdrawn_on"),
    refusal=_refusal, defaults=_defaults, day="supervision.withdrawn_on", quiet=True,
    hint="撤回后不再计算办结时限，记录都保留。",
)  # fmt: skip
