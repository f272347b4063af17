"""The workbook, written in one pass straight into its file: nothing is kept but the texts that repeat.

The frame comes from XlsxWriter (`frame`); the rows are rendered here, because that is several times as fast as any
library, and flow through the zip into the target. No temporary file is made.
"""

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, zip_longest
from typing import BinaryIO

from app.errors import Invalid
from app.exchange.cells import STATUSES, CellWriter, SharedTexts, column_dress, status_dress
from app.exchange.frame import (
    LAST_ROW,
    PROPERTIES,
    TEXT_WIDTH,
    Frame,
    band_runs,
    column_letters,
    end_at,
    end_filters,
    make_frame,
    sheet_part,
    with_properties,
)
from app.exchange.heights import height, line_count, rooms, row_height
from app.exchange.looks import Look, header_look, line_look
from app.exchange.package import parts_digest
from app.exchange.sheets import (
    CHUNK_LIMIT,
    FIRST_DATA_ROW,
    AnySheet,
    Book,
    FreeSheet,
    LineLook,
    RawSheet,
    Sheet,
)

COMPRESSION = 4
"""zlib's level: measured, it is quicker than 3 on such sheets and packs better; higher ones cost more than they save."""

_ROWS_AT_ONCE = 100
_LINE_SPACES: dict[LineLook, float] = {"title": 16, "heading": 12, "text": 4, "note": 2}
"""Points that lines of a `FreeSheet` get above what their type needs."""

_TITLE, _SUBTITLE, _IDS, _BAND, _RAW = Look("title"), Look("subtitle"), Look("ids"), Look("band"), Look("raw")


def write_book(book: Book, target: BinaryIO) -> None:
    """Write the workbook; rows are taken from their iterators one by one, as the file grows.

    Raises Invalid when a sheet has more rows than Excel can open; lets the target's OSError pass.
    """
    frame = make_frame(book, _looks(book.sheets))
    texts = SharedTexts()
    cells = CellWriter(frame.styles, texts)
    last_rows: dict[int, int] = {}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=COMPRESSION) as package:
        _put(package, "[Content_Types].xml", [frame.parts["[Content_Types].xml"]])
        for index, sheet in enumerate(book.sheets):
            last_rows[index] = _put_sheet(package, frame, index, _rows(sheet, cells))
        if frame.lists:
            _put_sheet(package, frame, len(book.sheets), _list_rows(frame.lists, cells))
        _put(package, "xl/sharedStrings.xml", texts.part())
        workbook = end_filters(frame.parts["xl/workbook.xml"].decode(), last_rows)
        _put(package, "xl/workbook.xml", [workbook.encode()])
        written = set(package.namelist())
        for name, part in frame.parts.items():
            if name not in written and name != PROPERTIES:
                _put(package, name, [part])
        if PROPERTIES in frame.parts:
            said = book.at_last(parts_digest(package.infolist())) if book.at_last is not None else {}
            _put(package, PROPERTIES, [with_properties(frame.parts[PROPERTIES].decode(), said).encode()])


def _looks(sheets: Iterable[AnySheet]) -> Iterator[Look]:
    yield from (_TITLE, _SUBTITLE, _IDS, _BAND, _RAW)
    for status in STATUSES:
        yield from status_dress(status).looks
    for sheet in sheets:
        if isinstance(sheet, Sheet):
            for column in sheet.columns:
                yield header_look(column)
                yield from column_dress(column).looks
        elif isinstance(sheet, FreeSheet):
            for line in sheet.lines:
                yield from line_look(line)


def _put(package: zipfile.ZipFile, name: str, chunks: Iterable[bytes]) -> None:
    with package.open(name, "w") as part:
        for chunk in chunks:
            part.write(chunk)


def _put_sheet(package: zipfile.ZipFile, frame: Frame, index: int, rows: Iterator[str]) -> int:
    """Write a sheet's part; returns its last row, counted from 1."""
    head, tail = frame.sheet(index)
    count = 0

    def chunks() -> Iterator[bytes]:
        nonlocal count
        yield head.encode()
        while some := list(islice(rows, _ROWS_AT_ONCE)):
            count += len(some)
            if count > LAST_ROW:
                raise Invalid(f"一张表最多 {LAST_ROW} 行，请分几次导出。")
            yield "".join(some).encode()
        yield end_at(tail, max(count, 1)).encode()

    _put(package, sheet_part(index), chunks())
    return count


def _rows(sheet: AnySheet, cells: CellWriter) -> Iterator[str]:
    if isinstance(sheet, Sheet):
        return _table_rows(sheet, cells)
    if isinstance(sheet, FreeSheet):
        return _free_rows(sheet, cells)
    return _raw_rows(sheet, cells)


def _table_rows(sheet: Sheet, cells: CellWriter) -> Iterator[str]:
    columns = sheet.columns
    fixed = cells.fixed
    banded = any(column.band for column in columns)
    yield f'<row r="1" ht="30" customHeight="1"><c r="A1{fixed(_TITLE)(sheet.title)}</row>'
    yield f'<row r="2" ht="18" customHeight="1"><c r="A2{fixed(_SUBTITLE)(sheet.subtitle)}</row>'
    ids = [fixed(_IDS)(column.field_id) for column in columns]
    yield _row(3, ids, ' hidden="1"')
    yield _row(4, _band_cells(sheet, cells), ' ht="20" customHeight="1"' if banded else ' hidden="1"')
    headers = [fixed(header_look(column))(column.header) for column in columns]
    yield _row(5, headers, ' ht="34" customHeight="1"')
    yield from _data_rows(sheet, cells)


def _row(number: int, cells: Sequence[str], attributes: str = "") -> str:
    body = "".join(f'<c r="{column_letters(index)}{number}{cell}' for index, cell in enumerate(cells))
    return f'<row r="{number}"{attributes}>{body}</row>'


def _band_cells(sheet: Sheet, cells: CellWriter) -> list[str]:
    text = cells.fixed(_BAND)
    firsts = {first for first, _ in band_runs(sheet.columns)}
    return [
        text((column.band or "") if index in firsts else "") for index, column in enumerate(sheet.columns)
    ]


def _data_rows(sheet: Sheet, cells: CellWriter) -> Iterator[str]:
    room = rooms(sheet.columns)
    columns = [
        (f'<c r="{column_letters(index)}', "" if column.hidden else cells.blank(column), cells.column(column))
        for index, column in enumerate(sheet.columns)
    ]
    for number, row in enumerate(sheet.rows, FIRST_DATA_ROW + 1):
        rendered = [
            f"{head}{number}{blank if value is None else renders[type(value)](value)}"
            for (head, blank, renders), value in zip(columns, row, strict=True)
            if blank or value is not None
        ]
        yield f'<row r="{number}" ht="{row_height(row, room)}">{"".join(rendered)}</row>'


def _free_rows(sheet: FreeSheet, cells: CellWriter) -> Iterator[str]:
    for number, line in enumerate(sheet.lines, 1):
        label, text = (cells.fixed(look) for look in line_look(line))
        beside = line.look == "text"
        lines = line_count(line.text, TEXT_WIDTH - 4) if beside else 1
        attributes = f' ht="{height(lines) + _LINE_SPACES[line.look]}" customHeight="1"'
        yield _row(number, [label(line.label), text(line.text)] if beside else [text(line.text)], attributes)


def _raw_rows(sheet: RawSheet, cells: CellWriter) -> Iterator[str]:
    text = cells.fixed(_RAW)
    for number, chunk in enumerate(sheet.chunks, 1):
        if len(chunk) > CHUNK_LIMIT:
            raise ValueError(f"a chunk of {len(chunk)} characters does not fit into a cell")
        yield _row(number, [text(chunk)])


def _list_rows(lists: Sequence[Sequence[str]], cells: CellWriter) -> Iterator[str]:
    text = cells.fixed(_RAW)
    for number, row in enumerate(zip_longest(*lists, fillvalue=""), 1):
        yield _row(number, [text(choice) for choice in row])
