"""The county's blank form, filled: compared cell by cell and style by style with the blank."""

import io
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from app.errors import Invalid, Unavailable
from app.exchange.foreign.fill import fill, form_of

HEAD = ("序号", "受理日期", "被反映人", "主要问题摘要", "收缴金额（万元）", "备注")
DAY = date(2026, 3, 9)


def blank(rows: int = 3) -> bytes:
    """A county's form: title, unit line, two-row header, blank rows with borders, a sum, a line to sign, print setup."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "季报"
    line = Side(style="thin")
    sheet.append(["清河县信访举报情况表"])
    sheet.merge_cells("A1:F1")
    sheet["A1"].font = Font(name="黑体", size=20)
    sheet.append(["填报单位：", None, None, None, "填报日期：", None])
    sheet.append(list(HEAD))
    for _ in range(rows):
        sheet.append([None] * 6)
    last = 3 + rows
    for row in sheet.iter_rows(3, last, 1, 6):
        for cell in row:
            cell.border = Border(line, line, line, line)
            cell.fill = PatternFill("solid", fgColor="FFEEF5FF")
    for row in range(4, last + 1):
        sheet.cell(row, 2).number_format = "yyyy-mm-dd"
        sheet.cell(row, 6).value = f'=IF(E{row}>1,"大额","")'
    sheet.append(["合计", None, None, None, f"=SUM(E4:E{last})", None])
    sheet.append(["填表人：", None, None, "审核人：", None, None])
    sheet.merge_cells(start_row=last + 2, start_column=4, end_row=last + 2, end_column=6)
    sheet.row_dimensions[last + 2].height = 33
    sheet.cell(last + 2, 1).comment = Comment("盖章后报送", "县纪委")
    sheet.column_dimensions["D"].width = 24
    sheet.print_area = f"A1:F{last + 2}"
    sheet.print_title_rows = "1:3"
    sheet.page_setup.orientation = "landscape"
    rule = DataValidation("list", formula1='"是,否"')
    rule.add(f"C4:C{last}")
    sheet.add_data_validation(rule)
    sheet.conditional_formatting.add(
        f"E4:E{last}", CellIsRule("greaterThan", ["1"], fill=PatternFill(bgColor="FFFF0000"))
    )
    other = book.create_sheet("勿动")
    other["A1"] = f"=季报!E{last + 1}*2"
    other["A2"] = f'="E{last + 1}"'
    other.sheet_state = "hidden"
    book.defined_names["合计格"] = DefinedName("合计格", attr_text=f"季报!$E${last + 1}")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def values(count: int) -> dict[int, list[object]]:
    return {
        0: list(range(1, count + 1)), 1: [date(2026, 3, 1 + number % 9) for number in range(count)],
        2: [f"张{number}三" for number in range(count)], 3: ["反映截留低保款" * 6] * count,
        4: [Decimal("1.5")] * count,
    }  # fmt: skip


def filled(count: int, room: int = 3) -> openpyxl.Workbook:
    done = fill(form_of(blank(room), "季报.xlsx"), values(count), "云溪镇纪委", DAY)  # type: ignore[arg-type]
    return openpyxl.load_workbook(io.BytesIO(done))


def test_the_form_says_where_its_rows_go() -> None:
    form = form_of(blank(), "季报.xlsx")
    assert (form.sheet, form.first, form.room) == ("季报", 4, 3)
    assert [each.meaning.fields[0] for each in form.table.headings if each.meaning][2:5] == [
        "allegation.respondent", "registration.summary", "handling.amount_confiscated",
    ]  # fmt: skip


@pytest.mark.parametrize("count", [1, 3, 5, 40])
def test_rows_are_filled_and_what_stands_below_moves_with_all_that_speaks_of_it(count: int) -> None:
    book, sheet = (found := filled(count)), found["季报"]
    last = 3 + max(count, 3)
    assert (
        sheet.cell(4, 2).value.date() == date(2026, 3, 1) and sheet.cell(4, 2).number_format == "yyyy-mm-dd"
    )
    assert [sheet.cell(row, 3).value for row in (4, 3 + count)] == ["张0三", f"张{count - 1}三"]
    assert (sheet.cell(4, 5).value, sheet.cell(3 + count, 6).value) == (1.5, f'=IF(E{3 + count}>1,"大额","")')
    assert (sheet.cell(last + 1, 1).value, sheet.cell(last + 1, 5).value) == ("合计", f"=SUM(E4:E{last})")
    assert sheet.cell(last + 2, 4).value == "审核人：" and sheet.row_dimensions[last + 2].height == 33
    assert {str(each) for each in sheet.merged_cells.ranges} == {"A1:F1", f"D{last + 2}:F{last + 2}"}
    assert sheet.cell(last + 2, 1).comment.text == "盖章后报送"
    assert sheet.print_area == f"'季报'!$A$1:$F${last + 2}" and sheet.print_title_rows == "$1:$3"
    assert [str(each.sqref) for each in sheet.data_validations.dataValidation] == [f"C4:C{last}"]
    assert [str(each.sqref) for each in sheet.conditional_formatting] == [f"E4:E{last}"]
    assert (book["勿动"]["A1"].value, book["勿动"]["A2"].value) == (f"=季报!E{last + 1}*2", '="E7"')
    assert book["勿动"].sheet_state == "hidden"
    assert book.defined_names["合计格"].attr_text == f"季报!$E${last + 1}"
    assert sheet.page_setup.orientation == "landscape"


def test_unit_and_day_are_filled_where_the_form_asks() -> None:
    sheet = filled(1)["季报"]
    assert (sheet["A2"].value, sheet["E2"].value) == ("填报单位：云溪镇纪委", "填报日期：2026年3月9日")


def test_styles_are_those_of_the_blank_and_long_text_wraps() -> None:
    before, after = openpyxl.load_workbook(io.BytesIO(blank()))["季报"], filled(6)["季报"]
    for row in range(4, 10):
        for column in range(1, 7):
            old, new = before.cell(4, column), after.cell(row, column)
            for look in ("border", "fill", "font", "number_format"):
                assert repr(getattr(old, look)) == repr(getattr(new, look))
    assert repr(after["A1"].font) == repr(before["A1"].font)
    assert after.cell(5, 4).alignment.wrap_text
    assert after.row_dimensions[5].height > 50


def test_every_other_part_is_the_blanks_byte_for_byte() -> None:
    source = blank()
    done = fill(form_of(source, "季报.xlsx"), values(2), "云溪镇纪委", DAY)  # type: ignore[arg-type]
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(io.BytesIO(done)) as new:
        same = [name for name in old.namelist() if old.read(name) == new.read(name)]
        assert set(old.namelist()) - set(same) <= {"xl/worksheets/sheet1.xml", "xl/styles.xml"}


def test_a_form_without_blank_rows_gets_them(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(HEAD))
    sheet.append(["填表人：周敏", None, None, "审核人：吴刚"])
    book.save(tmp_path / "a.xlsx")
    done = fill(form_of((tmp_path / "a.xlsx").read_bytes(), "a.xlsx"), values(4), "云溪镇纪委", DAY)  # type: ignore[arg-type]
    sheet = openpyxl.load_workbook(io.BytesIO(done)).active
    assert sheet is not None
    assert [sheet.cell(row, 3).value for row in range(2, 6)] == ["张0三", "张1三", "张2三", "张3三"]
    assert sheet["A6"].value == "填表人：周敏"


def test_a_text_that_looks_like_a_formula_stays_text() -> None:
    said = {**values(1), 2: ["=1+1"]}
    done = fill(form_of(blank(), "季报.xlsx"), said, "云溪镇纪委", DAY)  # type: ignore[arg-type]
    cell = openpyxl.load_workbook(io.BytesIO(done))["季报"]["C4"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_what_is_no_form_is_told() -> None:
    with pytest.raises(Unavailable, match=r"不是 \.xlsx"):
        form_of("编号,收到日期,问题摘要\n".encode(), "a.csv")
    book = openpyxl.Workbook()
    out = io.BytesIO()
    book.active["A1"] = "季报"
    book.save(out)
    with pytest.raises(Invalid, match="没有找到表头"):
        form_of(out.getvalue(), "a.xlsx")
    with pytest.raises(Invalid, match="行数不一样"):
        fill(form_of(blank(), "a.xlsx"), {0: [1], 1: [None, None]}, "x", DAY)


def drawn() -> bytes:
    """A protected form with merged lines to sign, a picture, a chart, a filter, a link and page breaks below its rows."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet, line = book.add_worksheet("季报"), book.add_format({"border": 1})
        sheet.write_row(0, 0, HEAD)
        for number in range(1, 4):
            for column in range(6):
                sheet.write_blank(number, column, None, line)
        sheet.write_formula(4, 4, "=SUM(E2:E4)")
        sheet.merge_range(5, 0, 6, 2, "审核人签字：（盖章）")
        sheet.insert_textbox("D9", "附注")
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "='季报'!$E$2:$E$4"})
        sheet.insert_chart("H1", chart)
        sheet.write_url(8, 0, "internal:季报!A1", string="回到顶")
        sheet.autofilter(0, 0, 3, 5)
        sheet.set_h_pagebreaks([5])
        sheet.protect("123")
    return out.getvalue()


def test_what_is_drawn_on_a_protected_form_follows_its_rows() -> None:
    done = fill(form_of(drawn(), "季报.xlsx"), values(8), "云溪镇纪委", DAY)  # type: ignore[arg-type]
    with zipfile.ZipFile(io.BytesIO(done)) as parts:
        sheet, drawing, chart = (
            parts.read(f"xl/{part}.xml").decode()
            for part in ("worksheets/sheet1", "drawings/drawing1", "charts/chart1")
        )
    assert "<sheetProtection " in sheet and '<mergeCell ref="A11:C12"/>' in sheet and "SUM(E2:E9)" in sheet
    assert (
        '<autoFilter ref="A1:F9"/>' in sheet and '<hyperlink ref="A14"' in sheet and '<brk id="10"' in sheet
    )
    assert "<xdr:row>13</xdr:row>" in drawing and "<xdr:row>0</xdr:row>" in drawing
    assert "'季报'!$E$2:$E$9" in chart


@pytest.mark.parametrize("name", ["a.xls", "a.et", "a.xlsx"])
def test_a_form_of_another_kind_says_to_save_it_as_xlsx(name: str) -> None:
    with pytest.raises(Unavailable, match=r"另存为 \.xlsx"):
        form_of(b"\xd0\xcf\x11\xe0" + b"\0" * 600, name)
