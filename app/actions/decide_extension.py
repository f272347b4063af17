"""审批延期: approved with a new date, or refused; what the office above assigned, that office decides."""

from app.actions.case_action import CaseAction, Values
from app.errors import Invalid
from app.ledger.asked_extensions import awaiting, of_the_sheet
from app.records.movements import Extension
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    waiting = _waiting(office, case)
    if waiting is None:
        return "没有等着审批的延期申请。请先“申请延期”。"
    return "这个时限由交办单位审批，随工作簿报上去。" if of_the_sheet(case, waiting) else None


def _waiting(office: Office, case: CaseFile) -> Extension | None:
    return next((each for each in awaiting(case) if each.owner == office.code), None)


def _check(office: Office, case: CaseFile, values: Values) -> None:
    if values["extension.decision"] not in ("approved", "refused"):
        raise Invalid("请选“已批准”或者“未批准”。", field="extension.decision")
    if values["extension.decision"] == "approved" and values.get("extension.due_on") is None:
        raise Invalid("批准的要写明延到哪一天。", field="extension.due_on")


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    waiting = _waiting(office, case)
    wanted = None if waiting is None else waiting.wanted_on
    return {
        "extension.decision": "approved",
        "extension.due_on": wanted,
        "extension.decided_on": office.today,
    }


ACTION = CaseAction(
    id="decide_extension", label="审批延期", step="extend_decide", rank=9,
    fields=(
        "extension.decision", "extension.due_on", "extension.decided_on", "extension.approver",
    ),
    required=("extension.decision", "extension.decided_on", "extension.approver"),
    refusal=_refusal, defaults=_defaults, day="extension.decided_on", completes=_waiting, check=_check, quiet=True,
    about=Extension,
    hint="批准的写明延到哪一天；上级交办的时限由交办单位审批。",
)  # fmt: skip
