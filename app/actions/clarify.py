"""澄清: it was said so, in the approved forms; wrong handling is corrected (Rules Art. 50, 51)."""

from app.actions.case_action import CaseAction
from app.actions.standing import mine
from app.records.aftermath import Clarification
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    return None if _waiting(office, case) else "没有批准了还没澄清的。请先提出澄清并批准。"


def _waiting(office: Office, case: CaseFile) -> Clarification | None:
    waiting = (
        each for each in mine(office, case, Clarification) if each.approved_on and each.done_on is None
    )
    return next(waiting, None)


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    return {"clarification.done_on": office.today}


ACTION = CaseAction(
    id="clarify", label="澄清", step="clarify", rank=47,
    fields=("clarification.done_on", "clarification.correction", "clarification.followed_up_on"),
    required=("clarification.done_on",),
    refusal=_refusal, defaults=_defaults, day="clarification.done_on", completes=_waiting, quiet=True,
    about=Clarification,
    hint="澄清后要回访；因不实举报受到的处理要纠正。",
)  # fmt: skip
