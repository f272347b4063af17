"""Obligations: the dated duties that rules and facts make. Pure: same facts, same duties."""

import calendar as month_lengths
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from app.rules.calendar import Span, WorkCalendar
from app.rules.declarations import Facts, Rule, Unit, dated, load_rules

__all__ = ["Facts", "Move", "Obligation", "Rule", "add_months", "compute", "load_rules"]


@dataclass(frozen=True)
class Move:
    """A due date that replaced the one before it; `word` says whose date it is."""

    word: str
    day: date


@dataclass(frozen=True)
class Obligation:
    """One duty. `first_due_on` is the date by the rule, kept when a move set another `due_on`.

    `span` is the sum behind `first_due_on`, only for limits in working days. `provisional`: `due_on` was counted
    over a year whose calendar is not known.
    """

    rule: Rule
    started_on: date
    due_on: date
    first_due_on: date
    done_on: date | None
    provisional: bool
    span: Span | None
    moves: tuple[Move, ...] = ()

    @property
    def late(self) -> bool:
        """Whether it was fulfilled, but after its due date."""
        return self.done_on is not None and self.done_on > self.due_on


def compute(rules: Iterable[Rule], facts: Facts, calendar: WorkCalendar) -> tuple[Obligation, ...]:
    """The duties that exist by the active rules; one whose start has no date does not exist yet."""
    return tuple(
        _obligation(rule, started_on, facts, calendar)
        for rule in rules
        if rule.active and (started_on := dated(facts, rule.start)) is not None and rule.applies(facts)
    )


def add_months(day: date, number: int) -> date:
    """The same day `number` months later, the last of the month where there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    return date(year, month + 1, min(day.day, month_lengths.monthrange(year, month + 1)[1]))


def _obligation(rule: Rule, started_on: date, facts: Facts, calendar: WorkCalendar) -> Obligation:
    span = calendar.add_working_days(started_on, rule.limit) if rule.unit == Unit.WORKING_DAYS else None
    first_due_on = span.day if span else _calendar_due(rule, started_on)
    moves = tuple(
        Move(mover.word, day)
        for mover in rule.due
        if (day := dated(facts, mover.fact)) is not None and all(each.holds(facts) for each in mover.when)
    )
    return Obligation(
        rule=rule,
        started_on=started_on,
        due_on=moves[-1].day if moves else first_due_on,
        first_due_on=first_due_on,
        done_on=next((day for fact in rule.done if (day := dated(facts, fact)) is not None), None),
        provisional=span is not None and span.provisional and not moves,
        span=span,
        moves=moves,
    )


def _calendar_due(rule: Rule, started_on: date) -> date:
    if rule.unit == Unit.MONTHS:
        return add_months(started_on, rule.limit)
    return started_on + timedelta(rule.limit)
