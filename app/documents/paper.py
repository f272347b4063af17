"""A paper as a pure value: what it says, in which order, and what is cut off. How it looks is the layout's.

A field without a value is a blank to fill by hand: an empty cell, or a line inside a sentence.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

GRID = 24
"""Columns of a sheet's table; the cells of each row share them."""
LINE = "________"
LONG_LINE = "________________________"
DAY_LINE = "____年__月__日"
"""What is filled by hand: a word, a sentence, a day."""
CUT = "沿此线裁下，单独密封保管，不随本表流转"


class Role(StrEnum):
    """What a paragraph is for."""

    HEADING = "heading"
    BODY = "body"
    FLUSH = "flush"
    RIGHT = "right"
    NOTE = "note"


@dataclass(frozen=True)
class Text:
    """One paragraph."""

    words: str
    role: Role = Role.BODY


@dataclass(frozen=True)
class Cell:
    """One cell. `span` counts columns of the grid, `lines` is the room it has at least, `foot` stands below at the right."""

    words: str
    span: int
    is_label: bool = False
    lines: int = 1
    foot: str = ""

    @property
    def spare(self) -> int:
        """Lines that stay free between the words and the foot, as near as a layout need know."""
        across = 2 * self.span
        used = sum(1 + len(line) // across for line in self.words.split("\n"))
        return max(0, self.lines - used)


@dataclass(frozen=True)
class Table:
    """Rows of cells, each row as wide as the grid; the first `heads` rows stand on every sheet."""

    rows: tuple[tuple[Cell, ...], ...]
    heads: int = 0


@dataclass(frozen=True)
class Signature:
    """Who signs, and when; blank where it is signed by hand."""

    label: str
    name: str
    day: str


Block = Text | Table | Signature


@dataclass(frozen=True)
class Paper:
    """One paper. `apart` is cut off and kept by itself: the only place where a reporter may stand."""

    name: str
    title: str
    number: str
    blocks: tuple[Block, ...]
    apart_title: str = ""
    apart: tuple[Block, ...] = ()
    names_reporter: bool = False
    """Whether a reporter stands in it in clear."""


def lines_of(paper: Paper) -> Iterator[str]:
    """The paper as plain lines, cells between strokes: for the eye, for tests, for the command line."""
    yield paper.title
    if paper.number:
        yield paper.number
    for block in paper.blocks:
        yield from _lines(block)
    if paper.apart:
        yield f"- - - {CUT} - - -"
        yield paper.apart_title
        for block in paper.apart:
            yield from _lines(block)


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Text):
        yield block.words.replace("\n", "⏎")
    elif isinstance(block, Signature):
        yield f"{block.label}：{block.name}　{block.day}"
    else:
        for row in block.rows:
            cells = (" / ".join(filter(None, (cell.words, cell.foot))).replace("\n", "⏎") for cell in row)
            yield f"| {' | '.join(cells)} |"
