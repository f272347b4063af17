"""Periods of a meeting: their names, their days, and what they are compared with."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Invalid
from app.rules.stat_periods import (
    LAST_DAYS,
    Kind,
    before,
    containing,
    cut,
    parse,
    period,
    year_before,
)

KINDS: tuple[Kind, ...] = ("week", "month", "quarter", "year")


def days(text: str, last_day: int = 31) -> tuple[str, str]:
    found = parse(text, last_day)
    return found.first.isoformat(), found.last.isoformat()


def test_calendar_periods() -> None:
    assert days("2026-W47") == ("2026-11-16", "2026-11-22")
    assert days("2026-02") == ("2026-02-01", "2026-02-28")
    assert days("2026Q4") == ("2026-10-01", "2026-12-31")
    assert days("2026") == ("2026-01-01", "2026-12-31")


def test_a_statistical_month_that_ends_on_the_twentieth() -> None:
    assert days("2026-11", 20) == ("2026-10-21", "2026-11-20")
    assert days("2026-01", 20) == ("2025-12-21", "2026-01-20")
    assert days("2026Q1", 20) == ("2025-12-21", "2026-03-20")
    assert days("2026", 20) == ("2025-12-21", "2026-12-20")
    assert containing("month", date(2026, 11, 20), 20).key == "2026-11"
    assert containing("month", date(2026, 11, 21), 20).key == "2026-12"
    assert containing("year", date(2026, 12, 21), 20).key == "2027"


def test_names_say_the_days() -> None:
    assert parse("2026-W47").words == "2026年第47周（11月16日至11月22日）"
    assert parse("2026Q4").name == "2026年第4季度"
    assert parse("2026").name == "2026年"


@pytest.mark.parametrize(
    "text", ["", "2026-13", "2026-00", "2026-W54", "2025-W53", "2026Q5", "26-11", "0000", "明年"]
)
def test_what_is_no_period_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(Invalid, match=r"。$"):
        parse(text)


def test_the_period_before_and_a_year_ago() -> None:
    assert before(parse("2026-01")).key == "2025-12"
    assert before(parse("2026Q1")).key == "2025Q4"
    assert before(parse("2026-W01")).key == "2025-W52"
    assert year_before(parse("2026-11")).key == "2025-11"
    assert year_before(parse("2026-W47")).key == "2025-W47"
    assert year_before(parse("2026-W53")).key == "2025-W52"


def test_an_unfinished_period_is_compared_up_to_the_same_day() -> None:
    march, february = cut(parse("2026-03"), parse("2026-02"), date(2026, 3, 9))
    assert (march.last, february.last) == (date(2026, 3, 9), date(2026, 2, 9))
    month, shorter = cut(parse("2026-03"), parse("2026-02"), date(2026, 3, 30))
    assert (month.last, shorter.last) == (date(2026, 3, 30), date(2026, 2, 28))
    week, last_week = cut(parse("2026-W47"), parse("2026-W46"), date(2026, 11, 18))
    assert (week.last, last_week.last) == (date(2026, 11, 18), date(2026, 11, 11))
    year, last_year = cut(parse("2026"), parse("2025"), date(2026, 11, 22))
    assert (year.last, last_year.last) == (date(2026, 11, 22), date(2025, 11, 22))


def test_a_finished_period_is_compared_whole() -> None:
    assert cut(parse("2026-02"), parse("2026-01"), date(2026, 3, 9)) == (parse("2026-02"), parse("2026-01"))
    assert cut(parse("2027-02"), parse("2027-01"), date(2026, 3, 9)) == (parse("2027-02"), parse("2027-01"))


DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@given(DAYS, st.sampled_from(KINDS), st.sampled_from(LAST_DAYS))
def test_periods_tile_time_and_are_read_back_by_their_key(day: date, kind: Kind, last_day: int) -> None:
    found = containing(kind, day, last_day)
    assert found.first <= day <= found.last
    assert parse(found.key, last_day) == found
    assert before(found, last_day).last + timedelta(days=1) == found.first
    shown, other = cut(found, before(found, last_day), day)
    assert shown.last <= found.last and other.first <= other.last < found.first


def test_a_period_is_made_by_its_numbers() -> None:
    assert period("quarter", 2026, 2) == parse("2026Q2")
