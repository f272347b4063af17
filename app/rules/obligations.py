"""Obligations: the dated duties that rules and facts make. Pure: same facts, same duties."""

import calendar as month_lengths
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.rules.calendar import Span, WorkCalendar
from app.rules.declarations import Facts, Rule, Unit, dated, load_rules
from app.rules.matter import Extension, Matter, Part, Stop

__all__ = [
    "Facts", "Matter", "Move", "Obligation", "Rule", "Unlimited", "add_months", "compute", "duties", "load_rules",
    "unlimited",
]  # fmt: skip


@dataclass(frozen=True)
class Move:
    """A due date that replaced the one before it; `word` says whose date it is."""

    word: str
    day: date


@dataclass(frozen=True)
class Standstill:
    """A stop that lengthened a limit: from when until when, and by how much in the unit that the rule counts."""

    begun_on: date
    ended_on: date
    days: int
    reason: str


@dataclass(frozen=True)
class Obligation:
    """One duty. `first_due_on` is the date by the rule, kept when a move or a stop set another `due_on`.

    `span` is the sum behind `first_due_on`, only for limits in working days. `provisional`: `due_on` was counted
    over a year whose calendar is not known. `stopped_on`: the clock stands since that day. `subject` is the id of
    the record that it is about where a case may have several, `subject_label` says which. `earlier`: it is a duty of
    a round that another has followed; what was not fulfilled then ended with the round, on `ended_on`.
    """

    rule: Rule
    started_on: date
    due_on: date
    first_due_on: date
    done_on: date | None
    provisional: bool
    span: Span | None
    moves: tuple[Move, ...] = ()
    stops: tuple[Standstill, ...] = ()
    stopped_on: date | None = None
    stop_reason: str = ""
    subject: str = ""
    subject_label: str = ""
    earlier: bool = False
    ended_on: date | None = None

    @property
    def late(self) -> bool:
        """Whether it was fulfilled, or ended with its round, after its due date."""
        over = self.done_on or self.ended_on
        return over is not None and over > self.due_on

    @property
    def is_open(self) -> bool:
        """Whether its clock runs: neither fulfilled nor stopped, nor ended with its round."""
        return self.done_on is None and self.stopped_on is None and self.ended_on is None

    @property
    def label(self) -> str:
        """The duty's name, with what it is about where there may be several."""
        return f"{self.rule.label}（{self.subject_label}）" if self.subject_label else self.rule.label


@dataclass(frozen=True)
class Unlimited:
    """A duty that has begun and whose limit nobody has set yet (未设时限)."""

    rule: Rule
    started_on: date
    done_on: date | None
    subject: str = ""
    subject_label: str = ""
    earlier: bool = False


def compute(rules: Iterable[Rule], facts: Facts, calendar: WorkCalendar) -> tuple[Obligation, ...]:
    """The duties that bare facts make: `duties` of a matter without parts, stops or extensions."""
    return duties(rules, Matter(facts), calendar)


def duties(rules: Iterable[Rule], matter: Matter, calendar: WorkCalendar) -> tuple[Obligation, ...]:
    """The duties that exist by the active rules; one whose start has no date does not exist yet.

    What starts with a date of the handling is owed in each round; everything else is owed once, and what an earlier
    round did has fulfilled it.
    """
    return tuple(
        _obligation(rule, started_on, part, matter, calendar)
        for rule, started_on, part in _begun((rule for rule in rules if rule.limit), matter)
    )


def of_this_round(obligations: Iterable[Obligation]) -> tuple[Obligation, ...]:
    """Those that the light of the case speaks of."""
    return tuple(each for each in obligations if not each.earlier)


def unlimited(rules: Iterable[Rule], matter: Matter) -> tuple[Unlimited, ...]:
    """The duties that exist and whose limit is not set."""
    found = []
    for rule, started_on, part in _begun((rule for rule in rules if not rule.limit), matter):
        done_on, ended_on = _outcome(rule, part, matter, started_on)
        found.append(Unlimited(rule, started_on, done_on, part.id, part.label, ended_on is not None))
    return tuple(found)


def _begun(rules: Iterable[Rule], matter: Matter) -> Iterator[tuple[Rule, date, Part]]:
    facts, rounds = matter.facts, matter.rounds
    whole = Part("case", "", facts)
    for rule in rules:
        if not rule.active:
            continue
        if rule.applies_to not in WHOLE:
            parts = matter.of(rule.applies_to)
        elif rounds and _in_handling(rule.start):
            parts = (*rounds, whole)
        elif rule.start in facts:
            parts = (whole,)
        else:
            continue
        for part in parts:
            started_on = dated(part.facts, rule.start)
            if started_on is not None and rule.applies(part.facts):
                yield rule, started_on, part


def _in_handling(fact: str) -> bool:
    return fact.startswith("handling.")


WHOLE = ("case", "escalation")
"""What a rule may apply to as a whole; anything else is a kind of which there may be several."""


def add_months(day: date, number: int) -> date:
    """The same day `number` months later, the last of the month where there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    return date(year, month + 1, min(day.day, month_lengths.monthrange(year, month + 1)[1]))


def _obligation(
    rule: Rule, started_on: date, part: Part, matter: Matter, calendar: WorkCalendar
) -> Obligation:
    span = calendar.add_working_days(started_on, rule.limit) if rule.unit == Unit.WORKING_DAYS else None
    first_due_on = span.day if span else _calendar_due(rule, started_on)
    longer = [each for each in matter.extensions if _is_of(part, each)]
    moves, settled_on = _moves(rule, started_on, part.facts, longer)
    base = moves[-1].day if moves else first_due_on
    done_on, ended_on = _outcome(rule, part, matter, started_on)
    made = Obligation(
        rule=rule,
        started_on=started_on,
        due_on=base,
        first_due_on=first_due_on,
        done_on=done_on,
        provisional=span is not None and span.provisional and not moves,
        span=span,
        moves=moves,
        subject=part.id,
        subject_label=part.label,
        earlier=ended_on is not None,
        ended_on=ended_on if done_on is None else None,
    )
    if not rule.stops or not matter.stops:
        return made
    counted = [each for each in matter.stops if settled_on is None or each.begun_on >= settled_on]
    return _with_stops(made, counted, calendar)


def _is_of(part: Part, extension: Extension) -> bool:
    """Whether an extension was decided before the round of this part ended."""
    decided = extension.decided_on
    return part.ended_on is None or decided is None or decided < part.ended_on


def _outcome(rule: Rule, part: Part, matter: Matter, started_on: date) -> tuple[date | None, date | None]:
    """The day that fulfilled it, if any; and the day on which its round ended, if it is of an earlier one."""
    if part.ended_on is not None:
        return _done_on(rule, part.facts, started_on), max(part.ended_on, started_on)
    if not matter.rounds or _in_handling(rule.start) or not any(map(_in_handling, rule.done)):
        return _done_on(rule, part.facts, started_on), None
    within = rule.applies_to not in WHOLE and all(map(_in_handling, rule.done))
    for each in matter.rounds:
        done_on = _done_on(rule, _as_in(part.facts, each.facts), started_on, began_before=True)
        ended = within and each.ended_on is not None and started_on <= each.ended_on
        if done_on is not None or ended:
            return done_on, each.ended_on if ended else None
    return _done_on(rule, part.facts, started_on), None


def _as_in(facts: Facts, earlier: Facts) -> dict[str, object]:
    """The facts with the handling of an earlier round in place of the current one."""
    kept = {fact: value for fact, value in facts.items() if not _in_handling(fact)}
    return kept | {fact: value for fact, value in earlier.items() if _in_handling(fact)}


def _done_on(rule: Rule, facts: Facts, started_on: date, *, began_before: bool = False) -> date | None:
    """The day of the first fact that fulfils it; of a record of which there are several, not one before its start.

    `began_before`: nor is a date of a round before the start, for that was another assignment's.
    """
    days = ((fact, day) for fact in rule.done if (day := dated(facts, fact)) is not None)
    return next(
        (
            day
            for fact, day in days
            if day >= started_on or (rule.applies_to in WHOLE and not (began_before and _in_handling(fact)))
        ),
        None,
    )


def _moves(
    rule: Rule, started_on: date, facts: Facts, extensions: Iterable[Extension]
) -> tuple[tuple[Move, ...], date | None]:
    """The dates that replaced one another, and the day on which the last was decided."""
    found = [
        (Move(mover.word, day), None if mover.since is None else dated(facts, mover.since))
        for mover in rule.due
        if (day := dated(facts, mover.fact)) is not None and all(each.holds(facts) for each in mover.when)
    ]
    found += [
        (Move("批准延期", each.due_on), each.decided_on)
        for each in extensions
        if each.rule_id == rule.id and (each.decided_on is None or each.decided_on >= started_on)
    ]
    return tuple(move for move, _ in found), found[-1][1] if found else None


def _with_stops(made: Obligation, stops: Iterable[Stop], calendar: WorkCalendar) -> Obligation:
    """The duty, its due date put off by what it stood still; a stop after it was due or done puts off nothing."""
    due, counted_to, sums = made.due_on, made.started_on, []
    over = made.done_on or made.ended_on
    for stop in sorted(stops, key=lambda each: (each.begun_on, each.ended_on or date.max)):
        begun = max(stop.begun_on, counted_to)
        if begun > due or (over is not None and over <= begun):
            continue
        ended = stop.ended_on if over is None else min(stop.ended_on or over, over)
        if ended is None:
            made = replace(made, stopped_on=begun, stop_reason=stop.reason)
            break
        days = _stood(made.rule, begun, ended, calendar)
        if days:
            due = _later(made.rule, due, days, calendar)
            sums.append(Standstill(begun, ended, days, stop.reason))
        counted_to = max(counted_to, ended)
    provisional = made.provisional or (bool(sums) and calendar.is_provisional(made.started_on, due))
    counts = made.rule.unit == Unit.WORKING_DAYS
    return replace(made, due_on=due, stops=tuple(sums), provisional=provisional and counts)


def _stood(rule: Rule, begun: date, ended: date, calendar: WorkCalendar) -> int:
    if rule.unit == Unit.WORKING_DAYS:
        return max(0, calendar.working_days_between(begun, ended))
    return max(0, (ended - begun).days)


def _later(rule: Rule, due: date, days: int, calendar: WorkCalendar) -> date:
    if rule.unit == Unit.WORKING_DAYS:
        return calendar.add_working_days(due, days).day
    return due + timedelta(days)


def _calendar_due(rule: Rule, started_on: date) -> date:
    if rule.unit == Unit.MONTHS:
        return add_months(started_on, rule.limit)
    return started_on + timedelta(rule.limit)
