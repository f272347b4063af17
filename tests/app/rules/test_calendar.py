"""Working days by the shipped calendar, by changed data and without any."""

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Invalid
from app.rules.calendar import Entry, Skipped, WorkCalendar, load_shipped

SHIPPED = load_shipped()
EMPTY = WorkCalendar(())
KNOWN_DAYS = st.dates(date(2004, 1, 1), date(2026, 12, 31))
ANY_DAYS = st.dates(date(1900, 1, 1), date(2999, 12, 31))
CALENDARS = st.lists(
    st.tuples(
        st.dates(date(2024, 1, 1), date(2024, 12, 31)),
        st.sampled_from(["holiday", "makeup", "ordinary"]),
        st.just("节"),
    ),
    max_size=80,
).map(WorkCalendar)
NEAR_2024 = st.dates(date(2023, 11, 1), date(2025, 2, 1))


def walked(calendar: WorkCalendar, start: date, number: int) -> date:
    """The slow way: day by day."""
    day = start
    while number:
        day += timedelta(1)
        number -= calendar.is_working(day)
    return day


def test_every_day_of_every_year_agrees_with_the_package() -> None:
    day, wrong = date(2004, 1, 1), []
    while day.year < 2027:
        if SHIPPED.is_working(day) != chinese_calendar.is_workday(day):
            wrong.append(day)
        day += timedelta(1)
    assert wrong == []
    assert set(range(2004, 2027)) == SHIPPED.years


def test_the_receipt_day_is_not_counted() -> None:
    assert EMPTY.add_working_days(date(2024, 3, 4), 5).day == date(2024, 3, 11)
    assert EMPTY.add_working_days(date(2024, 3, 9), 1).day == date(2024, 3, 11)


def test_no_days_added_is_the_day_itself() -> None:
    assert SHIPPED.add_working_days(date(2024, 3, 9), 0).day == date(2024, 3, 9)


def test_fifteen_days_over_spring_festival_2024_name_what_was_skipped_and_worked() -> None:
    span = SHIPPED.add_working_days(date(2024, 2, 1), 15)
    assert span.day == date(2024, 2, 27)
    assert [skipped.day for skipped in span.skipped] == [date(2024, 2, day) for day in range(10, 18)]
    assert {skipped.name for skipped in span.skipped} == {"春节"}
    assert span.makeups == (Skipped(date(2024, 2, 4), "春节"), Skipped(date(2024, 2, 18), "春节"))
    assert span.weekend_days == 3  # 3, 24 and 25 February; 4 and 18 were worked, the rest lay in the festival
    assert not span.provisional


def test_a_year_without_data_counts_monday_to_friday_and_is_provisional() -> None:
    span = SHIPPED.add_working_days(date(2031, 9, 30), 5)
    assert span.day == date(2031, 10, 7)
    assert span.provisional


def test_a_span_that_reaches_into_a_year_without_data_is_provisional() -> None:
    assert not SHIPPED.add_working_days(date(2026, 12, 1), 15).provisional
    assert SHIPPED.add_working_days(date(2026, 12, 24), 15).provisional
    assert not SHIPPED.add_working_days(date(2003, 12, 31), 3).provisional


def test_working_days_between_is_signed_and_counts_the_last_day() -> None:
    friday, monday = date(2024, 3, 8), date(2024, 3, 11)
    assert SHIPPED.working_days_between(friday, monday) == 1
    assert SHIPPED.working_days_between(monday, friday) == -1
    assert SHIPPED.working_days_between(friday, date(2024, 3, 10)) == 0


def test_one_working_day_before_a_monday_is_the_friday() -> None:
    assert SHIPPED.subtract_working_days(date(2024, 3, 11), 1) == date(2024, 3, 8)
    assert SHIPPED.subtract_working_days(date(2024, 3, 11), 0) == date(2024, 3, 11)
    assert SHIPPED.subtract_working_days(date(2024, 2, 19), 2) == date(2024, 2, 9)


def test_changes_replace_what_was_said_of_the_same_day_and_leave_the_old_calendar_alone() -> None:
    day = date(2024, 2, 9)
    changed = SHIPPED.with_changes([(day, "holiday", "春节"), (date(2024, 2, 18), "ordinary", "")])
    assert not changed.is_working(day)
    assert not changed.is_working(date(2024, 2, 18))
    assert SHIPPED.is_working(day)
    assert SHIPPED.is_working(date(2024, 2, 18))


def test_a_calendar_is_built_again_from_its_own_entries() -> None:
    again = WorkCalendar(tuple(entry) for entry in SHIPPED.entries)
    assert again.entries == SHIPPED.entries
    assert SHIPPED.entries[0] == Entry(date(2004, 1, 1), "holiday", "元旦")


def test_a_holiday_on_a_sunday_takes_no_working_day_away() -> None:
    sunday = date(2024, 3, 10)
    assert (
        EMPTY.with_changes([(sunday, "holiday", "节")]).working_days_between(
            date(2024, 3, 4), date(2024, 3, 15)
        )
        == 9
    )


def test_an_entry_of_an_unknown_kind_is_refused_in_words() -> None:
    with pytest.raises(Invalid, match="休息"):
        WorkCalendar([(date(2024, 1, 1), "休息", "元旦")])


def test_a_year_off_entirely_still_ends() -> None:
    closed = WorkCalendar((date(2024, 1, 1) + timedelta(n), "holiday", "节") for n in range(366))
    assert closed.add_working_days(date(2023, 12, 29), 3).day == date(2025, 1, 3)
    assert closed.subtract_working_days(date(2025, 1, 1), 1) == date(2023, 12, 29)


@given(CALENDARS, NEAR_2024, st.integers(0, 60))
def test_adding_agrees_with_walking_day_by_day(calendar: WorkCalendar, start: date, number: int) -> None:
    span = calendar.add_working_days(start, number)
    assert span.day == walked(calendar, start, number)
    assert calendar.working_days_between(start, span.day) == number


@given(CALENDARS, NEAR_2024, st.integers(0, 60))
def test_the_parts_of_a_span_add_up(calendar: WorkCalendar, start: date, number: int) -> None:
    span = calendar.add_working_days(start, number)
    assert number + len(span.skipped) + span.weekend_days == (span.day - start).days


@given(CALENDARS, NEAR_2024, st.integers(0, 60))
@pytest.mark.thorough
def test_subtracting_gives_the_first_day_with_so_few_days_left(
    calendar: WorkCalendar, end: date, number: int
) -> None:
    day = calendar.subtract_working_days(end, number)
    assert calendar.working_days_between(day, end) == number
    assert calendar.working_days_between(day - timedelta(1), end) == number + 1


@given(ANY_DAYS, st.integers(0, 300))
def test_no_year_is_an_error(start: date, number: int) -> None:
    assert SHIPPED.add_working_days(start, number).day >= start


@given(KNOWN_DAYS, KNOWN_DAYS)
def test_between_is_antisymmetric(first: date, second: date) -> None:
    assert SHIPPED.working_days_between(first, second) == -SHIPPED.working_days_between(second, first)
