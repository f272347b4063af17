"""The stage is the furthest line that holds; leaving the path beats it; order only warns."""

from datetime import date

import pytest
from hypothesis import given

from app.rules.stage import OrderWarning, Stage, order_warnings, stage
from tests.app.rules.facts import FACTS

DAY = date(2024, 3, 4)
PATH: list[tuple[Stage, dict[str, object]]] = [
    (Stage.DRAFT, {"registration.received_on": DAY}),
    (Stage.REGISTERED, {"registration.case_no": "溪口信〔2024〕1号"}),
    (Stage.REGISTERED, {"registration.registered_on": DAY}),
    (Stage.PROPOSED, {"registration.proposed_action": "accept", "registration.proposer": "甲"}),
    (Stage.APPROVED, {"registration.instruction": "同意", "registration.approver": "乙"}),
    (Stage.ACCEPTED, {"registration.accepted_on": DAY}),
    (Stage.ASSIGNED, {"handling.received_on": DAY}),
    (Stage.DISPOSED, {"handling.disposed_on": DAY}),
    (Stage.VERIFYING, {"handling.verification_begun_on": DAY}),
    (Stage.UNDER_REVIEW, {"handling.report_handed_on": DAY}),
    (Stage.CLOSED, {"handling.closed_on": DAY, "handling.finding": "undetermined"}),
    (Stage.REPORTED, {"handling.reported_on": DAY}),
    (Stage.FED_BACK, {"handling.fed_back_on": DAY}),
    (Stage.ARCHIVED, {"handling.archived_on": DAY}),
]


def test_a_case_walks_through_every_stage_of_the_path() -> None:
    facts: dict[str, object] = {}
    for expected, more in PATH:
        facts |= more
        assert stage(facts) == expected


@pytest.mark.parametrize("facts", [
    {"registration.proposed_action": "accept"},
    {"registration.instruction": "同意"},
    {"handling.closed_on": DAY},
    {"registration.proposer": ""},
])  # fmt: skip
def test_half_a_line_does_not_hold(facts: dict[str, object]) -> None:
    assert stage({"registration.registered_on": DAY, **facts}) == Stage.REGISTERED


@pytest.mark.parametrize(("facts", "expected"), [
    ({"registration.rejected_on": DAY, "registration.rejection_ground": "other_organ"}, Stage.REJECTED),
    ({"registration.rejected_on": DAY}, Stage.REJECTED),
    ({"registration.rejected_on": DAY, "registration.rejection_ground": "no_substance"}, Stage.RETAINED),
    ({"registration.retained_on": DAY}, Stage.RETAINED),
    ({"registration.transferred_on": DAY}, Stage.TRANSFERRED_OUT),
    ({"escalation.received_on": DAY}, Stage.ESCALATED),
])  # fmt: skip
def test_leaving_the_path_beats_all_but_the_archive(facts: dict[str, object], expected: Stage) -> None:
    walked = {fact: value for _, more in PATH[:-1] for fact, value in more.items()}
    assert stage({**walked, **facts}) == expected
    assert stage({**walked, **facts, "handling.archived_on": DAY}) == Stage.ARCHIVED


def test_every_stage_has_a_label_of_its_own() -> None:
    assert len({each.label for each in Stage}) == len(Stage)
    assert Stage.UNDER_REVIEW.label == "审核中"


def test_dates_in_order_warn_of_nothing() -> None:
    assert order_warnings({"registration.received_on": DAY, "handling.closed_on": DAY}) == []
    assert order_warnings({}) == []


def test_a_date_before_an_earlier_step_is_said_with_both_fields() -> None:
    facts: dict[str, object] = {
        "registration.received_on": date(2024, 3, 10),
        "registration.registered_on": date(2024, 3, 4),
        "registration.accepted_on": date(2024, 3, 5),
        "handling.closed_on": date(2024, 4, 1),
    }
    assert order_warnings(facts) == [
        OrderWarning(
            "登记日期 2024-03-04 早于收到日期 2024-03-10，请核对。",
            ("registration.received_on", "registration.registered_on"),
        ),
        OrderWarning(
            "受理日期 2024-03-05 早于收到日期 2024-03-10，请核对。",
            ("registration.received_on", "registration.accepted_on"),
        ),
    ]


@given(FACTS)
def test_any_facts_have_a_stage_and_warn_only_of_dates_that_are_there(facts: dict[str, object]) -> None:
    assert stage(facts) in Stage
    for warning in order_warnings(facts):
        earlier, later = (facts[fact] for fact in warning.fields)
        assert isinstance(earlier, date) and isinstance(later, date)
        assert later < earlier
