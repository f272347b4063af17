"""核对回避: whether the handler stands apart from the respondents is checked and noted (Rules Art. 48)."""

from app.actions.case_action import CaseAction
from app.actions.dispose import handling_refusal
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    if reason := handling_refusal(office, case):
        return reason
    checked = case.handling is not None and case.handling.recusal_checked_on is not None
    return "已经核对过了；要改请在办理栏修改。" if checked else None


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    return {"handling.recusal_checked_on": office.today}


ACTION = CaseAction(
    id="check_recusal", label="核对回避", step="recuse", rank=24,
    fields=("handling.recusal_checked_on", "handling.recusal_note"),
    required=("handling.recusal_checked_on",),
    refusal=_refusal, defaults=_defaults, day="handling.recusal_checked_on", quiet=True,
    hint="核对承办人与被反映人有没有亲属或利害关系，写明结论。",
)  # fmt: skip
