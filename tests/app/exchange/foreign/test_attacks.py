"""Files as they come that nobody meant well: each ends in a table that is understood, or in one sentence."""

import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from app.errors import Unavailable
from app.exchange.foreign.inspection import Inspection, inspect
from app.exchange.foreign.source import read_source
from app.exchange.package import Limits
from app.store.office import Office
from tests.app.exchange.foreign.ledgers import HEAD, row, workbook

CORPUS = Path(__file__).resolve().parents[3] / "data" / "foreign"


def read(office: Office, path: Path) -> Inspection:
    found = inspect(office, path)
    assert found.counts()["read"] == sum(count for key, count in found.counts().items() if key != "read")
    return found


def test_a_web_page_that_calls_itself_xls_is_read(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "导出.xls"
    lines = [
        "<td colspan=10>信访台账</td>",
        *("".join(f"<td>{cell or '&nbsp;'}</td>" for cell in line) for line in (HEAD, row(1))),
    ]
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    path.write_text(
        f'<html><head><meta charset="gb2312"></head><table border=1>{body}</table></html>', "gb18030"
    )
    assert read(office, path).counts()["new"] == 1


def test_an_old_workbook_that_calls_itself_xlsx_is_read(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    path.write_bytes((CORPUS / "L3-3.xls").read_bytes())
    assert read(office, path).source.kind == "xls"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("台账.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4096),  # an .et that was renamed
        ("台账.xls", b"{\\rtf1 \xd0\xc5\xb7\xc3}"),
        ("台账.xls", b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\n\n<table></table>\n--b--'),
        ("台账.xls", b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'),
        ("台账.et", b"\xd0\xcf\x11\xe0"),
        ("台账.csv", b"\0\1\2\3" * 50),
        ("台账.xlsx", b""),
    ],
)  # fmt: skip
def test_what_is_no_ledger_is_told_in_one_chinese_sentence(
    office: Office, tmp_path: Path, name: str, data: bytes
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(Unavailable) as told:
        inspect(office, tmp_path / name)
    assert "请" in str(told.value) and str(told.value).endswith("。")


def test_links_to_elsewhere_and_macros_are_neither_followed_nor_run(office: Office, tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [HEAD, row(1, 备注="='[别处.xlsx]Sheet1'!$A$1"), row(2)])
    with zipfile.ZipFile(path) as plain, zipfile.ZipFile(tmp_path / "b.xlsm", "w") as book:
        for each in plain.infolist():
            book.writestr(each, plain.read(each))
        book.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0" + b"x" * 99)
        book.writestr("xl/externalLinks/externalLink1.xml", b"<externalLink/>")
    assert read(office, tmp_path / "b.xlsm").counts()["new"] == 2


def test_five_hundred_sheets_are_five_hundred_tables(office: Office, tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        for number in range(1, 501):
            sheet = book.add_worksheet(f"第{number}表")
            sheet.write_row(0, 0, HEAD)
            sheet.write_row(1, 0, [cell or "" for cell in row(number)])
    found = read(office, tmp_path / "a.xlsx")
    assert len(found.looked) == found.counts()["new"] == 500


def test_the_longest_cell_there_is_stays_whole(office: Office, tmp_path: Path) -> None:
    found = read(office, workbook(tmp_path / "a.xlsx", [HEAD, row(1, 问题摘要="字" * 32_767)]))
    assert found.looked[0].understood.lines[0].values["registration.summary"] == "字" * 32_767


def test_days_of_the_calendar_that_begins_in_1904_are_the_same_days(office: Office, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    sheet = book.active
    assert sheet is not None
    sheet.append(list(HEAD))
    sheet.append(row(1, 收件时间=datetime(2024, 3, 5)))
    book.save(tmp_path / "a.xlsx")
    line = read(office, tmp_path / "a.xlsx").looked[0].understood.lines[0]
    assert str(line.values["registration.received_on"]) == "2024-03-05"


def test_days_that_are_none_and_numbers_that_lost_their_end_are_refused(
    office: Office, tmp_path: Path
) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, [*HEAD, "反映人身份证号"])
        for number, received in enumerate((-5, 2_958_466), start=1):
            sheet.write_row(number, 0, [cell or "" for cell in row(number)])
            sheet.write_number(number, 2, received, day)
            sheet.write_number(number, len(HEAD), 5.13522e17)
    found = read(office, tmp_path / "a.xlsx")
    assert found.counts()["refused"] == 2
    assert all(
        "不是日期" in "".join(each.reasons) and "末几位丢失" in "".join(each.reasons)
        for each in found.looked[0].outcomes
    )


def test_what_is_too_big_to_be_a_ledger_is_said_before_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"a,b\n" * 1000)
    with pytest.raises(Unavailable, match="太大"):
        read_source(tmp_path / "a.csv", Limits(file_bytes=1000))


def test_a_pivot_table_and_headings_in_english_ask_where_the_header_is(
    office: Office, tmp_path: Path
) -> None:
    for lines in (
        [["求和项:件数", "列标签"], ["行标签", "来信", "来访"], ["柳林村", 3, 4]],
        [["No.", "Received", "Reporter", "Summary"], [1, "2024-3-5", "A", "text"]],
    ):
        with pytest.raises(Unavailable, match="指出表头在哪一行"):
            inspect(office, workbook(tmp_path / "a.xlsx", lines))
