"""报结: who assigned the case, in a workbook or on paper, is told the result (Rules Art. 21, 23)."""

from app.actions.case_action import CaseAction, owned
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office

ON_PAPER = "assigned_above"
"""The source of a case that the office above assigned by a letter, though nothing of it came in a workbook."""


def _refusal(office: Office, case: CaseFile) -> str | None:
    sheet = case.supervision
    on_paper = case.registration.intake_source == ON_PAPER
    if not on_paper and (sheet is None or sheet.assigned_on is None):
        return "这一件不是上级交办的，不用报结；请接着反馈、归档。"
    if case.handling is None or case.handling.closed_on is None:
        return "还没有办结。请先办结，再报结。"
    if reason := owned(office, case.handling, "办理"):
        return reason
    return "已经报结；要改请在办理栏修改。" if case.handling.reported_on is not None else None


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    return {"handling.reported_on": office.today}


ACTION = CaseAction(
    id="report_up", label="报结", step="report_up", rank=33,
    fields=("handling.reported_on",), required=("handling.reported_on",),
    refusal=_refusal, defaults=_defaults, day="handling.reported_on",
    hint="经集体审核、主要负责人批准后报上级。",
)  # fmt: skip
