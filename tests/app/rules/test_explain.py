"""Every light explains itself in plain Chinese."""

from datetime import date, timedelta

import pytest
from hypothesis import given

from app.rules.calendar import WorkCalendar, load_shipped
from app.rules.explain import Explanation, explain
from app.rules.obligations import compute, load_rules
from app.rules.status import Status, load_preset, working_days_left
from tests.app.rules.facts import CALENDARS, DAYS, FACTS

CALENDAR = load_shipped()
DEFAULT = load_preset()
REAL_NAME: dict[str, object] = {
    "registration.received_on": date(2024, 2, 1),
    "registration.identity_status": "real_name",
}
ASSIGNED: dict[str, object] = {
    "supervision.assigned_on": date(2024, 2, 1),
    "supervision.referral_kind": "assign_result",
}


def explained(facts: dict[str, object], day: date, calendar: WorkCalendar = CALENDAR) -> Explanation:
    """The explanation of the only duty that the facts make."""
    (duty,) = compute(load_rules(), facts, calendar)
    return explain(duty, DEFAULT, calendar, day)


def test_a_notice_over_spring_festival_is_explained_line_by_line() -> None:
    said = explained(REAL_NAME, date(2024, 2, 20))
    assert said.status == Status.RUNNING
    assert said.lines == (
        "受理告知：最迟 2024年2月27日告知受理情况，还剩 5 个工作日。",
        "2024年2月1日收到信访件，当天不计，次日起算 15 个工作日。",
        "其间不算工作日的：周末 3 天；春节 2月10日至2月17日。",
        "其间调休上班：春节 2月4日、2月18日，算工作日。",
        "到期日是 2024年2月27日。",
        "依据：《规则》第二十六条。",
        "署名待核实的也先起算；认定为匿名、重复件或业务范围外的不再计算。",
    )
    assert said.sentence == "".join(said.lines)


@pytest.mark.parametrize(("day", "outcome"), [
    (date(2024, 2, 27), "今天到期，请今天告知受理情况。"),
    (date(2024, 2, 28), "最迟 2024年2月27日告知受理情况，已逾期 1 个工作日。"),
    (date(2024, 3, 5), "最迟 2024年2月27日告知受理情况，已逾期 5 个工作日。"),
])  # fmt: skip
def test_today_and_overdue_are_said_in_days(day: date, outcome: str) -> None:
    assert explained(REAL_NAME, day).outcome == outcome


@pytest.mark.parametrize(("told", "outcome"), [
    (date(2024, 2, 26), "2024年2月26日已告知受理情况，没有超过到期日 2024年2月27日。"),
    (date(2024, 2, 29), "2024年2月29日才告知受理情况，比到期日 2024年2月27日晚了 2 个工作日。"),
])  # fmt: skip
def test_what_was_done_says_whether_in_time(told: date, outcome: str) -> None:
    facts = {**REAL_NAME, "registration.acceptance_told_on": told}
    assert explained(facts, date(2024, 6, 1)).outcome == outcome


def test_a_month_rule_says_both_days_and_working_days_and_no_holidays() -> None:
    said = explained(ASSIGNED, date(2024, 4, 20))
    assert said.start == "2024年2月1日上级交办，按日历月计 3 个月，到期月没有这一天的取月末。"
    assert said.outcome == "最迟 2024年5月1日办结并报告，还剩 8 个工作日（11 天）。"
    assert (said.skipped, said.makeups, said.provisional) == ("", "", "")


def test_a_sum_says_the_days_of_its_light_on_any_day() -> None:
    """The due date is Wednesday 1 May, a holiday to the 5th; 28 April is a Sunday of work."""
    for facts in (REAL_NAME, ASSIGNED):
        (duty,) = compute(load_rules(), facts, CALENDAR)
        for ahead in range(-40, 40):
            day = duty.due_on + timedelta(days=ahead)
            days = working_days_left(duty, CALENDAR, day)
            said = explained(facts, day).outcome
            assert f"{abs(days)} 个工作日" in said if days else "今天到期" in said


def test_an_extension_names_the_old_date_too() -> None:
    said = explained(
        ASSIGNED | {"supervision.extension": "approved", "supervision.extended_due_on": date(2024, 6, 1)},
        date(2024, 6, 3),
    )
    assert said.first_due == "按规则，到期日是 2024年5月1日。"
    assert said.moved == ("批准延期：改为 2024年6月1日，原到期日保留备查。",)
    assert said.outcome == "最迟 2024年6月1日办结并报告，已逾期 1 个工作日（2 天）。"


def test_a_missing_year_makes_the_date_provisional_and_says_which_year() -> None:
    late = {**REAL_NAME, "registration.received_on": date(2026, 12, 24)}
    said = explained(late, date(2026, 12, 25))
    assert said.provisional == "2027年的放假安排还没有录入，暂按周一至周五计算，到期日是暂定的。"
    assert said.provisional in said.lines


@given(FACTS, CALENDARS, DAYS)
def test_every_duty_can_be_explained_on_any_day(
    facts: dict[str, object], calendar: WorkCalendar, day: date
) -> None:
    for duty in compute(load_rules(), facts, calendar):
        said = explain(duty, DEFAULT, calendar, day)
        assert all(line.endswith("。") for line in said.lines)
        assert duty.rule.source in said.sentence
        assert bool(said.provisional) is duty.provisional
        assert "None" not in said.sentence
