"""Questions answered together get the same answers as one by one."""

from collections import Counter
from datetime import date

import pytest

from app.ledger.columns import CASE, columns
from app.ledger.query import Condition, Query, count, ids, values
from app.ledger.tally import Tally, fits
from app.schema.kinds import Stored
from app.store.office import Office

DAYS = (
    "registration.received_on",
    "handling.closed_on",
    "case.ended_on",
    "case.limit_on",
    "registration.accepted_on",
)
SPANS: tuple[tuple[Stored, Stored], ...] = (
    ("2025-11-01", "2025-12-31"), (None, "2025-12-31"), ("2026-01-15", None)
)  # fmt: skip


def questions(today: date) -> list[Query]:
    firsts = [Condition(day, span, "between") for day in DAYS for span in SPANS]
    firsts += [Condition(day, ("2025-12-31",), "not_by") for day in DAYS]
    firsts.append(Condition("case.light", ("overdue",)))
    seconds = [
        Condition("registration.identity_status", ("real_name",)), Condition("registration.is_repeat", (0, None)),
        Condition("case.closing", ("done",)), Condition("case.ended_on", ("2026-01-31",), "not_by"),
        Condition("handling.unit", (None,)), Condition("registration.received_on", (None, "2026-02-01"), "between"),
    ]  # fmt: skip
    return [
        Query(today, conditions=(first, *more)) for first in firsts for more in ((), *((s,) for s in seconds))
    ]


def test_every_answer_is_the_one_that_the_ledger_opens_with(full: Office) -> None:
    today = full.today
    asked = questions(today)
    tally = Tally(full.db, today, {query: () for query in asked})
    wrong = [query for query in asked if tally.rows(query) != set(ids(full.db, query))]
    assert wrong == []
    assert len({tally.count(query) for query in asked}) > 12, "the questions tell cases apart"
    assert all(tally.count(query) == count(full.db, query) for query in asked[::7])


def test_groups_and_values_are_those_of_the_rows(full: Office) -> None:
    query = Query(
        full.today, conditions=(Condition("registration.received_on", (None, "2026-02-28"), "between"),)
    )
    tally = Tally(full.db, full.today, {query: ["case.unit"]})
    rows = values(full.db, CASE, list(ids(full.db, query)), ["case.unit"], full.today)
    assert tally.values(query, "case.unit") == {number: row[0] for number, row in rows.items()}
    assert tally.by(query, "case.unit") == Counter(row[0] for row in rows.values())


def test_the_first_end_of_a_case_is_the_day_it_ended(full: Office) -> None:
    names = [
        "handling.closed_on",
        "registration.rejected_on",
        "registration.retained_on",
        "registration.transferred_on",
    ]
    rows = values(full.db, CASE, list(ids(full.db, Query(full.today))), ["case.ended_on", *names], full.today)
    assert all(row[0] == min((each for each in row[1:] if each), default=None) for row in rows.values())
    assert any(row[0] for row in rows.values()) and any(row[0] is None for row in rows.values())


def test_a_list_of_numbers_takes_few_statements(full: Office) -> None:
    from tests.app.store.offices import counted

    with counted(full) as statements:
        tally = Tally(full.db, full.today, {query: () for query in questions(full.today)})
        for query in questions(full.today):
            tally.count(query)
    assert len(statements) < 40


def test_what_lists_do_not_ask_is_not_answered() -> None:
    with pytest.raises(ValueError, match="contains"):
        fits(Condition("registration.summary", ("低保",), "contains"), "低保")


def test_the_reckoned_columns_are_columns_of_the_ledger() -> None:
    assert columns(CASE)["case.closing"].text("done_late") == "逾期办结"
