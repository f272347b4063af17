"""The workbook of a list: its sheets, title, unit and period, the figures as figures, a line to sign."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from app.exchange.list_book import SIGNED, file_name, list_book
from app.ledger.meeting_sheet import meeting_sheet
from app.ledger.meetings import NAMES
from app.rules.stat_periods import parse
from app.store.office import Office
from tests.app.store.offices import reported


@pytest.mark.parametrize("id", sorted(NAMES))
def test_a_list_is_one_sheet_a_section_with_heading_and_signatures(office: Office, id: str) -> None:
    reported(office, received_on=date(2026, 3, 2), identity_status="real_name")
    sheet = meeting_sheet(office, id, parse("2026-03"))
    book = load_workbook(io.BytesIO(list_book(sheet)))
    assert book.sheetnames == [*(table.title for table in sheet.tables), "说明"]
    for table, name in zip(sheet.tables, book.sheetnames, strict=False):
        page = book[name]
        assert page["A1"].value == f"{sheet.title}　{table.title}"
        assert page["A2"].value.startswith("云溪镇纪委 · 2026年3月（3月1日至3月31日） · 制表 2026-03-09")
        assert [cell.value for cell in page[5]] == [head.label for head in table.heads]
        assert [cell.value for cell in page[page.max_row] if cell.value] == list(SIGNED)
    assert book["说明"]["A1"].value == sheet.title


def test_counts_are_numbers_and_percentages_are_texts_that_never_run(office: Office) -> None:
    for day in (date(2026, 3, 2), date(2026, 3, 3), date(2026, 2, 2)):
        reported(office, received_on=day)
    page = load_workbook(io.BytesIO(list_book(meeting_sheet(office, "monthly", parse("2026-03")))))[
        "督办情况"
    ]
    (row,) = [row for row in page.iter_rows(min_row=6) if row[0].value == "收到"]
    assert (row[2].value, row[3].value, row[4].value, row[5].value) == (2, 1, 1, "基数小")
    assert all(cell.data_type != "f" for line in page.iter_rows() for cell in line)


def test_a_file_is_named_after_unit_list_and_period(office: Office) -> None:
    assert file_name(meeting_sheet(office, "weekly", parse("2026-W10"))) == "云溪镇纪委-周对账-2026-W10.xlsx"
