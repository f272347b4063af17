"""A workbook of ours goes through LibreOffice and comes back: what must survive, survives."""

import shutil
import subprocess
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from app.exchange.read_xlsx import field_row, read_book
from app.exchange.sheets import Book, Cell, Column, FreeSheet, Line, RawSheet, Sheet, Styled
from app.exchange.write_xlsx import write_book

VILLAGES = tuple(f"第{number}村，一个名字很长的村" for number in range(60))
COLUMNS = (
    Column("a.id", "编号", 20, "id", "登记", False, "请勿改动。"),
    Column("a.day", "日期", 12, "date", "登记"),
    Column("a.text", "摘要", 30, "longtext", "登记"),
    Column("b.kind", "渠道", 10, "text", "办理", choices=("来信", "来访")),
    Column("b.status", "状态", 10, "text", "办理", False),
    Column("b.money", "金额", 10, "money", "办理"),
    Column("b.village", "村", 10, "text", "办理", choices=VILLAGES),
)
ROWS: list[list[Cell]] = [
    ["110101199001011234", date(2026, 3, 5), "=1+1", "来信", Styled("逾期", "overdue"), 12, VILLAGES[3]],
    ["00123", None, " 两边有空格 \n第二行_x0041_", None, Styled("在办", "running"), 0.5, None],
    ["-5", date(1900, 3, 1), "<&>\"' \x02\t尾", "来访", None, -3, None],
]


@pytest.fixture(scope="module")
def there_and_back(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Our workbook, and the one that LibreOffice made of it."""
    folder = tmp_path_factory.mktemp("trip")
    ours = folder / "ours.xlsx"
    sheets = (
        FreeSheet("说明", [Line("说明", "title")]),
        Sheet("台账", "青石镇台账", "单位", COLUMNS, ROWS),
        RawSheet("_huiyin", ["A" * 32_000, "B=="]),
    )
    with ours.open("wb") as target:
        write_book(Book(sheets, {"huiyin.sender": "T01", "huiyin.number": "7"}), target)
    office = shutil.which("soffice") or shutil.which("libreoffice") or "soffice"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        office,
        profile,
        "--headless",
        "--convert-to",
        "xlsx",
        "--outdir",
        str(folder / "back"),
        str(ours),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return ours, folder / "back" / "ours.xlsx"


@pytest.mark.libreoffice
def test_values_hidden_sheets_and_properties_come_back(there_and_back: tuple[Path, Path]) -> None:
    ours, back = (read_book(path) for path in there_and_back)
    assert back.sheets == ours.sheets
    assert field_row(back.sheets["台账"]) == field_row(ours.sheets["台账"])
    assert back.custom_properties.items() >= ours.custom_properties.items()
    assert back.visibility == {
        "说明": "visible",
        "台账": "visible",
        "_huiyin": "hidden",
        "_xuanxiang": "hidden",
    }


@pytest.mark.libreoffice
def test_drop_downs_filter_and_colours_come_back(there_and_back: tuple[Path, Path]) -> None:
    sheet = openpyxl.load_workbook(there_and_back[1])["台账"]
    lists = [entry for entry in sheet.data_validations.dataValidation if entry.type == "list"]
    assert [entry.formula1 for entry in lists] == ['"来信,来访"', "huiyin_list_1"]
    assert sheet.auto_filter.ref == "A5:G8"
    assert sheet["E6"].fill.fgColor.rgb == "FFF8CBC6"
    assert sheet.row_dimensions[3].hidden
    assert sheet.print_title_rows == "$4:$5"
