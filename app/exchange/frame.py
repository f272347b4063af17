"""Everything of a workbook but its cells, made by XlsxWriter in memory: styles, widths, panes, lists, print set-up.

XlsxWriter writes cells too slowly and, where it saves memory, through temporary files in clear. So it makes an empty
workbook, in which ranges that reach down to the last data row reach down to the last row there is; `write_xlsx` puts
its own rows between a sheet's head and tail and mends these ranges once it has counted the rows.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import groupby
from typing import Any
from xml.sax.saxutils import escape

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from app.exchange.looks import Look, body_look, properties
from app.exchange.sheets import (
    BAND_ROW,
    FIRST_DATA_ROW,
    HEADER_ROW,
    NO,
    YES,
    AnySheet,
    Book,
    Column,
    FreeSheet,
    Sheet,
)

LAST_ROW = 1_048_576
"""Rows that a sheet can have; in the frame it stands for the last data row."""

LIST_SHEET = "_xuanxiang"
"""The very hidden sheet of drop-down lists that are too long to stand in the validation itself."""

SPARE_ROWS = 200
"""Rows below the data that keep drop-downs, for offices that add rows by hand."""

PROPERTIES = "docProps/custom.xml"
"""The part of the custom properties; it is written last."""

LABEL_WIDTH, TEXT_WIDTH = 16, 84
"""Widths of the two columns of a `FreeSheet`, in characters."""

_CORE, _STAMP, _THEN = "docProps/core.xml", "%Y-%m-%dT%H:%M:%SZ", datetime(2000, 1, 1)
"""Where a workbook says when it was made, and how; and what a frame that is kept says instead."""
_MOST_KEPT = 4
_INLINE_LIST_LIMIT = 255
_MESSAGE_LIMIT = 255
_PAGE_WIDTH = 300.0
"""Characters side by side on a page of A4 landscape that can still be read; a wider sheet takes more pages."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The parts of an empty workbook, and what is needed to fill it."""

    parts: dict[str, bytes]
    styles: dict[Look, int]
    lists: tuple[tuple[str, ...], ...]

    def sheet(self, index: int) -> tuple[str, str]:
        """What stands before and after the rows of a sheet."""
        text = self.parts[sheet_part(index)].decode()
        head, tail = re.split(r"<sheetData/>|<sheetData>.*</sheetData>", text, maxsplit=1, flags=re.DOTALL)
        return re.sub(r"<dimension [^>]*/>", "", head) + "<sheetData>", "</sheetData>" + tail


_kept: dict[tuple[object, ...], Frame] = {}


def column_letters(index: int) -> str:
    """A column's name: 0 is A."""
    return str(xl_col_to_name(index))


def sheet_part(index: int) -> str:
    """The name of a sheet's part in the package."""
    return f"xl/worksheets/sheet{index + 1}.xml"


def end_at(xml: str, rows: int) -> str:
    """The tail of a sheet whose last row is now known (counted from 1)."""
    xml = re.sub(rf'(<autoFilter ref="[A-Z0-9:]+?){LAST_ROW}"', rf'\g<1>{rows}"', xml)
    return re.sub(rf'( sqref="[A-Z0-9:]+?){LAST_ROW}"', rf'\g<1>{min(rows + SPARE_ROWS, LAST_ROW)}"', xml)


def end_filters(workbook_xml: str, rows: dict[int, int]) -> str:
    """The workbook part with each sheet's filter range ending at its last row; `rows` by sheet index."""
    for index, last in rows.items():
        name = rf'(<definedName name="_xlnm\._FilterDatabase" localSheetId="{index}"[^>]*>[^<]*\$){LAST_ROW}<'
        workbook_xml = re.sub(name, rf"\g<1>{last}<", workbook_xml)
    return workbook_xml


def with_properties(custom_xml: str, said: Mapping[str, str]) -> str:
    """The part of the custom properties with new values for some of them; the values need no escaping."""
    for name, value in said.items():
        custom_xml = re.sub(
            rf'(<property [^>]*name="{name}"[^>]*><vt:lpwstr>)[^<]*<',
            lambda found, value=value: f"{found[1]}{value}<",  # type: ignore[misc]
            custom_xml,
        )
    return custom_xml


def make_frame(book: Book, looks: Iterable[Look]) -> Frame:
    """The empty workbook; `looks` are all that its cells will ask for.

    The newest ones are kept: an office that posts to all of its townships makes one, and says in each when it was made
    and what its properties hold.
    """
    wanted = tuple(dict.fromkeys(looks))
    shape = (book.creator, tuple(book.custom_properties), tuple(map(_shape_of, book.sheets)), wanted)
    if (kept := _kept.pop(shape, None)) is None:
        blank = replace(book, created=_THEN, custom_properties=dict.fromkeys(book.custom_properties, ""))
        kept = _new_frame(blank, wanted)
    _kept[shape] = kept
    if len(_kept) > _MOST_KEPT:
        del _kept[next(iter(_kept))]
    return _said_of(book, kept)


def _shape_of(sheet: AnySheet) -> tuple[object, ...]:
    """All of a sheet that its frame depends on."""
    plain = (type(sheet), sheet.name, sheet.visibility)
    return (*plain, tuple(sheet.columns), sheet.frozen_columns) if isinstance(sheet, Sheet) else plain


def _said_of(book: Book, frame: Frame) -> Frame:
    """The frame with what this book alone says of itself."""
    made = book.created or datetime.now(UTC)
    core = frame.parts[_CORE].replace(f"{_THEN:{_STAMP}}".encode(), f"{made:{_STAMP}}".encode())
    parts = {**frame.parts, _CORE: core}
    if PROPERTIES in parts:
        said = {name: escape(value) for name, value in book.custom_properties.items()}
        parts[PROPERTIES] = with_properties(parts[PROPERTIES].decode(), said).encode()
    return replace(frame, parts=parts)


def _new_frame(book: Book, wanted: tuple[Look, ...]) -> Frame:
    lists = tuple(dict.fromkeys(filter(_needs_sheet, _all_choices(book.sheets))))
    target = io.BytesIO()
    workbook = xlsxwriter.Workbook(target, {"in_memory": True})
    workbook.set_properties({"author": book.creator, "created": book.created})
    for name, value in book.custom_properties.items():
        workbook.set_custom_property(name, value, "text")
    for sheet in book.sheets:
        _shape(workbook, workbook.add_worksheet(sheet.name), sheet, lists)
    if lists:
        _add_lists(workbook, lists)
    sample = workbook.worksheets()[0]
    for index, look in enumerate(wanted):
        sample.write_blank(0, index, None, workbook.add_format(properties(look)))
    sample.write_string(1, 0, "text")  # so that the package declares its shared strings
    workbook.close()
    with zipfile.ZipFile(target) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    # Nothing is to be calculated, and Excel would ask on closing whether to save what it calculated.
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b' fullCalcOnLoad="1"', b"")
    return Frame(parts, _styles(parts[sheet_part(0)].decode(), wanted), lists)


def _styles(sample: str, looks: Sequence[Look]) -> dict[Look, int]:
    row = sample.partition('<row r="1"')[2].partition("</row>")[0]
    return dict(zip(looks, map(int, re.findall(r'<c r="[A-Z]+1" s="(\d+)"', row)), strict=True))


def _shape(workbook: Any, worksheet: Any, sheet: AnySheet, lists: Sequence[tuple[str, ...]]) -> None:
    if sheet.visibility != "visible":
        worksheet.very_hidden() if sheet.visibility == "very_hidden" else worksheet.hide()
    if isinstance(sheet, Sheet):
        _shape_table(workbook, worksheet, sheet, lists)
    elif isinstance(sheet, FreeSheet):
        worksheet.hide_gridlines(2)
        worksheet.set_column(0, 0, LABEL_WIDTH)
        worksheet.set_column(1, 1, TEXT_WIDTH)
        worksheet.set_paper(9)
        worksheet.fit_to_pages(1, 0)


def _shape_table(workbook: Any, worksheet: Any, sheet: Sheet, lists: Sequence[tuple[str, ...]]) -> None:
    last = len(sheet.columns) - 1
    for index, column in enumerate(sheet.columns):
        if column.hidden:  # its blank cells are not written: the column itself says how they look
            unwritten = workbook.add_format(properties(body_look(column)))
            worksheet.set_column(index, index, column.width, unwritten, {"hidden": True})
        else:
            worksheet.set_column(index, index, column.width)
        if validation := _validation(column, lists):
            worksheet.data_validation(FIRST_DATA_ROW, index, LAST_ROW - 1, index, validation)
    worksheet.freeze_panes(FIRST_DATA_ROW, sheet.frozen_columns)
    worksheet.autofilter(HEADER_ROW, 0, LAST_ROW - 1, last)
    worksheet.ignore_errors({"number_stored_as_text": f"A1:{column_letters(last)}{LAST_ROW}"})
    for first, count in band_runs(sheet.columns):
        if count > 1:
            worksheet.merge_range(BAND_ROW, first, BAND_ROW, first + count - 1, "")
    _set_up_printing(worksheet, sheet)


def _set_up_printing(worksheet: Any, sheet: Sheet) -> None:
    worksheet.set_landscape()
    worksheet.set_paper(9)
    worksheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    worksheet.center_horizontally()
    width = sum(column.width for column in sheet.columns if not column.hidden)
    worksheet.fit_to_pages(max(1, round(width / _PAGE_WIDTH)), 0)
    worksheet.repeat_rows(BAND_ROW, HEADER_ROW)
    if sheet.frozen_columns:
        worksheet.repeat_columns(0, sheet.frozen_columns - 1)
    worksheet.set_footer("&C第 &P 页，共 &N 页")


def band_runs(columns: Sequence[Column]) -> list[tuple[int, int]]:
    """First column and length of each run of columns that stand under one band."""
    runs = []
    for band, run in groupby(enumerate(columns), key=lambda pair: pair[1].band):
        indices = [index for index, _ in run]
        if band is not None:
            runs.append((indices[0], len(indices)))
    return runs


def _all_choices(sheets: Iterable[AnySheet]) -> Iterable[tuple[str, ...]]:
    for sheet in sheets:
        if isinstance(sheet, Sheet):
            for column in sheet.columns:
                if column.choices:
                    yield column.choices


def _needs_sheet(choices: tuple[str, ...]) -> bool:
    joined = ",".join(choices)
    plain = all(choice == choice.strip() and not set(choice) & {",", '"'} for choice in choices)
    return not plain or len(joined) > _INLINE_LIST_LIMIT or joined.startswith("=")


def _validation(column: Column, lists: Sequence[tuple[str, ...]]) -> dict[str, Any] | None:
    choices = column.choices or ((YES, NO) if column.kind == "flag" else None)
    if not choices and not column.input_message:
        return None
    found: dict[str, Any] = {"validate": "any"}
    if choices:
        source = f"=huiyin_list_{lists.index(choices) + 1}" if choices in lists else list(choices)
        found = {
            "validate": "list",
            "source": source,
            "error_type": "warning",
            "error_title": "不在选项中",
            "error_message": "这一列请从下拉选项中选。仍要这样填吗？",
        }
    if column.input_message:
        found |= {"input_title": column.header[:32], "input_message": column.input_message[:_MESSAGE_LIMIT]}
    return found


def _add_lists(workbook: Any, lists: Sequence[tuple[str, ...]]) -> None:
    workbook.add_worksheet(LIST_SHEET).very_hidden()
    for index, choices in enumerate(lists):
        letter = column_letters(index)
        area = f"={LIST_SHEET}!${letter}$1:${letter}${len(choices)}"
        workbook.define_name(f"huiyin_list_{index + 1}", area)
