"""Dates the way people type them: 3.5, 0305, 昨天, 2026年3月5日. Day precision only."""

import re
import unicodedata
from datetime import date, timedelta

from app.errors import Invalid

_WORDS = {"大前天": -3, "前天": -2, "昨天": -1, "昨日": -1, "今天": 0, "今日": 0, "明天": 1, "后天": 2}
_FULL = re.compile(r"^(\d{4}|\d{2})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_SHORT = re.compile(r"^(\d{1,2})[-/.月](\d{1,2})日?$")
_FOUR = re.compile(r"^(\d{2})(\d{2})$")
_BETWEEN = re.compile(r"(?<=\d)\s+(?=\d)")
"""A blank that parts numbers as a dot does: 1 5 is the fifth of January, not the fifteenth."""
_DAY_ONLY = re.compile(r"^(\d{1,2})日?$")


def parse_day(text: str, today: date, *, past: bool = False) -> date:
    """The day that `text` means, seen from `today`.

    A date without a year is the one nearest to `today`, a day alone lies in this month; with `past` either is the
    latest that is not after `today`. A year of two digits is of the last hundred years, or of the next twenty.
    Raises Invalid with a sentence that says what would be right.
    """
    said = _BETWEEN.sub(".", unicodedata.normalize("NFKC", text).strip())
    clean = re.sub(r"\s+", "", said).replace("。", ".").replace("号", "日")
    if clean in _WORDS:
        return today + timedelta(days=_WORDS[clean])
    try:
        found = _with_year(clean, today) or _without_year(clean, today, past)
    except ValueError:
        found = None
    if found is None:
        raise Invalid(f"“{text}”不是日期。可以写 3.5、0305、昨天 或 {today.isoformat()}。")
    return found


def _with_year(clean: str, today: date) -> date | None:
    if match := _FULL.match(clean) or _COMPACT.match(clean):
        year, month, day = (int(part) for part in match.groups())
        if len(match.group(1)) == 2:
            year += 2000 if year + 2000 <= today.year + 20 else 1900
        return date(year, month, day)
    return None


def _without_year(clean: str, today: date, past: bool) -> date | None:
    if match := _SHORT.match(clean) or _FOUR.match(clean):
        month, day = (int(part) for part in match.groups())
        return _nearest(month, day, today, past)
    if match := _DAY_ONLY.match(clean):
        return _latest(int(match.group(1)), today) if past else today.replace(day=int(match.group(1)))
    return None


def _latest(day: int, today: date) -> date | None:
    first = today.replace(day=1)
    for _ in range(3):  # no three months in a row lack the same day
        found = first + timedelta(days=day - 1)
        if found.month == first.month and found <= today:
            return found
        first = (first - timedelta(days=1)).replace(day=1)
    return None


def _nearest(month: int, day: int, today: date, past: bool) -> date | None:
    candidates: list[date] = []
    for year in range(today.year - 4, today.year + 5):
        try:
            candidates.append(date(year, month, day))
        except ValueError:  # 29 February of a common year
            continue
    if past:
        candidates = [candidate for candidate in candidates if candidate <= today]
    return min(candidates, key=lambda candidate: abs(candidate - today)) if candidates else None
