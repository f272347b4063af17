"""恢复计时: what was waited for has come; the clock runs on."""

from app.actions.case_action import CaseAction, Values
from app.actions.standing import mine
from app.errors import Invalid
from app.records.movements import Pause
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    return None if _standing(office, case) else "没有在暂停。请先“暂停计时”。"


def _standing(office: Office, case: CaseFile) -> Pause | None:
    return next((each for each in mine(office, case, Pause) if each.ended_on is None), None)


def _check(office: Office, case: CaseFile, values: Values) -> None:
    standing = _standing(office, case)
    if standing is not None and str(values["pause.ended_on"]) < str(standing.begun_on):
        raise Invalid(f"恢复日期不能早于暂停日期 {standing.begun_on}。", field="pause.ended_on")


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    return {"pause.ended_on": office.today}


ACTION = CaseAction(
    id="resume", label="恢复计时", step="resume", rank=2,
    fields=("pause.ended_on",),
    required=("pause.ended_on",),
    refusal=_refusal, defaults=_defaults, day="pause.ended_on", completes=_standing, check=_check, quiet=True,
    about=Pause,
    hint="写等到结果的那一天，到期日按暂停的天数顺延。",
)  # fmt: skip
