"""The county's blank form, filled: its own file with our rows in it, everything else untouched.

Rows go above the signature line; where the blank rows do not suffice, rows are put in as Excel does it (`sheet_xml`).
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from app.errors import Invalid, Unavailable
from app.exchange.cell_text import escaped, fit
from app.exchange.cells import FIRST_SAFE_DAY, number_text
from app.exchange.foreign import sheet_xml as sx
from app.exchange.foreign.form_looks import Styles, letters_of, widths_of
from app.exchange.foreign.form_room import make_room, part_of
from app.exchange.foreign.heading_lists import SERIAL
from app.exchange.foreign.sheet_xml import Shift, name
from app.exchange.foreign.source import source_of
from app.exchange.foreign.tables import Table, data_rows, tables_of
from app.exchange.heights import height, line_count
from app.exchange.package import Limits, Package, open_package

Filling = str | int | Decimal | date | None
"""What goes into a cell: texts, whole numbers, amounts in 万元, days."""

LARGEST = 4 << 20
"""Bytes that a blank form may have."""
_F, _V, _IS, _T = name("f"), name("v"), name("is"), name("t")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_EPOCH = date(1899, 12, 30)
_UNIT_LINE = re.compile(
    r"^(填报单位|单位名称|填表单位|报送单位|单位)(\s*[（(]盖章[)）])?\s*[:：]\s*[_＿\s]*$"
)
_DAY_LINE = re.compile(r"^(填报日期|填报时间|填表日期|报送时间|报送日期|日期)\s*[:：]\s*[_＿\s年月日]*$")


@dataclass(frozen=True, slots=True)
class Form:
    """A blank form as found: which sheet and columns, rows from 1. `room` is how many blank rows it offers."""

    data: bytes
    sheet: str
    table: Table
    first: int
    room: int


def form_of(data: bytes, file_name: str) -> Form:
    """Where a blank form wants its rows. Raises Unavailable where it is no workbook, Invalid where no header is found."""
    if len(data) > LARGEST:
        raise Unavailable(
            f"“{file_name}”太大（超过 {LARGEST >> 20} MB），不像空白表：请删掉里面的数据后再选。"
        )
    source = source_of(data, file_name)
    if source.kind != "xlsx":
        raise Unavailable(f"“{file_name}”不是 .xlsx：请用 Excel/WPS 打开，另存为 .xlsx 后再选。")
    found = [
        table for sheet in source.sheets if not sheet.hidden for table in tables_of(sheet, file_name)[:1]
    ]
    if not found:
        raise Invalid(
            f"“{file_name}”里没有找到表头：要有一行列名，例如“序号、被反映人、问题摘要”。请核对后再选。"
        )
    table = max(found, key=lambda each: sum(heading.meaning is not None for heading in each.headings))
    _, passed = data_rows(table)
    first = table.header_rows[1]
    if any(each.row == first and each.reason.startswith("列号") for each in passed):
        first += 1
    return Form(data, table.sheet.name, table, first + 1, _room(open_package(data, Limits()), table, first))


def _room(package: Package, table: Table, first: int) -> int:
    """The rows below the header that are there and blank, up to the first that says something."""
    tree = part_of(package, package.sheets[table.sheet.name])
    drawn = {int(row.get("r")) - 1 for row in tree.iterfind(f"{name('sheetData')}/{name('row')}") if len(row)}
    merged = {
        row
        for top, left, bottom, right in table.sheet.merged
        if right - left > 2
        for row in range(top, bottom + 1)
    }
    row = first
    while row in drawn and row not in merged and not _says_something(table, row):
        row += 1
    return row - first


def _says_something(table: Table, row: int) -> bool:
    cells = table.sheet.rows[row] if row < len(table.sheet.rows) else []
    for column, value in enumerate(cells):
        serial = any(
            each.column == column and each.meaning and SERIAL in each.meaning.fields
            for each in table.headings
        )
        if value not in (None, "") and not (serial and str(value).strip().isdigit()):
            return True
    return False


def fill(form: Form, columns: Mapping[int, Sequence[Filling]], unit: str, day: date) -> bytes:
    """The form with these values: by column (from 0) one for every row, all of one length.

    Raises Invalid where the columns are not of one length.
    """
    lengths = {len(values) for values in columns.values()}
    if len(lengths) > 1:
        raise Invalid("要填的各列行数不一样，没有填。")
    rows = next(iter(lengths), 0)
    package = open_package(form.data, Limits())
    part = package.sheets[form.sheet]
    trees = {part: part_of(package, part)}
    styles = Styles(part_of(package, "xl/styles.xml") if "xl/styles.xml" in package.parts else None)
    pattern = _pattern(trees[part], form)
    if rows > max(form.room, 1) or (form.room == 0 and rows):
        have = max(form.room, 0)
        shift = Shift(form.first + have, rows - have, form.first - 1)
        make_room(package, trees, form.sheet, shift)
    _write_rows(trees[part], form, pattern, columns, rows, styles)
    _write_lines(trees[part], form, unit, day)
    sx.forget_results(trees[part])
    if styles.changed:
        trees["xl/styles.xml"] = styles.tree
    return _packed(package, trees)


@dataclass(frozen=True, slots=True)
class _Pattern:
    """How a row of the form looks: its attributes, each cell's style and formula by letters."""

    row: Any
    styles: Mapping[str, str]
    formulas: Mapping[str, str]


def _pattern(tree: Any, form: Form) -> _Pattern:
    """The first blank row; where there is none, the last row of the header lends its borders."""
    rows = {int(row.get("r")): row for row in tree.iterfind(f"{name('sheetData')}/{name('row')}")}
    row = rows.get(form.first if form.room else form.first - 1)
    if row is None:
        return _Pattern(None, {}, {})
    cells = sx.cells_of(row)
    styles = {letters: cell.get("s") for letters, cell in cells.items() if cell.get("s")}
    formulas = {
        letters: found.text for letters, cell in cells.items()
        if form.room and (found := cell.find(name("f"))) is not None and found.text
    }  # fmt: skip
    return _Pattern(row, styles, formulas)


@dataclass(frozen=True, slots=True)
class _Slot:
    """One cell of every row that is written: its letters and style, and what goes into it, if anything."""

    letters: str
    style: str | None
    formula: str | None
    values: Sequence[Filling] | None
    width: float


def _slots(tree: Any, pattern: _Pattern, columns: Mapping[int, Sequence[Filling]]) -> list[_Slot]:
    """The cells of a row from left to right; a formula of the form goes before a value of ours."""
    widths = {letters_of(column): width for column, width in widths_of(tree).items()}
    values = {letters_of(column): each for column, each in columns.items()}
    styles, formulas = pattern.styles, pattern.formulas
    every = sorted({*styles, *formulas, *values}, key=lambda letters: (len(letters), letters))
    return [
        _Slot(each, styles.get(each), formulas.get(each), values.get(each), widths.get(each, 9.0))
        for each in every
    ]


def _write_rows(
    tree: Any,
    form: Form,
    pattern: _Pattern,
    columns: Mapping[int, Sequence[Filling]],
    rows: int,
    styles: Styles,
) -> None:
    slots = _slots(tree, pattern, columns)
    for number, row in enumerate(sx.rows_from(tree, form.first, rows, pattern.row)):
        lines = max([1, *_write_row(row, number, slots, styles)])
        wanted = height(lines)
        if lines > 1 and wanted > float(row.get("ht") or 0):
            row.set("ht", f"{wanted:g}")
            row.set("customHeight", "1")


def _write_row(row: Any, number: int, slots: Sequence[_Slot], styles: Styles) -> Iterator[int]:
    """Write the cells of one row; the lines that each takes."""
    place = row.get("r")
    for slot, cell in zip(slots, sx.cells_made(row, [each.letters for each in slots]), strict=True):
        cell.set("r", slot.letters + place)
        if slot.style is not None:
            cell.set("s", slot.style)
        if slot.formula is not None:
            cell[:] = []
            etree.SubElement(cell, _F).text = sx.shifted_down(slot.formula, number)
        elif slot.values is not None:
            yield _write(cell, slot.values[number], styles, slot.width)


def _write(cell: Any, value: Filling, styles: Styles, width: float) -> int:
    """Write one value; the lines that it takes."""
    if len(cell):
        cell[:] = []
    cell.attrib.pop("t", None)
    if value is None or value == "":
        return 1
    style = cell.get("s") or "0"
    if isinstance(value, date) and styles.shows_days(style) and value >= FIRST_SAFE_DAY:
        etree.SubElement(cell, _V).text = str((value - _EPOCH).days)
        return 1
    if (
        isinstance(value, (int, Decimal))
        and not isinstance(value, bool)
        and (plain := number_text(value)) is not None
    ):
        etree.SubElement(cell, _V).text = plain
        return 1
    text = escaped(fit(value.isoformat() if isinstance(value, date) else str(value)))
    cell.set("t", "inlineStr")
    inner = etree.SubElement(etree.SubElement(cell, _IS), _T)
    inner.text = text
    inner.set(_SPACE, "preserve")
    lines = line_count(text, width - 1) if len(text) * 2 > width - 1 or "\n" in text else 1
    if lines > 1:
        cell.set("s", styles.wrapping(style))
    return lines


def _write_lines(tree: Any, form: Form, unit: str, day: date) -> None:
    """Fill 填报单位 and 填报日期 above the header, where nothing stands behind the colon."""
    for number in range(form.table.header_rows[0]):
        for column, value in enumerate(form.table.sheet.rows[number]):
            if not isinstance(value, str):
                continue
            said = None
            if match := _UNIT_LINE.match(value.strip()):
                said = f"{match[1]}{match[2] or ''}：{unit}"
            elif match := _DAY_LINE.match(value.strip()):
                said = f"{match[1]}：{day.year}年{day.month}月{day.day}日"
            if said is not None:
                cell = sx.cell_of(sx.row_of(tree, number + 1), letters_of(column))
                for child in list(cell):
                    cell.remove(child)
                cell.set("t", "inlineStr")
                etree.SubElement(etree.SubElement(cell, name("is")), name("t")).text = said


def _packed(package: Package, trees: Mapping[str, Any]) -> bytes:
    """The workbook with these parts written anew; the order of calculation is left to whoever opens it."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package.data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            part = entry.filename.replace("\\", "/").lower()
            if part == "xl/calcchain.xml" or entry.is_dir():
                continue
            content = sx.written(trees[part]) if part in trees else b"".join(package.pieces(part))
            if part in ("[content_types].xml", "xl/_rels/workbook.xml.rels"):
                content = re.sub(rb"<(?:\w+:)?(?:Override|Relationship)\b[^>]*calcChain[^>]*/>", b"", content)
            new.writestr(
                zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED
            )
    return out.getvalue()
