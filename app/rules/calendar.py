"""Working days: Monday to Friday, without the holidays, with the make-up days (调休) of the yearly notice.

The calendar is data: shipped in `resources/calendar/holidays.toml`, changeable by stored rows. Counting is
arithmetic over weeks plus a bisection over the few days that differ, so it costs the same for any span.
"""

import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from functools import cache, lru_cache
from typing import NamedTuple

from app.errors import Invalid
from app.paths import resource


class DayKind(StrEnum):
    """What an entry makes of a day; `ordinary` takes an earlier entry back."""

    HOLIDAY = "holiday"
    MAKEUP = "makeup"
    ORDINARY = "ordinary"


class Entry(NamedTuple):
    """One day of the yearly notice; `name` is the festival's (春节)."""

    day: date
    kind: str
    name: str


class Skipped(NamedTuple):
    """A day that its festival made other than its weekday."""

    day: date
    name: str


class Span(NamedTuple):
    """The sum behind a date: where it ends, the festival days off within, the make-up days worked within.

    `weekend_days` are the Saturdays and Sundays that were neither. `provisional`: a year within has no data.
    """

    day: date
    skipped: tuple[Skipped, ...]
    makeups: tuple[Skipped, ...]
    weekend_days: int
    provisional: bool


class WorkCalendar:
    """An immutable calendar of working days.

    A year is known when it has an entry; in any other year Monday to Friday are worked and dates provisional.
    Raises Invalid when an entry is of no kind that a calendar knows.
    """

    def __init__(self, entries: Iterable[tuple[date, str, str]]) -> None:
        by_day = {day: Entry(day, _known_kind(kind), name) for day, kind, name in entries}
        self._entries = tuple(by_day[day] for day in sorted(by_day))
        self._marked = [entry.day.toordinal() for entry in self._entries]
        self.years = frozenset(day.year for day in by_day)
        self._gained = [0]
        """Working days gained (make-up) less lost (holiday) by the first n entries."""
        for entry in self._entries:
            self._gained.append(self._gained[-1] + _difference(entry))
        # Cases share their days: a ledger of 100,000 asks for some thousand different sums.
        self._added = lru_cache(maxsize=65_536)(self._add)
        self._subtracted = lru_cache(maxsize=65_536)(self._subtract)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The days that may differ from their weekday, in order."""
        return self._entries

    def with_changes(self, entries: Iterable[tuple[date, str, str]]) -> "WorkCalendar":
        """A calendar where these entries replace those of the same days."""
        changes = tuple(entries)
        return WorkCalendar((*self._entries, *changes)) if changes else self

    def is_working(self, day: date) -> bool:
        """Whether people work on that day."""
        ordinal = day.toordinal()
        return self._worked_until(ordinal) > self._worked_until(ordinal - 1)

    def add_working_days(self, start: date, number: int) -> Span:
        """The `number`-th working day after `start`; the day of `start` itself is not counted."""
        return self._added(start, number)

    def subtract_working_days(self, end: date, number: int) -> date:
        """The first day from which no more than `number` working days are left until `end`.

        It is a working day: one working day before a Monday is the Friday.
        """
        return self._subtracted(end, number)

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; below zero when `end` lies before `start`."""
        return self._worked_until(end.toordinal()) - self._worked_until(start.toordinal())

    def span(self, start: date, end: date) -> Span:
        """What lies after `start` up to and including `end`."""
        first, last = start.toordinal(), end.toordinal()
        within = self._entries[bisect_right(self._marked, first) : bisect_right(self._marked, last)]
        holidays = tuple(Skipped(each.day, each.name) for each in within if each.kind == DayKind.HOLIDAY)
        makeups = tuple(Skipped(each.day, each.name) for each in within if each.kind == DayKind.MAKEUP)
        rest = last - first - (self._worked_until(last) - self._worked_until(first)) - len(holidays)
        return Span(end, holidays, makeups, max(rest, 0), self.is_provisional(start, end))

    def is_provisional(self, start: date, end: date) -> bool:
        """Whether a year from the day after `start` to `end` has no data."""
        first = start.year if start >= end else (start + timedelta(1)).year
        return any(year not in self.years for year in range(first, end.year + 1))

    def _add(self, start: date, number: int) -> Span:
        first = start.toordinal()
        due = self._ordinal_at(self._worked_until(first) + number, first, number) if number > 0 else first
        return self.span(start, date.fromordinal(due))

    def _subtract(self, end: date, number: int) -> date:
        last = end.toordinal()
        target = self._worked_until(last) - number
        return date.fromordinal(self._ordinal_at(target, self._below(target, last, number), number))

    def _worked_until(self, ordinal: int) -> int:
        """Working days from the beginning of time to that day, both included."""
        weeks, rest = divmod(ordinal, 7)
        return weeks * 5 + min(rest, 5) + self._gained[bisect_right(self._marked, ordinal)]

    def _ordinal_at(self, target: int, low: int, number: int) -> int:
        """The first day by which `target` working days are reached, looked for from `low`, some `number` on."""
        step = 2 * number + 14
        high = low + step
        while self._worked_until(high) < target:
            high += step
        return bisect_left(range(low, high + 1), target, key=self._worked_until) + low

    def _below(self, target: int, last: int, number: int) -> int:
        """A day before `last` by which fewer than `target` working days are reached."""
        step = 2 * number + 14
        low = last - step
        while self._worked_until(low) >= target:
            low -= step
        return low


_KINDS = {kind.value: kind for kind in DayKind}


def _known_kind(kind: str) -> DayKind:
    found = _KINDS.get(kind)
    if found is None:
        raise Invalid(
            f"日历里的“{kind}”不是日子的种类，请写 holiday（放假）、makeup（上班）或 ordinary（平常）。"
        )
    return found


def _difference(entry: Entry) -> int:
    weekend = entry.day.weekday() >= 5
    if entry.kind == DayKind.HOLIDAY and not weekend:
        return -1
    return 1 if entry.kind == DayKind.MAKEUP and weekend else 0


@cache
def load_shipped() -> WorkCalendar:
    """The calendar that comes with the program, 2004 to 2026."""
    said = tomllib.loads(resource("calendar", "holidays.toml").read_text("utf-8"))
    return WorkCalendar(
        (date.fromisoformat(day), kind, name)
        for festivals in said.values()
        for name, days in festivals.items()
        for key, kind in (("holidays", DayKind.HOLIDAY), ("makeups", DayKind.MAKEUP))
        for day in days.get(key, "").split()
    )
