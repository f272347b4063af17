"""A foreign file as sheets of plain cells, whatever it was saved as; nothing in it is run, nothing outside followed.

What the fast reader does not tell of a workbook (hidden rows, notes, strikethrough, error cells) comes from one more
pass over its XML (`sheet_marks`), never from a second slow library.
"""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import python_calamine

from app.errors import Unavailable, system_said
from app.exchange.foreign.plain_tables import html_rows, is_too_wide, separated_rows, text_of
from app.exchange.foreign.sheet_marks import Marks, marks_of
from app.exchange.package import Limits, open_package
from app.exchange.read_xlsx import Value, cells_of, custom_properties, opened
from app.exchange.truth import SHEET as TRUTH

_OLE = b"\xd0\xcf\x11\xe0"
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_BROKEN = "“{}”的内容已损坏，读不出来：请用 Excel/WPS 打开检查后另存为 .xlsx，或请对方重新发一份。"


class Locked(Unavailable):
    """The file asks for a password before it can be opened."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet from cell A1 on. Rows and columns count from 0; `merged` are (top, left, bottom, right), inclusive."""

    name: str
    rows: list[list[Value]]
    hidden: bool = False
    merged: tuple[tuple[int, int, int, int], ...] = ()
    marks: Marks = field(default_factory=Marks)


@dataclass(frozen=True, slots=True)
class Source:
    """What was in the file: `kind` is xlsx, xls, ods, csv or html; `properties` are a workbook's custom ones."""

    name: str
    kind: str
    sheets: tuple[Sheet, ...]
    properties: Mapping[str, str] = field(default_factory=dict)


def read_source(path: Path, limits: Limits | None = None) -> Source:
    """Read a file of any kind people keep ledgers in.

    Raises Locked where it asks for a password, Unavailable with a sentence of its own for every other reason.
    """
    limits = limits or Limits()
    try:
        if path.is_dir():
            raise Unavailable(f"“{path.name}”是文件夹，不是文件：请选里面的工作簿。")
        if path.exists() and not path.is_file():
            raise Unavailable(f"“{path.name}”不是普通文件：请选工作簿。")
        if path.stat().st_size > limits.file_bytes:
            raise Unavailable(
                f"“{path.name}”太大（超过 {limits.file_bytes >> 20} MB），不像台账：请确认选对了文件。"
            )
        data = path.read_bytes()
    except OSError as error:
        raise Unavailable(system_said(error, path.name)) from error
    return source_of(data, path.name, limits)


def is_encrypted_package(data: bytes) -> bool:
    """Whether it is a workbook of today's kind under a password, ours or theirs."""
    return data.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in data


def is_foreign(data: bytes) -> bool:
    """Whether it is no posting of ours: not a workbook of today's kind, or one without what ours carry hidden."""
    if not data.startswith(b"PK\x03\x04"):
        return not is_encrypted_package(data)
    if _ODS in data[:200]:
        return True
    try:
        package = open_package(data, Limits())
    except Unavailable:
        return False  # the reader of postings explains what is wrong with it
    ours = any(name.startswith("huiyin_") for name in custom_properties(package))
    return not ours and TRUTH not in package.sheets


def source_of(data: bytes, name: str, limits: Limits | None = None) -> Source:
    """The same of bytes already read. Raises Locked and Unavailable, also where not one cell is filled."""
    found = _read(data, name, limits or Limits())
    if not any(filled_in(row) for sheet in found.sheets for row in sheet.rows):
        raise Unavailable(f"“{name}”里一格也没有填，是空白的：请核对是不是选错了文件，或请对方重新发一份。")
    return found


def filled_in(row: list[Value]) -> int:
    """How many cells of a row say something."""
    return sum(not (cell is None or (isinstance(cell, str) and not cell.strip())) for cell in row)


def _read(data: bytes, name: str, limits: Limits) -> Source:
    if not data:
        raise Unavailable(f"“{name}”是空的（0 字节），可能没有拷完：请重新拷贝。")
    if name.lower().endswith(".et"):
        raise Unavailable(f"“{name}”是 WPS 的 .et 格式：请用 WPS 打开，另存为 .xlsx 后再选。")
    if data.startswith(_OLE):
        return _old_workbook(data, name, limits)
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data, name, limits)
    if data.startswith(b"%PDF"):
        raise Unavailable(f"“{name}”是 PDF 文件，不是台账工作簿：请向对方要 .xlsx 文件。")
    text = text_of(data)
    if text is None:
        raise Unavailable(f"“{name}”不是工作簿，或已损坏：请选 .xlsx、.xls、.ods 或 .csv 文件。")
    if is_too_wide(text, limits.columns):
        raise Unavailable(f"“{name}”的一行太长、一格太大或格子太多，不像台账：请确认选对了文件。")
    if text.lstrip("\ufeff \r\n\t").startswith("<"):
        tables = html_rows(text)
        if not tables:
            raise Unavailable(f"“{name}”是网页或 XML 文件，里面没有表格：请用 Excel/WPS 打开后另存为 .xlsx。")
        sheets = [Sheet(f"表{number}", rows) for number, rows in enumerate(tables, start=1)]
        return Source(name, "html", tuple(sheets))
    return Source(name, "csv", (Sheet(Path(name).stem, _table_of(text, name)),))


def _table_of(text: str, name: str) -> list[list[Value]]:
    """The rows of separated text. Raises Unavailable where it is prose: words, and not one line of two cells."""
    rows = separated_rows(text)
    if max(map(filled_in, rows), default=0) == 1:
        raise Unavailable(
            f"“{name}”里只是文字，不是工作簿，也没有分列：请选 .xlsx、.xls、.ods 或 .csv 的台账。"
        )
    return rows


def _zipped(data: bytes, name: str, limits: Limits) -> Source:
    if _ODS in data[:200]:
        _refuse_bomb(data, name, limits)
        if b"manifest:encryption-data" in _manifest(data):
            raise Unavailable(
                f"“{name}”加了打开密码：请用 WPS 或 LibreOffice 输入密码打开，另存为 .xlsx 后再选。"
            )
        return Source(name, "ods", _sheets(data, name))
    package = open_package(data, limits)
    package.check(tuple(package.sheets))
    marks = marks_of(package)
    return Source(name, "xlsx", _sheets(data, name, marks), custom_properties(package))


def _old_workbook(data: bytes, name: str, limits: Limits) -> Source:
    if is_encrypted_package(data):
        raise Locked(f"“{name}”加了打开密码：请输入密码，或请对方另存为不加密码的 .xlsx。")
    try:
        return Source(name, "xls", _sheets(data, name))
    except Unavailable as error:
        if "assword" in str(error.__cause__):
            raise Locked(f"“{name}”加了打开密码：请用 Excel/WPS 打开，另存为不加密码的 .xlsx。") from error
        raise


def _refuse_bomb(data: bytes, name: str, limits: Limits) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as directory:
            sizes = [entry.file_size for entry in directory.infolist()]
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise Unavailable(_BROKEN.format(name)) from error
    if len(sizes) > limits.entries or sum(sizes) > min(
        limits.unpacked_bytes, limits.ratio * len(data) + (1 << 22)
    ):
        raise Unavailable(f"“{name}”展开后太大，不像正常的台账：请确认来源，或分成几份再试。")


def _manifest(data: bytes) -> bytes:
    """What an .ods says of its parts; it stands in clear also where they do not."""
    with zipfile.ZipFile(io.BytesIO(data)) as directory:
        if "META-INF/manifest.xml" not in directory.namelist():
            return b""
        return directory.read("META-INF/manifest.xml")


def _sheets(data: bytes, name: str, marks: Mapping[str, Marks] | None = None) -> tuple[Sheet, ...]:
    with opened(data, _BROKEN.format(name)) as book:
        found: list[Sheet] = []
        memo: dict[str, str] = {}
        for each in book.sheets_metadata:
            if each.typ != python_calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(each.name)
            merged = tuple((*first, *last) for first, last in sheet.merged_cell_ranges or ())
            rows = _without_tail(cells_of(sheet, memo))
            hidden = each.visible != python_calamine.SheetVisibleEnum.Visible
            found.append(Sheet(each.name, rows, hidden, merged, (marks or {}).get(each.name, Marks())))
    if not found:
        raise Unavailable(f"“{name}”里一张表也没有：请确认选对了文件。")
    return tuple(found)


def _without_tail(rows: list[list[Value]]) -> list[list[Value]]:
    """Blank rows at the end, which sheets have by the ten thousand, are none."""
    end = len(rows)
    while end and not any(value is not None and value != "" for value in rows[end - 1]):
        end -= 1
    del rows[end:]
    return rows
