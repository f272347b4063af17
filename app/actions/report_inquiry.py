"""谈话函询报告: report and opinion after a talk or a reply (DR; T08)."""

from app.actions.case_action import CaseAction
from app.actions.standing import mine
from app.records.proceedings import Inquiry
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    return None if _waiting(office, case) else "没有等着报告的谈话或函询。请先“谈话函询”并“登记函询回复”。"


def _waiting(office: Office, case: CaseFile) -> Inquiry | None:
    waiting = (each for each in mine(office, case, Inquiry) if each.replied_on and each.reported_on is None)
    return next(waiting, None)


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    return {"inquiry.reported_on": office.today}


ACTION = CaseAction(
    id="report_inquiry", label="谈话函询报告", step="submit_report", rank=13,
    fields=("inquiry.reported_on", "inquiry.outcome", "inquiry.opinion"),
    required=("inquiry.reported_on", "inquiry.outcome"),
    refusal=_refusal, defaults=_defaults, day="inquiry.reported_on", completes=_waiting, quiet=True,
    about=Inquiry,
    hint="一个月内写出情况报告和处置意见。",
)  # fmt: skip
