"""Dates as people type them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Invalid
from app.schema.days import parse_day

TODAY = date(2026, 3, 9)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("3.5", (2026, 3, 5)), ("0305", (2026, 3, 5)), ("3-5", (2026, 3, 5)), ("3/5", (2026, 3, 5)),
        ("3月5日", (2026, 3, 5)), ("3月5号", (2026, 3, 5)), ("3月5", (2026, 3, 5)), ("3。5", (2026, 3, 5)),
        ("2026年3月5日", (2026, 3, 5)), ("2026-03-05", (2026, 3, 5)), ("2026/3/5", (2026, 3, 5)),
        ("2026.3.5", (2026, 3, 5)), ("26.3.5", (2026, 3, 5)), ("20260305", (2026, 3, 5)),
        ("２０２６－０３－０５", (2026, 3, 5)), ("３．５", (2026, 3, 5)), ("０３０５", (2026, 3, 5)),
        (" 2026 年 3 月 5 日 ", (2026, 3, 5)), ("昨天", (2026, 3, 8)), ("前天", (2026, 3, 7)),
        ("大前天", (2026, 3, 6)), ("今天", (2026, 3, 9)), ("明天", (2026, 3, 10)), ("后天", (2026, 3, 11)),
        ("12.30", (2025, 12, 30)), ("6.1", (2026, 6, 1)), ("5", (2026, 3, 5)), ("15日", (2026, 3, 15)),
        ("2024-02-29", (2024, 2, 29)), ("99.1.1", (1999, 1, 1)),
        ("1 5", (2026, 1, 5)), ("03 05", (2026, 3, 5)), ("2026 3 5", (2026, 3, 5)), ("3. 5", (2026, 3, 5)),
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_typed(typed: str, meant: tuple[int, int, int]) -> None:
    assert parse_day(typed, TODAY) == date(*meant)


@pytest.mark.parametrize(
    ("typed", "today", "meant"),
    [
        ("6.1", TODAY, (2025, 6, 1)),
        ("12.30", TODAY, (2025, 12, 30)),
        ("3.9", TODAY, (2026, 3, 9)),
        ("3.10", TODAY, (2025, 3, 10)),
        ("25", TODAY, (2026, 2, 25)),
        ("31", TODAY, (2026, 1, 31)),
        ("9", TODAY, (2026, 3, 9)),
        ("25", date(2026, 1, 9), (2025, 12, 25)),
        ("2.29", date(2026, 3, 1), (2024, 2, 29)),
        ("2.29", date(2024, 3, 1), (2024, 2, 29)),
    ],
)
def test_in_a_field_of_the_past_a_short_date_is_the_latest_that_has_come(
    typed: str, today: date, meant: tuple[int, int, int]
) -> None:
    assert parse_day(typed, today, past=True) == date(*meant)


@pytest.mark.parametrize("today", [date(2027, 12, 1), date(2028, 2, 1)])
def test_the_29th_of_february_is_found_in_the_nearest_leap_year(today: date) -> None:
    assert parse_day("2.29", today) == date(2028, 2, 29)


@pytest.mark.parametrize(
    "typed",
    ["", "春节", "13.1", "2.30", "1332", "2026-02-29", "0.5", "2026-13-01", "3.5.", "2026年", "32", "0", "1e3",
     "3.5 或 3.6", "00000000", "9999999999999999999999"],
)  # fmt: skip
def test_what_is_no_day_is_refused_with_examples(typed: str) -> None:
    with pytest.raises(Invalid) as caught:
        parse_day(typed, TODAY)
    assert "3.5、0305、昨天 或 2026-03-09" in caught.value.sentence


@given(day=st.dates(date(1950, 1, 1), date(2060, 12, 31)), offset=st.integers(-150, 150))
def test_a_short_date_near_today_means_that_day(day: date, offset: int) -> None:
    near = day + timedelta(days=offset)
    for typed in (f"{near.month}.{near.day}", f"{near.month:02}{near.day:02}", f"{near.month}月{near.day}日"):
        assert parse_day(typed, day) == near


@given(typed=st.text(alphabet="0123456789.-/年月日昨今天 ", max_size=12), past=st.booleans())
def test_whatever_is_typed_is_a_day_or_a_sentence(typed: str, past: bool) -> None:
    try:
        parse_day(typed, TODAY, past=past)
    except Invalid as error:
        assert error.sentence.endswith("。")
    else:
        assert typed.strip()
