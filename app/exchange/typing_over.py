"""Types into a workbook of ours as a person in a spreadsheet program would: for the demonstration and the pictures.

openpyxl opens and saves the whole file, so every part of it is written anew, as a real program does.
"""

import io
from collections.abc import Iterator, Mapping

import openpyxl
from openpyxl.workbook import Workbook

from app.errors import Invalid
from app.exchange.in_memory import bytes_of

_SEARCHED = 20
"""Rows among which the field ids stand."""
Typed = Mapping[tuple[str, str, str], str]
"""New words by sheet, what the first column of the row says, and field id."""


def type_over(data: bytes, values: Typed) -> bytes:
    """The workbook with new words in these cells. Raises Invalid when there is no such cell."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for sheet, cell, words in _cells(book, values):
        book[sheet][cell].value = words
    return bytes_of(book)


def cells_of(data: bytes, values: Typed) -> list[tuple[str, str, str]]:
    """Where these cells are: sheet, address and words of each. Raises Invalid when there is no such cell."""
    return list(_cells(openpyxl.load_workbook(io.BytesIO(data)), values))


def _cells(book: Workbook, values: Typed) -> Iterator[tuple[str, str, str]]:
    for (name, first, field), words in values.items():
        sheet = book[name]
        columns = {
            cell.value: int(cell.column or 0) for row in sheet.iter_rows(max_row=_SEARCHED) for cell in row
        }
        row = next((cells[0].row for cells in sheet.iter_rows() if cells[0].value == first), None)
        if row is None or field not in columns:
            raise Invalid(f"“{name}”表里没有这一格。")
        yield name, sheet.cell(row, columns[field]).coordinate, words
