"""受理: the report is within the office's duty and will be handled (Rules Art. 14-17)."""

from app.actions.case_action import CaseAction, owned
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    if reason := owned(office, case.registration, "登记"):
        return reason
    if case.registration.accepted_on is not None:
        return "已经受理过了。"
    return decided_otherwise(case)


def decided_otherwise(case: CaseFile) -> str | None:
    """Why a case that was rejected, moved or kept is not accepted or assigned, or None."""
    for day, word in (
        (case.registration.rejected_on, "不予受理"),
        (case.registration.transferred_on, "移交"),
        (case.registration.retained_on, "留存"),
    ):
        if day is not None:
            return f"这件已于 {day.isoformat()} {word}；要改变，请先在登记栏改正。"
    return None


def _defaults(office: Office, case: CaseFile) -> dict[str, Value]:
    return {"registration.accepted_on": office.today}


ACTION = CaseAction(
    id="accept", label="受理", step="accept", rank=10,
    fields=("registration.accepted_on",), required=("registration.accepted_on",),
    refusal=_refusal, defaults=_defaults, day="registration.accepted_on",
    hint="受理后，实名件要在 15 个工作日内告知(从收到算起)。",
)  # fmt: skip
