"""What other programs see in a workbook that we wrote."""

import io
import re
import tempfile
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NoReturn
from xml.etree import ElementTree

import openpyxl
import pytest

from app.errors import Invalid
from app.exchange import frame, write_xlsx
from app.exchange.cell_text import CELL_LIMIT, CUT_MARK
from app.exchange.read_xlsx import read_book
from app.exchange.sheets import (
    FIRST_DATA_ROW,
    Book,
    Cell,
    Column,
    FreeSheet,
    Line,
    RawSheet,
    Sheet,
    Styled,
)
from app.exchange.write_xlsx import write_book

LONG_LIST = tuple(f"第{number}村，一个名字很长的村" for number in range(60))
COLUMNS = (
    Column("registration.number", "编号", 16, "id", "登记", False, "此列由发出单位填写。"),
    Column("registration.received_on", "收件日期", 12, "date", "登记", False),
    Column("registration.channel", "渠道", 8, "text", "登记", True, None, ("来信", "来访")),
    Column("handling.village", "村", 12, "text", "办理", True, "请选。", LONG_LIST),
    Column("handling.real", "属实", 6, "flag", "办理"),
    Column("handling.status", "状态", 8, "text", None, False),
    Column("handling.inner", "内部", 8, "text", None, hidden=True),
)
ROW: tuple[Cell, ...] = (
    "110101199001011234",
    date(2026, 3, 5),
    "来信",
    None,
    True,
    Styled("逾期", "overdue"),
    7,
)


def ledger(rows: Iterable[Sequence[Cell]] = (ROW, ROW), columns: Sequence[Column] = COLUMNS) -> Sheet:
    return Sheet("台账", "青石镇台账", "单位：青石镇", columns, rows)


def written(*sheets: Sheet | FreeSheet | RawSheet, **properties: str) -> bytes:
    target = io.BytesIO()
    write_book(Book(sheets, properties, "青石镇纪委", datetime(2026, 3, 5)), target)
    return target.getvalue()


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def cell_home(value: Cell) -> object:
    data = written(ledger([[value, "end"]], [Column("a.b", "甲"), Column("a.c", "乙")]))
    return read_book(data).sheets["台账"][FIRST_DATA_ROW][0]


def test_a_frame_that_was_kept_says_of_each_book_what_a_new_one_says() -> None:
    books = [
        Book([ledger()], {"from": said, "to": "甲"}, "青石镇纪委", datetime(2026, 3, day))
        for day, said in ((5, "A<&>B"), (6, r"\g<1>"), (7, ""))
    ]
    looks = tuple(dict.fromkeys(write_xlsx._looks(books[0].sheets)))
    kept = [frame.make_frame(book, looks) for book in books]
    assert kept == [frame._new_frame(book, looks) for book in books]
    narrow = replace(books[0], sheets=[ledger(columns=COLUMNS[:3])])
    assert frame.make_frame(narrow, looks) == frame._new_frame(narrow, looks) != kept[0]


def test_openpyxl_sees_the_layout_of_a_ledger() -> None:
    sheet = opened(written(ledger()))["台账"]
    assert [sheet.cell(row, 1).value for row in range(1, 7)] == [
        "青石镇台账",
        "单位：青石镇",
        "registration.number",
        "登记",
        "编号",
        "110101199001011234",
    ]
    assert sheet.row_dimensions[3].hidden
    assert not sheet.row_dimensions[4].hidden
    assert sheet.freeze_panes == "C6"
    assert sheet.auto_filter.ref == "A5:G7"
    assert {str(area) for area in sheet.merged_cells.ranges} == {"A4:C4", "D4:E4"}
    assert sheet.column_dimensions["G"].hidden
    assert sheet.print_title_rows == "$4:$5"
    assert sheet.print_title_cols == "$A:$B"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)


def test_blank_cells_of_a_hidden_column_are_not_written_and_it_looks_as_its_cells_would() -> None:
    columns = [
        Column("a.b", "甲", ours=False, hidden=True),
        Column("a.c", "乙"),
        Column("a.d", "丙", hidden=True),
    ]
    data = written(ledger([(None, None, None), ("有", None, "也有")], columns))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        cells = re.findall(r'<c r="([A-C][67])"', package.read("xl/worksheets/sheet1.xml").decode())
    assert cells == ["B6", "A7", "B7", "C7"], "what a hidden column does hold is never lost"
    sheet = opened(data)["台账"]
    column, cell = sheet.column_dimensions["A"], sheet["A7"]
    assert (column.fill.fgColor.rgb, column.number_format) == (cell.fill.fgColor.rgb, cell.number_format)
    assert column.fill.fgColor.rgb != sheet.column_dimensions["C"].fill.fgColor.rgb


def test_a_wide_ledger_is_printed_on_several_pages_side_by_side_rather_than_too_small_to_read() -> None:
    columns = [Column(f"a.b{number}", "甲", 20) for number in range(45)]
    assert opened(written(ledger([], columns)))["台账"].page_setup.fitToWidth == 3


def test_cells_have_real_dates_texts_for_numbers_and_the_colour_of_their_status() -> None:
    number, day, _, village, real, status, inner = opened(written(ledger()))["台账"][6]
    assert (number.number_format, number.data_type) == ("@", "s")
    assert (day.value, day.number_format) == (datetime(2026, 3, 5), "yyyy-mm-dd")
    assert real.value == "是"
    assert status.value == "逾期"
    assert status.fill.fgColor.rgb == "FFF8CBC6"
    assert inner.value == 7
    assert number.fill.fgColor.rgb == "FFF2F2F2"
    assert village.fill.fill_type is None
    assert village.border.left.style == "thin"


def test_coded_columns_have_drop_downs_and_messages_also_below_the_data() -> None:
    book = opened(written(ledger()))
    found = {str(entry.sqref): entry for entry in book["台账"].data_validations.dataValidation}
    assert found["A6:A207"].prompt == "此列由发出单位填写。"
    assert found["C6:C207"].formula1 == '"来信,来访"'
    assert found["E6:E207"].formula1 == '"是,否"'
    assert found["D6:D207"].formula1 == "huiyin_list_1"
    assert found["D6:D207"].errorStyle == "warning"
    assert book.defined_names["huiyin_list_1"].attr_text == "_xuanxiang!$A$1:$A$60"
    assert book["_xuanxiang"].sheet_state == "veryHidden"
    assert tuple(cell.value for cell in book["_xuanxiang"]["A"]) == LONG_LIST


@pytest.mark.parametrize("choices", [("甲,乙", "丙"), ('说"是"', "否"), ("=A1", "乙"), (" 甲", "乙")])
def test_choices_that_a_validation_cannot_spell_stand_on_the_sheet_of_lists(choices: tuple[str, ...]) -> None:
    columns = [Column("a.b", "甲", choices=choices), Column("a.c", "乙", choices=choices)]
    book = opened(written(ledger([], columns)))
    assert tuple(cell.value for cell in book["_xuanxiang"]["A"]) == choices
    formulas = {entry.formula1 for entry in book["台账"].data_validations.dataValidation}
    assert formulas == {"huiyin_list_1"}


def test_sheets_for_people_and_for_the_machine_stand_in_order_with_properties() -> None:
    lines = [Line("说明", "title"), Line("红色是逾期。", label="逾期", status="overdue")]
    sheets = (FreeSheet("说明", lines), ledger(), RawSheet("_huiyin", ["甲" * 32_000, "乙"]))
    book = opened(written(*sheets, sender="T01"))
    assert book.sheetnames == ["说明", "台账", "_huiyin", "_xuanxiang"]
    assert [sheet.sheet_state for sheet in book] == ["visible", "visible", "veryHidden", "veryHidden"]
    assert [cell.value for cell in book["_huiyin"]["A"]] == ["甲" * 32_000, "乙"]
    assert [cell.value for cell in book["说明"][2]] == ["逾期", "红色是逾期。"]
    assert book.custom_doc_props["sender"].value == "T01"
    assert book.properties.creator == "青石镇纪委"


def test_an_empty_ledger_is_a_workbook_too() -> None:
    sheet = opened(written(ledger([])))["台账"]
    assert sheet.max_row == 5
    assert sheet.auto_filter.ref == "A5:G5"


def test_a_sheet_without_bands_hides_their_row() -> None:
    assert opened(written(ledger([], [Column("a.b", "甲")])))["台账"].row_dimensions[4].hidden


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "|cmd", "＝1"])
@pytest.mark.thorough
def test_text_that_looks_like_a_formula_stays_text_and_comes_home_unchanged(text: str) -> None:
    data = written(ledger([[text]], [Column("a.b", "甲")]))
    cell = opened(data)["台账"]["A6"]
    assert cell.data_type == "s"
    assert cell.quotePrefix
    assert "<f>" not in zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()
    assert cell_home(text) == text


@pytest.mark.parametrize(
    "text", ["_x0041_", "_x005F_x0041_", "a\x01b\x0b\x1f", " 两 边 ", "一\r\n二\r三\n", "<&>\"'"]
)
@pytest.mark.parametrize("length", [1, 50])
def test_characters_that_xml_cannot_hold_come_home_unchanged(text: str, length: int) -> None:
    assert cell_home(text * length) == text * length


@pytest.mark.parametrize("sign", ["\ud800", "\udfff", "\ufffe", "\uffff"])
def test_what_is_no_character_comes_home_spelt_out(sign: str) -> None:
    assert cell_home(f"甲{sign}乙") == f"甲_x{ord(sign):04X}_乙"


@pytest.mark.parametrize("sign", ["甲", "𠮷"])
def test_text_too_long_for_a_cell_is_cut_with_a_mark(sign: str) -> None:
    home = cell_home(sign * 40_000)
    assert isinstance(home, str)
    assert home.endswith(CUT_MARK)
    assert CELL_LIMIT - 1 <= len(home.encode("utf-16-le")) // 2 <= CELL_LIMIT


@pytest.mark.parametrize(
    ("value", "home"),
    [
        (10**15, "1000000000000000"),
        (999_999_999_999_999, 999_999_999_999_999),
        (Decimal("0.5055"), 0.5055),
        (Decimal("1234567890.1234567"), "1234567890.1234567"),
        (Decimal("NaN"), "NaN"),
        (float("inf"), "inf"),
        (date(1899, 12, 31), "1899-12-31"),
        (date(1900, 3, 1), date(1900, 3, 1)),
        (datetime(2026, 3, 5, 10, 20), "2026-03-05 10:20"),
        (True, True),
        (Styled(date(2026, 3, 5), "urgent"), date(2026, 3, 5)),
        (Styled(None, "none"), None),
        ("", None),
    ],
)
def test_a_cell_comes_home_as_a_value_or_where_excel_is_inexact_as_text(value: Cell, home: object) -> None:
    assert cell_home(value) == home


def test_every_part_is_xml_is_declared_once_and_every_relation_has_its_part() -> None:
    package = zipfile.ZipFile(io.BytesIO(written(FreeSheet("说明", [Line("甲")]), ledger(), a="b")))
    names = package.namelist()
    assert len(names) == len(set(names))
    assert names[0] == "[Content_Types].xml"
    roots = {name: ElementTree.fromstring(package.read(name)) for name in names}
    declared = {
        entry.get("PartName", "")[1:] for entry in roots["[Content_Types].xml"] if "Override" in entry.tag
    }
    assert declared == {name for name in names if not name.endswith(".rels")} - {"[Content_Types].xml"}
    targets = {entry.get("Target") for entry in roots["xl/_rels/workbook.xml.rels"]}
    assert {f"xl/{target}" for target in targets} <= set(names)
    assert {f"worksheets/sheet{number}.xml" for number in (1, 2, 3)} <= targets


def test_the_same_book_is_the_same_file() -> None:
    assert written(ledger(), a="b") == written(ledger(), a="b")


def test_no_temporary_file_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("a temporary file was asked for")

    for name in ("mkstemp", "mkdtemp", "TemporaryFile", "NamedTemporaryFile", "SpooledTemporaryFile"):
        monkeypatch.setattr(tempfile, name, refuse)
    assert read_book(written(ledger([ROW] * 500))).sheets["台账"]


def test_rows_are_taken_one_by_one_while_the_file_grows() -> None:
    target = io.BytesIO()
    sizes = []

    def rows() -> Iterable[Sequence[Cell]]:
        for number in range(9_000):
            sizes.append(target.tell())
            yield [str(number) * 30]

    write_book(Book([ledger(rows(), [Column("a.b", "甲")])]), target)
    assert sizes[-1] > sizes[0]


def test_more_rows_than_excel_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write_xlsx, "LAST_ROW", 50)
    with pytest.raises(Invalid, match="请分几次导出"):
        written(ledger([ROW] * 60))


def test_a_row_that_does_not_fit_its_columns_is_our_own_mistake() -> None:
    with pytest.raises(ValueError, match="shorter"):
        written(ledger([ROW[:-1]]))
