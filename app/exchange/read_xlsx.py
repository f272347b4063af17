"""A workbook's cells as plain values, read by calamine once `package` has found the file safe.

Formulas are read as the values they last had, nothing outside the file is followed, nothing is run. A file that is
not what it should be is told apart and explained, each kind in its own sentence.
"""

import io
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import python_calamine

from app.errors import Unavailable
from app.exchange.package import Limits, Package, open_package, parts_digest
from app.exchange.sheets import Visibility
from app.exchange.small_xml import elements, silent_cells

Value = str | int | float | bool | date | datetime | None
"""What a cell is read as. Whole numbers are int, times of day and durations are text, errors (#N/A) are None."""

_FIELD_ID = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")
_DAMAGED = "这个工作簿的内容已损坏，读不出来：请用 Excel/WPS 打开检查后另存为 .xlsx，或请对方重新导出一份。"
_ROWS_SEARCHED = 20
_EXACT = 2**53


@dataclass(frozen=True, slots=True)
class ReadBook:
    """What a workbook holds. `sheets` has the sheets asked for that are there, from cell A1 on; `visibility` all.

    `unreadable` names sheets that were not asked for and are damaged; `parts` is the digest of `parts_digest`.
    """

    sheets: dict[str, list[list[Value]]]
    custom_properties: dict[str, str]
    visibility: dict[str, Visibility]
    unreadable: tuple[str, ...] = ()
    parts: str = ""


@dataclass(frozen=True, slots=True)
class LooseSheet:
    """One sheet as people may have left it. `silent`: cells (row, column, from 0) whose formula failed or was never
    reckoned, so that nobody can say what stands there; `first_day` is what the number 0 means as a day."""

    name: str
    rows: list[list[Value]]
    silent: frozenset[tuple[int, int]]
    first_day: date


@dataclass(frozen=True, slots=True)
class SavedBy:
    """Who saved the file last and when, as the file says; both may be wrong or empty."""

    name: str = ""
    at: str = ""


def read_book(
    source: Path | bytes,
    limits: Limits | None = None,
    sheets: Sequence[str] | None = None,
    *,
    whole: bool = False,
) -> ReadBook:
    """Read the sheets named (all when None) and the custom properties. `whole`: it is known already that no byte is
    damaged, so that the other sheets need not be unpacked to see it.

    Raises Unavailable, with a sentence of its own for each reason, when there is no such file, it may not be read,
    is no workbook, is damaged, or is larger than the limits.
    """
    limits = limits or Limits()
    data = load(source, limits) if isinstance(source, Path) else source
    _recognise(data, limits)
    package = open_package(data, limits)
    wanted = (
        tuple(package.sheets) if sheets is None else tuple(name for name in sheets if name in package.sheets)
    )
    package.check(wanted)
    with opened(data, _DAMAGED) as workbook:
        visibility = {sheet.name: _visibility(sheet.visible) for sheet in workbook.sheets_metadata}
        memo: dict[str, str] = {}
        found = {name: cells_of(workbook.get_sheet_by_name(name), memo) for name in wanted}
    others = () if whole else package.unreadable(name for name in package.sheets if name not in wanted)
    digest = parts_digest(package.parts.values())
    return ReadBook(found, custom_properties(package), visibility, others, digest)


def loose_sheets(data: bytes, names: Sequence[str], limits: Limits | None = None) -> Iterator[LooseSheet]:
    """These sheets of a file that `read_book` has read, one after the other, each with what tells an edit from an
    accident. Raises Unavailable as `read_book` does."""
    package = open_package(data, limits or Limits())
    package.check(tuple(names))
    first_day = _first_day(package)
    with opened(data, _DAMAGED) as workbook:
        for name in names:
            rows = cells_of(workbook.get_sheet_by_name(name), {})
            yield LooseSheet(name, rows, silent_cells(package.pieces(package.sheets[name])), first_day)


def saved_by(data: bytes) -> SavedBy:
    """What the file says of its last saving."""
    package = open_package(data, Limits())
    if "docprops/core.xml" not in package.parts:
        return SavedBy()
    said = {name: text for name, _, text in elements(package.pieces("docprops/core.xml"))}
    return SavedBy(
        said.get("lastModifiedBy", "").strip()[:40], said.get("modified", "")[:19].replace("T", " ")
    )


@contextmanager
def opened(data: bytes, sentence: str) -> Iterator[python_calamine.CalamineWorkbook]:
    """The workbook; whatever calamine says of a broken file, its panics among it, becomes this sentence: Unavailable."""
    try:
        with python_calamine.load_workbook(io.BytesIO(data)) as workbook:
            yield workbook
    except (MemoryError, Unavailable, GeneratorExit):
        raise
    except BaseException as error:  # calamine's panics are no Exception
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise Unavailable(sentence) from error


def _first_day(package: Package) -> date:
    """30 December 1899, or 1 January 1904 where an old Mac made the workbook."""
    for name, attributes, _ in elements(package.pieces("xl/workbook.xml")):
        if name == "workbookPr" and attributes.get("date1904", "").lower() in ("1", "true", "on"):
            return date(1904, 1, 1)
    return date(1899, 12, 30)


def field_row(rows: Sequence[Sequence[Value]]) -> tuple[int, dict[int, str]] | None:
    """The row of field ids among the first rows, and the field id of each column; None when there is none.

    It is known by its content, wherever columns were moved to and whatever was inserted above; a column that was
    copied counts once, at its first place.
    """
    best: tuple[int, dict[int, str]] | None = None
    for index, row in enumerate(rows[:_ROWS_SEARCHED]):
        filled = [value for value in row if value is not None]
        ids: dict[str, int] = {}
        for column, value in enumerate(row):
            if isinstance(value, str) and _FIELD_ID.fullmatch(value):
                ids.setdefault(value, column)
        dotted = sum("." in name for name in ids)
        if dotted and 2 * len(ids) >= len(filled) and (best is None or len(ids) > len(best[1])):
            best = index, {column: name for name, column in ids.items()}
    return best


def load(path: Path, limits: Limits | None = None) -> bytes:
    """The bytes of a file. Raises Unavailable, with a sentence of its own for each reason."""
    limits = limits or Limits()
    try:
        if path.is_dir():
            raise Unavailable(f"“{path.name}”是文件夹，不是文件：请选里面的 .xlsx 文件。")
        if path.exists() and not path.is_file():  # a pipe or a device would be waited for without end
            raise Unavailable(f"“{path.name}”不是普通文件：请选 .xlsx 文件。")
        if path.stat().st_size > limits.file_bytes:
            raise Unavailable(
                f"“{path.name}”太大（超过 {limits.file_bytes >> 20} MB），不像台账：请确认选对了文件。"
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise Unavailable(f"找不到文件“{path}”：请检查路径，U 盘是否已插好。") from error
    except PermissionError as error:
        raise Unavailable(
            f"没有权限读“{path.name}”，或它正被别的程序占用：请关掉 Excel/WPS 后再试。"
        ) from error
    except (OSError, ValueError) as error:
        raise Unavailable(f"读不了文件“{path.name}”：请检查磁盘或 U 盘，拷到本机后再试。") from error


def _recognise(data: bytes, limits: Limits) -> None:
    """Pass what begins like a zip; explain everything else."""
    if len(data) > limits.file_bytes:
        raise Unavailable(f"这个文件太大（超过 {limits.file_bytes >> 20} MB），不像台账：请确认选对了文件。")
    if not data:
        raise Unavailable("这个文件是空的（0 字节），可能没有拷完：请重新拷贝。")
    if data.startswith(b"PK\x03\x04"):
        return
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Unavailable("这个文件加了打开口令：请用 Excel/WPS 输入口令打开，另存为不加口令的 .xlsx。")
        raise Unavailable("这是旧版 .xls（或 .et）文件，或加了密码的文件：请用 Excel/WPS 另存为 .xlsx。")
    if data.startswith(b"%PDF"):
        raise Unavailable("这是 PDF 文件，不是工作簿：请向对方要 .xlsx 文件。")
    text = _as_text(data[:4_096])
    if text is None:
        raise Unavailable("这不是工作簿，或已损坏：请选 .xlsx 文件，或请对方重新导出一份。")
    if text.lstrip("\ufeff \r\n\t").startswith("<"):
        raise Unavailable("这是网页或 XML 文件，不是真正的工作簿：请用 Excel/WPS 打开后另存为 .xlsx。")
    raise Unavailable("这是文本文件（如 CSV），不是工作簿：请用 Excel/WPS 打开后另存为 .xlsx。")


def _as_text(data: bytes) -> str | None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if any(byte < 9 or 13 < byte < 32 for byte in data):
        return None
    for encoding in ("utf-8", "gb18030"):
        for cut in range(4):  # the piece may end within a character
            try:
                return data[: len(data) - cut].decode(encoding)
            except UnicodeDecodeError:
                continue
    return None


def _visibility(visible: python_calamine.SheetVisibleEnum) -> Visibility:
    if visible == python_calamine.SheetVisibleEnum.VeryHidden:
        return "very_hidden"
    return "hidden" if visible == python_calamine.SheetVisibleEnum.Hidden else "visible"


def cells_of(sheet: python_calamine.CalamineSheet, memo: dict[str, str]) -> list[list[Value]]:
    """The rows of a sheet from A1 on; a word that fills a column is kept once, in `memo`."""
    if sheet.start is None:
        return []
    blank: list[Value] = [None] * sheet.start[
        1
    ]  # calamine gives rows from the first on, columns from the first used
    once: Callable[[Any, Any], str] = memo.setdefault  # a word that fills a column is kept once
    rows: list[list[Value]] = []
    for row in sheet.iter_rows():
        rows.append(
            blank
            + [
                (once(value, value) or None) if (kind := type(value)) is str else _CONVERT[kind](value)
                for value in row
            ]
        )
    return rows


def plain_number(value: float) -> int | float:
    """Whole numbers as int: the file does not tell 5 from 5.0."""
    return int(value) if value.is_integer() and -_EXACT <= value <= _EXACT else value


def _same(value: int | bool | date | datetime) -> Value:
    return value


_CONVERT: dict[type, Callable[[Any], Value]] = {
    float: plain_number,
    int: _same,
    bool: _same,
    date: _same,
    datetime: _same,
    time: lambda value: value.isoformat("auto"),
    timedelta: lambda value: str(value),
}


def custom_properties(package: Package) -> dict[str, str]:
    """What the workbook says of itself beside the title and the author."""
    part = "docprops/custom.xml"
    if part not in package.parts:
        return {}
    return {
        attributes.get("name", ""): text
        for name, attributes, text in elements(package.pieces(part))
        if name == "property"
    }
