"""重新办理 begins a round; what earlier rounds owed stays in sight, the light is the current round's."""

from datetime import date, timedelta
from importlib import import_module
from typing import Any

import pytest

from app.actions.settings import set_limit
from app.actions.undo import undo
from app.rules.obligations import Obligation
from app.rules.status import Status
from app.store.case_file import CaseFile, read_case
from app.store.office import Office
from tests.app.actions.test_standing import CLOSING, act, handled
from tests.app.ledger.stored import case_duties
from tests.app.store.offices import Clock, everything

AGAIN: dict[str, Any] = {"handling.reopen_kind": "reinvestigate", "handling.reopened_by": "刘书记"}


def closed(office: Office, **values: Any) -> str:
    """A case that was handled and closed today."""
    case = handled(office, **values)
    act(office, case, "tell_acceptance")
    act(office, case, "dispose", {"handling.disposition": "preliminary_verification"})
    act(office, case, "close", CLOSING)
    return case


def days_pass(office: Office, clock: Clock, days: int) -> None:
    """So many days later; the question after a month of silence is answered."""
    clock.forward(days=days)
    if office.clock_doubt() is not None:
        office.confirm_today(clock.now.date())


def of(case: CaseFile, rule: str) -> list[Obligation]:
    """The duties of that rule, those of earlier rounds first."""
    return [each for each in case.obligations if each.rule.id == rule]


def told(case: CaseFile, rule: str, today: date) -> list[tuple[str, Status, str]]:
    """Label, light and outcome of each duty of that rule."""
    return [(each.label, each.status, each.outcome) for each in case.explained(today) if each.rule_id == rule]


def test_what_was_told_late_in_the_first_round_stays_late_after_reopening(
    office: Office, clock: Clock
) -> None:
    case = closed(office)
    days_pass(office, clock, 40)
    act(office, case, "feed_back")
    act(office, case, "reopen", AGAIN)
    found = act(office, case, "hand_over", {"handling.handler": "李岚"})
    ((label, status, outcome),) = told(found, "T04", office.today)
    assert (label, status) == ("结果反馈（第1轮）", Status.DONE_LATE)
    assert "2026年4月18日才" in outcome
    assert found.status(office.today) is Status.RUNNING, "T06 of the second round"
    shown = case_duties(office, {Status.DONE_LATE}, ["T04"])
    assert [(each.case, each.rule_id, each.subject) for each in shown] == [
        (case, "T04", found.handlings[0].id)
    ]


def test_feedback_not_yet_due_ends_with_its_round_and_is_owed_anew_by_the_next_closing(
    office: Office, clock: Clock
) -> None:
    case = closed(office)
    days_pass(office, clock, 3)
    found = act(office, case, "reopen", AGAIN)
    ((_, status, outcome),) = told(found, "T04", office.today)
    assert status is Status.NONE
    assert outcome.startswith("2026年3月12日转入下一轮办理，这一轮的时限随之终止，到那天还没有超过")
    act(office, case, "hand_over", {"handling.handler": "李岚"})
    found = act(office, case, "close", CLOSING)
    assert [(each.earlier, each.is_open) for each in of(found, "T04")] == [(True, False), (False, True)]


def test_a_limit_missed_before_reopening_stays_missed(office: Office, clock: Clock) -> None:
    case = closed(office)
    days_pass(office, clock, 40)
    found = act(office, case, "reopen", AGAIN)
    ((_, status, outcome),) = told(found, "T04", office.today)
    assert status is Status.DONE_LATE
    assert "到那天还没有反馈办理结果" in outcome
    assert "晚了" in outcome


def test_each_round_has_its_own_month_for_the_disposition(office: Office, clock: Clock) -> None:
    case = closed(office)
    days_pass(office, clock, 60)
    act(office, case, "reopen", AGAIN)
    found = act(office, case, "hand_over", {"handling.handler": "李岚"})
    first, second = of(found, "T06")
    assert (first.subject, first.earlier, first.done_on) == (found.handlings[0].id, True, date(2026, 3, 9))
    assert (second.subject, second.earlier, second.due_on) == ("", False, date(2026, 6, 8))


def test_the_limit_of_a_class_was_kept_by_the_first_closing_and_does_not_turn_red_again(
    office: Office, clock: Clock
) -> None:
    set_limit(office, "H11", limit=10)
    case = closed(office, handling_class="routine")
    days_pass(office, clock, 90)
    found = act(office, case, "reopen", AGAIN)
    ((label, status, _),) = told(found, "H11", office.today)
    assert (label, status) == ("及时办", Status.DONE)
    assert found.status(office.today) is not Status.OVERDUE


def test_an_extension_of_the_second_round_does_not_lengthen_the_first(office: Office, clock: Clock) -> None:
    case = closed(office)
    days_pass(office, clock, 60)
    act(office, case, "reopen", AGAIN)
    act(office, case, "hand_over", {"handling.handler": "李岚"})
    until = office.today + timedelta(days=60)
    act(office, case, "ask_extension", {"extension.rule": "T06", "extension.reason": "complex",
                                        "extension.wanted_on": until})  # fmt: skip
    found = act(office, case, "decide_extension", {"extension.approver": "刘书记", "extension.due_on": until})
    first, second = of(found, "T06")
    assert (first.due_on, second.due_on) == (date(2026, 4, 9), until)


@pytest.mark.thorough
def test_a_review_that_sent_the_first_round_back_ends_with_it(office: Office, clock: Clock) -> None:
    case = closed(office)
    act(office, case, "review", {"review.outcome": "returned", "review.reason": "证据不足",
                                 "review.reviewer": "刘书记"})  # fmt: skip
    assert [each.is_open for each in of(read_case(office, case), "H07")] == [True]
    days_pass(office, clock, 2)
    found = act(office, case, "reopen", AGAIN)
    assert [(each.earlier, each.is_open) for each in of(found, "H07")] == [(True, False)]


@pytest.mark.thorough
def test_undoing_the_reopening_gives_the_first_round_its_lights_back(office: Office) -> None:
    case = closed(office)
    before = everything(office)
    act(office, case, "reopen", AGAIN)
    undo(office)
    after = everything(office)
    assert after["case_obligation"] == before["case_obligation"]
    assert after["case_row"] == before["case_row"]


@pytest.mark.thorough
def test_an_upgrade_gives_cases_of_several_rounds_the_lights_that_were_not_kept_before(
    office: Office, clock: Clock
) -> None:
    case = closed(office)
    act(office, case, "reopen", AGAIN)
    before = everything(office)["case_obligation"]
    step = import_module("app.store.migrations.0009_rounds")
    office.db.execute_sql("DELETE FROM case_obligation WHERE subject <> ''")
    step.up(None, office.db)
    office.close()
    again = Office.open(office.folder, clock=clock)
    assert everything(again)["case_obligation"] == before
    again.close()
