"""What people do to a posting in a spreadsheet program, done by openpyxl: it saves every part of the file anew."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

IDS, HEADER, FIRST = 3, 5, 6
"""Rows, from 1, of a sheet as we export it."""


def edited(path: Path, target: Path, change: Callable[[Workbook], object]) -> Path:
    """The file at `path`, opened, changed and saved as `target`."""
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(target)
    return target


def column(sheet: Worksheet, field: str) -> int:
    """The column, from 1, of a field id."""
    return next(cell.column for cell in sheet[IDS] if cell.value == field)


def row_of(sheet: Worksheet, number: str) -> int:
    """The row, from 1, of the first case of that number."""
    at = column(sheet, "registration.case_no")
    return next(row for row in range(FIRST, sheet.max_row + 1) if sheet.cell(row, at).value == number)


def type_over(book: Workbook, sheet: str, row: int, field: str, value: Any) -> str:
    """Type a value into a cell of a field; returns the cell's address."""
    cell = book[sheet].cell(row, column(book[sheet], field))
    cell.value = value
    return str(cell.coordinate)


def swap_rows(sheet: Worksheet, one: int, other: int) -> None:
    """As sorting does."""
    for at in range(1, sheet.max_column + 1):
        mine, theirs = sheet.cell(one, at), sheet.cell(other, at)
        mine.value, theirs.value = theirs.value, mine.value


def copy_row(sheet: Worksheet, row: int) -> int:
    """A copy of the row below the last one; returns its number."""
    last = sheet.max_row + 1
    for at in range(1, sheet.max_column + 1):
        sheet.cell(last, at).value = sheet.cell(row, at).value
    return last


def move_column(sheet: Worksheet, at: int, to: int) -> None:
    """Cut a column and insert it before another one further left."""
    cells = [sheet.cell(row, at).value for row in range(1, sheet.max_row + 1)]
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    sheet.delete_cols(at)
    sheet.insert_cols(to)
    for row, value in enumerate(cells, 1):
        sheet.cell(row, to).value = value
