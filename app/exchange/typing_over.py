"""Types into a workbook of ours as a person in a spreadsheet program would: for the demonstration and the pictures.

openpyxl opens and saves the whole file, so every part of it is written anew, as a real program does.
"""

import io
from collections.abc import Mapping

import openpyxl

from app.errors import Invalid

_SEARCHED = 20
"""Rows among which the field ids stand."""


def type_over(data: bytes, values: Mapping[tuple[str, str, str], str]) -> bytes:
    """The workbook with new words in the cells named by sheet, what the first column of the row says, and field id.

    Raises Invalid when there is no such cell.
    """
    book = openpyxl.load_workbook(io.BytesIO(data))
    for (name, first, field), value in values.items():
        sheet = book[name]
        columns = {
            cell.value: int(cell.column or 0) for row in sheet.iter_rows(max_row=_SEARCHED) for cell in row
        }
        row = next((cells[0].row for cells in sheet.iter_rows() if cells[0].value == first), None)
        if row is None or field not in columns:
            raise Invalid(f"“{name}”表里没有这一格。")
        sheet.cell(row, columns[field]).value = value
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
