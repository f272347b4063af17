"""How a figure is set against another: growth, share, points, average (domain §7.3). Nothing is computed in floats.

A percentage is a Decimal with two decimals, rounded half up. None means that there is none: the base is zero, or
smaller than the declared minimum, where one case more would move it by whole tens of percent.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from app.rules.calendar import WorkCalendar

NO_BASE, SMALL_BASE = "—", "基数小"
"""What stands where no percentage can: the base is zero; the base is under the minimum."""
_CENT = Decimal("0.01")


def rounded(value: Fraction) -> Decimal:
    """Two decimals, half up, as statistics of this trade are written."""
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(_CENT, ROUND_HALF_UP)


def share(part: int, base: int, least: int = 1) -> Decimal | None:
    """占比 and every rate: part of the base in percent."""
    return rounded(Fraction(part * 100, base)) if base >= max(1, least) else None


def growth(now: int, base: int, least: int = 1) -> Decimal | None:
    """同比, 环比: (now - base) / base in percent; the base is last year's period or the one before."""
    return rounded(Fraction((now - base) * 100, base)) if base >= max(1, least) else None


def points(now: Decimal | None, base: Decimal | None) -> Decimal | None:
    """By how many percentage points a rate moved: never a percentage of a percentage."""
    return None if now is None or base is None else now - base


def percent_text(value: Decimal | None, base: int) -> str:
    """A rate as it is printed: 89.09%, or why there is none."""
    if value is not None:
        return f"{value}%"
    return NO_BASE if base == 0 else SMALL_BASE


def growth_text(value: Decimal | None, base: int) -> str:
    """A growth as it is printed, with its sign: -24.40%, +12.50%, or why there is none."""
    return f"{value:+}%" if value else percent_text(value, base)


def points_text(value: Decimal | None) -> str:
    """A difference of rates as it is printed: +31.00 个百分点."""
    return NO_BASE if value is None else f"{value:+} 个百分点" if value else "0 个百分点"


@dataclass(frozen=True)
class Duration:
    """平均办理天数: how many spans, and their mean and longest in days and in working days."""

    number: int
    days: Decimal | None
    working_days: Decimal | None
    longest: int | None


def duration(spans: Iterable[tuple[date, date]], calendar: WorkCalendar) -> Duration:
    """Σ(end - start) / n over spans; one that ends before it begins is an error of the entry and left out."""
    kept = [(start, end) for start, end in spans if end >= start]
    if not kept:
        return Duration(0, None, None, None)
    days = [(end - start).days for start, end in kept]
    first = min(start for start, _ in kept)
    since = {day: calendar.working_days_between(first, day) for day in {day for span in kept for day in span}}
    worked = sum(since[end] - since[start] for start, end in kept)
    number = len(kept)
    return Duration(
        number, rounded(Fraction(sum(days), number)), rounded(Fraction(worked, number)), max(days)
    )


def agrees(said: Decimal, now: int, base: int) -> bool:
    """Whether a growth that somebody wrote is the one that follows from the two figures."""
    return growth(now, base) == said
