"""批示: the leader's instruction on a proposal, also as given on paper (Rules Art. 14, 17)."""

from app.actions.case_action import CaseAction
from app.actions.standing import undecided
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    if reason := undecided(office, case):
        return reason
    if case.registration.proposed_on is None:
        return "还没有拟办。请先拟办，再批示。"
    return "已经批示；要改请在登记栏修改。" if case.registration.instructed_on is not None else None


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    return {"registration.instructed_on": office.today}


ACTION = CaseAction(
    id="instruct", label="批示", step="instruct", rank=7,
    fields=("registration.instruction", "registration.approver", "registration.instructed_on"),
    required=("registration.instruction", "registration.approver", "registration.instructed_on"),
    refusal=_refusal, defaults=_defaults, day="registration.instructed_on",
    hint="照纸上的批示原文录入，原件扫描留存。",
)  # fmt: skip
