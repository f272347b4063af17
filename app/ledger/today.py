"""What wants attention today: the own duties in two short lists, the units that are late, and what waits for others.

An office has to do what stands in its own records: it tells whom it registered for, disposes of what it handles, and
sees to what it gave to others. That a unit below is late is that unit's duty, and stands apart, counted by unit.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from app.ledger.asked_extensions import to_decide
from app.ledger.duties import CHASE, REPLY, Duty, DutyList, from_obligation, own_duty, supervising
from app.ledger.given_back import RETURNED, given_back
from app.ledger.letters import OfficeLines, office_lines
from app.ledger.mine import Mine, mine
from app.ledger.pressing import PRESSING, late_units, mixed, pressing_count, pressing_of
from app.ledger.put_off import PutOff, resting, rows_of
from app.ledger.query import Condition, Query, ids, record_ids
from app.ledger.same_numbers import Alike, newest_alike
from app.ledger.to_tell import TELLS, to_tell
from app.ledger.unanswered import Unanswered, unanswered
from app.ledger.unsigned import UNSIGNED, unsigned
from app.ledger.waiting import NOBODY, waiting
from app.records.matters import Escalation
from app.rules.obligations import compute
from app.rules.status import Status
from app.schema.kinds import Value
from app.store import drafts, proposing, recusal, shelf
from app.store.office import Office
from app.store.outlines import outlines, records
from app.store.rows import doubled_numbers

SHORT = 8
"""Lines of one list."""
STUBS = 50
MIXED = 200
"""Cases at most in which another's duty is due first, looked at for a duty of ours."""
_RECEIVING = "T01"
"""The duty of stubs, which are counted apart."""
PUT_OFF = "put_off"
"""In place of a rule: only the lines that rest, wherever they stand."""
_SOON = (Status.URGENT, Status.DUE_SOON)
_STATUS = {each.value: each for each in Status}


@dataclass(frozen=True)
class Today:
    """The page 今日 as a value. `kinds` counts own duties by rule id; `held` are own records with two
    versions, `held_elsewhere` those on which another office decides.

    `put_off` counts the lines that rest: they stand in no list but, when overdue, among the overdue, marked.

    `postings` are files whose receipt has not come; `units` other offices' codes, each with the number of cases in
    which it is late, the most first.
    """

    overdue: DutyList
    soon: DutyList
    waiting: DutyList
    postings: tuple[Unanswered, ...]
    units: tuple[tuple[str, int], ...]
    kinds: dict[str, int]
    unhanded: int
    drafts: tuple[tuple[str, str], ...]
    held: int
    held_elsewhere: int
    put_off: int = 0
    unsigned: DutyList = NOBODY
    """What the office above gave and nobody has signed for, while there is time; late ones stand among the overdue."""
    telling: DutyList = NOBODY
    """Results to be told to the reporter, while there is time and nothing of it presses yet."""
    letters: DutyList = NOBODY
    """Circulars that came and that nobody has read here yet."""
    asked: int = 0
    """更正建议 of other offices that are to be answered."""
    doubled: int = 0
    """Numbers that several own cases bear: the later ones are to be renumbered."""
    alike: tuple[Alike, ...] = ()
    """Pairs among the cases that came last which may be one report: 同一件 is for a person to say."""

    @property
    def to_do(self) -> int:
        """How many lines wait for somebody here, for the badge."""
        return sum(self.kinds.values()) + self.unhanded + self.unsigned.total


def to_do(office: Office) -> int:
    """As many as the page 今日 says for the whole office; none while the clock is in doubt, for then no light says anything."""
    if office.clock_doubt() is not None:
        return 0
    unhanded, to_sign = _stubs(office, office.today), unsigned(office)
    lines = resting(office.db, office.today)
    rows = rows_of(office.db, lines)
    others = _mixed(office, mixed(office, MIXED))
    loose = [
        *unhanded,
        *others,
        *supervising(office),
        *to_decide(office),
        *office_lines(office).dated,
        *to_sign,
    ]
    _, awake, _ = _awake([], loose, lines, rows, only=False)
    pressing = [each for each in awake if each.status in PRESSING]
    return (
        pressing_count(office, _RECEIVING, rows)
        + sum(each.rule != _RECEIVING for each in pressing)
        + sum(each in pressing for each in unhanded)
        + _to_sign(to_sign, lines, None, only=False).total
    )


class _Row(NamedTuple):
    """A case that presses: its row number, light, and the rule of the duty that is due first."""

    number: int
    status: Status
    rule: str


def look(
    office: Office, draft_prefix: str, rule: str | None = None, *, whole: bool = True, person: str = ""
) -> Today:  # fmt: skip
    """What waits on this day; with `rule` only the duties of that rule id in the first two lists.

    A line that was put off rests until its day, but for an overdue one, which stays and is marked. `PUT_OFF` in place
    of a rule asks for the resting lines.

    With `person` only what that person has to do or waits for; what belongs to no case is the office's.

    Without `whole` the list of what waits for others is left out: nobody waits for it, and it takes longest.
    """
    own, others, units = _pressing(office)
    torn = [said["owner"] for said in shelf.values(office.db, "sibling").values()]
    unhanded = _stubs(office, office.today)
    lines_of_office = office_lines(office)
    to_sign = unsigned(office)
    loose = [
        *unhanded,
        *others,
        *supervising(office),
        *given_back(office),
        *to_decide(office),
        *lines_of_office.dated,
        *to_sign,
    ]
    who = mine(office, person) if person else None
    if who is not None:
        own = [each for each in own if who.row(each.number, each.rule)]
        loose = [each for each in loose if who.duty(each)]
        lines_of_office, units = OfficeLines((), (), ()), Counter()
    chased = {duty.case.registration.id for duty in loose if duty.case is not None}
    lines, only = resting(office.db, office.today), rule == PUT_OFF
    own, loose, asleep = _awake(own, loose, lines, rows_of(office.db, lines), only=only)
    kinds = Counter([each.rule for each in own] + [each.rule for each in loose if each.status in PRESSING])
    kinds.pop(_RECEIVING, None)
    if rule is not None and not only:
        own = [each for each in own if each.rule == rule]
        loose = [each for each in loose if each.rule == rule]
    among = None if who is None else who.waiting
    waits, rested = waiting(office, SHORT, lines, only=only, among=among) if whole else (NOBODY, 0)
    unread, asked, more = _letters(lines_of_office, lines, only=only)
    waits = _with(waits, asked) if whole else waits
    return Today(
        overdue=_marked(_listed(office, own, loose, (Status.OVERDUE,), chased), lines),
        soon=_marked(_listed(office, own, loose, _SOON, chased), lines),
        waiting=_marked(waits, lines),
        postings=tuple(unanswered(office)) if whole and not only and who is None else (),
        units=tuple(units.most_common()) if office.level == "county" and not only else (),
        kinds=dict(kinds.most_common()),
        unhanded=sum(duty.status in PRESSING and duty in loose for duty in unhanded),
        drafts=tuple(drafts.waiting(office, draft_prefix)),
        held=len([owner for owner in torn if owner == office.code]),
        held_elsewhere=len([owner for owner in torn if owner != office.code]),
        put_off=asleep + rested + more,
        unsigned=_marked(_to_sign(to_sign if who is None else [], lines, rule, only=only), lines),
        telling=_marked(_to_tell(office, who, lines, rule, only=only), lines),
        letters=_marked(unread if rule is None or only else NOBODY, lines),
        asked=proposing.to_answer(office.db, office.code),
        doubled=len(doubled_numbers(office.db, office.code)),
        alike=_alike(office) if whole else (),
    )


def _alike(office: Office) -> tuple[Alike, ...]:
    person = recusal.barred(office.db)
    return tuple(newest_alike(office.db, recusal.cases_naming(office.db, person) if person else ()))


def _letters(
    found: OfficeLines, lines: Mapping[str, PutOff], *, only: bool
) -> tuple[DutyList, list[Duty], int]:
    """Letters to be read, letters of our own that wait for a reply, and how many of both rest."""
    unread = [each for each in found.unread if (each.key in lines) is only]
    asked = [each for each in found.asked if (each.key in lines) is only]
    resting = sum(each.key in lines for each in (*found.unread, *found.asked))
    return DutyList(tuple(unread[-SHORT:]), len(unread)), asked, resting


def _to_sign(found: list[Duty], lines: Mapping[str, PutOff], rule: str | None, *, only: bool) -> DutyList:
    """Those within their time, of which nothing presses yet."""
    mine = [each for each in found if each.status is Status.RUNNING and (each.key in lines) is only]
    mine = mine if rule in (None, PUT_OFF, UNSIGNED) else []
    return DutyList(tuple(mine[:SHORT]), len(mine))


def _to_tell(
    office: Office, who: Mine | None, lines: Mapping[str, PutOff], rule: str | None, *, only: bool
) -> DutyList:
    """Feedback that is owed and does not press yet."""
    if rule not in (None, PUT_OFF, TELLS):
        return NOBODY
    found = [each for each in to_tell(office) if (each.key in lines) is only]
    found = [each for each in found if who is None or who.duty(each)]
    return DutyList(tuple(found[:SHORT]), len(found))


def _with(waits: DutyList, more: list[Duty]) -> DutyList:
    ordered = sorted([*waits.duties, *more], key=lambda duty: duty.since or date.max)
    return DutyList(tuple(ordered[:SHORT]), waits.total + len(more))


def _awake(
    own: list[_Row],
    loose: list[Duty],
    lines: Mapping[str, PutOff],
    rows: frozenset[tuple[int, str]],
    *,
    only: bool,
) -> tuple[list[_Row], list[Duty], int]:
    """The lines that do not rest, and the overdue in any case (or `only` those that rest), and how many rest."""
    resting_rows = [each for each in own if (each.number, each.rule) in rows]
    resting_duties = [duty for duty in loose if duty.key in lines]
    asleep = len(resting_rows) + len(resting_duties)
    if only:
        return resting_rows, resting_duties, asleep
    return (
        [each for each in own if each.status is Status.OVERDUE or (each.number, each.rule) not in rows],
        [duty for duty in loose if duty.status is Status.OVERDUE or duty.key not in lines],
        asleep,
    )


def _marked(found: DutyList, lines: Mapping[str, PutOff]) -> DutyList:
    return replace(found, duties=tuple(replace(each, put_off=lines.get(each.key)) for each in found.duties))


def _pressing(office: Office) -> tuple[list[_Row], list[Duty], Counter[str]]:
    """Own pressing cases; own duties in cases where another's is due first; the others' late cases by unit."""
    own = [_Row(number, _STATUS[light], rule) for number, light, rule in pressing_of(office)]
    return own, _mixed(office, mixed(office, MIXED)), Counter(late_units(office))


def _mixed(office: Office, numbers: list[int]) -> list[Duty]:
    if not numbers:
        return []
    files = outlines(office, list(record_ids(office.db, "case", numbers).values()))
    found = (own_duty(office, case) for case in files.values())
    return [duty for duty in found if duty is not None and duty.status in PRESSING]


def _listed(
    office: Office, own: list[_Row], loose: list[Duty], statuses: Iterable[Status], chased: set[str]
) -> DutyList:
    rows = [each for each in own if each.status in statuses]
    mine = [duty for duty in loose if duty.status in statuses]
    shown = rows[: SHORT + len(chased)]
    known = record_ids(office.db, "case", [each.number for each in shown])
    files = outlines(office, [id for id in known.values() if id not in chased])
    found = [duty for case in files.values() if (duty := own_duty(office, case)) is not None]
    twice = sum(id in chased for id in known.values())
    ordered = sorted([*found, *mine], key=lambda duty: duty.due_on or date.max)
    return DutyList(tuple(ordered[:SHORT]), len(rows) - twice + len(mine))


def _stubs(office: Office, today: date) -> tuple[Duty, ...]:
    """The duties of stubs that were not handed up yet (T01)."""
    query = Query(today, source="escalation", conditions=(Condition("escalation.handed_on", (None,)),))
    numbers = list(ids(office.db, query)[:STUBS])
    measure = office.measure
    return tuple(
        from_obligation(measure, duty, today, stub=stub)
        for stub in records(office, Escalation, list(record_ids(office.db, "escalation", numbers).values()))
        for duty in compute(measure.rules, _facts(stub), measure.calendar)
    )


def _facts(stub: Escalation) -> dict[str, Value]:
    return {field.id: stub.value(field.name) for field in stub.columns()}


__all__ = ["CHASE", "REPLY", "RETURNED", "SHORT", "Duty", "DutyList", "Today", "look"]
