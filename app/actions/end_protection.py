"""保护结束: protection ended, with its result (Rules Art. 49)."""

from app.actions.case_action import CaseAction
from app.actions.standing import mine
from app.records.oversight import Protection
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    return None if _running(office, case) else "没有在执行的保护。请先记“保护申请”。"


def _running(office: Office, case: CaseFile) -> Protection | None:
    return next((each for each in mine(office, case, Protection) if each.ended_on is None), None)


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    return {"protection.ended_on": office.today}


ACTION = CaseAction(
    id="end_protection", label="保护结束", step="protect", rank=69,
    fields=("protection.ended_on", "protection.result"),
    required=("protection.ended_on",),
    refusal=_refusal, defaults=_defaults, day="protection.ended_on", completes=_running, quiet=True,
    about=Protection,
    hint="写明保护结果。",
)  # fmt: skip
