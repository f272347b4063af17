"""Files of every kind that people keep ledgers in, and what is no ledger."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.styles import Font

from app.errors import Unavailable
from app.exchange.foreign.source import read_source, source_of
from app.exchange.small_xml import Extent
from tests.app.exchange.foreign.ledgers import HEAD, row, workbook

CSV = '编号,收到日期,问题摘要\n1,2024-03-05,"反映,修路"\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separated_values_in_every_encoding(encoding: str, separator: str) -> None:
    text = (
        CSV.replace(",2024", f"{separator}2024")
        .replace(',"', f'{separator}"')
        .replace("号,收", f"号{separator}收")
    )
    text = text.replace("期,问", f"期{separator}问").replace("\n1,", f"\n1{separator}")
    found = source_of(text.encode(encoding), "a.csv")
    assert (found.kind, found.sheets[0].name) == ("csv", "a")
    assert found.sheets[0].rows == [["编号", "收到日期", "问题摘要"], ["1", "2024-03-05", "反映,修路"]]


def test_a_table_of_a_web_page_that_calls_itself_a_workbook() -> None:
    page = "<html><table><tr><th colspan=2>编号</th><th>摘要</th></tr><tr><td>1</td><td>&nbsp;</td><td>修<br>路</td></tr></table>"
    found = source_of(page.encode(), "a.xls")
    assert found.kind == "html"
    assert found.sheets[0].rows == [["编号", None, "摘要"], ["1", None, "修\n路"]]


@pytest.mark.parametrize(
    "content, name, said",
    [
        (b"", "a.xlsx", "空的"), (b"%PDF-1.7", "a.pdf", "PDF"), (b"\0\1\2\3" * 9, "a.xlsx", "不是工作簿"),
        (b"<html>no table</html>", "a.xls", "没有表格"), (b"PK\x03\x04broken", "a.xlsx", "不完整或已损坏"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "a.xls", "损坏"), (b"\xd0\xcf\x11\xe0", "a.et", "另存为 .xlsx"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", "打开密码"),
        (b"hello", "a.xlsx", "只是文字，不是工作簿"), (b'{"a": 1}', "a.json", "只是文字"),
        (b" \n\n", "a.xlsx", "一格也没有填"), (b",,\n,,\n", "a.csv", "一格也没有填"),
    ],
)  # fmt: skip
def test_what_is_no_ledger_is_told_apart(content: bytes, name: str, said: str) -> None:
    with pytest.raises(Unavailable, match=said):
        source_of(content, name)


def test_a_workbook_in_which_nothing_is_filled_is_said_to_be_blank(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"“a\.xlsx”里一格也没有填"):
        read_source(workbook(tmp_path / "a.xlsx", []))


def test_a_folder_and_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="是文件夹"):
        read_source(tmp_path)
    with pytest.raises(Unavailable, match=r"找不到“gone\.xlsx”"):
        read_source(tmp_path / "gone.xlsx")


def test_what_people_say_on_a_sheet_without_words(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [HEAD, row(1), row(2), row(3)])
    book = openpyxl.load_workbook(path)
    sheet = book["台账"]
    sheet.row_dimensions[3].hidden = True
    sheet["H2"].comment = Comment("县里催过", "周敏")
    sheet["H3"].font = Font(strike=True)
    sheet["J4"] = "=1/0"
    book.save(path)
    marks = read_source(path).sheets[0].marks
    assert marks.hidden_rows == {2}
    assert marks.notes == {(1, 7): "县里催过"}
    assert marks.struck == {(2, 7)}


def test_a_cell_in_error_is_named(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["编号", "收到日期"])
    sheet.write_formula(1, 1, "=VLOOKUP(1,A:A,2)", None, "#N/A")
    book.close()
    found = read_source(tmp_path / "a.xlsx").sheets[0]
    assert found.marks.errors == {(1, 1): "#N/A"}


@pytest.mark.parametrize("declared", ["A1", "A1:XFD1048576"])
def test_a_sheet_whose_declared_size_is_a_lie(tmp_path: Path, declared: str) -> None:
    honest = workbook(tmp_path / "a.xlsx", [HEAD, row(1), row(2)])
    with zipfile.ZipFile(honest) as old, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("sheet1.xml"):
                content = content.replace(b'<dimension ref="A1:J3"', f'<dimension ref="{declared}"'.encode())
                assert declared.encode() in content
            new.writestr(name, content)
    assert len(read_source(tmp_path / "b.xlsx").sheets[0].rows) == 3


def test_coloured_empty_rows_to_the_end_of_the_sheet_are_none(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx", {"constant_memory": True})
    sheet, red = book.add_worksheet(), book.add_format({"bg_color": "#ff0000"})
    sheet.write_row(0, 0, list(HEAD))
    for number in range(1, 60_000):
        sheet.write_blank(number, 0, None, red)
    book.close()
    assert len(read_source(tmp_path / "a.xlsx").sheets[0].rows) == 1


def test_rows_that_only_have_looks_are_none_however_their_program_writes_them(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for each in (HEAD, row(1)):
        sheet.append(list(each))
    for number in range(3, 9_000):
        sheet.cell(number, 1).number_format = "0.00"
    sheet.cell(1_048_576, 3).number_format = "0.00"
    book.save(tmp_path / "a.xlsx")
    (found,) = read_source(tmp_path / "a.xlsx").sheets
    assert len(found.rows) == 2


def test_a_value_far_below_is_told_also_where_a_piece_of_the_file_ends_before_it() -> None:
    from app.exchange.package import _closed, _usual_extent

    pieces = [b'<row r="7"><c r="A7" s="1"/><c r="B7" s="2">', b"<v>5</v></c></row>"]
    tags, opened = _closed(pieces[0])
    assert (_usual_extent(tags), opened) == (Extent(0, 0), b'<c r="B7" s="2">')
    assert _usual_extent(opened + pieces[1]) == Extent(7, 2)
    assert _usual_extent(b'<c r="B7" s="2" t="n"></c><c r="C9" />') == Extent(0, 0)


def test_a_workbook_with_macros_is_read_and_they_are_neither_run_nor_kept(tmp_path: Path) -> None:
    plain = workbook(tmp_path / "a.xlsx", [HEAD, row(1)]).read_bytes()
    with zipfile.ZipFile(io.BytesIO(plain)) as old, zipfile.ZipFile(tmp_path / "b.xlsm", "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "[Content_Types].xml":
                content = content.replace(
                    b"spreadsheetml.sheet.main+xml", b"ms-excel.sheet.macroEnabled.main+xml"
                ).replace(
                    b"</Types>",
                    b'<Override PartName="/xl/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>',
                )
            new.writestr(name, content)
        new.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 macros")
    found = read_source(tmp_path / "b.xlsm")
    assert found.kind == "xlsx" and [sheet.rows[1][1] for sheet in found.sheets] == ["安塘信〔2024〕1号"]
