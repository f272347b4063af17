"""Sheets that are laid out otherwise than one matter a row: two ledgers side by side, or one matter a column."""

from collections.abc import Sequence
from dataclasses import replace

from app.exchange.foreign.heading_lists import SERIAL
from app.exchange.foreign.headings import is_heading, plain_heading
from app.exchange.foreign.source import Sheet
from app.exchange.foreign.tables import Heading, Table, tables_of

_TOP = 15
_LEAST = 3
_KEYS = frozenset((SERIAL, "registration.case_no", "registration.received_on", "registration.summary"))
"""No ledger says one of these twice."""


def tables_beside(sheet: Sheet, source_name: str = "") -> list[Table]:
    """The tables of a sheet; of two ledgers side by side those of each: in its place, nothing beside it."""
    tables = tables_of(sheet, source_name)
    cut = _cut(tables[0]) if tables else None
    if cut is None:
        return tables
    left = replace(sheet, rows=[row[:cut] for row in sheet.rows])
    right = replace(sheet, rows=[[None] * min(cut, len(row)) + row[cut:] for row in sheet.rows])
    return [*tables_of(left, source_name), *tables_beside(right, source_name)]


def _cut(table: Table) -> int | None:
    """The column at which the headings begin anew: what no ledger says twice is said again, and more with it."""
    said = [each for each in table.headings if each.text]
    for place in range(_LEAST, len(said) - _LEAST + 1):
        before, behind = said[:place], said[place:]
        if not _fields(before) & _fields(behind) & _KEYS:
            continue
        again = {plain_heading(each.text) for each in before} & {plain_heading(each.text) for each in behind}
        if len(again) >= _LEAST and plain_heading(behind[0].text) == plain_heading(said[0].text):
            return behind[0].column
    return None


def _fields(headings: Sequence[Heading]) -> set[str]:
    return {field for each in headings if each.meaning for field in each.meaning.fields[:1]}


def is_upright(sheet: Sheet) -> bool:
    """Whether the headings stand below each other, one matter a column."""
    first = [row[0] for row in sheet.rows[:_TOP] if row]
    down = sum(isinstance(value, str) and is_heading(value) for value in first)
    across = max(
        (sum(isinstance(value, str) and is_heading(value) for value in row) for row in sheet.rows[:_TOP]),
        default=0,
    )
    return down > _LEAST and down > 2 * across
