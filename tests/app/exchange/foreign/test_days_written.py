"""Dates in every shape that ledgers have, with their precision."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange.foreign.days_written import day_written

FIFTH = date(2024, 3, 5)


@pytest.mark.parametrize(
    "cell",
    ["2024-03-05", "2024/3/5", "2024年3月5日", "2024 年 3 月 5 日", "20240305", 20240305, "2024.3.5", "24.3.5", "3月5日",
     "3.5", "２０２４．３．５", "2024．3．5", 45356, "45356", "二〇二四年三月五日", "二○二四年三月五日", "2024-03-05 10:20:00",
     "2024.3.5上午9:30", "2024-03-05T00:00:00", "2024年3月5号", "2024。3。5", datetime(2024, 3, 5, 10), FIFTH,
     "2024.3.5（星期二）", "2024. 3. 5"],
)  # fmt: skip
def test_the_same_day_in_all_its_shapes(cell: object) -> None:
    found = day_written(cell, 2024)
    assert found is not None and (found.day, found.precision) == (FIFTH, "day")


@pytest.mark.parametrize(
    "cell, day, precision",
    [
        ("2024-03", date(2024, 3, 1), "month"), ("2024/3", date(2024, 3, 1), "month"),
        ("2024年3月", date(2024, 3, 1), "month"), ("202403", date(2024, 3, 1), "month"),
        ("1970年3月生", date(1970, 3, 1), "month"), ("2024年3月上旬", date(2024, 3, 1), "ten_days"),
        ("2024年3月中旬", date(2024, 3, 11), "ten_days"), ("2024年3月下旬", date(2024, 3, 21), "ten_days"),
        ("2024年第二季度", date(2024, 4, 1), "quarter"), ("2024年", date(2024, 1, 1), "year"),
        ("2024.3.5-3.8", FIFTH, "range"), ("2024.3.5-2024.4.1", FIFTH, "range"), ("2024年3月5日至8日", FIFTH, "range"),
    ],
)  # fmt: skip
def test_what_says_less_than_a_day_keeps_its_precision(cell: object, day: date, precision: str) -> None:
    found = day_written(cell, None)
    assert found is not None and (found.day, found.precision) == (day, precision)


def test_a_month_that_may_be_a_quarter_is_doubted() -> None:
    found = day_written("2020-1", None)
    assert found is not None and "季度" in found.doubt


def test_a_date_without_a_year_needs_the_sheets() -> None:
    assert day_written("3月5日", None) is None
    found = day_written("3月5日", 2023)
    assert found is not None and found.day == date(2023, 3, 5) and "2023" in found.doubt


@pytest.mark.parametrize(
    "cell", ["2024.13.5", "20240230", "abc", "2024", 2024, 12, "", True, None, "正在办理", "138000000010"]
)
def test_what_is_no_date_is_none(cell: object) -> None:
    assert day_written(cell, 2024) is None


@given(
    st.dates(date(1990, 1, 1), date(2059, 12, 31)),
    st.sampled_from(
        ["{0}-{1:02}-{2:02}", "{0}/{1}/{2}", "{0}.{1}.{2}", "{0}年{1}月{2}日", "{0}{1:02}{2:02}"]
    ),
)
def test_every_day_comes_back_from_every_shape(day: date, shape: str) -> None:
    found = day_written(shape.format(day.year, day.month, day.day), None)
    assert found is not None and found.day == day and not found.doubt


@given(st.text(max_size=40))
def test_no_text_breaks_it(text: str) -> None:
    found = day_written(text, 2024)
    assert found is None or 1900 <= found.day.year <= 2999 or found.day.year > 0
