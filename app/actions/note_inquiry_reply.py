"""函询回复: the respondent's reply, countersigned by the head of the unit's party organisation (DR 28; T07)."""

from app.actions.case_action import CaseAction
from app.actions.standing import mine
from app.records.proceedings import Inquiry
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    return None if _waiting(office, case) else "没有等着回复的函询。请先“谈话函询”。"


def _waiting(office: Office, case: CaseFile) -> Inquiry | None:
    return next((each for each in mine(office, case, Inquiry) if each.replied_on is None), None)


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    return {"inquiry.replied_on": office.today}


ACTION = CaseAction(
    id="note_inquiry_reply", label="登记函询回复", step="reply", rank=11,
    fields=("inquiry.replied_on", "inquiry.countersigned_by"),
    required=("inquiry.replied_on",),
    refusal=_refusal, defaults=_defaults, day="inquiry.replied_on", completes=_waiting, quiet=True,
    about=Inquiry,
    hint="回复由所在单位党组织主要负责人签署。",
)  # fmt: skip
