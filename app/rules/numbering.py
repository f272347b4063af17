"""Numbers of cases, handlings and stubs: 溪口信〔2026〕12号, by office, year and desk.

Each desk draws serials from a block of its own, so that two desks of one office never give the same number:
desk block 0 gives 1 to 9,999, block 1 gives 10,001 to 19,999, and so on. A serial is never used twice.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from app.errors import Invalid, NotAllowed

BLOCK = 10_000
"""Serials a desk's block spans; its first is left out, so a block gives one fewer."""


@dataclass(frozen=True)
class Number:
    """A number taken apart: the office's short name, the year and the serial."""

    short: str
    year: int
    serial: int

    @property
    def block(self) -> int:
        """The desk block that the serial was drawn from."""
        return self.serial // BLOCK


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
STUB_NUMBER = NumberStyle("{short}报〔{year}〕{serial}号")

_BRACKETS = str.maketrans("〔【[﹝〕】]﹞", "(((())))")


def next_serial(last: int | None, block: int) -> int:
    """The serial after `last`, the last one drawn this year from this desk's block (None: none yet).

    Raises NotAllowed when the block is full.
    """
    if last is None:
        return block * BLOCK + 1
    if last // BLOCK != block:
        raise ValueError(f"serial {last} is not of block {block}")
    if last % BLOCK == BLOCK - 1:
        raise NotAllowed(f"这台电脑今年的 {BLOCK - 1} 个编号已经用完，请在设置里换用新的编号段后再登记。")
    return last + 1


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text).translate(_BRACKETS))
