"""What is waited for: the quick statements give what the general question gives, and each is answered by its index."""

import pytest

from app.ledger.query import Condition, Query, ids
from app.ledger.waiting import _HANDED_ON, handed_on, waiting
from app.rules.status import Status
from app.store.office import Office

EVER = ("0001-01-01", None)
OPENED = Condition("handling.closed_on", (None,))
SAID = {
    "handed": ("registration.received_on", "handling", (
        Condition("handling.handler", ("", None), "between"), Condition("handling.received_on", (None,)), OPENED)),
    "reported": ("handling.reported_on", "handling", (
        Condition("handling.reported_on", EVER, "between"), Condition("supervision.review_opinion", (None,)),
        Condition("handling.archived_on", (None,)))),
    "transferred": ("registration.transferred_on", "registration", (
        Condition("registration.transferred_on", EVER, "between"), OPENED)),
    "assigned": ("supervision.assigned_on", "supervision", (
        Condition("supervision.assigned_on", EVER, "between"), Condition("supervision.withdrawn_on", (None,)), OPENED,
        Condition("case.light", tuple(each.value for each in Status if each is not Status.OVERDUE)))),
}  # fmt: skip


@pytest.mark.parametrize("rule", SAID)
def test_the_statement_gives_what_the_general_question_gives(
    full: Office, rule: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.ledger.waiting._ANSWERED", {})
    monkeypatch.setattr(Office, "level", "county")
    sort, band, conditions = SAID[rule]
    found = 0
    for code in ("YX01", "YX02", "QH00"):
        monkeypatch.setattr(full, "code", code)
        query = Query(
            full.today, conditions=(Condition(f"row.{band}", (code,)), *conditions), sort=((sort, False),)
        )
        expected = list(ids(full.db, query))
        assert handed_on(full, rule) == expected
        found += len(expected)
    assert found


def test_a_township_assigns_nothing_and_waits_for_nothing_assigned(full: Office) -> None:
    assert full.level == "township"
    assert handed_on(full, "assigned") == []


def test_those_that_rest_are_counted_apart(full: Office) -> None:
    found, asleep = waiting(full, 5, {})
    assert asleep == 0
    assert len(found.duties) == min(5, found.total)


@pytest.mark.parametrize(
    ("rule", "index"),
    [("handed", "handling_unsigned"), ("reported", "handling_unreviewed"),
     ("transferred", "registration_transferred"), ("assigned", "supervision_assigned")],
)  # fmt: skip
def test_each_kind_of_waiting_is_found_by_the_index_of_the_few(full: Office, rule: str, index: str) -> None:
    said = {"code": full.code, "today": full.today.isoformat()}
    plan = full.db.execute_sql(
        f'EXPLAIN QUERY PLAN SELECT c."registration" {_HANDED_ON[rule]}', said
    ).fetchall()
    assert any(index in str(step) for step in plan), plan
