"""What presses is the same by its one statement as by the general question, whatever day it is."""

from datetime import date, timedelta

import pytest

from app.ledger.columns import DUTY_UNIT
from app.ledger.pressing import PRESSING, pressing_count, pressing_of
from app.ledger.query import Condition, Query, counts, ids
from app.ledger.today import look, to_do
from app.ledger.values import values
from app.rules.status import Status
from app.store.office import Office


@pytest.mark.parametrize("later", (0, 9, 40, 200))
def test_rows_are_those_of_the_general_question(
    full: Office, later: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = full.today + timedelta(days=later)
    monkeypatch.setattr(Office, "today", day)
    query = Query(day, conditions=(Condition("case.light", PRESSING),))
    every = list(ids(full.db, query))
    said = values(full.db, "case", every, (DUTY_UNIT, "case.light"), day)
    own = {number: str(light) for number, (unit, light) in said.items() if unit == full.code}
    rows = pressing_of(full)
    assert {number: light for number, light, _ in rows} == own
    assert len(rows) == len(own)
    assert counts(full.db, query, DUTY_UNIT, 100_000).get(full.code, 0) == len(own)
    assert own


@pytest.mark.parametrize("later", (0, 9, 40, 200))
def test_the_badge_counts_what_the_page_lists(
    full: Office, later: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Office, "today", full.today + timedelta(days=later))
    assert to_do(full) == look(full, "", whole=False).to_do > 0


def test_the_badge_leaves_out_what_rests_but_is_not_overdue(
    full: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    for later in range(60):
        monkeypatch.setattr(Office, "today", date(2026, 3, 6) - timedelta(days=later))
        every = pressing_of(full)
        if len({each[1] for each in every[::2]}) > 1:
            break
    rested = {(number, rule) for number, _, rule in every[::2]}
    left = [each for each in every if each[1] == Status.OVERDUE or (each[0], each[2]) not in rested]
    some_rule = every[0][2]
    assert {each[1] for each in every[::2]} > {Status.OVERDUE.value}
    assert pressing_count(full, "", ()) == len(every)
    assert pressing_count(full, "", rested) == len(left) < len(every)
    assert pressing_count(full, some_rule, ()) == sum(rule != some_rule for *_, rule in every)


def test_nothing_presses_while_nobody_knows_what_day_it_is(
    full: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert to_do(full)
    monkeypatch.setattr(Office, "clock_doubt", lambda self: object())
    assert to_do(full) == 0
