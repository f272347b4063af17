"""A case shows its worst duty, and four dates say so for every day."""

import dataclasses
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Invalid
from app.rules.calendar import WorkCalendar, load_shipped
from app.rules.obligations import Obligation, compute, load_rules
from app.rules.status import (
    Preset,
    Status,
    Turns,
    days_of_light,
    load_preset,
    load_presets,
    obligation_status,
    status_on,
    statuses_named,
    turns,
    working_days_left,
)
from tests.app.rules.facts import CALENDARS, DAYS, FACTS

CALENDAR = load_shipped()
DEFAULT = load_preset()
ORANGE = dataclasses.replace(DEFAULT, urgent_days=1)
ALL_RULES = tuple(dataclasses.replace(rule, active=True, limit=rule.limit or 40) for rule in load_rules())
PRESETS = st.sampled_from(
    [DEFAULT, ORANGE, load_preset("C1"), load_preset("C5"), dataclasses.replace(DEFAULT, yellow_days=0)]
)


def duty(rule_id: str, **facts: object) -> Obligation:
    """The one obligation of a rule for facts given with __ for the dot."""
    rules = [rule for rule in load_rules() if rule.id == rule_id]
    (made,) = compute(rules, {name.replace("__", "."): value for name, value in facts.items()}, CALENDAR)
    return made


NOTICE = duty(
    "T03", registration__received_on=date(2024, 3, 4), registration__identity_status="real_name"
)  # due on Monday 25 March 2024


@pytest.mark.parametrize(
    ("day", "left", "status"),
    [
        (date(2024, 3, 4), 15, Status.RUNNING),
        (date(2024, 3, 19), 4, Status.RUNNING),
        (date(2024, 3, 20), 3, Status.DUE_SOON),
        (date(2024, 3, 22), 1, Status.DUE_SOON),
        (date(2024, 3, 24), 1, Status.DUE_SOON),
        (date(2024, 3, 25), 0, Status.DUE_SOON),
        (date(2024, 3, 26), -1, Status.OVERDUE),
        (date(2024, 3, 27), -2, Status.OVERDUE),
    ],
)
def test_a_light_turns_yellow_at_three_days_and_red_after_the_due_date(
    day: date, left: int, status: Status
) -> None:
    assert working_days_left(NOTICE, CALENDAR, day) == left
    assert obligation_status(NOTICE, DEFAULT, CALENDAR, day) == status
    assert status_on(turns([NOTICE], DEFAULT, CALENDAR), day) == status


def test_the_saturday_after_a_friday_due_is_over_it() -> None:
    friday_due = dataclasses.replace(NOTICE, due_on=date(2024, 3, 22))
    saturday = date(2024, 3, 23)
    assert working_days_left(friday_due, CALENDAR, saturday) == -1
    assert obligation_status(friday_due, DEFAULT, CALENDAR, saturday) == Status.OVERDUE


def test_orange_is_off_until_a_preset_asks_for_it() -> None:
    friday = date(2024, 3, 22)
    assert turns([NOTICE], DEFAULT, CALENDAR).urgent_from is None
    assert turns([NOTICE], ORANGE, CALENDAR).urgent_from == friday
    assert obligation_status(NOTICE, ORANGE, CALENDAR, friday) == Status.URGENT
    assert obligation_status(NOTICE, ORANGE, CALENDAR, friday - timedelta(1)) == Status.DUE_SOON


def test_a_month_rule_is_measured_in_working_days_too() -> None:
    assigned = duty(
        "T05", supervision__assigned_on=date(2024, 3, 29), supervision__referral_kind="assign_result"
    )  # due on Saturday 29 June 2024
    wednesday = date(2024, 6, 26)
    assert assigned.due_on == date(2024, 6, 29)
    assert working_days_left(assigned, CALENDAR, wednesday) == 2
    assert obligation_status(assigned, DEFAULT, CALENDAR, date(2024, 6, 25)) == Status.DUE_SOON
    assert obligation_status(assigned, DEFAULT, CALENDAR, date(2024, 6, 24)) == Status.RUNNING


def test_done_in_time_and_done_late_are_for_good() -> None:
    in_time = dataclasses.replace(NOTICE, done_on=NOTICE.due_on)
    late = dataclasses.replace(NOTICE, done_on=NOTICE.due_on + timedelta(1))
    assert turns([in_time], DEFAULT, CALENDAR) == Turns(settled=Status.DONE)
    assert turns([in_time, late], DEFAULT, CALENDAR) == Turns(settled=Status.DONE_LATE)
    assert status_on(Turns(settled=Status.DONE), date(2999, 1, 1)) == Status.DONE


def test_a_case_without_duties_is_settled_as_none() -> None:
    assert turns([], DEFAULT, CALENDAR) == Turns(settled=Status.NONE)


def test_an_open_duty_outranks_a_late_one() -> None:
    late = dataclasses.replace(NOTICE, done_on=NOTICE.due_on + timedelta(1))
    case = turns([late, NOTICE], DEFAULT, CALENDAR)
    assert status_on(case, date(2024, 3, 5)) == Status.RUNNING
    assert case.running_from == NOTICE.started_on


def test_presets_are_data_and_the_own_one_comes_first() -> None:
    assert [preset.id for preset in load_presets()] == ["default", "C1", "C2", "C3", "C4", "C5"]
    assert DEFAULT.yellow_days == 3
    assert [DEFAULT.colours[status] for status in DEFAULT.order] == [
        "red", "orange", "yellow", "blue", "purple", "green", "gray",
    ]  # fmt: skip
    assert set(load_preset("C1").colours.values()) == {"red", "yellow", "green"}
    with pytest.raises(LookupError, match="C9"):
        load_preset("C9")


@pytest.mark.parametrize("preset", load_presets(), ids=lambda preset: preset.id)
def test_every_preset_orders_and_colours_every_status_with_the_open_ones_first(preset: Preset) -> None:
    assert sorted(preset.order) == sorted(Status)
    assert set(preset.colours) == set(Status)
    assert preset.order[:4] == (Status.OVERDUE, Status.URGENT, Status.DUE_SOON, Status.RUNNING)
    assert preset.order[-1] == Status.NONE
    assert preset.label
    assert preset.source


def test_every_status_has_a_word_of_its_own() -> None:
    assert len({status.label for status in Status}) == len(Status)


@pytest.mark.parametrize(
    ("status", "days", "words"),
    [(Status.OVERDUE, -3, "逾期3工作日"), (Status.DUE_SOON, 2, "剩2工作日"), (Status.DUE_SOON, 0, "今天到期"),
     (Status.URGENT, 1, "剩1工作日"), (Status.RUNNING, 40, "在办"), (Status.DONE, None, "按期"),
     (Status.DONE_LATE, None, "迟办结"), (Status.OVERDUE, None, "逾期"), (Status.NONE, None, "未启动")],
)  # fmt: skip
def test_days_are_said_where_they_press_and_in_working_days(
    status: Status, days: int | None, words: str
) -> None:
    assert status.words(days) == words


@pytest.mark.parametrize(
    ("asked", "meant"),
    [("overdue", {Status.OVERDUE}), ("逾期", {Status.OVERDUE}), ("已逾期", {Status.OVERDUE}), (" 红 ", {Status.OVERDUE}),
     ("红灯", {Status.OVERDUE}), ("RED", {Status.OVERDUE}), ("在办", {Status.RUNNING}), ("黄色", {Status.DUE_SOON}),
     ("灰", {Status.NONE}), ("grey", {Status.NONE}), ("紫", {Status.DONE_LATE})],
)  # fmt: skip
def test_a_status_is_named_by_id_word_or_colour(asked: str, meant: set[Status]) -> None:
    assert set(statuses_named(asked, DEFAULT)) == meant


def test_a_colour_means_what_the_preset_says_and_every_word_offered_is_understood() -> None:
    assert set(statuses_named("绿", load_preset("C1"))) == {
        Status.RUNNING, Status.DONE_LATE, Status.DONE, Status.NONE,
    }  # fmt: skip
    for preset in load_presets():
        with pytest.raises(Invalid) as refused:
            statuses_named("青", preset)
        offered = refused.value.sentence.partition("可以写：")[2].removesuffix("。").split("、")
        assert len(offered) == len(Status) + len(set(preset.colours.values()))
        assert all(statuses_named(word, preset) for word in offered)


def test_the_light_says_the_days_of_the_open_duty_due_first() -> None:
    later = dataclasses.replace(NOTICE, due_on=NOTICE.due_on + timedelta(9))
    done = dataclasses.replace(NOTICE, due_on=NOTICE.due_on - timedelta(9), done_on=NOTICE.started_on)
    day = NOTICE.due_on + timedelta(1)
    assert days_of_light([later, done, NOTICE], CALENDAR, day) == working_days_left(NOTICE, CALENDAR, day) < 0
    assert days_of_light([done], CALENDAR, day) is None


@given(FACTS, PRESETS, CALENDARS, DAYS)
def test_turns_agree_with_the_worst_of_all_duties_on_any_day_and_around_every_due_date(
    facts: dict[str, object], preset: Preset, calendar: WorkCalendar, any_day: date
) -> None:
    duties = compute(ALL_RULES, facts, calendar)
    case = turns(duties, preset, calendar)
    around = [each.due_on + timedelta(offset) for each in duties for offset in range(-14, 5)]
    for day in (any_day, *around):
        slow = preset.worst(obligation_status(each, preset, calendar, day) for each in duties)
        assert status_on(case, day) == slow, day


@given(FACTS, PRESETS, CALENDARS, DAYS, st.integers(0, 400))
def test_an_open_case_only_ever_gets_worse(
    facts: dict[str, object], preset: Preset, calendar: WorkCalendar, day: date, later: int
) -> None:
    case = turns(compute(ALL_RULES, facts, calendar), preset, calendar)
    before, after = status_on(case, day), status_on(case, day + timedelta(later))
    assert preset.order.index(after) <= preset.order.index(before)


def test_a_stopped_clock_has_no_light() -> None:
    stopped = dataclasses.replace(NOTICE, stopped_on=date(2024, 3, 6))
    assert obligation_status(stopped, DEFAULT, CALENDAR, date(2024, 5, 1)) == Status.NONE
    assert turns([stopped], DEFAULT, CALENDAR) == Turns(settled=Status.NONE)
    assert status_on(turns([stopped, NOTICE], DEFAULT, CALENDAR), date(2024, 5, 1)) == Status.OVERDUE


def test_a_rule_may_warn_earlier_than_the_preset() -> None:
    early = dataclasses.replace(NOTICE, rule=dataclasses.replace(NOTICE.rule, warn=10))
    assert obligation_status(early, DEFAULT, CALENDAR, date(2024, 3, 11)) == Status.DUE_SOON
    assert obligation_status(NOTICE, DEFAULT, CALENDAR, date(2024, 3, 11)) == Status.RUNNING
    assert turns([early], DEFAULT, CALENDAR).due_soon_from == date(2024, 3, 11)


CLUE: dict[str, object] = {
    "registration.received_on": date(2024, 1, 15),
    "registration.category": "misconduct_report",
}


@pytest.mark.parametrize(("day", "status"), [
    (date(2024, 2, 14), Status.RUNNING), (date(2024, 2, 15), Status.DUE_SOON),
    (date(2024, 3, 14), Status.DUE_SOON), (date(2024, 3, 15), Status.OVERDUE),
])  # fmt: skip
def test_c3_turns_by_the_age_of_a_clue(day: date, status: Status) -> None:
    assert status_on(turns([], load_preset("C3"), CALENDAR, CLUE), day) == status


def test_c3_a_disposition_takes_the_yellow_light_away_and_closing_both() -> None:
    disposed = CLUE | {"handling.disposed_on": date(2024, 2, 1)}
    made = turns([], load_preset("C3"), CALENDAR, disposed)
    assert (made.due_soon_from, made.overdue_from) == (None, date(2024, 3, 15))
    closed = disposed | {"handling.closed_on": date(2024, 2, 20)}
    assert turns([], load_preset("C3"), CALENDAR, closed) == Turns(settled=Status.NONE)


@pytest.mark.parametrize(("disposition", "months", "status"), [
    ("preliminary_verification", 3, Status.URGENT), ("preliminary_verification", 6, Status.OVERDUE),
    ("written_inquiry", 1, Status.DUE_SOON), ("written_inquiry", 2, Status.URGENT),
    ("written_inquiry", 3, Status.OVERDUE),
])  # fmt: skip
def test_c4_turns_by_the_way_of_handling(disposition: str, months: int, status: Status) -> None:
    facts = CLUE | {"handling.disposition": disposition, "handling.disposed_on": date(2024, 2, 1)}
    light = turns([], load_preset("C4"), CALENDAR, facts)
    assert status_on(light, date(2024, 2 + months, 1)) == status
    assert status_on(light, date(2024, 2 + months, 1) - timedelta(1)) != status


def test_c5_turns_by_the_months_that_are_left() -> None:
    assigned = duty(
        "T05", supervision__assigned_on=date(2024, 3, 29), supervision__referral_kind="assign_result"
    )
    said = [obligation_status(assigned, load_preset("C5"), CALENDAR, day) for day in (
        date(2024, 4, 28), date(2024, 4, 29), date(2024, 5, 28), date(2024, 5, 29), date(2024, 6, 30),
    )]  # fmt: skip
    assert said == [Status.RUNNING, Status.DUE_SOON, Status.DUE_SOON, Status.URGENT, Status.OVERDUE]


def test_what_a_scheme_wants_done_at_a_light_is_data() -> None:
    assert load_preset("C3").measures[Status.OVERDUE] == "督办函、约谈"
    assert load_preset("C2").after == {
        "open": "red",
        "closed": "yellow",
        "dissatisfied": "blue",
        "none": "gray",
    }
