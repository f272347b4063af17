"""The visible sheets of a posting as they come home: renamed, sorted, columns moved, rows of heads gone or not.

A sheet is known by its hidden row of field ids wherever that stands now, else by its headers, else by its name.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from app.exchange.mark import is_mark
from app.exchange.read_xlsx import LooseSheet, Value
from app.exchange.sheets import FIELD_ROW, FIRST_DATA_ROW, HEADER_ROW, Column
from app.exchange.visible import LEDGER, LIST_KINDS, MARK_FIELD, ledger_columns, list_columns
from app.records.catalogue import KINDS

CASE = "case"
"""The kind of 台账: a row of it is a case, not one record."""
_SEARCHED = 20
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Layout:
    """How a sheet was laid out when it was exported: its columns in order, by field id."""

    kind: str
    name: str
    columns: Mapping[str, Column]


@dataclass
class FoundSheet:
    """One sheet of which it is known what it is: where its fields stand now (column from 0), and its rows of data.

    `rows` are (row from 0, cells); `told` are sentences about the sheet as a whole.
    """

    sheet: LooseSheet
    layout: Layout
    columns: dict[str, int]
    rows: list[tuple[int, Sequence[Value]]] = field(default_factory=list)
    told: list[str] = field(default_factory=list)


@cache
def layouts() -> tuple[Layout, ...]:
    """Of 台账 and of every list there may be."""
    ledger = Layout(CASE, LEDGER, {each.field_id: each for each in ledger_columns()[0]})
    lists = (
        Layout(kind, KINDS[kind].label, {each.field_id: each for each in list_columns(kind)[0]})
        for kind in LIST_KINDS
    )
    return (ledger, *lists)


@cache
def _headers() -> tuple[tuple[Layout, frozenset[str]], ...]:
    """Each layout with its headers as they are compared."""
    return tuple(
        (layout, frozenset(plain(each.header) for each in layout.columns.values())) for layout in layouts()
    )


def find_sheet(sheet: LooseSheet) -> FoundSheet | None:
    """What this sheet is, or None when it is none of ours."""
    return _by_ids(sheet) or _by_headers(sheet) or _by_name(sheet)


def plain(value: Value) -> str:
    """A header or code as it is compared: half-width, without blanks."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", str(value))) if value is not None else ""


def _by_ids(sheet: LooseSheet) -> FoundSheet | None:
    best: tuple[int, Layout, int] | None = None
    for index, row in enumerate(sheet.rows):
        if index >= _SEARCHED and MARK_FIELD not in row:
            continue
        texts = {value for value in row if isinstance(value, str)}
        for layout in layouts():
            hits = len(texts & layout.columns.keys())
            if hits >= 2 and (best is None or hits > best[2]):
                best = index, layout, hits
    if best is None:
        return None
    at, layout, _ = best
    columns: dict[str, int] = {}
    strange: list[int] = []
    for index, value in enumerate(sheet.rows[at]):
        if isinstance(value, str) and value in layout.columns:
            columns.setdefault(value, index)
        elif value is None:
            strange.append(index)
    found = FoundSheet(sheet, layout, columns)
    first = at + (HEADER_ROW - FIELD_ROW) if at < _SEARCHED else -1
    _fill(found, [at], first)
    _tell_strange(found, strange, at)
    return found


def _by_headers(sheet: LooseSheet) -> FoundSheet | None:
    best: tuple[int, Layout, int] | None = None
    for index, row in enumerate(sheet.rows[:_SEARCHED]):
        texts = {plain(value) for value in row if value is not None}
        for layout, headers in _headers():
            hits = len(texts & headers)
            named = layout.name == sheet.name
            if hits >= 3 and (best is None or (hits, named) > (best[2], best[1].name == sheet.name)):
                best = index, layout, hits
    if best is None or 2 * best[2] < sum(value is not None for value in sheet.rows[best[0]]):
        return None
    at, layout, _ = best
    found = FoundSheet(sheet, layout, _columns_by_header(sheet.rows[at], _bands(sheet.rows, at), layout))
    found.told.append(f"“{sheet.name}”表隐藏的栏目行不在了，按表头认栏目，请对照预览逐格看过。")
    _fill(found, [at], at)
    return found


def _columns_by_header(row: Sequence[Value], bands: Sequence[str], layout: Layout) -> dict[str, int]:
    columns: dict[str, int] = {}
    for index, value in enumerate(row):
        same = [
            each
            for each in layout.columns.values()
            if each.field_id not in columns and value is not None and plain(each.header) == plain(value)
        ]
        banded = [each for each in same if (each.band or "") == bands[index]]
        if chosen := (banded or same)[:1]:
            columns[chosen[0].field_id] = index
    return columns


def _bands(rows: Sequence[Sequence[Value]], header: int) -> list[str]:
    """The band above each column: a merged cell speaks for all columns up to the next one."""
    known = {each.band for layout in layouts() for each in layout.columns.values() if each.band}
    band, found = "", []
    for value in rows[header - 1] if header else [None] * len(rows[header]):
        band = plain(value) if plain(value) in known else band
        found.append(band)
    return found


def _by_name(sheet: LooseSheet) -> FoundSheet | None:
    layout = next((each for each in layouts() if each.name == sheet.name), None)
    width = max(map(len, sheet.rows), default=0)
    if layout is None or width != len(layout.columns):
        return None
    found = FoundSheet(sheet, layout, {name: index for index, name in enumerate(layout.columns)})
    found.told.append(f"“{sheet.name}”表的表头都改了，按原来的栏目次序认，请对照预览逐格看过。")
    _fill(found, [], FIRST_DATA_ROW - 1)
    return found


def _fill(found: FoundSheet, skipped: Collection[int], header: int) -> None:
    """The rows that may hold data: all with a mark, and below the header those that fill two columns and more."""
    mark = found.columns.get(MARK_FIELD)
    labels = {index: plain(found.layout.columns[name].header) for name, index in found.columns.items()}
    for index, row in enumerate(found.sheet.rows):
        if index in skipped:
            continue
        code = plain(row[mark]).upper() if mark is not None and mark < len(row) else ""
        filled = [at for at in labels if at < len(row) and row[at] is not None]
        if sum(plain(row[at]) == labels[at] for at in filled) >= 2:
            continue
        if len(filled) >= 2 and (index > header or is_mark(code)):
            found.rows.append((index, row))


def _tell_strange(found: FoundSheet, strange: Iterable[int], at: int) -> None:
    """Say which columns with something in them are none of ours."""
    names = []
    for column in strange:
        below = [row[column] for _, row in found.rows if column < len(row)]
        if any(value is not None for value in below):
            names.append(_name_of(found.sheet.rows, column, at))
    if names:
        found.told.append(
            f"“{found.sheet.name}”表里另加的栏“{'”“'.join(names[:5])}”不是台账的栏目，没有收；要收请抄到台账的栏里。"
        )


def _name_of(rows: Sequence[Sequence[Value]], column: int, at: int) -> str:
    heads = (row[column] for row in rows[at + 1 : at + 3][::-1] if column < len(row))
    return next((plain(value)[:20] for value in heads if value is not None), f"第{column + 1}列")
