"""受理: the report is within the office's duty and will be handled (Rules Art. 14-17)."""

from app.actions.case_action import CaseAction, Values, owned
from app.errors import Invalid
from app.rules.substance import is_bare, named_in
from app.schema.kinds import Value
from app.store.case_file import CaseFile
from app.store.office import Office


def _refusal(office: Office, case: CaseFile) -> str | None:
    if reason := owned(office, case.registration, "登记"):
        return reason
    if case.registration.accepted_on is not None:
        return "已经受理过了；要改请在登记栏修改受理日期。"
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


def bare(case: CaseFile) -> bool:
    """Whether the report only lists offence names (Rules Art. 13(3)), as far as it is written down."""
    people = [
        {name: each.value(name) for name in ("respondent", "unit", "position")} for each in case.allegations
    ]
    points = " ".join(each.summary for each in case.allegations if each.summary)
    names = [*named_in(people), case.registration.incident_place or ""]
    return is_bare(f"{case.registration.summary or ''} {points}", names)


def _check(office: Office, case: CaseFile, values: Values) -> None:
    """Bare offence names are accepted only by somebody who ticks that there is substance."""
    ticked = values.get("registration.substance_check", case.registration.substance_check)
    if bare(case) and not SUBSTANCE & set(ticked if isinstance(ticked, tuple) else ()):
        raise Invalid(
            "只有罪名没有事实，按《规则》第十三条第三项不予受理、留存备查；确有事实或线索的，在这里勾上再受理。",
            field="registration.substance_check",
        )


SUBSTANCE = frozenset({"facts", "clues", "not_bare", "evidence"})
"""Ticks of the checklist that say that there is something to look into."""


ACTION = CaseAction(
    id="accept", label="受理", step="accept", rank=10,
    fields=("registration.accepted_on", "registration.substance_check"), required=("registration.accepted_on",),
    refusal=_refusal, check=_check, later=bare, defaults=_defaults, day="registration.accepted_on",
    hint="受理后，实名件要在 15 个工作日内告知(从收到算起)。",
)  # fmt: skip
