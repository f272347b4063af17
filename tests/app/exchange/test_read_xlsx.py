"""What is read from workbooks, good and bad: every bad one has a sentence of its own."""

import io
import os
import zipfile
from datetime import datetime
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Unavailable
from app.exchange.package import Limits
from app.exchange.read_xlsx import field_row, read_book
from app.exchange.sheets import Book, Column, FreeSheet, Line, RawSheet, Sheet
from app.exchange.write_xlsx import write_book

SHEET = "xl/worksheets/sheet1.xml"
PARTS = (SHEET, "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@cache
def good() -> bytes:
    target = io.BytesIO()
    ledger = Sheet("台账", "题", "单位", [Column("a.b", "甲"), Column("a.c", "乙")], [["子", 1], ["丑", 2]])
    sheets = (ledger, FreeSheet("说明", [Line("甲")]), RawSheet("_huiyin", ["真"]))
    write_book(Book(sheets, {"from": "T01"}, created=datetime(2026, 3, 5)), target)
    return target.getvalue()


def repacked(changes: dict[str, bytes | None], data: bytes | None = None) -> bytes:
    """The good workbook with some parts replaced, added or (None) left out."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data or good())) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in dict.fromkeys((*old.namelist(), *changes)):
            part = changes[name] if name in changes else old.read(name)
            if part is not None:
                new.writestr(name, part)
    return target.getvalue()


def with_rows(rows: str, attributes: str = "") -> bytes:
    xml = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"{attributes}>'
    return repacked({SHEET: f"{xml}<sheetData>{rows}</sheetData></worksheet>".encode()})


def zipped(**parts: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, part in parts.items():
            package.writestr(name.replace("__", "/"), part)
    return target.getvalue()


def lying_size() -> bytes:
    """A part that says it unpacks to less than it does."""
    data = bytearray(good())
    start = data.index(b"PK\x01\x02")
    data[start + 24 : start + 28] = (10).to_bytes(4, "little")
    return bytes(data)


def two_directories() -> bytes:
    return good() + b"PK\x05\x06" + good()[-18:]


def encrypted_flag() -> bytes:
    data = bytearray(good())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def two_names_for_a_sheet(second: str = "乙") -> bytes:
    sheets = "".join(f'<sheet name="{name}" sheetId="1" r:id="rId1"/>' for name in ("台账", second))
    data = with_rows('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    return repacked(
        {"xl/workbook.xml": f'<workbook xmlns:r="r"><sheets>{sheets}</sheets></workbook>'.encode()}, data
    )


BAD: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "0 字节"),
    "old xls": (OLE + b"Workbook", "旧版 .xls"),
    "with a password": (OLE + "EncryptedPackage".encode("utf-16-le"), "加了打开口令"),
    "pdf": (b"%PDF-1.7", "PDF"),
    "csv": ("编号,渠道\n1,来信\n".encode(), "文本文件"),
    "csv as windows writes it": ("编号,渠道\n1,来信\n".encode("gb18030"), "文本文件"),
    "csv in utf-16": ("编号\t渠道".encode("utf-16"), "文本文件"),
    "a page called xls": (b"\xef\xbb\xbf<html><table>", "网页或 XML"),
    "picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "这不是工作簿"),
    "cut off": (good()[:-100], "不完整或已损坏"),
    "cut in the middle": (good()[:2_000], "不完整或已损坏"),
    "two directories": (two_directories(), "不完整或已损坏"),
    "a size that lies": (lying_size(), "不完整或已损坏"),
    "a locked zip": (encrypted_flag(), "压缩包加了密码"),
    "ordinary zip": (zipped(**{"readme.txt": b"x"}), "压缩包，不是工作簿"),
    "word": (zipped(**{"[Content_Types].xml": b"x", "word__document.xml": b"x"}), "Word"),
    "ods": (zipped(**{"mimetype": b"x", "content.xml": b"x"}), "OpenDocument"),
    "xlsb": (zipped(**{"xl__workbook.bin": b"x"}), "xlsb"),
    "no workbook inside": (zipped(**{"[Content_Types].xml": b"x"}), "没有工作簿"),
    "no sheet": (repacked({"xl/workbook.xml": b"<workbook/>"}), "一张表也没有"),
    "sheet missing": (repacked({SHEET: None}), "不完整或已损坏"),
    "workbook part broken": (repacked({"xl/workbook.xml": b"<workbook"}), "内容已损坏"),
    "sheet part broken": (repacked({SHEET: b"<worksheet><sheetData><row r='1'><c r="}), "已损坏"),
    "text that is not in the table": (with_rows('<row r="1"><c r="A1" t="s"><v>999</v></c></row>'), "已损坏"),
    "doctype": (repacked({SHEET: b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>'}), "外部实体"),
    "doctype in a small part": (repacked({"xl/workbook.xml": b"<!DOCTYPE a><workbook/>"}), "外部实体|已损坏"),
    "utf-16": (repacked({SHEET: "<worksheet/>".encode("utf-16")}), "外部实体"),
    "bomb": (repacked({SHEET: b"<row r='1'/>" * (5 << 20)}), "展开后太大"),
    "bomb in one text": (repacked({SHEET: b"<v>" + b" " * (10 << 20)}), "展开后太大"),
    "opposite corners": (
        with_rows(
            '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        ),
        "第 1048576 行、第 16384 列",
    ),
    "opposite corners in disguise": (
        with_rows('<row r="1"><c s="0" r="XFD1048576"><v>1</v></c></row>'),
        "第 1048576 行、第 16384 列",
    ),
    "opposite corners behind a prefix": (
        with_rows('<row r="1"><x:c r="XFD1048576"><v>1</v></x:c></row>', ' xmlns:x="x"'),
        "第 1048576 行、第 16384 列",
    ),
    "opposite corners in a part with two names": (two_names_for_a_sheet(), "第 1048576 行、第 16384 列"),
    "two sheets of one name": (two_names_for_a_sheet("台账"), "不完整或已损坏"),
    "far down without numbers": (
        with_rows('<row r="1048576"/>' + "<row>" + "<c><v>1</v></c>" * 1_001 + "</row>"),
        "太大了",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_explained_in_its_own_sentence(name: str) -> None:
    data, sentence = BAD[name]
    with pytest.raises(Unavailable, match=sentence) as refusal:
        read_book(data, sheets=("台账",))
    assert refusal.value.sentence.endswith("。")


@given(st.data())
def test_a_file_flipped_or_cut_anywhere_is_read_or_explained(data: st.DataObject) -> None:
    broken = bytearray(good())
    for place in data.draw(st.lists(st.integers(0, len(broken) - 1), max_size=4)):
        broken[place] = data.draw(st.integers(0, 255))
    _read_or_explain(bytes(broken[: data.draw(st.integers(len(broken) // 2, len(broken)))]))


@given(st.sampled_from(PARTS), st.data())
@pytest.mark.thorough
def test_a_part_with_other_characters_in_it_is_read_or_explained(part: str, data: st.DataObject) -> None:
    xml = bytearray(zipfile.ZipFile(io.BytesIO(good())).read(part))
    for place in data.draw(st.lists(st.integers(0, len(xml) - 1), min_size=1, max_size=4)):
        xml[place : place + data.draw(st.integers(0, 3))] = data.draw(
            st.sampled_from((b"9", b"Z", b">", b'"', b"<c", b"&#0;"))
        )
    _read_or_explain(repacked({part: bytes(xml)}))


def _read_or_explain(data: bytes) -> None:
    try:
        assert isinstance(read_book(data).sheets, dict)
    except Unavailable as error:
        assert error.sentence.endswith("。")


def test_limits_on_file_entries_and_unpacked_bytes_are_kept() -> None:
    for limits in (Limits(file_bytes=1_000), Limits(entries=3), Limits(unpacked_bytes=2_000)):
        with pytest.raises(Unavailable, match="太大"):
            read_book(good(), limits)


def test_a_path_that_cannot_be_read_is_explained(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="找不到文件"):
        read_book(tmp_path / "没有.xlsx")
    with pytest.raises(Unavailable, match="文件夹"):
        read_book(tmp_path)
    big = tmp_path / "大.xlsx"
    big.write_bytes(b"x" * 11)
    with pytest.raises(Unavailable, match="太大"):
        read_book(big, Limits(file_bytes=10))
    with pytest.raises(Unavailable, match=r"读不了文件|找不到文件"):
        read_book(Path("甲" * 5_000))


def test_a_file_that_may_not_be_read_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> bytes:
        raise PermissionError(13, os.strerror(13))

    path = tmp_path / "锁.xlsx"
    path.write_bytes(good())
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(Unavailable, match=r"没有权限读“锁\.xlsx”"):
        read_book(path)


def test_everything_asked_for_is_read_from_a_path(tmp_path: Path) -> None:
    path = tmp_path / "好.xlsx"
    path.write_bytes(good())
    book = read_book(path)
    assert list(book.sheets) == ["台账", "说明", "_huiyin"]
    assert book.sheets["台账"][5:] == [["子", 1], ["丑", 2]]
    assert book.sheets["_huiyin"] == [["真"]]
    assert book.custom_properties == {"from": "T01"}
    assert book.visibility == {"台账": "visible", "说明": "visible", "_huiyin": "very_hidden"}


def test_only_the_sheets_asked_for_are_looked_at() -> None:
    data = repacked({SHEET: b"<worksheet><broken"})
    book = read_book(data, sheets=("_huiyin", "no such sheet"))
    assert book.sheets == {"_huiyin": [["真"]]}
    assert list(book.visibility) == ["台账", "说明", "_huiyin"]


@pytest.mark.parametrize("reference", ["A1", "A1:XFD1048576", "B2:B2"])
def test_a_dimension_that_lies_is_not_believed(reference: str) -> None:
    xml = zipfile.ZipFile(io.BytesIO(good())).read(SHEET)
    data = repacked(
        {SHEET: xml.replace(b"<sheetData>", f'<dimension ref="{reference}"/><sheetData>'.encode(), 1)}
    )
    assert read_book(data).sheets["台账"][5:] == [["子", 1], ["丑", 2]]


def test_styled_but_empty_cells_far_away_do_no_harm() -> None:
    data = with_rows(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'
    )
    assert read_book(data).sheets["台账"] == [[1]]


def test_cells_are_read_from_a1_on_wherever_the_first_value_stands() -> None:
    data = with_rows(
        '<row r="3"><c r="B3"><v>1</v></c><c r="C3" t="e"><v>#N/A</v></c><c r="D3"><v>0.5</v></c></row>'
    )
    assert read_book(data).sheets["台账"] == [[None] * 4, [None] * 4, [None, 1, None, 0.5]]


def test_a_formula_is_read_as_the_value_it_had() -> None:
    data = with_rows(
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>"a"</f><v>a</v></c></row>'
    )
    assert read_book(data).sheets["台账"] == [[2, "a"]]


def test_a_workbook_of_another_program_is_read_with_links_to_outside_ignored() -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(["甲", 3, None, True])
    sheet["A2"].hyperlink = "https://example.invalid/"
    target = io.BytesIO()
    workbook.save(target)
    assert read_book(target.getvalue()).sheets["Sheet"][0] == ["甲", 3, None, True]


def test_the_row_of_field_ids_is_found_by_its_content_after_people_moved_things() -> None:
    rows = [
        ["题", None, None],
        [None, None, None],
        ["甲", "乙", "丙"],
        ["a.c", "a.b", "自加的列"],
        ["a.c", "x", 1],
    ]
    assert field_row(rows) == (3, {0: "a.c", 1: "a.b"})
    assert field_row([["a.b", "a.c", "a.b"]]) == (0, {0: "a.b", 1: "a.c"})
    assert field_row([["编号", "渠道"], ["1", "来信"], ["one", "two"]]) is None
    assert field_row([[None]] * 25 + [["a.b"]]) is None
    found = field_row(read_book(good()).sheets["台账"])
    assert found == (2, {0: "a.b", 1: "a.c"})
