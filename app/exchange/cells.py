"""Cells as XML: what each value becomes in its column, and the table of texts that repeat.

This is the hot path (half a million cells for 10,000 cases), so each column gets one small function per Python type
up front, and the loop over a row does nothing but call them.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any, get_args

from app.exchange.cell_text import fit, may_run, to_xml
from app.exchange.looks import Look, body_look, status_look
from app.exchange.sheets import NO, YES, Column, Status, Styled

Render = Callable[[Any], str]
"""From a value to what follows the cell's reference: `" s="5"><v>1</v></c>`."""

FIRST_SAFE_DAY = date(1900, 3, 1)
"""Before it Excel counts a 29 February 1900 that never was; earlier days are written as text."""

EXACT_DIGITS = 15
"""Significant digits that Excel keeps; longer numbers are written as text."""

_EPOCH = date(1899, 12, 30).toordinal()
STATUSES: tuple[Status, ...] = get_args(Status)
_SHARED_LENGTH, _SHARED_COUNT = 40, 50_000


class SharedTexts:
    """The workbook's table of short texts, bounded, so that a long ledger does not stay in memory."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> int | None:
        """The text's place in the table, or None when it is to stand in its cell."""
        if len(text) > _SHARED_LENGTH or len(self._numbers) >= _SHARED_COUNT:
            return self._numbers.get(text)
        return self._numbers.setdefault(text, len(self._numbers))

    def part(self) -> Iterator[bytes]:
        """The table as a part of the package."""
        yield b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        yield b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
        yield f' uniqueCount="{len(self._numbers)}">'.encode()
        texts = iter(self._numbers)
        while some := list(islice(texts, 1_000)):
            yield "".join(f'<si><t xml:space="preserve">{to_xml(text)}</t></si>' for text in some).encode()
        yield b"</sst>"


class Renders(dict[type, Render]):
    """One function per type of value; a subclass is rendered as its base."""

    def __missing__(self, kind: type) -> Render:
        base = next((known for known in self if issubclass(kind, known)), None)
        if base is None:
            raise TypeError(f"no cell can hold a {kind.__name__}")
        self[kind] = self[base]
        return self[kind]


@dataclass(frozen=True, slots=True)
class Dress:
    """The looks one column needs, by what its values turn out to be."""

    text: Look
    quoted: Look
    number: Look
    day: Look

    @property
    def looks(self) -> tuple[Look, ...]:
        return (self.text, self.quoted, self.number, self.day)


def column_dress(column: Column) -> Dress:
    """The looks of the cells of a column."""
    own = body_look(column)
    number = own if column.kind in ("integer", "money") else body_look(column, "general")
    return Dress(own, body_look(column, own.number, quoted=True), number, body_look(column, "date"))


def status_dress(status: Status) -> Dress:
    """The looks of cells that carry a status."""
    plain = status_look(status)
    return Dress(plain, plain, plain, status_look(status, "date"))


class CellWriter:
    """Makes the renders of columns and of single looks, with the style numbers of one workbook."""

    def __init__(self, styles: Mapping[Look, int], texts: SharedTexts) -> None:
        self._styles = styles
        self._texts = texts
        self._coloured = {status: self._renders(status_dress(status)) for status in STATUSES}

    def fixed(self, look: Look) -> Render:
        """For texts of one look: titles, headers, lines."""
        return self._text(self._styles[look], self._styles[look])

    def blank(self, column: Column) -> str:
        """What stands for a cell of the column that holds nothing."""
        return f'" s="{self._styles[body_look(column)]}"/>'

    def column(self, column: Column) -> Renders:
        """For the data of a column."""
        renders = self._renders(column_dress(column))
        if column.kind == "flag":
            text = renders[str]
            renders[bool] = lambda value: text(YES if value else NO)
        coloured = self._coloured
        renders[Styled] = lambda cell: coloured[cell.style][type(cell.value)](cell.value)
        return renders

    def _renders(self, dress: Dress) -> Renders:
        plain, quoted, number, day = (self._styles[look] for look in dress.looks)
        text = self._text(plain, quoted)
        blank = f'" s="{plain}"/>'

        def of_number(value: int | float | Decimal) -> str:
            written = number_text(value)
            return f'" s="{number}"><v>{written}</v></c>' if written else text(str(value))

        def of_day(value: date) -> str:
            if value < FIRST_SAFE_DAY:
                return text(value.isoformat())
            return f'" s="{day}"><v>{value.toordinal() - _EPOCH}</v></c>'

        return Renders(
            {
                type(None): lambda _: blank,
                str: text,
                bool: lambda value: f'" s="{plain}" t="b"><v>{value:d}</v></c>',
                int: of_number,
                float: of_number,
                Decimal: of_number,
                datetime: lambda value: text(value.isoformat(" ", "minutes")),
                date: of_day,
            }
        )

    def _text(self, plain: int, quoted: int) -> Render:
        texts, known = self._texts, {"": f'" s="{plain}"/>'}

        def render(value: str) -> str:
            if found := known.get(value):
                return found
            style = quoted if may_run(value) else plain
            number = texts.number(value)
            if number is None:
                content = to_xml(fit(value))
                return f'" s="{style}" t="inlineStr"><is><t xml:space="preserve">{content}</t></is></c>'
            known[value] = f'" s="{style}" t="s"><v>{number}</v></c>'
            return known[value]

        return render


def number_text(value: int | float | Decimal) -> str | None:
    """The number as Excel keeps it exactly, or None when it cannot."""
    if isinstance(value, int):
        return str(int(value)) if abs(value) < 10**EXACT_DIGITS else None
    if isinstance(value, float):
        return repr(float(value)) if value - value == 0 else None
    if not value.is_finite() or len(value.normalize().as_tuple().digits) > EXACT_DIGITS:
        return None
    return str(value) if -300 < value.adjusted() < 300 else None
