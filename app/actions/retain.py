"""留存备查: a repeat, or offence names without substance, is kept on file (Rules Art. 13(3), 14)."""

from app.actions.case_action import CaseAction
from app.actions.standing import taken_on, undecided
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    if reason := undecided(office, case):
        return reason
    return "已经受理，不能留存；发现不该受理的，请经批准“退回”后再留存。" if taken_on(case) else None


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    return {"registration.retained_on": office.today}


ACTION = CaseAction(
    id="retain", label="留存备查", step="retain", rank=62,
    fields=("registration.retained_on",),
    required=("registration.retained_on",),
    refusal=_refusal, defaults=_defaults, day="registration.retained_on",
    hint="重复件或没有实质内容的，登记后留存，不再办理。",
)  # fmt: skip
