"""Lights of earlier days: what was red or yellow then, by what is entered today, as the program showed it then."""

import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.actions.edit import edit_cases
from app.actions.settings import set_limit
from app.actions.undo import undo
from app.actions.void_case import void_case
from app.errors import Refused
from app.ledger.columns import columns
from app.ledger.earlier_lights import reckon, stood
from app.ledger.pieces import light_rows
from app.ledger.query import Condition, Query, count, ids, lights, number_of
from app.ledger.views import describe, view_of
from app.rules.status import Status
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.actions.stories import AT_THE_COUNTY, STORY, do_action
from tests.app.store.offices import Clock, counted, new_county, new_township, reported

RED, YELLOW = (Status.OVERDUE,), (Status.URGENT, Status.DUE_SOON)
OUT = {"escalate_case", "judge_repeat"}
"""What leaves no case behind, or says of a case something that has no day."""
OF_OTHERS = {"given", "ordered"}
"""What is brought from above with a fixed day."""


def on(office: Office, day: date, shown: tuple[Status, ...]) -> set[int]:
    return set(stood(office.db, day.isoformat(), shown))


def numbered(office: Office, case: str) -> int:
    number = number_of(office.db, "case", case)
    assert number is not None
    return number


def due(office: Office, case: str) -> date:
    (duty,) = read_case(office, case).obligations
    return duty.due_on


def ended(office: Office, case: str, day: date) -> None:
    edit_cases(office, [case], {
        "registration.acceptance_told_on": day, "registration.accepted_on": day, "handling.unit": "云溪镇纪委",
        "handling.handler": "李岚", "handling.received_on": day, "handling.finding": "substantiated",
        "handling.closed_on": day, "handling.fed_back_on": day,
    })  # fmt: skip


@pytest.mark.parametrize("received", [date(2026, 1, 20), date(2025, 1, 7)])
def test_a_case_that_is_closed_now_was_yellow_and_red_on_its_days(office: Office, received: date) -> None:
    case = reported(office, received_on=received)
    limit, number = due(office, case), numbered(office, case)
    ended(office, case, limit + timedelta(days=6))
    assert number not in light_rows(office.db, Status.OVERDUE, office.today)
    assert on(office, received, RED) | on(office, received, YELLOW) == set()
    assert (on(office, limit, RED), on(office, limit, YELLOW)) == (set(), {number})
    assert (on(office, limit + timedelta(1), RED), on(office, limit + timedelta(1), YELLOW)) == (
        {number},
        set(),
    )
    assert on(office, limit + timedelta(6), RED) == set()


def test_an_earlier_light_is_a_filter_like_others_and_says_so_in_words(office: Office) -> None:
    case = reported(office, received_on=date(2026, 1, 20))
    then = due(office, case) + timedelta(1)
    ended(office, case, then + timedelta(1))
    reported(office, received_on=office.today)
    asked = Condition("case.light", (then.isoformat(), "overdue"), "stood")
    query = Query(office.today, conditions=(asked,))
    assert list(ids(office.db, query)) == [numbered(office, case)] and count(office.db, query) == 1
    assert {light: found for light, found in lights(office.db, query).items() if found} == {
        Status.DONE_LATE: 1
    }
    assert describe(columns("case"), asked) == f"期限：{then} 那天是逾期"
    assert view_of(query, "红").conditions == (asked,)


def test_what_is_entered_late_counts_and_what_is_taken_back_does_not(office: Office) -> None:
    case, other = (reported(office, received_on=date(2026, 1, 20)) for _ in range(2))
    then = due(office, case) + timedelta(1)
    both = {numbered(office, case), numbered(office, other)}
    assert on(office, then, RED) == both
    edit_cases(office, [case], {"registration.acceptance_told_on": then - timedelta(3)})
    assert on(office, then, RED) == both - {numbered(office, case)}
    undo(office)
    assert on(office, then, RED) == both
    void_case(office, other, "录入错误")
    assert on(office, then, RED) == both - {numbered(office, other)}
    set_limit(office, "T03", limit=200)
    assert on(office, then, RED) == set()


def test_after_a_write_only_the_case_that_it_touched_is_looked_at_again(office: Office) -> None:
    cases = [reported(office, received_on=date(2026, 1, 20)) for _ in range(6)]
    then = due(office, cases[0]) + timedelta(1)
    assert len(on(office, then, RED)) == 6
    edit_cases(office, cases[:1], {"registration.acceptance_told_on": then})
    with counted(office) as asked:
        assert len(on(office, then, RED)) == 5
    read = [
        each for each in asked if each.startswith("SELECT") and 'FROM "registration" WHERE "id" IN' in each
    ]
    assert read and all(each.count("'") == 2 for each in read)


def test_many_cases_cost_as_many_questions_as_few(office: Office) -> None:
    def asked(day: str) -> int:
        reckon(office.db, [])
        with counted(office) as said:
            reckon(office.db, [day])
        return len(said)

    reported(office, received_on=date(2026, 1, 20))
    few = asked("2026-03-02")
    for _ in range(12):
        reported(office, received_on=date(2026, 1, 20))
    assert asked("2026-03-03") == few


def test_whoever_stops_it_leaves_nothing_half_done(office: Office) -> None:
    case = reported(office, received_on=date(2026, 1, 20))
    then = due(office, case) + timedelta(1)
    told: list[tuple[int, int]] = []

    def stop(at: int, of: int) -> None:
        told.append((at, of))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        reckon(office.db, [then.isoformat()], stop)
    assert told == [(0, 1)]
    assert on(office, then, RED) == {numbered(office, case)}


@pytest.mark.parametrize("seed", [pytest.param(seed, marks=pytest.mark.thorough) for seed in range(8)])
def test_lights_of_earlier_days_are_those_that_were_shown_then(tmp_path: Path, seed: int) -> None:
    dice, clock, county = random.Random(seed), Clock(), seed % 2 == 0
    office = (new_county if county else new_township)(tmp_path / "office", clock)
    names = [each for each in sorted(STORY) if each not in OUT and (county or each not in AT_THE_COUNTY)]
    shown: dict[date, dict[Status, set[int]]] = {}
    cases = []
    for _ in range(14):
        cases.append(reported(office, received_on=office.today))
        for _ in range(4):
            live(office, dice.choice(cases), dice.choice(names))
        shown[office.today] = {
            light: set(light_rows(office.db, light, office.today)) for light in (*RED, *YELLOW)
        }
        clock.forward(days=dice.choice((1, 2, 5, 9, 20)))
        if office.clock_doubt() is not None:
            office.confirm_today(clock.now.date())
    for day, then in shown.items():
        assert {light: on(office, day, (light,)) for light in then} == then, day
    assert any(then[Status.OVERDUE] for then in shown.values())
    office.close()


def live(office: Office, case: str, name: str) -> None:
    """An action with what goes before it, as far as it is allowed."""
    for step in (*STORY[name][0], name):
        if step not in OF_OTHERS:
            try:
                do_action(office, case, step)
            except Refused:
                return
