"""Dates as they stand in ledgers: every shape of domain rules 5.4, with the precision that was written kept."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

_SERIAL_START = date(1899, 12, 30)
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_CHINESE = re.compile(
    r"([〇○零一二三四五六七八九]{4}|[〇○零一二三四五六七八九]{2})年(?:([一二三四五六七八九十]{1,3})月)?(?:([一二三四五六七八九十]{1,3})[日号])?"
)
_PARTS = {"上旬": 1, "初": 1, "中旬": 11, "下旬": 21, "底": 21}
_CLOCK = re.compile(r"[T ]?(?:[上下]午)?\d{1,2}[:时点]\d{1,2}(?:[:分]\d{1,2}秒?|分)?(?:\.\d+)?$")
_FULL = re.compile(r"((?:19|20)\d{2}|\d{2})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_MONTH = re.compile(r"((?:19|20)\d{2})[-/.年](\d{1,2})月?份?")
_YEAR = re.compile(r"((?:19|20)\d{2})年?度?")
_QUARTER = re.compile(r"((?:19|20)\d{2})[-年]?(?:第?([1-4一二三四])季度|q([1-4]))", re.I)
_TENTH = re.compile(r"((?:19|20)\d{2})年(\d{1,2})月份?(上旬|中旬|下旬|初|底)")
_NO_YEAR = re.compile(r"(\d{1,2})[-/.月](\d{1,2})日?")
_ONLY_DAY = re.compile(r"\s*(\d{1,2})\s*[日号]\s*")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_COMPACT_MONTH = re.compile(r"((?:19|20)\d{2})(\d{2})")
_BETWEEN = re.compile(r"(.+?)(?:至|到|—+|~|～|–|--|-(?=\d{1,2}[.月])|-(?=(?:19|20)\d{2}))(.+)")


@dataclass(frozen=True, slots=True)
class Written:
    """The day, or the first day of what was written. `precision`: day, ten_days, month, quarter, year, range.

    `doubt` is what a person should confirm; `shape` says in what form it stood where that was not a plain date.
    """

    day: date
    precision: str = "day"
    doubt: str = ""
    shape: str = ""


@lru_cache(maxsize=65536)
def day_written(value: object, year: int | None = None, month: int | None = None) -> Written | None:
    """The day that a cell means, `year` (and `month`) being those of the sheet for dates without; None where it is none."""
    if isinstance(value, datetime):
        clock = value.time().replace(microsecond=0)
        return Written(value.date(), shape="" if not any((clock.hour, clock.minute)) else "日期带时间")
    if isinstance(value, date):
        return Written(value)
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (int, float)):
        return _number(value)
    if year and month and (match := _ONLY_DAY.fullmatch(unicodedata.normalize("NFKC", str(value)))):
        said = f"{year} 年 {month} 月"
        return _of(_day(str(year), str(month), match[1]), "day", f"只写了几日，按表上的 {said}", "只写了几日")
    return _text(str(value), year)


def _number(value: float) -> Written | None:
    if value == int(value) and (found := _digits(str(int(value)))):
        return found
    if 20_000 <= value < 80_000:
        return Written(_SERIAL_START + timedelta(days=int(value)), shape="日期序列值")
    return None


def _digits(text: str) -> Written | None:
    if match := _COMPACT.fullmatch(text):
        day = _day(match[1], match[2], match[3])
        return _of(day, shape="八位数字")
    if (match := _COMPACT_MONTH.fullmatch(text)) and (day := _day(match[1], match[2], "1")):
        return Written(day, "month", shape="六位数字")
    return None


def _text(text: str, year: int | None) -> Written | None:
    if _FULL.fullmatch(text):  # nothing of it would be changed first
        return _plain(text, year)
    said = unicodedata.normalize("NFKC", text)
    said = re.sub(r"\s+(?=[年月日号])|(?<=[年月日号])\s+", "", said.strip())
    said = re.sub(r"\s*([-/.])\s*", r"\1", said).replace("。", ".").replace("號", "号").replace("号", "日")
    said = _CLOCK.sub("", said).strip()
    said = re.sub(r"(?:生|出生|星期[一二三四五六日天]|[(（].{0,6}[)）]|左右|许)$", "", said).rstrip(
        ".、,，;；"
    )
    if _CHINESE.fullmatch(said):
        said = _from_chinese(said)
        found = _plain(said, year)
        return found and Written(found.day, found.precision, found.doubt, "汉字日期")
    if (found := _plain(said, year)) is not None:
        return found
    if said.isdigit():
        return _digits(said) or (_number(int(said)) if len(said) == 5 else None)
    if (match := _BETWEEN.fullmatch(said)) and (first := _plain(match[1].strip(), year)):
        last = _plain(match[2].strip(), first.day.year) or _plain(
            f"{first.day.month}.{match[2].strip()}", first.day.year
        )
        if last is not None and last.day >= first.day:
            return Written(first.day, "range", "写的是一段时间，取第一天", "起止日期")
    return None


def _plain(said: str, year: int | None) -> Written | None:
    if match := _FULL.fullmatch(said):
        short = len(match[1]) == 2
        day = _day(_century(match[1]) if short else match[1], match[2], match[3])
        return _of(day, shape="两位年份" if short else "")
    if match := _TENTH.fullmatch(said):
        day = _day(match[1], match[2], str(_PARTS[match[3]]))
        return _of(day, "ten_days", shape="只写到旬")
    if match := _QUARTER.fullmatch(said):
        number = "一二三四".find(match[2]) + 1 or int(match[2]) if match[2] else int(match[3])
        day = _day(match[1], str(3 * number - 2), "1")
        return _of(day, "quarter", shape="只写到季度")
    if match := _MONTH.fullmatch(said):
        day = _day(match[1], match[2], "1")
        quarter = re.fullmatch(r"\d{4}-[1-4]", said) is not None
        doubt = f"“{said}”可能是 {match[2]} 月，也可能是第 {match[2]} 季度" if quarter else ""
        return _of(day, "month", doubt, "只写到月")
    if match := _YEAR.fullmatch(said):
        day = _day(match[1], "1", "1")
        return _of(day, "year", shape="只写到年") if said[-1] in "年度" else None
    if (match := _NO_YEAR.fullmatch(said)) and year is not None:
        day = _day(str(year), match[1], match[2])
        return _of(day, doubt=f"没有写年份，按表上的 {year} 年", shape="没有年份")
    return None


def _from_chinese(said: str) -> str:
    match = _CHINESE.fullmatch(said)
    assert match is not None
    year, month, day = match.groups()
    text = f"{year.translate(_DIGITS)}年"
    if month:
        text += f"{_tens(month)}月"
    return text + (f"{_tens(day)}日" if day else "")


def _tens(word: str) -> int:
    before, ten, after = word.partition("十")
    if not ten:
        return int(word.translate(_DIGITS))
    return (int(before.translate(_DIGITS)) if before else 1) * 10 + (
        int(after.translate(_DIGITS)) if after else 0
    )


def _century(two: str) -> str:
    return f"{20 if int(two) < 60 else 19}{two}"


def _of(day: date | None, precision: str = "day", doubt: str = "", shape: str = "") -> Written | None:
    return None if day is None else Written(day, precision, doubt, shape)


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


DATES_INSIDE = re.compile(r"(?:(?:19|20)\d{2}[-/.年])?\d{1,2}[-/.月]\d{1,2}日?")
"""Where dates stand within a sentence."""
