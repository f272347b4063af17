"""The list of a meeting, filled in, as plain values: screen, paper, workbook and command line show the same."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.ledger.query import Query
from app.rules.stat_periods import Period
from app.rules.status import Status

Value = int | Decimal | str | date | None


@dataclass(frozen=True)
class Number:
    """A figure and the question that opens its rows; with `sum_of` it is the sum of that column over them, with
    `matters` it counts matters: the lines of the ledger folded, where each matter is one."""

    value: int | Decimal
    query: Query
    sum_of: str = ""
    matters: bool = False


@dataclass(frozen=True)
class Cell:
    """One cell: what is read, its value for a workbook, the numbers in it (of a rate part and base), its light."""

    text: str
    value: Value = None
    numbers: tuple[Number, ...] = ()
    status: Status | None = None


@dataclass(frozen=True)
class Head:
    """A column: its words, its width in characters, and whether it holds figures (set to the right)."""

    label: str
    width: int
    figures: bool = False


@dataclass(frozen=True)
class Line:
    """A row. `first`: it speaks of real-name reports. `case`: the id of the case that it shows."""

    cells: tuple[Cell, ...]
    first: bool = False
    case: str | None = None
    total: bool = False


@dataclass(frozen=True)
class Table:
    """One section, filled in. `number` is how many rows there are in all where the lines are rows."""

    title: str
    note: str
    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    number: Number | None = None


@dataclass(frozen=True)
class MeetingSheet:
    """A whole list: heading, unit, period, tables, remarks."""

    id: str
    name: str
    title: str
    unit: str
    period: Period
    under: str
    tables: tuple[Table, ...]
    remarks: tuple[str, ...]

    def numbers(self) -> Iterable[Number]:
        """Every number that stands anywhere."""
        for table in self.tables:
            yield from (number for line in table.lines for cell in line.cells for number in cell.numbers)
            if table.number is not None:
                yield table.number
