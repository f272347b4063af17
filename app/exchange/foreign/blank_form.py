"""The blank form of a known ledger, made anew where it is wanted: an office without the county's file can report on it.

Made, not kept as a file, so that its columns and what they mean stand in one place (`resources/ledgers`).
"""

import io
from itertools import groupby

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from app.exchange.foreign.heading_lists import SERIAL
from app.exchange.foreign.ready import Blank, Column, Layout
from app.records.catalogue import KINDS
from app.schema.kinds import Choice, Count, Day, Flag, Kind, LongText, Money

_A4, _A3 = 9, 8
_WIDE = 30
_LISTED = 250
_APART = 9
"""Columns between the words of one line at most: on a wide form they stay on its first page."""
_LOOKS = {
    "title": {"bold": True, "font_size": 18, "align": "center", "valign": "vcenter"},
    "line": {"font_size": 11, "valign": "vcenter"},
    "head": {"bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True, "bg_color": "#E7EDF5"},
    "number": {"border": 1, "align": "center", "font_size": 9, "font_color": "#606060"},
    "text": {"border": 1, "align": "center", "valign": "vcenter", "text_wrap": True, "num_format": "@"},
    "long": {"border": 1, "align": "left", "valign": "vcenter", "text_wrap": True, "num_format": "@"},
    "day": {"border": 1, "align": "center", "valign": "vcenter", "num_format": "yyyy-mm-dd"},
    "count": {"border": 1, "align": "center", "valign": "vcenter", "num_format": "0"},
    "money": {"border": 1, "align": "right", "valign": "vcenter", "num_format": "#,##0.00##"},
}  # fmt: skip


def blank_form(layout: Layout, office: str, year: int) -> bytes:
    """The blank workbook (xlsx) of a ledger that has one, for that office and year. Raises ValueError where it has none."""
    if layout.blank is None:
        raise ValueError(f"{layout.id} has no blank form")
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_size(2400, 1200)
    sheet = book.add_worksheet("填报表")
    _Maker(book, sheet, layout, layout.blank).make(office, year)
    book.close()
    return out.getvalue()


class _Maker:
    """Draws one form from top to bottom; `_at` is the next row, from 0."""

    def __init__(self, book: xlsxwriter.Workbook, sheet: Worksheet, layout: Layout, blank: Blank) -> None:
        self._sheet, self._columns, self._blank, self._at = sheet, layout.columns, blank, 0
        self._last = len(layout.columns) - 1
        self._looks = {name: book.add_format({"font_name": "宋体", **look}) for name, look in _LOOKS.items()}

    def make(self, office: str, year: int) -> None:
        for line in self._blank.title:
            self._sheet.set_row(self._at, 30)
            said = line.format(office=office, year=year)
            self._sheet.merge_range(self._at, 0, self._at, self._last, said, self._looks["title"])
            self._at += 1
        self._spaced(self._blank.above)
        top = self._at
        self._header()
        if self._blank.numbered:
            for column in range(self._last + 1):
                self._sheet.write_number(self._at, column, column + 1, self._looks["number"])
            self._at += 1
        self._rows()
        self._spaced(self._blank.below)
        self._print(top)

    def _spaced(self, words: tuple[str, ...]) -> None:
        """Words spread over the width of the sheet, in one row."""
        step = min(_APART, max(1, (self._last + 1) // max(1, len(words))))
        self._sheet.set_row(self._at, 22)
        for number, word in enumerate(words):
            self._sheet.write_string(self._at, number * step, word, self._looks["line"])
        self._at += 1

    def _header(self) -> None:
        look = self._looks["head"]
        if not any(each.group for each in self._columns):
            self._sheet.set_row(self._at, 44)
            for number, each in enumerate(self._columns):
                self._sheet.write_string(self._at, number, each.heading, look)
            self._at += 1
            return
        self._sheet.set_row(self._at, 28)
        self._sheet.set_row(self._at + 1, 44)
        for group, members in groupby(enumerate(self._columns), key=lambda each: each[1].group):
            found = list(members)
            if group and len(found) > 1:
                self._sheet.merge_range(self._at, found[0][0], self._at, found[-1][0], group, look)
            for number, each in found:
                if not group:
                    self._sheet.merge_range(self._at, number, self._at + 1, number, each.heading, look)
                    continue
                if len(found) == 1:
                    self._sheet.write_string(self._at, number, group, look)
                self._sheet.write_string(self._at + 1, number, each.heading, look)
        self._at += 2

    def _rows(self) -> None:
        first, last = self._at, self._at + self._blank.rows - 1
        for number, each in enumerate(self._columns):
            kind, look = _kind(each), self._looks[_look(each)]
            self._sheet.set_column(number, number, each.width)
            for row in range(first, last + 1):
                self._sheet.write_blank(row, number, None, look)
            if words := _words(kind):
                rule = {"validate": "list", "source": words, "error_type": "warning"}
                self._sheet.data_validation(first, number, last, number, rule)
        for row in range(first, last + 1):
            self._sheet.set_row(row, 24)
        self._at = last + 1
        if self._blank.sums:
            self._sums(first, last)

    def _sums(self, first: int, last: int) -> None:
        self._sheet.set_row(self._at, 24)
        for number, each in enumerate(self._columns):
            look = self._looks[_look(each)]
            if each.heading in self._blank.sums:
                letters = xlsxwriter.utility.xl_col_to_name(number)
                self._sheet.write_formula(
                    self._at, number, f"=SUM({letters}{first + 1}:{letters}{last + 1})", look
                )
            else:
                self._sheet.write(self._at, number, "合计" if number == 0 else None, self._looks["text"])
        self._at += 1

    def _print(self, top: int) -> None:
        sheet, wide = self._sheet, len(self._columns) > _WIDE
        head = top + (2 if any(each.group for each in self._columns) else 1)
        sheet.set_landscape()
        sheet.set_paper(_A3 if wide else _A4)
        sheet.fit_to_pages(4 if wide else 1, 0)
        sheet.set_margins(0.4, 0.4, 0.5, 0.6)
        sheet.repeat_rows(top, head - 1)
        sheet.print_area(0, 0, self._at - 1, self._last)
        sheet.set_footer("&C第 &P 页，共 &N 页")
        sheet.freeze_panes(head, 5 if wide else 0)
        if wide:
            sheet.repeat_columns(0, 4)


def _kind(each: Column) -> Kind | None:
    if len(each.fields) != 1 or each.fields[0] == SERIAL:
        return None
    kind, _, name = each.fields[0].partition(".")
    return KINDS[kind].column(name).kind


def _look(each: Column) -> str:
    kind = _kind(each)
    if isinstance(kind, Day):
        return "day"
    if isinstance(kind, Money):
        return "money"
    if isinstance(kind, Count) or each.fields == (SERIAL,) or "（人）" in each.heading:
        return "count"
    return "long" if isinstance(kind, LongText) else "text"


def _words(kind: Kind | None) -> list[str]:
    """What a column may hold, where that fits into a drop-down of the sheet itself."""
    words = [code.label for code in kind.codes.offered] if isinstance(kind, Choice) else []
    if isinstance(kind, Flag):
        words = ["是", "否"]
    return words if len(",".join(words)) <= _LISTED and not any("," in word for word in words) else []
