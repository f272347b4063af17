"""Before a changed calendar, rule or preset is applied, the lights that it would move are listed."""

from datetime import date, timedelta

import pytest

from app.actions.settings import drop_rule_set, load_rule_set, reset_limit, set_calendar, set_limit
from app.actions.undo import undo
from app.errors import Invalid
from app.ledger.would_move import would_move
from app.rules.status import Status
from app.store import journal
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.ledger.stored import case_duties
from tests.app.rules.test_obligations import LOCAL
from tests.app.store.offices import reported


def holidays(first: date, number: int) -> list[list[str]]:
    """So many days off in a row."""
    return [[(first + timedelta(each)).isoformat(), "holiday", "县里放假"] for each in range(number)]


def test_a_changed_calendar_names_each_duty_that_it_moves_and_writes_nothing(office: Office) -> None:
    case = reported(office)
    reported(office, identity_status="anonymous")
    line = journal.head(office.db)
    (moved,) = would_move(office, {"calendar.changes": holidays(date(2026, 3, 10), 2)})
    assert (moved.case, moved.rule_id) == (case, "T03")
    assert moved.due_before is not None and moved.due_after is not None
    assert moved.due_after - moved.due_before == timedelta(2)
    assert not moved.turns
    assert journal.head(office.db) == line
    assert would_move(office, {"calendar.changes": []}) == []


def test_what_was_foretold_is_what_happens(office: Office) -> None:
    case = reported(office, received_on=date(2026, 2, 10))
    days = holidays(date(2026, 3, 2), 5)
    (moved,) = would_move(office, {"calendar.changes": days})
    assert moved.turns and moved.status_before == Status.DUE_SOON
    set_calendar(office, [(date.fromisoformat(day), kind, name) for day, kind, name in days])
    (duty,) = read_case(office, case).obligations
    assert (duty.due_on, read_case(office, case).status(office.today)) == (
        moved.due_after,
        moved.status_after,
    )


def test_a_preset_moves_lights_without_moving_dates(office: Office) -> None:
    reported(office, received_on=date(2025, 12, 1), identity_status="anonymous")
    reported(office, received_on=date(2026, 3, 9))
    assert would_move(office, {"preset": "C1"}) == []
    assert [each.turns for each in would_move(office, {"preset": "C5"})] == [True]


def test_a_rule_switched_on_makes_duties_and_one_switched_off_takes_them_away(office: Office) -> None:
    reported(office)
    (on,) = would_move(office, {"rules.changes": {"T13": {"active": True}}})
    assert (on.status_before, on.due_before, on.rule_id) == (None, None, "T13")
    (off,) = would_move(office, {"rules.changes": {"T03": {"active": False}}})
    assert (off.status_after, off.due_after) == (None, None)


def test_a_limit_is_changed_undone_and_given_back(office: Office) -> None:
    case = reported(office)
    before = read_case(office, case).obligations[0].due_on
    set_limit(office, "T03", limit=10)
    assert read_case(office, case).obligations[0].due_on == before - timedelta(7)
    assert [each.due_on for each in case_duties(office, list(Status))] == [before - timedelta(7)]
    undo(office)
    assert [each.due_on for each in case_duties(office, list(Status))] == [before]
    set_limit(office, "T03", active=False)
    assert case_duties(office, list(Status)) == []
    reset_limit(office, "T03")
    assert [each.due_on for each in case_duties(office, list(Status))] == [before]


@pytest.mark.parametrize("said", [{"limit": -1}, {"limit": 5000}, {"unit": "weeks"}, {"warn": 1001}])
def test_a_limit_that_makes_no_sense_is_refused(office: Office, said: dict[str, object]) -> None:
    with pytest.raises(Invalid, match="T03"):
        set_limit(office, "T03", **said)  # type: ignore[arg-type]


def test_a_limit_of_no_rule_is_refused(office: Office) -> None:
    with pytest.raises(Invalid, match="没有“T99”这个时限"):
        set_limit(office, "T99", limit=3)


def test_a_local_rule_set_is_loaded_replaced_and_dropped(office: Office) -> None:
    case = reported(office)
    assert [each.rule_id for each in would_move(office, {"rules.local": {"昌都": LOCAL}})] == ["L01"]
    load_rule_set(office, "昌都", LOCAL)
    assert [each.rule.id for each in read_case(office, case).obligations] == ["T03", "L01"]
    load_rule_set(office, "昌都", LOCAL.replace("limit = 5", "limit = 3"))
    assert read_case(office, case).obligations[1].rule.limit == 3
    set_limit(office, "L01", limit=2)
    assert read_case(office, case).obligations[1].rule.limit == 2
    drop_rule_set(office, "昌都")
    assert [each.rule.id for each in read_case(office, case).obligations] == ["T03"]


@pytest.mark.parametrize(("text", "said"), [
    (LOCAL.replace("L01", "T03"), "已经有“T03”"),
    (LOCAL.replace("registration.received_on", "registration.arrived_on"), "不是程序里的栏目"),
    (LOCAL.replace('"case"', '"banquet"'), "没有这一类记录"),
    ("[[rule]", "读不懂"),
])  # fmt: skip
def test_a_local_rule_set_that_does_not_fit_is_refused(office: Office, text: str, said: str) -> None:
    with pytest.raises(Invalid, match=said):
        load_rule_set(office, "本地", text)
