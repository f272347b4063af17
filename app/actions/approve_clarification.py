"""批准澄清: the head approves (Rules Art. 50)."""

from app.actions.case_action import CaseAction
from app.actions.standing import mine
from app.records.aftermath import Clarification
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    return None if _waiting(office, case) else "没有等着批准的澄清。请先“提出澄清”。"


def _waiting(office: Office, case: CaseFile) -> Clarification | None:
    return next((each for each in mine(office, case, Clarification) if each.approved_on is None), None)


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    return {"clarification.approved_on": office.today}


ACTION = CaseAction(
    id="approve_clarification", label="批准澄清", step="clarify", rank=46,
    fields=("clarification.approver", "clarification.approved_on"),
    required=("clarification.approver", "clarification.approved_on"),
    refusal=_refusal, defaults=_defaults, day="clarification.approved_on", completes=_waiting, quiet=True,
    about=Clarification,
    hint="主要负责人批准后，五个工作日内澄清。",
)  # fmt: skip
