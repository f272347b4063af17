"""The return workbook: only the rows that were refused, in the sender's own layout, each cell in red with the reason.

Filled in again and read, it goes on where the first reading stopped: its rows are found by number as all rows are.
"""

import io
from collections.abc import Iterator, Sequence
from copy import copy
from typing import TYPE_CHECKING, Any

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from app.exchange.foreign.inspection import Inspection, Looked
from app.exchange.foreign.lines import Note
from app.exchange.foreign.matching import Outcome, Result
from app.exchange.in_memory import bytes_of
from app.records.catalogue import KINDS
from app.schema.kinds import Choice, Flag

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

REASON = "未收原因（改好后此列可不管）"
"""The heading of the column that says why a row was not taken; nobody need fill it in or delete it."""

_ALLOWED = "可以填的内容"
_RED = PatternFill("solid", fgColor="FFF4B6B0")
_LONGEST_LIST = 250


def return_book(found: Inspection, data: bytes | None) -> bytes:
    """The workbook (xlsx) with the refused rows of a file; `data` is the file itself where it was a workbook.

    Styles, widths, titles and headers stay as they were; formulas come as the values they last had.
    """
    book = _original(found, data)
    wanted = [each for each in found.looked if any(_refused(each))]
    names = {each.table.sheet.name for each in wanted}
    lists = _Lists(book)
    for name in [name for name in book.sheetnames if name not in names]:
        del book[name]
    for name in names:
        tables = [each for each in wanted if each.table.sheet.name == name]
        _reduce(book[name], tables, lists)
    lists.write()
    return bytes_of(book)


def _original(found: Inspection, data: bytes | None) -> Any:
    if data is not None and found.source.kind == "xlsx":
        return openpyxl.load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for sheet in found.source.sheets:
        made = book.create_sheet(sheet.name)
        for row in sheet.rows:
            made.append(list(row))
    return book


def _refused(looked: Looked) -> Iterator[Outcome]:
    return (each for each in looked.outcomes if each.result is Result.REFUSED)


def _reduce(sheet: "Worksheet", tables: Sequence[Looked], lists: "_Lists") -> None:
    """Leave of a sheet what stands above and within the headers, and the refused rows below them."""
    kept = [_Kept(sheet, looked) for looked in tables]
    first = kept[0]
    below = first.looked.table.header_rows[1] + 1
    for merged in list(sheet.merged_cells.ranges):
        if merged.max_row >= below:
            sheet.unmerge_cells(str(merged))
    sheet.delete_rows(below, max(sheet.max_row - below + 1, 1))
    sheet.data_validations.dataValidation = []
    sheet.conditional_formatting = type(sheet.conditional_formatting)()
    sheet.auto_filter.ref = None
    at = below
    for each in kept:
        if each is not first:
            at = each.write_header(sheet, at + 1)
        at = each.write(sheet, at, lists)


class _Kept:
    """The refused rows of one table, read before the sheet is emptied."""

    def __init__(self, sheet: "Worksheet", looked: Looked) -> None:
        self.looked = looked
        self.outcomes = list(_refused(looked))
        self.width = max((each.column for each in looked.table.headings if each.text), default=0) + 1
        self.header = [self._cells(sheet, row) for row in range(*looked.table.header_rows)]
        self.rows = [[self._cells(sheet, row) for row in each.line.rows] for each in self.outcomes]
        self.heights = [
            [sheet.row_dimensions[row + 1].height for row in each.line.rows] for each in self.outcomes
        ]

    def _cells(self, sheet: "Worksheet", row: int) -> list[tuple[Any, Any]]:
        found = (sheet.cell(row + 1, column + 1) for column in range(self.width))
        return [(each.value, _look_of(each)) for each in found]

    def write_header(self, sheet: "Worksheet", at: int) -> int:
        for cells in self.header:
            self._put(sheet, at, cells)
            at += 1
        return at

    def write(self, sheet: "Worksheet", at: int, lists: "_Lists") -> int:
        reason_column = self.width + 1
        head = sheet.cell(at - 1, reason_column, REASON)
        _dress(head, _look_of(sheet.cell(at - 1, self.width)))
        sheet.column_dimensions[get_column_letter(reason_column)].width = 46
        first = at
        for outcome, rows, heights in zip(self.outcomes, self.rows, self.heights, strict=True):
            for number, cells, height in zip(outcome.line.rows, rows, heights, strict=True):
                self._put(sheet, at, cells)
                sheet.row_dimensions[at].height = height
                notes = [note for note in outcome.line.problems if note.row == number]
                self._mark(sheet, at, notes)
                if number == outcome.line.row:
                    cell = sheet.cell(at, reason_column, "；".join(outcome.reasons))
                    cell.font = Font(color="FFB3261E")
                at += 1
        lists.offer(sheet, self.looked, first, at - 1)
        return at

    @staticmethod
    def _put(sheet: "Worksheet", at: int, cells: Sequence[tuple[Any, Any]]) -> None:
        for column, (value, style) in enumerate(cells, start=1):
            cell = sheet.cell(at, column)
            cell.value = value
            if isinstance(value, str) and cell.data_type == "f":
                cell.data_type = "s"  # what only looks like a formula stays text
            _dress(cell, style)

    @staticmethod
    def _mark(sheet: "Worksheet", at: int, notes: Sequence[Note]) -> None:
        said: dict[int, list[str]] = {}
        for note in notes:
            said.setdefault(note.column + 1, []).append(note.sentence)
        for column, sentences in said.items():
            cell = sheet.cell(at, column)
            cell.fill = _RED
            cell.comment = Comment("\n".join(sentences), "回音", width=280, height=90)


def _look_of(cell: Any) -> Any:
    return copy(cell._style)


def _dress(cell: Any, look: Any) -> None:
    cell._style = copy(look)


class _Lists:
    """Drop-downs of what a column may hold; long lists stand on a hidden sheet of their own."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._columns: dict[tuple[str, ...], str] = {}

    def offer(self, sheet: "Worksheet", looked: Looked, first: int, last: int) -> None:
        """Put drop-downs on the coded columns of these rows; they advise, they do not forbid."""
        for mapped in looked.understood.mapping:
            words = _allowed(mapped.fields)
            if words:
                rule = DataValidation(
                    "list", formula1=self._source(words), allow_blank=True, showErrorMessage=False
                )
                letter = get_column_letter(mapped.column + 1)
                rule.add(f"{letter}{first}:{letter}{last}")
                sheet.add_data_validation(rule)

    def _source(self, words: tuple[str, ...]) -> str:
        joined = ",".join(words)
        if len(joined) <= _LONGEST_LIST and not any("," in word for word in words):
            return f'"{joined}"'
        if words not in self._columns:
            letter = get_column_letter(len(self._columns) + 1)
            self._columns[words] = f"{quote_sheetname(_ALLOWED)}!${letter}$1:${letter}${len(words)}"
        return self._columns[words]

    def write(self) -> None:
        """Write the hidden sheet, where one is needed."""
        if not self._columns:
            return
        sheet = self._book.create_sheet(_ALLOWED)
        sheet.sheet_state = "hidden"
        for column, words in enumerate(self._columns, start=1):
            for row, word in enumerate(words, start=1):
                sheet.cell(row, column, word)


def _allowed(fields: Sequence[str]) -> tuple[str, ...]:
    if len(fields) != 1 or "." not in fields[0] or fields[0].startswith("row."):
        return ()
    kind, _, name = fields[0].partition(".")
    what = KINDS[kind].column(name).kind
    if isinstance(what, Choice):
        return tuple(code.label for code in what.codes.offered)
    return ("是", "否") if isinstance(what, Flag) else ()
