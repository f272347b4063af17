"""The peer that export is raced against: openpyxl's write-only mode with one re-used cell per look of a column."""

from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from app.exchange.sheets import Book, Column, FreeSheet, RawSheet, Sheet, Styled

_FILLS = {"overdue": "F8CBC6", "urgent": "FBDDB8", "due_soon": "FFF2B3", "running": "D3E4F8", "done": "D5ECD4",
          "done_late": "E3D7F0", "none": "E8E8E8"}  # fmt: skip
_FORMATS = {
    "id": "@",
    "date": "yyyy-mm-dd",
    "text": "@",
    "longtext": "@",
    "flag": "@",
    "integer": "0",
    "money": "#,##0.00####",
}


def write_book(book: Book, target: IO[bytes]) -> None:
    """Write the same sheets, rows and fills as ours."""
    made = Workbook(write_only=True)
    for sheet in book.sheets:
        to = made.create_sheet(sheet.name)
        if isinstance(sheet, Sheet):
            _table(to, sheet)
        elif isinstance(sheet, RawSheet):
            for chunk in sheet.chunks:
                to.append([chunk])
        elif isinstance(sheet, FreeSheet):
            for line in sheet.lines:
                to.append([line.label, line.text])
    made.save(target)


def _table(to: Any, sheet: Sheet) -> None:
    looks = _Looks(to)
    for line in ([sheet.title], [sheet.subtitle], [column.field_id for column in sheet.columns],
                 [column.band for column in sheet.columns], [column.header for column in sheet.columns]):  # fmt: skip
        to.append(line)
    plain = [looks.cell(column, None if column.ours else "F2F2F2") for column in sheet.columns]
    coloured = {status: looks.cell(sheet.columns[0], fill) for status, fill in _FILLS.items()}
    for row in sheet.rows:
        out: list[Any] = []
        for at, value in enumerate(row):
            if value is None and sheet.columns[at].hidden:
                out.append(None)  # as ours: a blank cell that nobody sees is not written
                continue
            made = plain[at]
            if isinstance(value, Styled):
                made, value = coloured[value.style], value.value
            made.value = value
            out.append(made)
        to.append(out)


class _Looks:
    def __init__(self, sheet: Any) -> None:
        side = Side(style="thin", color="FFA6A6A6")
        self._sheet = sheet
        self._border, self._font = Border(side, side, side, side), Font(name="宋体", size=10)
        self._align = Alignment(vertical="center", wrap_text=True)

    def cell(self, column: Column, fill: str | None) -> Any:
        made = WriteOnlyCell(self._sheet)
        made.border, made.font, made.alignment = self._border, self._font, self._align
        made.number_format = _FORMATS.get(column.kind, "General")
        if fill:
            made.fill = PatternFill("solid", fgColor=fill)
        return made
