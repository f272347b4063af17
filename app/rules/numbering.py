"""Numbers of cases, handlings and stubs: 溪口信〔2026〕12号, by office, year and desk.

Each desk draws serials from a block of its own, so that two desks of one office do not give the same number: the first
desk has block 0, 1 to 9,999; a later one has a block of 999, block 10 being 10,001 to 10,999 and block 99 being 99,001
to 99,999, so that a number has five digits at most. A serial is never used twice.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from app.errors import Invalid

BLOCKS = range(10, 100)
"""The blocks of later desks. There are no blocks 1 to 9: their numbers are those of block 0."""

_SPAN = 1_000


@dataclass(frozen=True)
class Number:
    """A number taken apart: the office's short name, the year and the serial."""

    short: str
    year: int
    serial: int

    @property
    def block(self) -> int:
        """The desk block that the serial was drawn from."""
        return 0 if self.serial < BLOCKS.start * _SPAN else self.serial // _SPAN


@dataclass(frozen=True)
class NumberStyle:
    """How a number is written; `pattern` holds {short}, {year} and {serial} once each.

    Raises Invalid when a place is missing or named twice.
    """

    pattern: str

    def __post_init__(self) -> None:
        places = re.findall(r"\{(.*?)\}", self.pattern)
        if sorted(places) != ["serial", "short", "year"]:
            raise Invalid("编号样式里要有 {short}（单位简称）、{year}（年份）和 {serial}（序号）各一处。")

    @classmethod
    def like(cls, example: str, short: str, year: int) -> "NumberStyle":
        """The style in which `example` is written by the office `short` in `year`: 云信〔2026〕1号.

        Raises Invalid when the short name, the year or a serial after them cannot be told in it.
        """
        said = example.strip()
        serials = [found for found in re.finditer(r"\d+", said) if found.group() != str(year)]
        if (
            not short
            or said.count(short) != 1
            or said.count(str(year)) != 1
            or len(serials) != 1
            or "{" in said
        ):
            raise Invalid(
                f"请照真的编号写一个，里面要有简称“{short}”、年份 {year} 和一个序号，例如 {short}信〔{year}〕1号。"
            )
        serial = serials[0]
        open_ = f"{said[: serial.start()]}\0{said[serial.end() :]}"
        return cls(open_.replace(short, "{short}").replace(str(year), "{year}").replace("\0", "{serial}"))

    def format(self, short: str, year: int, serial: int) -> str:
        """The number in words: no leading zero, the year in 〔〕 (GB/T 9704)."""
        return (
            self.pattern.replace("{short}", short)
            .replace("{year}", str(year))
            .replace("{serial}", str(serial))
        )

    def parse(self, text: str) -> Number | None:
        """The number that `text` writes in this style, brackets and width of signs being free; else None."""
        match = self._reads.fullmatch(_plain(text))
        if match is None or not int(match["serial"]):
            return None
        return Number(match["short"], int(match["year"]), int(match["serial"]))

    @cached_property
    def _reads(self) -> re.Pattern[str]:
        ways = {
            "{short}": "(?P<short>.+?)",
            "{year}": r"(?P<year>\d{4})",
            "{serial}": r"第?(?P<serial>\d{1,9})",
        }
        parts = re.split(r"(\{(?:short|year|serial)\})", _plain(self.pattern))
        return re.compile("".join(ways.get(part, re.escape(part)) for part in parts))


CASE_NUMBER = NumberStyle("{short}信〔{year}〕{serial}号")
HANDLING_NUMBER = NumberStyle("{short}办〔{year}〕{serial}号")

_BRACKETS = str.maketrans("〔【[﹝〕】]﹞", "(((())))")


def serials(block: int) -> range:
    """The serials of a block."""
    return range(block * _SPAN + 1, (block + 1 if block else BLOCKS.start) * _SPAN)


def next_serial(last: int | None, block: int) -> int | None:
    """The serial after `last`, the last one drawn this year from this desk's block (None: none yet); None when it is full.

    A `last` beyond the block is of the time when blocks were wider, and counts as none.
    """
    ours = serials(block)
    given = ours.start if last is None or last not in ours else last + 1
    return given if given in ours else None


def comparable(text: str) -> str:
    """A number as two people would call it the same: shape of brackets, width of signs, 第 and 号 are free."""
    return re.sub("[第号]", "", _plain(text)).casefold()


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text).translate(_BRACKETS))
