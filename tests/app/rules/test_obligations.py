"""Each national rule: what starts it, when it is due, what fulfils it, what cancels it."""

from datetime import date, datetime

import pytest
from hypothesis import given

from app.errors import Invalid
from app.rules.calendar import WorkCalendar, load_shipped
from app.rules.declarations import Condition, changed, parse_rules
from app.rules.matter import Extension, Matter, Part, Stop
from app.rules.obligations import Move, Obligation, add_months, compute, load_rules, unlimited
from app.rules.obligations import duties as every_duty
from tests.app.rules.facts import CALENDARS, FACTS

CALENDAR = load_shipped()
RECEIVED = date(2024, 3, 4)


def duties(facts: dict[str, object]) -> dict[str, Obligation]:
    """The duties by the id of their rule."""
    return {each.rule.id: each for each in compute(load_rules(), facts, CALENDAR)}


def received(identity: str, **more: object) -> dict[str, object]:
    """A registration received on RECEIVED; more facts with __ for the dot."""
    facts = {"registration.received_on": RECEIVED, "registration.identity_status": identity}
    return {**facts, **{name.replace("__", "."): value for name, value in more.items()}}


def test_t01_an_upper_level_matter_goes_up_within_five_working_days() -> None:
    made = duties({"escalation.received_on": RECEIVED})
    assert list(made) == ["T01"]
    assert made["T01"].due_on == date(2024, 3, 11)
    handed = duties({"escalation.received_on": RECEIVED, "escalation.handed_on": date(2024, 3, 12)})
    assert handed["T01"].late


def test_t02_a_forwarded_case_is_accepted_or_passed_on_within_five_working_days() -> None:
    facts = received("anonymous", registration__intake_source="forwarded_above")
    assert duties(facts)["T02"].due_on == date(2024, 3, 11)
    assert duties({**facts, "registration.accepted_on": date(2024, 3, 6)})["T02"].done_on == date(2024, 3, 6)
    assert duties({**facts, "registration.transferred_on": date(2024, 3, 7)})["T02"].done_on == date(
        2024, 3, 7
    )
    assert "T02" not in duties(received("anonymous", registration__intake_source="self"))


@pytest.mark.parametrize(("identity", "opens"), [
    ("real_name", True), ("signed_unverified", True), ("anonymous", False), ("impersonated", False),
])  # fmt: skip
def test_t03_the_notice_is_owed_to_real_names_and_to_signed_ones_not_yet_verified(
    identity: str, opens: bool
) -> None:
    assert ("T03" in duties(received(identity))) is opens


@pytest.mark.parametrize("cancelling", [
    {"registration.is_repeat": True},
    {"registration.category": "out_of_scope"},
    {"registration.rejected_on": date(2024, 3, 6)},
    {"registration.transferred_on": date(2024, 3, 6)},
    {"registration.retained_on": date(2024, 3, 6)},
])  # fmt: skip
def test_t03_is_cancelled_for_repeats_and_for_what_is_not_accepted(cancelling: dict[str, object]) -> None:
    assert "T03" not in duties({**received("real_name"), **cancelling})


def test_t03_runs_fifteen_working_days_from_receipt_and_ends_with_the_notice() -> None:
    made = duties(
        received("real_name", registration__is_repeat=False, registration__category="misconduct_report")
    )
    assert (made["T03"].started_on, made["T03"].due_on, made["T03"].done_on) == (
        RECEIVED,
        date(2024, 3, 25),
        None,
    )
    told = duties(received("real_name", registration__acceptance_told_on=date(2024, 3, 25)))
    assert told["T03"].done_on == date(2024, 3, 25)
    assert not told["T03"].late


def test_t04_the_result_is_owed_to_real_names_only_and_from_the_closing() -> None:
    closed = {"handling.closed_on": date(2024, 4, 26)}
    assert duties(received("real_name") | closed)["T04"].due_on == date(2024, 5, 20)
    assert "T04" not in duties(received("signed_unverified") | closed)
    assert "T04" not in duties(received("real_name"))


ASSIGNED: dict[str, object] = {
    "supervision.assigned_on": date(2023, 11, 30),
    "supervision.referral_kind": "assign_result",
}


def test_t05_an_assigned_case_has_three_months_clamped_to_the_end_of_the_month() -> None:
    assert duties(ASSIGNED)["T05"].due_on == date(2024, 2, 29)
    assert duties({**ASSIGNED, "supervision.referral_kind": "assign_situation"})["T05"].due_on == date(
        2024, 2, 29
    )
    assert "T05" not in duties({**ASSIGNED, "supervision.referral_kind": "forward"})


def test_t05_is_fulfilled_by_the_report_and_else_by_the_closing() -> None:
    closed = {**ASSIGNED, "handling.closed_on": date(2024, 1, 5)}
    assert duties(closed)["T05"].done_on == date(2024, 1, 5)
    assert duties({**closed, "handling.reported_on": date(2024, 3, 1)})["T05"].late


def test_t05_takes_the_date_set_above_and_the_approved_extension_and_keeps_the_old_ones() -> None:
    fixed = {**ASSIGNED, "supervision.due_on": date(2024, 1, 31)}
    extended = {**fixed, "supervision.extended_due_on": date(2024, 4, 30)}
    assert duties(fixed)["T05"].due_on == date(2024, 1, 31)
    assert duties({**extended, "supervision.extension": "requested"})["T05"].due_on == date(2024, 1, 31)
    assert duties({**extended, "supervision.extension": "refused"})["T05"].due_on == date(2024, 1, 31)
    moved = duties({**extended, "supervision.extension": "approved"})["T05"]
    assert moved.due_on == date(2024, 4, 30)
    assert moved.first_due_on == date(2024, 2, 29)
    assert moved.moves == (Move("交办单位定的到期日", date(2024, 1, 31)), Move("批准延期", date(2024, 4, 30)))


def test_t06_a_clue_is_disposed_of_within_a_month() -> None:
    clue: dict[str, object] = {
        "handling.received_on": date(2024, 1, 31),
        "registration.category": "misconduct_report",
    }
    assert duties(clue)["T06"].due_on == date(2024, 2, 29)
    assert duties({**clue, "handling.disposed_on": date(2024, 2, 1)})["T06"].done_on == date(2024, 2, 1)
    assert "T06" not in duties({**clue, "registration.category": "suggestion"})


def test_only_active_rules_make_duties() -> None:
    active = {rule.id for rule in load_rules() if rule.active}
    assert active == {f"T{number:02}" for number in range(1, 13)}
    everything = {fact: RECEIVED for rule in load_rules() for fact in rule.facts if fact.endswith("_on")}
    assert set(duties(everything)) <= active


def test_without_a_start_there_is_no_duty() -> None:
    assert duties({}) == {}
    assert duties({"registration.identity_status": "real_name", "registration.received_on": None}) == {}


def test_dates_in_the_wrong_order_are_computed_all_the_same() -> None:
    made = duties(received("real_name", registration__acceptance_told_on=date(2020, 1, 1)))
    assert made["T03"].done_on == date(2020, 1, 1)
    assert not made["T03"].late


def test_a_year_without_a_calendar_makes_the_date_provisional_unless_it_was_set() -> None:
    later = WorkCalendar(())
    (notice,) = compute(load_rules(), received("real_name"), later)
    assert notice.provisional
    assert notice.due_on == date(2024, 3, 25)
    (assigned,) = compute(load_rules(), ASSIGNED, later)
    assert not assigned.provisional


def test_a_moment_counts_as_its_day_and_text_is_no_date() -> None:
    assert duties({"escalation.received_on": datetime(2024, 3, 4, 9, 30)})["T01"].started_on == RECEIVED
    assert duties({"escalation.received_on": "2024-03-04"}) == {}


def test_of_several_codes_one_meets_a_condition() -> None:
    condition = Condition("registration.campaign_tag", frozenset({"education"}))
    assert condition.holds({"registration.campaign_tag": ("medical", "education")})
    assert not condition.holds({"registration.campaign_tag": ("medical",)})
    assert not condition.holds({})


@pytest.mark.parametrize(("day", "number", "expected"), [
    (date(2024, 1, 31), 1, date(2024, 2, 29)),
    (date(2023, 1, 31), 1, date(2023, 2, 28)),
    (date(2024, 10, 15), 3, date(2025, 1, 15)),
    (date(2024, 9, 30), 3, date(2024, 12, 30)),
    (date(2024, 12, 1), 12, date(2025, 12, 1)),
])  # fmt: skip
def test_months_are_calendar_months_clamped_to_their_end(day: date, number: int, expected: date) -> None:
    assert add_months(day, number) == expected


@given(FACTS, CALENDARS)
def test_any_facts_give_each_rule_at_most_one_duty(facts: dict[str, object], calendar: WorkCalendar) -> None:
    made = compute(load_rules(), facts, calendar)
    ids = [each.rule.id for each in made]
    assert len(set(ids)) == len(ids)
    assert all(each.first_due_on > each.started_on for each in made)


CLUE: dict[str, object] = {
    "handling.received_on": date(2024, 3, 4),
    "registration.category": "misconduct_report",
}


def standing(rule_id: str, facts: dict[str, object], **more: object) -> Obligation:
    """The one duty of a rule for a matter with these parts, stops and extensions."""
    matter = Matter(facts, **more)  # type: ignore[arg-type]
    (made,) = [each for each in every_duty(load_rules(), matter, CALENDAR) if each.rule.id == rule_id]
    return made


def test_a_stop_puts_the_due_date_off_by_the_days_it_stood() -> None:
    stopped = standing("T06", CLUE, stops=(Stop(date(2024, 3, 10), date(2024, 3, 20), "等待审计"),))
    assert stopped.first_due_on == date(2024, 4, 4)
    assert stopped.due_on == date(2024, 4, 14)
    assert [(each.days, each.reason) for each in stopped.stops] == [(10, "等待审计")]
    assert stopped.is_open


def test_an_open_stop_stands_the_clock_still_until_it_ends() -> None:
    stopped = standing("T06", CLUE, stops=(Stop(date(2024, 3, 10), None, "等待审计"),))
    assert stopped.stopped_on == date(2024, 3, 10)
    assert not stopped.is_open
    assert stopped.due_on == date(2024, 4, 4)


@pytest.mark.parametrize("stop", [
    Stop(date(2024, 4, 5), date(2024, 4, 20)),
    Stop(date(2024, 2, 1), date(2024, 3, 4)),
    Stop(date(2024, 4, 5), None),
])  # fmt: skip
def test_a_stop_before_the_start_or_after_the_due_date_puts_off_nothing(stop: Stop) -> None:
    kept = standing("T06", CLUE, stops=(stop,))
    assert (kept.due_on, kept.stops, kept.stopped_on) == (date(2024, 4, 4), (), None)


def test_overlapping_stops_count_once() -> None:
    stops = (Stop(date(2024, 3, 10), date(2024, 3, 20)), Stop(date(2024, 3, 15), date(2024, 3, 25)))
    assert standing("T06", CLUE, stops=stops).due_on == date(2024, 4, 19)


def test_what_is_done_is_measured_with_the_stops_before_it() -> None:
    done = {**CLUE, "handling.disposed_on": date(2024, 4, 10)}
    assert standing("T06", done).late
    stops = (Stop(date(2024, 3, 10), None),)
    assert not standing("T06", done, stops=stops).late


def test_a_rule_that_does_not_stop_runs_on() -> None:
    notice = standing("T03", received("real_name"), stops=(Stop(date(2024, 3, 6), None),))
    assert notice.is_open
    assert notice.due_on == date(2024, 3, 25)


def test_an_approved_extension_moves_its_own_duty_only_and_keeps_the_old_date() -> None:
    more = Extension("T06", date(2024, 5, 4), date(2024, 3, 30))
    made = standing("T06", CLUE, extensions=(more,))
    assert (made.due_on, made.first_due_on) == (date(2024, 5, 4), date(2024, 4, 4))
    other = Extension("T05", date(2024, 5, 4), date(2024, 3, 30))
    assert standing("T06", CLUE, extensions=(other,)).due_on == date(2024, 4, 4)


def test_an_extension_of_an_earlier_round_does_not_move_a_later_one() -> None:
    before = Extension("T06", date(2024, 2, 4), date(2024, 1, 30))
    assert standing("T06", CLUE, extensions=(before,)).due_on == date(2024, 4, 4)


def test_a_stop_before_the_extension_was_decided_is_in_its_date_already() -> None:
    more = Extension("T06", date(2024, 5, 4), date(2024, 3, 30))
    early, late = Stop(date(2024, 3, 10), date(2024, 3, 20)), Stop(date(2024, 4, 10), date(2024, 4, 12))
    assert standing("T06", CLUE, extensions=(more,), stops=(early,)).due_on == date(2024, 5, 4)
    assert standing("T06", CLUE, extensions=(more,), stops=(early, late)).due_on == date(2024, 5, 6)


def inquiry(id: str, name: str, **facts: object) -> Part:
    """A written inquiry to somebody."""
    said = {"inquiry.way": "written_inquiry", "inquiry.received_on": RECEIVED}
    return Part("inquiry", id, said | {f"inquiry.{key}": value for key, value in facts.items()}, name)


def test_t07_each_written_inquiry_has_a_reply_of_its_own() -> None:
    parts = (inquiry("a", "曾小明"), inquiry("b", "仇大有", replied_on=date(2024, 3, 26)))
    made = [each for each in every_duty(load_rules(), Matter({}, parts), CALENDAR) if each.rule.id == "T07"]
    assert [(each.subject, each.subject_label, each.late) for each in made] == [
        ("a", "曾小明", False),
        ("b", "仇大有", True),
    ]
    assert {each.due_on for each in made} == {date(2024, 3, 25)}


def test_t07_asks_nothing_after_a_talk_but_t08_does() -> None:
    talk = inquiry("a", "曾小明", way="talk", replied_on=date(2024, 3, 31))
    made = every_duty(load_rules(), Matter({}, (talk,)), CALENDAR)
    assert [(each.rule.id, each.due_on) for each in made] == [("T08", date(2024, 4, 30))]


def test_t09_has_no_limit_until_one_is_set() -> None:
    facts = {
        "handling.verification_begun_on": RECEIVED,
        "handling.disposition": "preliminary_verification",
    }
    assert "T09" not in duties(facts)
    (waiting,) = unlimited(load_rules(), Matter(facts))
    assert (waiting.rule.id, waiting.started_on, waiting.done_on) == ("T09", RECEIVED, None)
    rules = changed(load_rules(), {"T09": {"limit": 15, "unit": "working_days"}})
    (made,) = [each for each in compute(rules, facts, CALENDAR) if each.rule.id == "T09"]
    assert made.due_on == date(2024, 3, 25)
    assert unlimited(rules, Matter(facts)) == ()


def test_t10_a_clue_of_another_supervisory_organ_goes_there_within_five_working_days() -> None:
    facts = received("anonymous", registration__jurisdiction="other_supervisory")
    assert duties(facts)["T10"].due_on == date(2024, 3, 11)
    assert "T10" not in duties(received("anonymous", registration__jurisdiction="own"))


@pytest.mark.parametrize("duty", ["results", "analysis"])
def test_t11_and_t12_are_owed_after_every_quarter(duty: str) -> None:
    facts = {"periodic.duty": duty, "periodic.period_end_on": date(2024, 3, 31)}
    (made,) = every_duty(load_rules(), Matter({}, (Part("periodic", "q", facts),)), CALENDAR)
    assert made.rule.id == {"results": "T11", "analysis": "T12"}[duty]
    assert made.due_on == date(2024, 4, 15)


def test_t13_to_t18_are_shipped_and_switched_off() -> None:
    off = {rule.id for rule in load_rules() if not rule.active}
    assert off == {"T13", "T14", "T15", "T16", "T17", "T17A", "T18", "T18A"}
    on = changed(load_rules(), {"T16": {"active": True}})
    (made,) = compute(on, {"registration.accepted_on": RECEIVED}, CALENDAR)
    assert (made.rule.id, made.due_on) == ("T16", date(2024, 5, 3))


LOCAL = """
[[rule]]
id = "L01"
label = "登录平台"
applies_to = "case"
start = "registration.received_on"
limit = 5
unit = "working_days"
done = ["registration.registered_on"]
begins = "收到"
ends = "录入平台"
source = "实践做法：昌都"
"""


def test_a_local_rule_set_is_read_in_the_form_of_the_shipped_ones() -> None:
    (made,) = compute(parse_rules(LOCAL), received("anonymous"), CALENDAR)
    assert (made.rule.id, made.due_on) == ("L01", date(2024, 3, 11))


@pytest.mark.parametrize(
    "text", ["", "[[rule]]\nid = 'L01'", "rule = 3", "[[rule", LOCAL.replace("working_days", "weeks")]
)
def test_a_rule_set_that_cannot_be_read_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(Invalid, match="时限规则读不懂"):
        parse_rules(text)


def test_what_was_assigned_on_paper_is_due_by_the_letter_and_else_in_three_months() -> None:
    letter = received("anonymous", registration__intake_source="assigned_above")
    (duty,) = compute(load_rules("house"), letter, CALENDAR)
    assert (duty.rule.id, duty.due_on) == ("H08", date(2024, 6, 4))
    (duty,) = compute(
        load_rules("house"), {**letter, "registration.source_due_on": date(2024, 4, 1)}, CALENDAR
    )
    assert (duty.due_on, duty.first_due_on) == (date(2024, 4, 1), date(2024, 6, 4))
    by_workbook = {
        **letter,
        "supervision.assigned_on": RECEIVED,
        "supervision.referral_kind": "assign_result",
    }
    assert compute(load_rules("house"), by_workbook, CALENDAR) == ()
    assert "T05" in duties(by_workbook)


def test_any_sender_that_names_a_day_is_answered_by_it_and_without_a_day_nothing_is_due() -> None:
    for source in ("leader_assigned", "forwarded_above", "dept_assigned", "dept_forwarded", "inspection"):
        sent = received("anonymous", registration__intake_source=source)
        assert compute(load_rules("house"), sent, CALENDAR) == ()
        dated = {**sent, "registration.source_due_on": date(2024, 4, 1)}
        (duty,) = compute(load_rules("house"), dated, CALENDAR)
        assert (duty.rule.id, duty.due_on) == ("H09", date(2024, 4, 1))
        closed = {**dated, "handling.closed_on": date(2024, 4, 2)}
        assert compute(load_rules("house"), closed, CALENDAR)[0].late
