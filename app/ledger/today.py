"""What wants attention today: three short lists of cases and stubs, from a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.ledger.pressing import PRESSING
from app.ledger.query import Condition, Query, counts, ids, record_ids
from app.records.matters import Escalation
from app.rules.obligations import Obligation, compute
from app.rules.status import Status, obligation_status, working_days_left
from app.schema.kinds import Value
from app.store import drafts, shelf
from app.store.case_file import CaseFile
from app.store.case_rows import Measure
from app.store.office import Office
from app.store.outlines import outlines, records

SHORT = 8
"""Lines of one list."""
STUBS = 50


@dataclass(frozen=True)
class Duty:
    """One duty that waits: of a case or of a stub. `days_left` are working days, below zero past the limit."""

    obligation: Obligation
    status: Status
    days_left: int
    case: CaseFile | None = None
    stub: Escalation | None = None

    @property
    def title(self) -> str:
        """The number by which it is known."""
        return self.case.title if self.case else str((self.stub and self.stub.stub_no) or "报上级件")


@dataclass(frozen=True)
class DutyList:
    """The first lines of a list, and how many there are in all."""

    duties: tuple[Duty, ...]
    total: int


@dataclass(frozen=True)
class Today:
    """The page 今日 as a value. `kinds` counts pressing cases by rule id; `held` are records with two versions."""

    overdue: DutyList
    soon: DutyList
    waiting: DutyList
    kinds: dict[str, int]
    unhanded: int
    drafts: tuple[tuple[str, str], ...]
    held: int


def look(office: Office, draft_prefix: str, rule: str | None = None) -> Today:
    """What waits on this day; with `rule` only the duties of that rule id in the first two lists."""
    today = office.today
    unhanded = _stubs(office, today)
    stubs = unhanded if rule in (None, "T01") else ()
    pressing = Query(today, conditions=(Condition("case.light", PRESSING),))
    return Today(
        overdue=_pressing(office, (Status.OVERDUE,), rule, stubs),
        soon=_pressing(office, (Status.URGENT, Status.DUE_SOON), rule, stubs),
        waiting=_waiting(office),
        kinds={str(key): found for key, found in counts(office.db, pressing, "case.due_rule").items() if key},
        unhanded=sum(duty.status in PRESSING for duty in unhanded),
        drafts=tuple(drafts.waiting(office, draft_prefix)),
        held=len(shelf.values(office.db, "sibling")),
    )


def _pressing(
    office: Office, statuses: Sequence[Status], rule: str | None, stubs: Sequence[Duty]
) -> DutyList:
    conditions = [Condition("case.light", tuple(each.value for each in statuses))]
    if rule is not None:
        conditions.append(Condition("case.due_rule", (rule,)))
    cases = _cases(office, tuple(conditions))
    mine = [duty for duty in stubs if duty.status in statuses]
    found = sorted([*cases.duties, *mine], key=lambda duty: duty.obligation.due_on)[:SHORT]
    return DutyList(tuple(found), cases.total + len(mine))


def _waiting(office: Office) -> DutyList:
    """Cases that a county gave to others and that are not closed nor pressing yet."""
    if office.level != "county":
        return DutyList((), 0)
    return _cases(
        office,
        (
            Condition("case.light", (Status.RUNNING.value,)),
            Condition("supervision.assigned_on", ("0001-01-01", None), "between"),
            Condition("handling.closed_on", (None,)),
        ),
    )


def _cases(office: Office, conditions: tuple[Condition, ...]) -> DutyList:
    query = Query(office.today, conditions=conditions, sort=(("case.due_on", False),))
    numbers = ids(office.db, query)
    shown = list(numbers[:SHORT])
    known = record_ids(office.db, "case", shown)
    files = outlines(office, [known[number] for number in shown])
    duties = (_next(files[known[number]], office.today) for number in shown if known[number] in files)
    return DutyList(tuple(duty for duty in duties if duty is not None), len(numbers))


def _next(case: CaseFile, today: date) -> Duty | None:
    """The open duty of a case that is due first."""
    opened = [each for each in case.obligations if each.done_on is None]
    if not opened:
        return None
    return _duty(case.measure, min(opened, key=lambda each: each.due_on), today, case=case)


def _duty(
    measure: Measure,
    duty: Obligation,
    today: date,
    *,
    case: CaseFile | None = None,
    stub: Escalation | None = None,
) -> Duty:
    status = obligation_status(duty, measure.preset, measure.calendar, today)
    return Duty(duty, status, working_days_left(duty, measure.calendar, today), case, stub)


def _stubs(office: Office, today: date) -> tuple[Duty, ...]:
    """The duties of stubs that were not handed up yet (T01)."""
    query = Query(today, source="escalation", conditions=(Condition("escalation.handed_on", (None,)),))
    numbers = list(ids(office.db, query)[:STUBS])
    measure = office.measure
    return tuple(
        _duty(measure, duty, today, stub=stub)
        for stub in records(office, Escalation, list(record_ids(office.db, "escalation", numbers).values()))
        for duty in compute(measure.rules, _facts(stub), measure.calendar)
    )


def _facts(stub: Escalation) -> dict[str, Value]:
    return {field.id: stub.value(field.name) for field in stub.columns()}
