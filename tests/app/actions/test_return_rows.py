"""The refused rows go back in the sender's own layout and come home corrected."""

from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font

from app.actions.return_rows import return_rows
from app.actions.take_foreign import take_foreign
from app.errors import NotAllowed
from app.exchange.foreign.inspection import Inspection, inspect
from app.exchange.foreign.return_book import REASON
from app.records.registration import Registration
from app.store.office import Office
from tests.app.exchange.foreign.ledgers import HEAD, row, workbook

ROWS = [
    ("安塘乡纪委2024年台账",),
    HEAD,
    row(1),
    row(2, 问题摘要=None),
    row(3, 信访形式="托人带来"),
    row(4),
    ("合计", None, 4),
]


@pytest.fixture
def sent(office: Office, tmp_path: Path) -> tuple[Inspection, Path]:
    path = workbook(tmp_path / "a.xlsx", ROWS, ["A1:J1"])
    book = openpyxl.load_workbook(path)
    sheet = book["台账"]
    sheet["A1"].font = Font(name="黑体", size=18)
    sheet["H4"].font = Font(color="FF0000FF")
    sheet.column_dimensions["H"].width = 41
    book.create_sheet("别的表")["A1"] = "与此无关"
    book.save(path)
    return inspect(office, path), path


def test_only_refused_rows_stand_below_the_senders_own_header(
    office: Office, sent: tuple[Inspection, Path], tmp_path: Path
) -> None:
    found, path = sent
    change = return_rows(office, found, path.read_bytes(), tmp_path / "back.xlsx")
    assert not change.undoable
    book = openpyxl.load_workbook(tmp_path / "back.xlsx")
    sheet = book["台账"]
    assert "别的表" not in book.sheetnames
    assert [str(each) for each in sheet.merged_cells.ranges] == ["A1:J1"]
    assert (sheet["A1"].value, sheet["A1"].font.name, sheet.column_dimensions["H"].width) == (
        ROWS[0][0],
        "黑体",
        41,
    )
    assert [cell.value for cell in sheet[2]] == [*HEAD, REASON]
    assert [sheet.cell(line, 2).value for line in (3, 4, 5)] == [
        "安塘信〔2024〕2号",
        "安塘信〔2024〕3号",
        None,
    ]
    assert sheet["H3"].fill.fgColor.rgb == "FFF4B6B0" and "问题摘要" in sheet["H3"].comment.text
    assert sheet["I4"].fill.fgColor.rgb == "FFF4B6B0" and "不在“信访形式”里" in sheet["K4"].value
    assert sheet["H3"].font.color.rgb == "FF0000FF"
    offered = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert "来信" in offered["I3:I4"]


def test_corrected_it_is_read_again_and_goes_on_where_it_stopped(
    office: Office, sent: tuple[Inspection, Path], tmp_path: Path
) -> None:
    found, path = sent
    take_foreign(office, found)
    return_rows(office, found, path.read_bytes(), tmp_path / "back.xlsx")
    book = openpyxl.load_workbook(tmp_path / "back.xlsx")
    book["台账"]["H3"] = "反映补上的事"
    book["台账"]["I4"] = "来访"
    book.save(tmp_path / "back.xlsx")
    again = inspect(office, tmp_path / "back.xlsx")
    assert again.counts() == {"read": 2, "new": 2, "same": 0, "changed": 0, "refused": 0, "skipped": 0}
    assert again.looked[0].fingerprint == found.looked[0].fingerprint
    take_foreign(office, again)
    assert len(office.find(Registration)) == 4


def test_a_ledger_that_was_no_workbook_comes_back_as_one(office: Office, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("编号,收到日期,问题摘要\n安1号,2024.3.5,\n=1+1,2024.3.6,\n", "gb18030")
    found = inspect(office, tmp_path / "a.csv")
    return_rows(office, found, (tmp_path / "a.csv").read_bytes(), tmp_path / "back.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "back.xlsx")["a"]
    assert [sheet.cell(line, 1).value for line in (1, 2, 3)] == ["编号", "安1号", "=1+1"]
    assert sheet["A3"].data_type == "s"


def test_nothing_refused_nothing_returned(office: Office, tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [HEAD, row(1)])
    with pytest.raises(NotAllowed, match="没有不能收的行"):
        return_rows(office, inspect(office, path), path.read_bytes(), tmp_path / "back.xlsx")
    assert not (tmp_path / "back.xlsx").exists()


def test_a_file_that_stands_is_kept(office: Office, sent: tuple[Inspection, Path], tmp_path: Path) -> None:
    (tmp_path / "back.xlsx").write_text("别人的")
    with pytest.raises(NotAllowed, match="没有覆盖"):
        return_rows(office, sent[0], sent[1].read_bytes(), tmp_path / "back.xlsx")
    assert (tmp_path / "back.xlsx").read_text() == "别人的"
