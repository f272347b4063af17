"""How the list of a meeting is declared: what it counts, by what it splits, which rows it shows. Data only.

A question (`Ask`) speaks of a period that is filled in later; the same declaration so gives this month, the month
before and the same month a year ago. Its first condition is the narrow one, which an index answers.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from app.ledger.earlier_lights import STOOD
from app.ledger.query import LIGHT, Condition, Query
from app.rules.stat_periods import Kind, Period


@dataclass(frozen=True)
class During:
    """The day in `column` lies in the period."""

    column: str

    def at(self, one: Period) -> Condition:
        """The condition for a period."""
        return Condition(self.column, (one.first.isoformat(), one.last.isoformat()), "between")


@dataclass(frozen=True)
class Until:
    """The day in `column` lies before the end of the period; `start`: before its beginning."""

    column: str
    start: bool = False

    def at(self, one: Period) -> Condition:
        """The condition for a period."""
        return Condition(self.column, (None, _edge(one, self.start)), "between")


@dataclass(frozen=True)
class NotUntil:
    """Nothing, or a later day, stands in `column` at the end of the period; `start`: at its beginning."""

    column: str
    start: bool = False

    def at(self, one: Period) -> Condition:
        """The condition for a period."""
        return Condition(self.column, (_edge(one, self.start),), "not_by")


@dataclass(frozen=True)
class Lit:
    """The light is one of these on the last day of the period: today's light where that day is not over yet."""

    lights: tuple[str, ...]
    column: str = LIGHT

    def at(self, one: Period, today: date) -> Condition:
        """The condition for a period."""
        if one.last >= today:
            return Condition(self.column, self.lights)
        return Condition(self.column, (one.last.isoformat(), *self.lights), STOOD)


def _edge(one: Period, start: bool) -> str:
    return (one.first - timedelta(days=1) if start else one.last).isoformat()


Said = During | Until | NotUntil | Lit | Condition


@dataclass(frozen=True)
class Ask:
    """A question about a period. `years` moves it: -1 asks the whole calendar year before that of the period."""

    said: tuple[Said, ...]
    source: str = "case"
    years: int | None = None

    def query(self, one: Period, today: date) -> Query:
        """The question for one period."""
        if self.years is not None:
            year = one.year + self.years
            one = Period("year", year, 1, date(year, 1, 1), date(year, 12, 31))
        made = tuple(_condition(each, one, today) for each in self.said)
        return Query(today, source=self.source, conditions=made)

    def narrowed(self, *more: Said) -> "Ask":
        """The same with further conditions."""
        return Ask((*self.said, *more), self.source, self.years)


def _condition(said: Said, one: Period, today: date) -> Condition:
    if isinstance(said, Condition):
        return said
    return said.at(one, today) if isinstance(said, Lit) else said.at(one)


@dataclass(frozen=True)
class Count:
    """A number of rows, or the sum of a column over them; `unit` says what is counted: 件, 件次, 批, 人次, 万元."""

    label: str
    unit: str
    ask: Ask
    sum_of: str = ""
    first: bool = False
    """Whether it speaks of real-name reports: marked, for they come first (M37)."""
    matters: bool = False
    """Whether it counts matters (件): reports judged to be one matter count once (domain §2.6)."""


@dataclass(frozen=True)
class Rate:
    """A share in percent with its part and base printed; none where the base is smaller than the office's minimum."""

    label: str
    part: Ask
    base: Ask
    first: bool = False
    unit: str = "%"


@dataclass(frozen=True)
class Mean:
    """The average span between two days of the rows, in days and working days (M35)."""

    label: str
    ask: Ask
    start: str
    end: str
    first: bool = False
    unit: str = "天"


Figure = Count | Rate | Mean


@dataclass(frozen=True)
class Compared:
    """One line per figure: this period, the one before, the same a year ago."""

    title: str
    figures: tuple[Figure, ...]
    note: str = ""


@dataclass(frozen=True)
class Split:
    """One line per value of a column, the largest first figure first, and a total; `most` lines at most.

    `units`: every unit below has its line, also one with nothing. `void` is what a zero is called there.
    """

    title: str
    by: str
    figures: tuple[Figure, ...]
    note: str = ""
    most: int = 0
    units: bool = False
    void: str = ""
    shares: bool = False
    """Whether the share of the whole stands beside the first figure."""
    compared: bool = False
    """Whether the period before and the same a year ago stand beside each figure that speaks of a period."""
    posts: bool = False
    """Whether each unit's line ends with whether it has reported in the period."""


@dataclass(frozen=True)
class Rows:
    """The cases (or other rows) themselves, those of real-name reporters first, then by `sort`."""

    title: str
    ask: Ask
    columns: tuple[str, ...]
    sort: tuple[tuple[str, bool], ...]
    note: str = ""
    most: int = 100
    day_by_day: bool = False
    """Whether it is true of today only, whatever the period."""


@dataclass(frozen=True)
class Posts:
    """收报情况: one line per unit below, what came from it last and how long it has been silent."""

    title: str
    came: Ask
    note: str = ""


Section = Compared | Split | Rows | Posts


@dataclass(frozen=True)
class MeetingList:
    """What lies on the table of one kind of meeting (M11). `meeting` is a code of `meeting_kind`."""

    id: str
    name: str
    title: str
    meeting: str
    kind: Kind
    sections: tuple[Section, ...]
    balance: tuple[Ask, Ask, Ask, Ask] | None = None
    """Carried over, come in, ended, left: the first two less the third are the fourth, or a day was entered wrongly."""


def of_whom(ask: Ask, *more: Said) -> tuple[Ask, Ask]:
    """Part and base of a rate: those of the base to which more applies."""
    return ask.narrowed(*more), ask
