"""How high a row must be for its wrapped texts: LibreOffice and WPS do not work it out when they open a file."""

from collections.abc import Sequence

from app.exchange.sheets import Cell, Column

LINE_HEIGHT = 13.5
"""Points that one line of 10 pt type takes."""

HIGHEST = 409
"""Points: Excel's limit for a row."""

_MARGIN = 4.5
_PADDING = 1.2
"""Characters of a column's width that are taken by its edges."""


def line_count(text: str, width: float) -> int:
    """Lines the text takes in a column of so many characters, a Chinese one counting two."""
    lines = 0
    for line in text.split("\n"):
        size = len(line.encode("gb18030", "replace"))  # exactly: ASCII 1 byte, Chinese 2
        lines += max(1, -int(-size // max(width, 2)))
    return lines


def rooms(columns: Sequence[Column]) -> list[tuple[int, float]]:
    """Each column that is seen, by its place, and the characters that fit beside each other in it."""
    return [(at, column.width - _PADDING) for at, column in enumerate(columns) if not column.hidden]


def row_height(row: Sequence[Cell], rooms: Sequence[tuple[int, float]]) -> float:
    """Points for this row of data."""
    lines = 1
    for at, room in rooms:
        value = row[at]
        if type(value) is str and (2 * len(value) > room or "\n" in value):
            lines = max(lines, line_count(value, room))
    return height(lines)


def height(lines: int) -> float:
    """Points for so many lines."""
    return min(lines * LINE_HEIGHT + _MARGIN, HIGHEST)
