"""What is odd about the days of a case: their order, a year that cannot be meant, a day to come.

A warning never blocks: old ledgers err (domain §4). Every door asks here: registering, editing, the actions, the
command line and the pages.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.records.catalogue import field
from app.rules.stage import order_warnings
from app.schema.kinds import Day, Value

OLDEST_YEARS, FURTHEST_YEARS = 50, 10
"""Years back from today, and ahead of it, from which a day is taken for a slip of the pen."""


@dataclass(frozen=True)
class DayWarning:
    """One odd day: the sentence, and the full id of the field that it stands beside."""

    sentence: str
    field: str


def day_warnings(facts: Mapping[str, Value], today: date) -> list[DayWarning]:
    """What is odd about the days among these facts (values by full field id), in the order of the fields."""
    single = [
        DayWarning(f"{field(name).label} {day.isoformat()} {said}，请核对。", name)
        for name, day in facts.items()
        if isinstance(day, date) and (said := _odd(name, day, today)) is not None
    ]
    order = [DayWarning(each.sentence, each.fields[1]) for each in order_warnings(facts)]
    return [*single, *order]


def _odd(name: str, day: date, today: date) -> str | None:
    kind = field(name).kind
    if day.year < today.year - OLDEST_YEARS:
        return f"离今天有 {today.year - day.year} 年"
    if isinstance(kind, Day) and kind.past and day > today:
        return "还没有到"
    if day.year > today.year + FURTHEST_YEARS:
        return f"离今天还有 {day.year - today.year} 年"
    return None
