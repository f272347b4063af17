"""提交报告: the report of the verification goes to review."""

from app.actions.case_action import CaseAction
from app.actions.dispose import handling_refusal
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    if reason := handling_refusal(office, case):
        return reason
    assert case.handling is not None
    if case.handling.disposed_on is None:
        return "还没有定处置方式。请先定处置方式，再提交报告。"
    return "报告已经提交，请等“审核把关”。" if case.handling.report_handed_on is not None else None


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    return {"handling.report_handed_on": office.today}


ACTION = CaseAction(
    id="submit_report", label="提交报告", step="submit_report", rank=27,
    fields=("handling.report_handed_on", "handling.verification_outcome"),
    required=("handling.report_handed_on",),
    refusal=_refusal, defaults=_defaults, day="handling.report_handed_on",
    hint="报告送审核把关。",
)  # fmt: skip
