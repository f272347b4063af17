"""How a story is told to the core: one action after another, and what an office then holds and is asked."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.actions.catalogue import CASE_ACTIONS
from app.actions.register import Entry, register, registered_case
from app.ledger.query import Query, ids, record_ids
from app.ledger.statistics import statistics
from app.ledger.views import SHIPPED
from app.rules.obligations import Obligation
from app.store.case_file import CaseFile, read_case
from app.store.office import Office
from tests.app.store.offices import POINT, REPORT
from tests.ui.workplace import Clock

CLOSING = {"handling.finding": "unsubstantiated", "handling.result": "反映的问题不存在"}


def told(
    office: Office,
    points: Sequence[Mapping[str, Any]] = (POINT,),
    who: Mapping[str, Any] | None = None,
    **values: Any,
) -> str:
    """Register a report; the id of its case."""
    said = {"received_on": office.today, **REPORT, **values}
    return registered_case(register(office, Entry(said, tuple(points), who or {})))


def act(office: Office, case: str, name: str, /, **said: Any) -> CaseFile:
    """Do one action with what stands and these values (`__` for the dot of a field's id); the case afterwards."""
    action = CASE_ACTIONS[name]
    values = {each.replace("__", "."): value for each, value in said.items()}
    action.do(office, case, {**action.standing(office, read_case(office, case)), **values})
    return read_case(office, case)


def handled(office: Office, **values: Any) -> str:
    """A case that somebody handles."""
    case = told(office, **values)
    act(office, case, "accept")
    act(office, case, "hand_over", handling__handler="李岚")
    return case


def closed(office: Office, **values: Any) -> str:
    """A case that is closed, with nothing found."""
    case = handled(office, **values)
    act(office, case, "close", **{name.replace(".", "__"): value for name, value in CLOSING.items()})
    return case


def due(office: Office, case: str, rule: str) -> list[Obligation]:
    """The duties of that rule in the case, settled ones as well."""
    return [each for each in read_case(office, case).obligations if each.rule.id == rule]


def listed(office: Office, view: str) -> list[str]:
    """Ids of the records that a shipped view shows, in its order."""
    (one,) = [each for each in SHIPPED if each.id == view]
    numbers = ids(office.db, Query(office.today, one.source, one.conditions, sort=one.sort))
    known = record_ids(office.db, one.source, list(numbers))
    return [known[number] for number in numbers]


def counted_by(office: Office, name: str) -> dict[Any, int]:
    """How many of all there is have each value of a counted field."""
    found = statistics(office.db, office.today).dimension(name)
    return {each.value: each.number for each in found.counts if each.value is not None}


def wait(office: Office, clock: Clock, days: int) -> None:
    """Let days go by; a long rest is confirmed as the program asks."""
    clock.pass_days(days)
    office.confirm_today(clock.at.date())


def wait_working_days(office: Office, clock: Clock, number: int) -> None:
    """Let so many working days go by."""
    wait(office, clock, (office.calendar.add_working_days(office.today, number).day - office.today).days)
