"""整改完成: what a look-back ordered was done, and who answered for it (M50)."""

from app.actions.case_action import CaseAction
from app.actions.standing import mine
from app.records.aftermath import Lookback
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    return None if _waiting(office, case) else "没有等着整改的。请先“责任倒查”。"


def _waiting(office: Office, case: CaseFile) -> Lookback | None:
    return next((each for each in mine(office, case, Lookback) if each.corrected_on is None), None)


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    return {"lookback.corrected_on": office.today}


ACTION = CaseAction(
    id="note_correction", label="整改完成", step="lookback", rank=58,
    fields=("lookback.corrected_on", "lookback.result", "lookback.accountability"),
    required=("lookback.corrected_on", "lookback.result"),
    refusal=_refusal, defaults=_defaults, day="lookback.corrected_on", completes=_waiting, quiet=True,
    about=Lookback,
    hint="写明整改结果和责任追究。",
)  # fmt: skip
