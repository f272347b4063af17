"""处置: one of the four ways, after study and approval (Rules Art. 17; DR 21)."""

from app.actions.case_action import CaseAction, owned
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def handling_refusal(office: Office, case: CaseFile) -> str | None:
    """Why nothing can be written into the handling now, or None."""
    if reason := owned(office, case.handling, "办理"):
        return reason
    if case.handling is None or case.handling.received_on is None:
        return "还没有承办人。请先移交承办人或签收。"
    if case.handling.returned_on is not None:
        return "已经退回。再办请先移交承办人。"
    return "已经办结；要再办请“重新办理”。" if case.handling.closed_on is not None else None


def _refusal(office: Office, case: CaseFile) -> str | None:
    if reason := handling_refusal(office, case):
        return reason
    disposed = case.handling is not None and case.handling.disposed_on is not None
    return "已经定过处置方式；要改请在办理栏修改。" if disposed else None


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    return {"handling.disposed_on": office.today}


ACTION = CaseAction(
    id="dispose", label="定处置方式", step="dispose", rank=25,
    fields=("handling.disposition", "handling.studied_on", "handling.disposition_approver", "handling.disposed_on"),
    required=("handling.disposition", "handling.disposed_on"),
    refusal=_refusal, defaults=_defaults, day="handling.disposed_on",
    hint="集体研究、批准后填写。",
)  # fmt: skip
