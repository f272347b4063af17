"""What presses is the same by its one statement as by the general question, whatever day it is."""

from datetime import timedelta

import pytest

from app.ledger.columns import DUTY_UNIT
from app.ledger.pressing import PRESSING, pressing_of
from app.ledger.query import Condition, Query, counts, ids
from app.ledger.today import to_do
from app.ledger.values import values
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


def test_nothing_presses_while_nobody_knows_what_day_it_is(
    full: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert to_do(full)
    monkeypatch.setattr(Office, "clock_doubt", lambda self: object())
    assert to_do(full) == 0
