"""How one sort of value is read, shown and checked.

A value has three faces, and they round-trip: *stored* (what the database, the journal and the workbook's hidden
truth hold: str, int or None), *text* (what a person reads and types) and *Python*. None is the empty value of
every kind; blank text is None.
"""

import re
import unicodedata
from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from app.errors import Invalid
from app.schema.codes import CodeList, code_list
from app.schema.days import parse_day

Stored = str | int | None
Value = str | int | bool | date | Decimal | tuple[str, ...] | None

TEXT_LIMIT = 20_000
"""Characters a text may have."""


_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Control signs and halves of pairs (Unicode Cc and Cs), which XML cannot hold; line breaks and tabs stay."""


def tidy(text: str) -> str:
    """Line breaks as \\n, no blanks at the ends, and no sign that the XML of a workbook cannot hold."""
    return _UNWRITABLE.sub("", _BREAKS.sub("\n", text)).strip()


def halfwidth(text: str) -> str:
    """Full-width digits and signs as half-width ones, without any blanks."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


@dataclass(frozen=True)
class Kind(ABC):
    """One sort of value. `column` is the database's word for how it is stored."""

    column = "text"

    @abstractmethod
    def parse(self, text: str, today: date) -> Value:
        """The value that a person means by `text` (never blank); raises Invalid."""

    def from_text(self, text: str, today: date) -> Value:
        """Like `parse`, and blank is None."""
        clean = tidy(text)
        return self.parse(clean, today) if clean else None

    def to_text(self, value: Value) -> str:
        """What a person reads; `from_text` gives the value back."""
        return "" if value is None else str(value)

    def to_stored(self, value: Value) -> Stored:
        """The stored face; raises Invalid when the value is not of this kind."""
        if value is None:
            return None
        if not isinstance(value, str):
            raise Invalid(f"这里要填文字，不能是“{value}”。")
        clean = tidy(value)
        if len(clean) > TEXT_LIMIT:
            raise Invalid(f"文字太长（{len(clean)} 字），请控制在 {TEXT_LIMIT} 字以内。")
        return clean or None

    def from_stored(self, stored: Stored) -> Value:
        """The Python face of what `to_stored` gave."""
        return stored


@dataclass(frozen=True)
class Text(Kind):
    """One line of text."""

    def parse(self, text: str, today: date) -> Value:
        return re.sub(r"\s*\n\s*", " ", text)

    def to_stored(self, value: Value) -> Stored:
        stored = super().to_stored(value)
        return re.sub(r"\s*\n\s*", " ", stored) if isinstance(stored, str) else stored


@dataclass(frozen=True)
class LongText(Kind):
    """Text of several lines."""

    def parse(self, text: str, today: date) -> Value:
        return text


@dataclass(frozen=True)
class Person(Text):
    """A person's name: sorted by pinyin, found by initials."""


@dataclass(frozen=True)
class Phone(Kind):
    """A telephone number, kept as text: digits, and + - for the area."""

    def parse(self, text: str, today: date) -> Value:
        number = halfwidth(text)
        if not re.fullmatch(r"[+0-9][0-9\-()转,;、/]{2,60}", number) or len(re.findall(r"\d", number)) < 5:
            raise Invalid(f"“{text}”不像电话号码。请只写数字，例如 13800000000 或 0745-1234567。")
        return number


_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


@dataclass(frozen=True)
class IdNumber(Kind):
    """A resident identity number (GB 11643): 18 characters, the last a check character; kept as text."""

    def parse(self, text: str, today: date) -> Value:
        number = halfwidth(text).upper()
        if not re.fullmatch(r"[0-9]{17}[0-9X]|[0-9]{15}", number):
            raise Invalid("身份证号应为 18 位（最后一位可以是 X），请核对。")
        if len(number) == 18 and not self.checksum_holds(number):
            raise Invalid("身份证号的校验位不对，请逐位核对一遍。")
        return number

    @staticmethod
    def checksum_holds(number: str) -> bool:
        """Whether the 18th character fits the first 17."""
        total = sum(int(digit) * weight for digit, weight in zip(number[:17], _ID_WEIGHTS, strict=True))
        return "10X98765432"[total % 11] == number[17]


@dataclass(frozen=True)
class Day(Kind):
    """A calendar day. `past`: it cannot lie in the future, and a typed 12.30 means the last one."""

    past: bool = False

    def parse(self, text: str, today: date) -> Value:
        found = parse_day(text, today, past=self.past)
        if self.past and found > today:
            raise Invalid(f"{found.isoformat()} 还没有到，请核对日期。")
        return found

    def to_text(self, value: Value) -> str:
        return value.isoformat() if isinstance(value, date) else ""

    def to_stored(self, value: Value) -> Stored:
        if value is None:
            return None
        if isinstance(value, str):
            return self.to_stored(self.from_stored(value))
        if not isinstance(value, date) or not 1900 <= value.year <= 2999:
            raise Invalid(f"“{value}”不是日期。可以写 3.5 或 2026-03-05。")
        return value.isoformat()[:10]

    def from_stored(self, stored: Stored) -> Value:
        if stored is None:
            return None
        try:
            return date.fromisoformat(str(stored))
        except ValueError:
            raise Invalid(f"“{stored}”不是日期。可以写 3.5 或 2026-03-05。") from None


@dataclass(frozen=True)
class Choice(Kind):
    """One code of a list; stored by its id, read by its label, aliases understood."""

    list_id: str

    @property
    def codes(self) -> CodeList:
        """The list behind it."""
        return code_list(self.list_id)

    def parse(self, text: str, today: date) -> Value:
        code = self.codes.find(text)
        if code is None:
            offered = self.codes.offered
            known = "、".join(each.label for each in offered[:8]) + (" 等" if len(offered) > 8 else "")
            raise Invalid(f"“{text}”不在“{self.codes.label}”里。可以填：{known}。")
        return code.id

    def to_text(self, value: Value) -> str:
        return self.codes.name_of(str(value)) if value is not None else ""

    def to_stored(self, value: Value) -> Stored:
        stored = super().to_stored(value)
        if stored is not None and stored not in self.codes.by_id:
            raise Invalid(f"“{stored}”不在“{self.codes.label}”里，请从列表中选一项。")
        return stored


@dataclass(frozen=True)
class Choices(Choice):
    """Several codes of a list; stored as their ids joined by commas, in the order chosen."""

    def parse(self, text: str, today: date) -> Value:
        parts = [part for part in re.split(r"[、，；,;\n]+", text) if part.strip()]
        return tuple(dict.fromkeys(str(Choice.parse(self, part, today)) for part in parts)) or None

    def to_text(self, value: Value) -> str:
        return "、".join(self.codes.name_of(each) for each in value) if isinstance(value, tuple) else ""

    def to_stored(self, value: Value) -> Stored:
        if value is None or value == () or value == "":
            return None
        parts = value if isinstance(value, tuple) else tuple(str(value).split(","))
        stored = [Choice.to_stored(self, part) for part in parts]
        if None in stored:
            raise Invalid(f"“{self.codes.label}”里有空项，请从列表中选。")
        return ",".join(map(str, stored))

    def from_stored(self, stored: Stored) -> Value:
        return tuple(str(stored).split(",")) if stored else None


@dataclass(frozen=True)
class Count(Kind):
    """A whole number, not below zero."""

    column = "integer"

    def parse(self, text: str, today: date) -> Value:
        digits = halfwidth(text).replace(",", "")
        if not re.fullmatch(r"[0-9]{1,9}", digits):
            raise Invalid(f"“{text}”不是个数。请写 0 以上的整数，例如 3。")
        return int(digits)

    def to_stored(self, value: Value) -> Stored:
        if value is None:
            return None
        if not isinstance(value, int) or not 0 <= value <= 999_999_999:
            raise Invalid(f"“{value}”不是个数。请写 0 以上的整数，例如 3。")
        return int(value)


@dataclass(frozen=True)
class Money(Kind):
    """An amount in 万元, exact to the 分; stored as whole 分."""

    column = "integer"

    def parse(self, text: str, today: date) -> Value:
        plain = halfwidth(text).replace(",", "").removesuffix("万元").removesuffix("万")
        try:
            return self.from_stored(self.to_stored(Decimal(plain)))
        except InvalidOperation:
            raise Invalid(f"“{text}”不是金额。请写以万元计的数，例如 2.35。") from None

    def to_text(self, value: Value) -> str:
        return f"{value.normalize():f}" if isinstance(value, Decimal) else ""

    def to_stored(self, value: Value) -> Stored:
        if value is None:
            return None
        if isinstance(value, (bool, date, tuple, str)):
            raise Invalid(f"“{value}”不是金额。请写以万元计的数，例如 2.35。")
        amount = Decimal(value)
        if not amount.is_finite() or not 0 <= amount < 10**9:
            raise Invalid(f"“{value}”不是金额。请写以万元计的数，例如 2.35。")
        return int((amount * 1_000_000).to_integral_value())

    def from_stored(self, stored: Stored) -> Value:
        return None if stored is None else (Decimal(stored) / 1_000_000).normalize() + Decimal(0)


_YES, _NO = ("是", "有", "对", "y", "yes", "true", "1", "√"), ("否", "无", "不", "n", "no", "false", "0", "×")


@dataclass(frozen=True)
class Flag(Kind):
    """Yes or no; unknown is None."""

    column = "integer"

    def parse(self, text: str, today: date) -> Value:
        word = halfwidth(text).lower()
        if word in _YES or word in _NO:
            return word in _YES
        raise Invalid(f"“{text}”请写 是 或 否。")

    def to_text(self, value: Value) -> str:
        return "" if value is None else ("是" if value else "否")

    def to_stored(self, value: Value) -> Stored:
        if value is None:
            return None
        if value not in (0, 1, True, False):
            raise Invalid(f"“{value}”请写 是 或 否。")
        return int(bool(value))

    def from_stored(self, stored: Stored) -> Value:
        return None if stored is None else bool(stored)


@dataclass(frozen=True)
class Link(Kind):
    """The id of another record; `to` is its kind."""

    to: str

    def parse(self, text: str, today: date) -> Value:
        return text
