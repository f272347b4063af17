"""Statistical periods: week, month, quarter, year; what stands before them, and a year ago (domain §7.1).

A month may end on the 20th or the 25th: then November is 21 October to 20 November, and the year runs from
21 December to 20 December. Weeks are those of ISO 8601, Monday to Sunday, whatever the month does.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from app.errors import Invalid

Kind = Literal["week", "month", "quarter", "year"]
MONTHS: dict[str, int] = {"month": 1, "quarter": 3, "year": 12}
CALENDAR = 31
"""The last day of a statistical month that ends with the calendar month."""
LAST_DAYS = (CALENDAR, 20, 25)
"""What the setting may say."""


@dataclass(frozen=True)
class Period:
    """One period of a kind; `year` and `number` name it, `first` and `last` are its days, both included."""

    kind: Kind
    year: int
    number: int
    first: date
    last: date

    @property
    def key(self) -> str:
        """2026-W47, 2026-11, 2026Q4, 2026: what `parse` reads."""
        return {"week": f"{self.year}-W{self.number:02}", "month": f"{self.year}-{self.number:02}",
                "quarter": f"{self.year}Q{self.number}", "year": f"{self.year}"}[self.kind]  # fmt: skip

    @property
    def name(self) -> str:
        """2026年第47周, 2026年11月, 2026年第4季度, 2026年."""
        return f"{self.year}年" + {"week": f"第{self.number}周", "month": f"{self.number}月",
                                  "quarter": f"第{self.number}季度", "year": ""}[self.kind]  # fmt: skip

    @property
    def words(self) -> str:
        """The name with its days, for nobody knows which week is the 47th."""
        return f"{self.name}（{_day(self.first)}至{_day(self.last)}）"


def period(kind: Kind, year: int, number: int = 1, last_day: int = CALENDAR) -> Period:
    """A period by its numbers. Raises Invalid for one that does not exist, such as week 53 of most years."""
    try:
        if kind == "week":
            first = date.fromisocalendar(year, number, 1)
            return Period(kind, year, number, first, first + timedelta(days=6))
        months = MONTHS[kind]
        if not 1 <= number <= 12 // months:
            raise ValueError
        end = number * months
        last = _month_end(year, end, last_day)
        return Period(kind, year, number, _month_end(year, end - months, last_day) + timedelta(days=1), last)
    except (ValueError, OverflowError):
        raise Invalid(f"没有 {year} 年的第 {number} 个这样的统计期，请核对。") from None


def containing(kind: Kind, day: date, last_day: int = CALENDAR) -> Period:
    """The period in which a day lies; the last day of a statistical month still belongs to it."""
    if kind == "week":
        year, week, _ = day.isocalendar()
        return period(kind, year, week)
    months = MONTHS[kind]
    count = day.year * 12 + day.month - 1
    if day > _month_end(day.year, day.month, last_day):
        count += 1
    year, month = divmod(count, 12)
    return period(kind, year, month // months + 1, last_day)


def before(one: Period, last_day: int = CALENDAR) -> Period:
    """The period just before, for 环比."""
    return containing(one.kind, one.first - timedelta(days=1), last_day)


def year_before(one: Period, last_day: int = CALENDAR) -> Period:
    """The period of the same number a year ago, for 同比; week 53 is set against the last week of a shorter year."""
    if one.kind == "week" and one.number == 53:
        return containing("week", date(one.year - 1, 12, 28))
    return period(one.kind, one.year - 1, one.number, last_day)


def cut(one: Period, other: Period, today: date) -> tuple[Period, Period]:
    """Both periods up to the same day when the first is not over yet: nine days of March against nine of February."""
    if today >= one.last or today < one.first:
        return one, other
    if one.kind == "week":
        gone = today - one.first
        return _until(one, today), _until(other, other.first + gone)
    months = (one.year - other.year) * 12 + (one.number - other.number) * MONTHS[one.kind]
    return _until(one, today), _until(other, _months_back(today, months))


def parse(text: str, last_day: int = CALENDAR) -> Period:
    """2026-W47, 2026-11, 2026Q4 or 2026. Raises Invalid for anything else."""
    said = text.strip().upper()
    if found := re.fullmatch(r"(\d{4})-?W(\d{1,2})", said):
        return period("week", int(found[1]), int(found[2]))
    if found := re.fullmatch(r"(\d{4})-?Q([1-4])", said):
        return period("quarter", int(found[1]), int(found[2]), last_day)
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})", said):
        return period("month", int(found[1]), int(found[2]), last_day)
    if re.fullmatch(r"\d{4}", said):
        return period("year", int(said), 1, last_day)
    raise Invalid(f"“{text}”不是统计期，请写成 2026-W47（周）、2026-11（月）、2026Q4（季）或 2026（年）。")


def _month_end(year: int, month: int, last_day: int) -> date:
    """The last day of a statistical month; months may run below 1 and above 12."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, min(last_day, monthrange(year, month)[1]))


def _months_back(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def _until(one: Period, last: date) -> Period:
    return Period(one.kind, one.year, one.number, one.first, max(one.first, min(one.last, last)))


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"


__all__ = [
    "CALENDAR", "LAST_DAYS", "Kind", "Period", "before", "containing", "cut", "parse", "period", "year_before"
]  # fmt: skip
