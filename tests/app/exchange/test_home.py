"""Whatever is written comes home, in our reader and in openpyxl."""

import io
import string
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange.cell_text import escaped
from app.exchange.home import at_home
from app.exchange.read_xlsx import read_book
from app.exchange.sheets import FIRST_DATA_ROW, Book, Cell, Column, Sheet, Styled
from app.exchange.write_xlsx import write_book

COLUMNS = (
    Column("a.text", "文字", kind="text"),
    Column("a.long", "长文", kind="longtext"),
    Column("a.day", "日期", kind="date"),
    Column("a.count", "数", kind="integer"),
    Column("a.money", "钱", kind="money"),
    Column("a.flag", "是否", kind="flag"),
    Column("a.id", "号", kind="id"),
    Column("a.end", "末"),
)
ESCAPES = st.text(alphabet="_x005FDA8\r\n\t &<>=", max_size=30)
TEXTS = st.text(max_size=80) | ESCAPES | st.text(alphabet=string.printable, max_size=20)
CELLS = st.one_of(
    st.none(),
    TEXTS,
    st.booleans(),
    st.integers(),
    st.dates(),
    st.datetimes(),
    st.decimals(allow_nan=False),
    st.decimals(-10_000, 10_000, places=4),
    st.floats(allow_nan=False),
    TEXTS.map(lambda text: Styled(text, "overdue")),
)
ORDINARY = st.one_of(
    st.none(),
    st.text(st.characters(codec="utf-8", exclude_characters="\ufffe\uffff"), min_size=1, max_size=50),
    st.integers(-(10**14), 10**14),
    st.dates(date(1900, 3, 1)),
)


def written(rows: list[list[Cell]]) -> bytes:
    target = io.BytesIO()
    write_book(Book([Sheet("台账", "题", "单位", COLUMNS, [[*row, "末"] for row in rows])]), target)
    return target.getvalue()


@given(st.lists(st.lists(CELLS, min_size=7, max_size=7), min_size=1, max_size=4))
def test_any_cell_in_any_column_comes_home_as_foretold(rows: list[list[Cell]]) -> None:
    home = read_book(written(rows)).sheets["台账"][FIRST_DATA_ROW:]
    assert [row[:-1] for row in home] == [
        [at_home(value, column) for value, column in zip(row, COLUMNS, strict=False)] for row in rows
    ]


@given(st.lists(ORDINARY, min_size=7, max_size=7))
@pytest.mark.thorough
def test_ordinary_values_come_home_unchanged_and_openpyxl_reads_the_same(row: list[Cell]) -> None:
    data = written([row])
    assert read_book(data).sheets["台账"][FIRST_DATA_ROW][:-1] == row
    cells = openpyxl.load_workbook(io.BytesIO(data))["台账"][FIRST_DATA_ROW + 1]
    for cell, value in zip(cells, row, strict=False):
        seen = cell.value.date() if isinstance(cell.value, datetime) else cell.value
        assert seen == (escaped(value) if isinstance(value, str) else value)


def test_a_decimal_comes_home_as_a_number() -> None:
    home = at_home(Decimal("12.50"), COLUMNS[4])
    assert home == 12.5
    assert (
        read_book(written([[None, None, None, None, Decimal("12.50"), None, None]])).sheets["台账"][5][4]
        == home
    )
