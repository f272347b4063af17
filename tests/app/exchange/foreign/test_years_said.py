"""The year and month of days written without come from what stands around them."""

from datetime import date

import pytest

from app.exchange.foreign.cells_read import Setting
from app.exchange.foreign.lines import Understood
from app.exchange.foreign.mapping import map_columns
from app.exchange.foreign.source import Sheet
from app.exchange.foreign.tables import data_rows, tables_of
from app.exchange.foreign.understood import understand
from app.exchange.foreign.years_said import common_year, month_of, year_row
from tests.app.exchange.foreign.ledgers import HEAD, TODAY, row, sheet


def read(said: Sheet) -> Understood:
    (table,) = tables_of(said)
    rows, passed = data_rows(table)
    setting = Setting(TODAY, table.year, month=table.month)
    return understand(table, map_columns(table, rows, setting), rows, passed, setting)


def days(found: Understood) -> list[object]:
    return [line.values.get("registration.received_on") for line in found.lines]


def test_a_row_that_says_a_year_dates_the_rows_below_it() -> None:
    lines = [
        ["2022年"],
        row(1, 收件时间="2.6"),
        ["2023年度"],
        row(2, 收件时间="2.6"),
        row(3, 收件时间="2024.2.6"),
    ]
    found = read(sheet(["石门镇信访台账"], HEAD, *lines))
    assert days(found) == [date(2022, 2, 6), date(2023, 2, 6), date(2024, 2, 6)]
    assert "2022" in found.lines[0].notes[0].sentence and len(found.passed) == 2


def test_a_sheet_of_a_month_dates_days_without_one_and_says_so() -> None:
    found = read(sheet(["2024年登记"], HEAD, row(1, 收件时间="5日"), row(2, 收件时间="31日"), name="2月"))
    assert days(found) == [date(2024, 2, 5), None]
    assert any("只写了几日" in note.sentence and note.kind == "doubt" for note in found.lines[0].notes)


@pytest.mark.parametrize(
    ("name", "title", "month"),
    [("3月", "台账", 3), ("台账", "5月份登记", 5), ("3-4月", "台账", None), ("台账", "3月至5月", None), ("Sheet1", "台账", None)],
)  # fmt: skip
def test_a_month_is_said_by_the_name_of_the_sheet_or_its_title(
    name: str, title: str, month: int | None
) -> None:
    assert month_of(sheet([title], HEAD, name=name), 1) == month


def test_the_year_of_another_sheet_counts_where_all_say_the_same() -> None:
    blank = sheet(HEAD)
    assert common_year([sheet(["2024年汇总"]), blank]) == 2024
    assert common_year([sheet(["2024年汇总"]), sheet(["2023年汇总"])]) is None
    assert (year_row(["2023年", None]), year_row(["2023年", "6件"]), year_row(["共2023年"])) == (
        2023,
        None,
        None,
    )
