"""上级意见: what the office above said to a report (M52 联动办理)."""

from app.actions.case_action import CaseAction
from app.actions.standing import mine
from app.records.oversight import UpReport
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    return None if _waiting(office, case) else "没有等着上级意见的报告。请先“报告上级”。"


def _waiting(office: Office, case: CaseFile) -> UpReport | None:
    return next((each for each in mine(office, case, UpReport) if each.upper_step is None), None)


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    waiting = _waiting(office, case)
    return {"upreport.reported_on": office.today if waiting is None else waiting.reported_on or office.today}


ACTION = CaseAction(
    id="note_upper_reply", label="登记上级意见", step="reply", rank=59,
    fields=("upreport.reported_on", "upreport.upper_step", "upreport.own_step"),
    required=("upreport.reported_on", "upreport.upper_step"),
    refusal=_refusal, defaults=_defaults, day="upreport.reported_on", completes=_waiting, quiet=True,
    about=UpReport,
    hint="写明上级意见和本级措施。",
)  # fmt: skip
