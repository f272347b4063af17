"""The checks a file must pass before any library may parse it.

A workbook is a zip of XML parts. calamine holds a sheet as one dense block, so two cells at opposite corners make it
ask for half a terabyte and end the program; a zip's own word about sizes may be a lie. So every part that will be
read is unpacked here once, piece by piece and within limits, and looked through: no DOCTYPE, no entities, and for
sheets how far down and right their values reach.
"""

import hashlib
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from app.errors import Unavailable
from app.exchange.small_xml import Extent, column_number, elements, extent_of

DAMAGED = "这个文件不完整或已损坏，可能没有拷完：请重新拷贝，或请对方重新导出一份。"
TOO_BIG = "这个文件展开后太大，不像正常的台账：请确认来源，或分成几份再试。"
_HOSTILE = (
    "这个文件里夹带了不该有的内容（外部实体），为安全起见没有打开：请对方用 Excel/WPS 重新另存为 .xlsx。"
)
PROPERTIES = "docprops/custom.xml"
_PIECE = 1 << 20
_LONGEST_TEXT = 8 << 20
_TAIL = 200


@dataclass(frozen=True, slots=True)
class Limits:
    """How much we are ready to read: far above any real ledger, far below what hurts an old PC with 4 GB."""

    file_bytes: int = 200 << 20
    entries: int = 2_000
    unpacked_bytes: int = 600 << 20
    ratio: int = 200
    ratio_from_bytes: int = 50 << 20
    columns: int = 1_000
    cells: int = 8_000_000


@dataclass(frozen=True, slots=True)
class Package:
    """A zip that has passed. `parts` by their names in lower case, as calamine looks them up; `sheets` gives the
    part of each sheet by its name, in the workbook's order."""

    data: bytes
    parts: dict[str, zipfile.ZipInfo]
    sheets: dict[str, str]
    limits: Limits

    def pieces(self, part: str) -> Iterator[bytes]:
        """A part, unpacked piece by piece, against its own word about size and checksum."""
        info = self.parts[part]
        size = crc = 0
        for piece in _inflate(self.data, info):
            size, crc = size + len(piece), zlib.crc32(piece, crc)
            if size > self.limits.unpacked_bytes or (
                size > self.limits.ratio_from_bytes and size > info.compress_size * self.limits.ratio
            ):
                raise Unavailable(TOO_BIG)
            yield piece
        if size != info.file_size or crc != info.CRC:
            raise Unavailable(DAMAGED)

    def check(self, wanted: tuple[str, ...]) -> None:
        """Look through all XML but the sheets nobody wants; raises Unavailable with the reason."""
        for name in wanted:
            self._check_extent(name, self.sheets[name])
        sheets = {part for part in self.sheets.values() if part.startswith("xl/worksheets/")}
        for part in self.parts:
            if part.endswith((".xml", ".rels")) and part not in sheets:
                for _ in _whole_tags(self.pieces(part)):
                    pass

    def unreadable(self, names: Iterable[str]) -> tuple[str, ...]:
        """Which of these sheets cannot be read to their end, by size, checksum and last tag."""
        return tuple(name for name in names if not self._ends(self.sheets[name]))

    def _ends(self, part: str) -> bool:
        last = b""
        try:
            for piece in self.pieces(part):
                last = last[-_TAIL:] + piece[-_TAIL:]
        except Unavailable:
            return False
        return last.rstrip().endswith((b"sheet>", b"/>"))

    def _extent(self, part: str, drawn: bool = False) -> Extent:
        """How far values reach. `drawn`: or blank cells among them, which is cheaper to see where values are the most."""
        rows = columns = 0
        opened = b""
        for piece in _whole_tags(self.pieces(part)):
            tags, opened = _closed(opened + piece)
            mostly_blank = tags.count(b"/>") > tags.count(b"</c>")
            found = _drawn_extent(tags) if drawn and not mostly_blank else _usual_extent(tags)
            if found is None:
                return extent_of(self.pieces(part))
            rows, columns = max(rows, found.rows), max(columns, found.columns)
        return Extent(rows, columns)

    def _is_too_far(self, extent: Extent) -> bool:
        return extent.columns > self.limits.columns or extent.rows * extent.columns > self.limits.cells

    def _check_extent(self, name: str, part: str) -> None:
        if not self._is_too_far(self._extent(part, drawn=True)):
            return
        extent = self._extent(part)
        if self._is_too_far(extent):
            raise Unavailable(
                f"“{name}”表的内容一直到第 {extent.rows} 行、第 {extent.columns} 列，太大了："
                "请删掉下面和右边多余的行和列，另存后再试。"
            )


def parts_digest(entries: Iterable[zipfile.ZipInfo]) -> str:
    """What tells a file that a program has saved since from one that nobody has: names, sizes and checksums of the
    parts, but for the custom properties, which hold this digest."""
    said = sorted(f"{_part_name(each)} {each.file_size} {each.CRC}" for each in entries if not each.is_dir())
    return hashlib.sha256(
        "\n".join(each for each in said if not each.startswith(PROPERTIES)).encode()
    ).hexdigest()


def open_package(data: bytes, limits: Limits) -> Package:
    """The zip as a workbook package, its directory checked; raises Unavailable."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as directory:
            entries = directory.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Unavailable(DAMAGED) from error
    _check_entries(data, entries, limits)
    parts = {_part_name(entry): entry for entry in entries if not entry.is_dir()}
    _check_is_workbook(parts)
    package = Package(data, parts, {}, limits)
    return Package(data, parts, _sheet_parts(package), limits)


def _part_name(entry: zipfile.ZipInfo) -> str:
    return entry.filename.replace("\\", "/").lower()


def _check_entries(data: bytes, entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(entries) > limits.entries or sum(entry.file_size for entry in entries) > limits.unpacked_bytes:
        raise Unavailable(TOO_BIG)
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise Unavailable("这个压缩包加了密码：请对方用 Excel/WPS 另存为不加密码的 .xlsx。")
    twice = len({_part_name(entry) for entry in entries}) != len(entries)
    odd = any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries)
    endings = data[-65_557:].count(b"PK\x05\x06")  # a second one could show another reader another zip
    if twice or odd or endings != 1:
        raise Unavailable(DAMAGED)


def _check_is_workbook(names: Collection[str]) -> None:
    if "xl/workbook.bin" in names:
        raise Unavailable("这是 .xlsb 格式：请用 Excel/WPS 打开后另存为 .xlsx。")
    if "word/document.xml" in names:
        raise Unavailable("这是 Word 文档，不是工作簿：请选 .xlsx 文件。")
    if "content.xml" in names and "mimetype" in names:
        raise Unavailable("这是 OpenDocument 格式（.ods）：请打开后另存为 .xlsx。")
    if "xl/workbook.xml" not in names and "[content_types].xml" not in names:
        raise Unavailable("这是压缩包，不是工作簿：请先解压，再选里面的 .xlsx 文件。")
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= set(names):
        raise Unavailable("这个文件里没有工作簿：请选 .xlsx 文件，或请对方用 Excel/WPS 另存为 .xlsx。")


def _sheet_parts(package: Package) -> dict[str, str]:
    targets = {
        attributes.get("Id", ""): attributes.get("Target", "")
        for name, attributes, _ in elements(package.pieces("xl/_rels/workbook.xml.rels"))
        if name == "Relationship"
    }
    sheets: dict[str, str] = {}
    for kind, attributes, _ in elements(package.pieces("xl/workbook.xml")):
        if kind == "sheet":
            name = attributes.get("name", "")
            ids = [value for key, value in attributes.items() if key.endswith(":id")]
            part = _part_of(targets.get(ids[0], "")) if len(ids) == 1 else ""
            if part not in package.parts or name in sheets:
                raise Unavailable(DAMAGED)
            sheets[name] = part
    if not sheets:
        raise Unavailable("这个工作簿里一张表也没有：请确认选对了文件。")
    return sheets


def _part_of(target: str) -> str:
    """The part that calamine takes a relation's target for."""
    target = target.lower()
    if target.startswith("/xl/"):
        return target[1:]
    return target if target.startswith("xl/") else f"xl/{target}"


def _inflate(data: bytes, info: zipfile.ZipInfo) -> Iterator[bytes]:
    header = data[info.header_offset : info.header_offset + 30]
    if len(header) < 30 or header[:4] != b"PK\x03\x04":
        raise Unavailable(DAMAGED)
    name_size, extra_size = struct.unpack("<HH", header[26:30])
    start = info.header_offset + 30 + name_size + extra_size
    packed = memoryview(data)[start : start + info.compress_size]
    if info.compress_type == zipfile.ZIP_STORED:
        yield from (bytes(packed[at : at + _PIECE]) for at in range(0, len(packed), _PIECE))
        return
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    rest: bytes | memoryview = packed
    try:
        while piece := inflater.decompress(rest, _PIECE):
            yield piece
            rest = inflater.unconsumed_tail
    except zlib.error as error:
        raise Unavailable(DAMAGED) from error


def _whole_tags(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The same XML cut only behind tags; raises Unavailable where a reader could be led astray."""
    rest = b""
    for piece in pieces:
        text = rest + piece
        if b"<!DOCTYPE" in text or b"<!ENTITY" in text or b"\0" in text:
            raise Unavailable(_HOSTILE)
        end = text.rfind(b">") + 1
        if len(text) - end > _LONGEST_TEXT:
            raise Unavailable(TOO_BIG)
        yield text[:end]
        rest = text[end:]


_VALUE = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"(?!(?: s="[0-9]{1,9}")?(?: t="n")? ?(?:/>|></c>))')
_UNUSUAL = re.compile(rb'<c(?:[\t\r\n>/]| (?!r="[A-Z]{1,3}[0-9]{1,7}"))')
_PREFIXED = re.compile(rb":c[ \t\r\n>/]")


_CELL = re.compile(rb'<c r="([A-Z]{1,3}[0-9]{1,7})"')
_LETTERS, _DIGITS = bytes(range(ord("A"), ord("Z") + 1)), b"0123456789"


def _drawn_extent(tags: bytes) -> Extent | None:
    """How far cells reach in this piece of a sheet, or None where one may be that this did not see."""
    places = _CELL.findall(tags)
    if (len(places) != tags.count(b"<c") and _UNUSUAL.search(tags)) or (
        b":c" in tags and _PREFIXED.search(tags)
    ):
        return None
    if not places:
        return Extent(0, 0)
    said = b" ".join(places)
    rows, letters = set(said.translate(None, _LETTERS).split()), set(said.translate(None, _DIGITS).split())
    return Extent(max(map(int, rows)), max(column_number(each.decode()) for each in letters))


def _closed(tags: bytes) -> tuple[bytes, bytes]:
    """A piece of a sheet, and apart from it the tag at its end that opens a cell: what it holds comes with the next."""
    last = tags.rfind(b"<")
    opens = tags.startswith(b"<c ", last) and not tags.endswith(b"/>")
    return (tags[:last], tags[last:]) if opens else (tags, b"")


def _usual_extent(tags: bytes) -> Extent | None:
    """How far values reach in this piece of a sheet, or None when it is not written the way all programs write."""
    if _UNUSUAL.search(tags) or _PREFIXED.search(tags):
        return None
    found = _VALUE.findall(tags)
    if not found:
        return Extent(0, 0)
    letters, rows = (set(places) for places in zip(*found, strict=True))
    return Extent(max(map(int, rows)), max(column_number(name.decode()) for name in letters))
