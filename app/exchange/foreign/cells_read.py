"""One foreign cell as a value of one field: what was repaired on the way, what a person should confirm, what is refused.

Nothing is guessed: a value that no rule reads stays as text beside the record and is told.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache

from app.errors import Invalid
from app.exchange.foreign.days_written import day_written
from app.exchange.foreign.words_read import ANSWERS, REPEATS, Taught, find_code
from app.exchange.read_xlsx import Value as Cell
from app.records.catalogue import KINDS
from app.schema.field import Field
from app.schema.kinds import (
    Choice,
    Choices,
    Count,
    Day,
    Flag,
    IdNumber,
    LongText,
    Money,
    Phone,
    Value,
    halfwidth,
    tidy,
)

NOTHING = (
    "", "无", "/", "\\", "-", "--", "—", "——", "－", "N/A", "n/a", "空", "暂无", "（无）", "(无)", "／",
)  # fmt: skip
"""Words by which people leave a cell empty."""

MOBILE = re.compile("1[0-9]{10}")
WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ]")
_UNIT = re.compile(r"^([\d.,]+)(亿元|万元|千元|百元|万|元|元整|元人民币)?$")
_WEIGHTS = {"亿元": Decimal(10_000), "千元": Decimal("0.1"), "百元": Decimal("0.01")}
_COUNTED = re.compile(r"^(?:共|约)?(\d{1,6})(?:人次|人|件次|件|次|批次|批|个|名)?(?:余|多|左右)?$")
_POINT = re.compile(r"(?<=\d)\.0+$")
_DAMAGED_ID = re.compile(r"\d{15}0{3}|\d(?:\.\d+)?[eE]\+?1[0-9]")


@dataclass(frozen=True, slots=True)
class Read:
    """What became of a cell. `repair` tells what was done, `doubt` what to confirm, `problem` why it is not taken.

    `unknown`: the word is not in the code list and may be taught. `kept`: text that stays beside the record because
    the value says less than was written.
    """

    value: Value
    repair: str = ""
    doubt: str = ""
    problem: str = ""
    unknown: bool = False
    kept: str = ""


BLANK = Read(None)


@dataclass(frozen=True, slots=True)
class Setting:
    """What a cell's sheet says for all: today, the year for dates without one, words that were taught."""

    today: date
    year: int | None = None
    taught: Taught = ()
    month: int | None = None
    """For days of which only 5日 is written."""


def read_cell(field_id: str, cell: Cell, heading: str, setting: Setting) -> Read:
    """The value that the cell means for this field."""
    if cell is None:
        return BLANK
    text = written(cell)
    plain = text if text.isalnum() else unicodedata.normalize("NFKC", text).strip()
    if plain in NOTHING and plain not in _labels(field_id):
        return Read(None, repair="" if not text.strip() else f"“{text.strip()}”当作空白")
    return _way(field_id)(cell, text, heading, setting)


@cache
def _labels(field_id: str) -> frozenset[str]:
    """The words of a field's codes: where one is 无, that word says it and not that nothing is known."""
    name, _, column = field_id.partition(".")
    kind = KINDS[name].column(column).kind
    if not isinstance(kind, Choice):
        return frozenset()
    return frozenset(word for code in kind.codes.codes for word in (code.label, *code.aliases))


_Way = Callable[[Cell, str, str, Setting], Read]


@cache
def _way(field_id: str) -> _Way:
    """How the cells of a field are read."""
    name, _, column = field_id.partition(".")
    field = KINDS[name].column(column)
    kind = field.kind
    if isinstance(kind, Day):
        return lambda cell, text, heading, setting: _day(field, cell, text, setting)
    if isinstance(kind, IdNumber):
        return lambda cell, text, heading, setting: _id_number(cell, text)
    if isinstance(kind, Phone):
        return lambda cell, text, heading, setting: _phone(field, cell, text)
    if isinstance(kind, Choices):
        return lambda cell, text, heading, setting: _choices(kind, text, setting)
    if isinstance(kind, Choice):
        return lambda cell, text, heading, setting: _choice(field, kind, text, heading, setting)
    if isinstance(kind, Flag):
        return lambda cell, text, heading, setting: _flag(field, text)
    if isinstance(kind, Money):
        return lambda cell, text, heading, setting: _money(text, heading)
    if isinstance(kind, Count):
        return lambda cell, text, heading, setting: _count(text)
    return lambda cell, text, heading, setting: _text(field, cell, text)


def is_number(field: Field) -> bool:
    """Whether the field is a number by which cases are found."""
    return field.indexed and field.id.endswith("_no")


def written(cell: Cell) -> str:
    """The cell as the sheet shows it: days as ISO, whole numbers without a point."""
    if cell.__class__ is str:
        return str(cell)
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes") if cell.hour or cell.minute else cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        return f"{cell:.10g}"
    return "" if cell is None else str(cell)


def _day(field: Field, cell: Cell, text: str, setting: Setting) -> Read:
    if cell.__class__ is date and 1900 <= cell.year < setting.today.year:
        return Read(cell)
    found = day_written(cell, setting.year, setting.month)
    if found is None:
        return Read(None, problem=f"“{text}”不是日期，应写成 2026-03-05 这样", kept=text)
    assert isinstance(field.kind, Day)
    if field.kind.past and found.day > setting.today:
        return Read(None, problem=f"{found.day.isoformat()} 还没有到，请核对年份", kept=text)
    if not 1900 <= found.day.year <= 2999:
        return Read(None, problem=f"“{text}”的年份不对", kept=text)
    kept = "" if found.precision == "day" else text
    repair = f"{found.shape}：“{text}”记为 {found.day.isoformat()}" if found.shape else ""
    if kept:
        repair += "，原文保留"
    if not repair and isinstance(cell, str) and cell.strip() != found.day.isoformat():
        repair = f"“{text.strip()}”记为 {found.day.isoformat()}"
    return Read(found.day, repair, found.doubt, kept=kept)


def _id_number(cell: Cell, text: str) -> Read:
    number = halfwidth(text).upper()
    if (not isinstance(cell, str) or _DAMAGED_ID.fullmatch(number)) and (len(number) >= 16 or "E" in number):
        return Read(None, problem=f"身份证号“{text}”在表里已被改成数字，末几位丢失，请照原件重填")
    try:
        value = IdNumber().parse(number, date.min)
    except Invalid as error:
        return Read(None, doubt=error.sentence, kept=text)
    return Read(value, repair="" if value == text else f"“{text}”记为 {value}")


def _whole(text: str) -> str:
    """A number without the point that a program puts where a column of whole numbers has a gap: 13800000000.0."""
    return text[: match.start()] if (match := _POINT.search(text)) else text


def _phone(field: Field, cell: Cell, text: str) -> Read:
    if MOBILE.fullmatch(text):
        return Read(text, "" if isinstance(cell, str) else "数字改为文本")
    number = _whole(halfwidth(text))
    try:
        value = str(field.kind.parse(number, date.min))
    except Invalid:
        return Read(None, doubt=f"“{text}”不像电话号码，原文保留", kept=text)
    digits = re.sub(r"\D", "", value)
    repair = (
        "数字改为文本" if not isinstance(cell, str) else ("" if value == text else f"“{text}”记为 {value}")
    )
    return Read(value, repair, f"“{value}”位数不像电话号码，请核对" if _odd_length(value, digits) else "")


def _odd_length(number: str, digits: str) -> bool:
    """Whether one number (not several) has neither the 11 digits of a mobile nor 5 to 12 of a landline."""
    if len(re.split(r"[,;、/]", number)) > 1:
        return False
    return (digits.startswith("1") and len(digits) in (10, 12, 13)) or not 5 <= len(digits) <= 12


def _choice(field: Field, kind: Choice, text: str, heading: str, setting: Setting) -> Read:
    said = re.sub(r"^[（(]?[①-⑳\d]{1,2}[)）.、．:：]\s*(?=\D)", "", tidy(text))
    found = find_code(kind.codes, said, setting.taught)
    if found is not None:
        code, how = found
        if code == "":
            return Read(None, repair=f"“{text}”照原文保留", kept=text)
        label = kind.codes.name_of(code)
        return Read(code, repair="" if label == said and not how else f"“{text}”即“{label}”{how}")
    word = re.sub(r"\s", "", said)
    special: str | None = ANSWERS.get(field.id, {}).get(word)
    if field.id == "registration.identity_status" and word in ("是", "有", "√"):
        special = "real_name" if "实名" in heading else "signed_unverified"
    if special:
        return Read(special, repair=f"“{text}”即“{kind.codes.name_of(special)}”")
    return Read(None, problem=f"“{text}”不在“{kind.codes.label}”里", unknown=True, kept=text)


def _choices(kind: Choices, text: str, setting: Setting) -> Read:
    codes: list[str] = []
    for part in (each.strip() for each in re.split(r"[、，；,;\n/]+|\s{2,}", tidy(text))):
        if not part:
            continue
        found = find_code(kind.codes, part, setting.taught)
        if found is None:
            return Read(None, problem=f"“{part}”不在“{kind.codes.label}”里", unknown=True, kept=text)
        if found[0]:
            codes.append(found[0])
    value = tuple(dict.fromkeys(codes)) or None
    shown = "、".join(kind.codes.name_of(code) for code in codes)
    return Read(value, repair="" if shown == text else f"“{text}”即“{shown}”", kept="" if codes else text)


def _flag(field: Field, text: str) -> Read:
    word = halfwidth(text)
    if field.id == "registration.is_repeat" and word in REPEATS:
        return Read(REPEATS[word], repair=f"“{text}”即“{'是' if REPEATS[word] else '否'}”")
    try:
        value = field.kind.parse(text, date.min)
    except Invalid:
        return Read(None, problem=f"“{text}”应写 是 或 否", unknown=False, kept=text)
    shown = "是" if value else "否"
    return Read(value, repair="" if shown == text.strip() else f"“{text}”即“{shown}”")


def _money(text: str, heading: str) -> Read:
    plain = halfwidth(text)
    match = _UNIT.fullmatch(plain.removeprefix("¥").removeprefix("约"))
    if match is None:
        return Read(None, problem=f"“{text}”不是金额，应写以万元计的数", kept=text)
    unit = match[2] or ("元" if re.search(r"[(（]元[)）]|单位[:：]?元", heading) else "万元")
    amount = Decimal(match[1].replace(",", "")) if match[1].count(".") < 2 else None
    if amount is None:
        return Read(None, problem=f"“{text}”不是金额，应写以万元计的数", kept=text)
    if unit.startswith("元"):
        amount /= 10_000
    amount *= _WEIGHTS.get(unit, Decimal(1))
    try:
        value = Money().from_stored(Money().to_stored(amount))
    except Invalid as error:
        return Read(None, problem=error.sentence, kept=text)
    return Read(
        value,
        repair="" if unit == "万元" and match[2] is None else f"“{text}”记为 {Money().to_text(value)} 万元",
    )


def _count(text: str) -> Read:
    match = _COUNTED.fullmatch(_whole(halfwidth(text)))
    if match is None:
        return Read(None, problem=f"“{text}”不是个数，应写整数", kept=text)
    return Read(int(match[1]), repair="" if match[1] == text.strip() else f"“{text}”记为 {match[1]}")


def _text(field: Field, cell: Cell, text: str) -> Read:
    number = is_number(field)
    if (
        cell.__class__ is str
        and text.isprintable()
        and " " not in text
        and not (number and WIDE.search(text))
    ):
        return Read(text)
    clean = tidy(text.replace("\u3000", " ").replace("\xa0", " "))
    value = clean if isinstance(field.kind, LongText) else re.sub(r"\s*\n\s*", " ", clean)
    if number:
        value = unicodedata.normalize("NFKC", value) if WIDE.search(value) else value
    if field.id in _NAMES and re.fullmatch(r"[一-鿿](?:\s+[一-鿿])+", value):
        value = re.sub(r"\s+", "", value)
    repair = ""
    if not isinstance(cell, str):
        repair = "数字改为文本" if not isinstance(cell, (bool, date)) else f"记为“{value}”"
    elif value != text:
        repair = (
            "去掉多余的空格和换行" if re.sub(r"\s", "", value) == re.sub(r"\s", "", text) else "全角改为半角"
        )
    return Read(value or None, repair)


_NAMES = (
    "allegation.respondent", "reporter.name", "handling.handler", "registration.registrar", "measure.respondent",
)  # fmt: skip
