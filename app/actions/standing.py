"""What several actions ask of a case before they are done: whose it is, what has been decided, what still runs."""

from typing import TypeVar

from app.actions.accept import decided_otherwise
from app.actions.case_action import Values, owned
from app.errors import Invalid
from app.records.record import Record
from app.rules.obligations import Obligation, Unlimited
from app.schema.kinds import Value
from app.store import recusal
from app.store.case_file import CaseFile
from app.store.office import Office

R = TypeVar("R", bound=Record)


def undecided(office: Office, case: CaseFile) -> str | None:
    """Why nothing can be decided about the report any more, or None."""
    return owned(office, case.registration, "登记") or decided_otherwise(case)


def taken_on(case: CaseFile) -> bool:
    """Whether the report was accepted and is still ours to handle: what its handler returned is decided anew (Art. 17)."""
    returned = case.handling is not None and case.handling.returned_on is not None
    return case.registration.accepted_on is not None and not returned


def mine(office: Office, case: CaseFile, record: type[R]) -> list[R]:
    """The records of a list of the case that this office may write, oldest first."""
    return [each for each in case.of(record) if each.owner == office.code]


def running(case: CaseFile, *, stops: bool = False) -> list[Obligation]:
    """The open duties that can be extended (or, with `stops`, stopped), the earliest due first."""
    opened = [each for each in case.obligations if each.is_open and each.rule.stops]
    return sorted(opened, key=lambda each: each.due_on)


def without_limit(case: CaseFile) -> list[Unlimited]:
    """The open duties whose limit nobody has set (T09) and whose clock could stand still: that others are waited for
    is noted with its days all the same."""
    return [each for each in case.unlimited if each.done_on is None and each.rule.stops]


def respondent(case: CaseFile) -> str | None:
    """The first respondent named."""
    return next((each.respondent for each in case.allegations if each.respondent), None)


HANDS = ("handling.handler", "handling.assistants", "handling.verifiers", "inquiry.talkers")
"""Fields that name who handles, helps, verifies or talks."""


def refuse_the_reported(office: Office, case: CaseFile, values: Values) -> None:
    """Raise Invalid for somebody who is to handle, help with, verify or talk about a case and is reported in it (Rules
    Art. 48)."""
    for field in HANDS:
        for name in reported_among(case, values.get(field)):
            raise Invalid(f"{name}是这一件的被反映人，按规定要回避，请换一位。", field=field)


def reported_among(case: CaseFile, said: Value) -> list[str]:
    """Of the people named in one cell those who are reported in the case."""
    people = recusal.people_in(str(said or ""))
    return [name for name in people if any(recusal.names(each.respondent, name) for each in case.allegations)]
