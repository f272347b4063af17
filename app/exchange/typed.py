"""What a person meant by a cell that was typed over: tolerant of how spreadsheets and habits write, never guessing.

The shapes of dates are those met in real ledgers; a number in a column of days is a day's serial where the style that
said so was lost. What cannot be understood is told in a sentence that says what would be right.
"""

import re
import unicodedata
from datetime import date, datetime, timedelta
from decimal import Decimal

from app.errors import Invalid
from app.exchange.read_xlsx import Value
from app.schema.days import parse_day
from app.schema.field import Field
from app.schema.kinds import Choice, Count, Day, Flag, IdNumber, Kind, Money, Stored

_SERIALS = range(20_000, 80_000)
"""Numbers that are days between 1954 and 2119; smaller ones are typing slips (3.5 becomes 3 January 1900)."""
_LOST_FROM = 10**15
_DIGITS = {sign: str(number) for number, sign in enumerate("〇一二三四五六七八九")} | {
    "零": "0",
    "○": "0",
    "O": "0",
}
_CHINESE = "〇零○O一二三四五六七八九十廿卅"
_AFTER = re.compile(r"[ T(（,，]*(?:\d{1,2}[:：时点].*|(?:星期|周|礼拜)[一二三四五六日天][)）]?.*)$")
_MONTH_ONLY = re.compile(r"\d{4}[-/.年]\d{1,2}月?(?:[上中下]旬|份|初|底|生)?|\d{4}年?")
_NO_DATE = "“{said}”不是日期。请写全年月日，例如 {today}。"
_COUNTED = re.compile(r"(.*\d)\s*[件人次个条批页份名]")


def read_typed(field: Field, value: Value, made_on: date, today: date, first_day: date) -> Stored:
    """The stored face of what was typed into a cell of this field; blank is None.

    `made_on`: the day the file was exported, near which a date without a year lies; `first_day`: what the number 0
    means as a day. Raises Invalid with a sentence that says what would be right.
    """
    kind = field.kind
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(kind, Day):
        return kind.to_stored(_day(kind, value, made_on, today, first_day))
    if isinstance(kind, Flag) and isinstance(value, bool):
        return kind.to_stored(value)
    if isinstance(kind, Money) and isinstance(value, (int, float)) and not isinstance(value, bool):
        return kind.to_stored(Decimal(repr(value)))
    return kind.to_stored(kind.from_text(_words(kind, value), today))


def as_text(value: Value) -> str:
    """What stands in the cell, for people."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        whole = value.time() == datetime.min.time()
        return value.date().isoformat() if whole else value.isoformat(" ", "minutes")
    if isinstance(value, float):
        return f"{Decimal(repr(value)):f}".removesuffix(".0")
    return value.isoformat() if isinstance(value, date) else str(value)


def _words(kind: Kind, value: Value) -> str:
    text = as_text(value)
    if isinstance(kind, IdNumber) and isinstance(value, (int, float)) and abs(value) >= _LOST_FROM:
        raise Invalid("身份证号在表里变成了数字，末几位已经丢了。请把这一格设成“文本”，再重填 18 位。")
    if isinstance(kind, Money) and (found := re.fullmatch(r"([\d,.，\s]+)元", _half(text))):
        return f"{Decimal(found[1].replace(',', '').replace(' ', '')) / 10_000:f}"
    if isinstance(kind, Count) and (found := _COUNTED.fullmatch(_half(text))):
        return found[1]
    if isinstance(kind, Choice):
        return text.strip().rstrip("。.；;")
    return text


def _half(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _day(kind: Day, value: Value, made_on: date, today: date, first_day: date) -> date:
    wrong = Invalid(_NO_DATE.format(said=as_text(value)[:40], today=made_on.isoformat()))
    if isinstance(value, bool):
        raise wrong
    if isinstance(value, (int, float)):
        if int(value) in _SERIALS:
            found = first_day + timedelta(days=int(value))
        elif re.fullmatch(r"[12]\d{7}", str(value)):
            found = _parsed(str(value), kind, made_on, today, wrong)
        else:
            raise wrong
    elif isinstance(value, date):
        found = value.date() if isinstance(value, datetime) else value
    else:
        found = _parsed(str(value), kind, made_on, today, wrong)
    if found.year < 1910:
        raise Invalid(
            f"这一格成了 {found.isoformat()}，像是把“月.日”当成了数。请写全年月日，例如 {made_on.isoformat()}。"
        )
    if kind.past and found > today:
        raise Invalid(f"{found.isoformat()} 还没有到，请核对日期。")
    return found


def _parsed(text: str, kind: Day, made_on: date, today: date, wrong: Invalid) -> date:
    clean = re.sub(r"\s+", " ", _half(text))
    clean = _AFTER.sub("", _in_digits(clean)).replace(" ", "")
    if _MONTH_ONLY.fullmatch(clean):
        raise Invalid(f"“{text.strip()[:40]}”没有写到日。请写全年月日，例如 {made_on.isoformat()}。")
    if not re.search(r"\d.*\d", clean) or re.fullmatch(r"\d{1,2}日?", clean):
        raise wrong
    try:
        return parse_day(clean, today if kind.past else made_on, past=kind.past)
    except Invalid:
        raise wrong from None


def _in_digits(text: str) -> str:
    """二〇二四年三月五日 as 2024年3月5日; other text as it is."""
    if not re.search(rf"[{_CHINESE}]+[年月日号]", text):
        return text
    return re.sub(rf"[{_CHINESE}]+(?=[年月日号])", lambda found: _number(found[0]), text)


def _number(words: str) -> str:
    words = words.replace("廿", "二十").replace("卅", "三十")
    if "十" not in words:
        return "".join(_DIGITS[sign] for sign in words)
    tens, _, ones = words.partition("十")
    return str(10 * int(_DIGITS.get(tens, "1")) + int(_DIGITS.get(ones, "0")))
