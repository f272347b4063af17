"""工作日历: the years a county knows, day by day; a year that is not known here comes whole."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from app.errors import Invalid
from app.exchange.issued.group import Group, Item, Standing
from app.rules.calendar import DayKind, Entry, WorkCalendar, load_shipped
from app.store.setting_checks import FIRST_YEAR, LAST_YEAR, check_measure

_NEWEST = 2
"""Years that go down though nothing was changed in them: an older program may not know them."""
_KEY = "calendar.changes"


class CalendarDays(Group):
    """Content: entries (day, kind, name) by year, each year whole."""

    id, label = "calendar", "工作日历"

    def content(self, standing: Standing) -> Any:
        calendar = _calendar(standing)
        said = {date.fromisoformat(day).year for day, _, _ in standing.setting(_KEY)}
        wanted = said | set(sorted(calendar.years)[-_NEWEST:])
        return {
            str(year): [[each.day.isoformat(), each.kind, each.name] for each in calendar.entries if each.day.year == year]
            for year in sorted(wanted)
        }  # fmt: skip

    def check(self, content: Any) -> None:
        if not isinstance(content, dict) or len(content) > LAST_YEAR - FIRST_YEAR:
            raise Invalid("下发的工作日历读不懂。")
        for year, entries in content.items():
            if not isinstance(entries, list) or not 0 < len(entries) <= 366:
                raise Invalid(f"下发的 {str(year)[:10]} 年工作日历读不懂。")
            check_measure(_KEY, entries, lambda key: None)
            if {day[:4] for day, _, _ in entries} != {year} or len({day for day, _, _ in entries}) < len(
                entries
            ):
                raise Invalid(f"下发的 {str(year)[:10]} 年工作日历里有别的年份，或同一天写了两次。")

    def items(self, standing: Standing, content: Any) -> list[Item]:
        ours = _calendar(standing)
        found: list[Item] = []
        for year, entries in content.items():
            if int(year) in ours.years:
                found += self._days(standing, ours, _entries(entries))
            else:
                found.append(self._year(year, entries))
        return found

    def settings(self, standing: Standing, items: Sequence[Item]) -> dict[str, Any]:
        entries = {day: [kind, name] for day, kind, name in standing.setting(_KEY)}
        for item in items:
            for day, said in self.values(item).items():
                if said is None:
                    entries.pop(day, None)
                else:
                    entries[day] = said
        shipped = _shipped()
        kept = {
            day: said
            for day, said in entries.items()
            if said != shipped.get(day) and _says_something(day, said)
        }
        return {_KEY: [[day, *said] for day, said in sorted(kept.items())]}

    def values(self, item: Item) -> dict[str, Any]:
        if isinstance(item.value, Mapping):
            return {day: [kind, name] for day, kind, name in item.value["entries"]}
        return {item.key: item.value}

    def present(self, standing: Standing) -> dict[str, Any]:
        return {day: [kind, name] for day, kind, name in standing.setting(_KEY)}

    def _year(self, year: str, entries: Sequence[Sequence[str]]) -> Item:
        off = sum(kind == DayKind.HOLIDAY for _, kind, _ in entries)
        worked = sum(kind == DayKind.MAKEUP for _, kind, _ in entries)
        new = f"放假 {off} 天，调休上班 {worked} 天"
        return Item(self.id, year, f"{year}年全年", "没有录入，按周一至周五暂定", new, {"entries": entries},
                    since=f"{year}-01-01")  # fmt: skip

    def _days(self, standing: Standing, ours: WorkCalendar, theirs: Mapping[date, Entry]) -> Iterator[Item]:
        year = next(iter(theirs)).year
        known = {each.day: each for each in ours.entries if each.day.year == year}
        county, shipped, changed = WorkCalendar(theirs.values()), _shipped(), self.present(standing)
        for day in sorted({*known, *theirs}):
            if ours.is_working(day) == county.is_working(day):
                continue
            key, entry = day.isoformat(), theirs.get(day)
            value = ["ordinary", known[day].name] if entry is None else [entry.kind, entry.name]
            own = standing.is_own(f"{self.id}/{key}", changed.get(key, shipped.get(key)), shipped.get(key))
            label = f"{key} 星期{'一二三四五六日'[day.weekday()]}"
            yield Item(
                self.id,
                key,
                label,
                _word(ours, day, known),
                _word(county, day, theirs),
                value,
                own,
                since=key,
            )


def _calendar(standing: Standing) -> WorkCalendar:
    changes = standing.setting(_KEY)
    return load_shipped().with_changes((date.fromisoformat(day), kind, name) for day, kind, name in changes)


def _says_something(day: str, said: Sequence[str]) -> bool:
    """Whether it is more than that an ordinary day is one; of a year without data that makes the year known."""
    return said[0] != DayKind.ORDINARY or day in _shipped() or int(day[:4]) not in load_shipped().years


@cache
def _shipped() -> dict[str, list[str]]:
    return {each.day.isoformat(): [each.kind, each.name] for each in load_shipped().entries}


def _entries(said: Sequence[Sequence[str]]) -> dict[date, Entry]:
    return {date.fromisoformat(day): Entry(date.fromisoformat(day), kind, name) for day, kind, name in said}


def _word(calendar: WorkCalendar, day: date, entries: Mapping[date, Entry]) -> str:
    name = entries[day].name if day in entries else ""
    word = "工作日" if calendar.is_working(day) else "休息日"
    return f"{word}（{name}）" if name else word
