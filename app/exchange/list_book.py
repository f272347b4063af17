"""The list of a meeting as a plain workbook: one sheet a section, title, unit and period, figures, a line to sign."""

import io
from collections.abc import Iterator, Sequence
from decimal import Decimal

from app.exchange.sheets import Book, Column, FreeSheet, Line, Sheet, Styled
from app.exchange.sheets import Cell as SheetCell
from app.exchange.write_xlsx import write_book
from app.ledger.sheet import Cell, Head, MeetingSheet, Table

SIGNED = ("制表人：", "审核人：", "负责人：")
"""Who signs, spread over the columns of the last line."""
REMARKS = "说明"
_MOST = 31
"""Characters of a sheet's name."""


def list_book(sheet: MeetingSheet) -> bytes:
    """The workbook's bytes. Raises Invalid when a section has more rows than Excel can open."""
    parts = [_sheet(sheet, table) for table in sheet.tables]
    remarks = [Line(sheet.title, "title"), Line(sheet.under, "note"), *(Line(each) for each in sheet.remarks)]
    target = io.BytesIO()
    write_book(Book([*parts, FreeSheet(REMARKS, remarks)], creator=sheet.unit), target)
    return target.getvalue()


def file_name(sheet: MeetingSheet) -> str:
    """What the file is called unless somebody says otherwise."""
    return f"{sheet.unit}-{sheet.name}-{sheet.period.key}.xlsx"


def _sheet(sheet: MeetingSheet, table: Table) -> Sheet:
    columns = [_column(at, head, table) for at, head in enumerate(table.heads)]
    under = f"{sheet.under}{f' · {table.note}' if table.note else ''}"
    title = f"{sheet.title}　{table.title}"
    return Sheet(table.title[:_MOST], title, under, columns, _rows(table), frozen_columns=1)


def _column(at: int, head: Head, table: Table) -> Column:
    values = [line.cells[at].value for line in table.lines]
    whole = head.figures and all(isinstance(value, int) for value in values) and bool(values)
    return Column(f"list.{at}", head.label, head.width + 2, "integer" if whole else "longtext")


def _rows(table: Table) -> Iterator[Sequence[SheetCell]]:
    for line in table.lines:
        yield [_cell(cell) for cell in line.cells]
    yield [None] * len(table.heads)
    step = max(1, len(table.heads) // len(SIGNED))
    yield [
        SIGNED[at // step] if at % step == 0 and at // step < len(SIGNED) else None
        for at in range(len(table.heads))
    ]


def _cell(cell: Cell) -> SheetCell:
    if cell.status is not None:
        return Styled(cell.text, cell.status.value)
    if isinstance(cell.value, Decimal) or cell.value is None:
        return cell.text or None
    return cell.value
