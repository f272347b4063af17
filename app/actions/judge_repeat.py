"""认定重复: this case and another are one matter, or are not; judged by a person (Rules Art. 14; M26, M47)."""

from app.actions.case_action import CaseAction, Values
from app.actions.families import facts_of_judgement
from app.records.aftermath import Repeat
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    return None


def _also(office: Office, case: CaseFile, values: Values) -> dict[str, Value]:
    return facts_of_judgement(office, case, str(values["repeat.main_no"]), str(values["repeat.verdict"]))


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    return {
        "repeat.judged_on": office.today,
        "repeat.judged_by": office.person or None,
        "repeat.verdict": "repeat",
    }


ACTION = CaseAction(
    id="judge_repeat", label="认定重复", step="judge_repeat", rank=65,
    fields=(
        "repeat.verdict", "repeat.main_no", "repeat.ground", "repeat.judged_by", "repeat.judged_on",
        "repeat.note",
    ),
    required=("repeat.verdict", "repeat.main_no", "repeat.judged_on"),
    refusal=_refusal, defaults=_defaults, day="repeat.judged_on", adds=Repeat, also=_also, quiet=True,
    hint="写主件的编号；看错了可以取消认定。",
)  # fmt: skip
