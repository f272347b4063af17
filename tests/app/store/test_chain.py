"""The chain is proven a piece at a time; a mark that was moved is not believed, and once a week all is walked."""

import json
from datetime import datetime, timedelta

import pytest

from app.store import chain, journal, preferences
from app.store.chain import MARK, prove
from app.store.office import Office
from tests.app.store.offices import reported

NOW = datetime(2026, 3, 9, 9)


@pytest.fixture
def walked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """From which line each walk began."""
    seen: list[int] = []
    real = journal.verify

    def watched(*given: object, since: int = 0, **named: object) -> list[journal.Fault]:
        seen.append(since)
        return real(*given, since=since, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(journal, "verify", watched)
    return seen


def touch(office: Office, seq: int) -> None:
    """Rewrite a line as somebody with the key and the right tools could."""
    office.db.execute_sql("DROP TRIGGER IF EXISTS journal_no_update")
    for (name,) in office.db.execute_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        office.db.execute_sql(f'DROP TRIGGER "{name}"')
    office.db.execute_sql("UPDATE journal SET person = '别人' WHERE seq = ?", (seq,))


def test_only_what_was_added_since_is_walked(office: Office, walked: list[int]) -> None:
    reported(office)
    first = prove(office.db, NOW, pause=0)
    assert (first.faults, first.lines, first.whole) == ((), 2, True)
    reported(office)
    second = prove(office.db, NOW + timedelta(days=1), pause=0)
    assert (second.faults, second.lines, second.whole) == ((), 3, False)
    assert not prove(office.db, NOW + timedelta(days=1), pause=0).whole
    assert walked == [0, 2, 3]


@pytest.mark.parametrize("later", [timedelta(days=7), timedelta(days=-1)])
def test_after_a_week_or_by_a_clock_set_back_everything_is_walked(office: Office, later: timedelta) -> None:
    prove(office.db, NOW, pause=0)
    assert prove(office.db, NOW + later, pause=0).whole
    assert not prove(office.db, NOW + later + timedelta(days=6), pause=0).whole
    assert prove(office.db, NOW + later, whole=True, pause=0).whole


def test_a_week_is_counted_from_the_last_whole_walk(office: Office) -> None:
    prove(office.db, NOW, pause=0)
    for days in range(1, 7):
        reported(office)
        assert not prove(office.db, NOW + timedelta(days=days), pause=0).whole
    assert prove(office.db, NOW + timedelta(days=7), pause=0).whole


def test_a_line_touched_after_the_mark_is_named_and_the_mark_stays(office: Office) -> None:
    reported(office)
    prove(office.db, NOW, pause=0)
    reported(office)
    reported(office)
    touch(office, 3)
    for _ in range(2):
        found = prove(office.db, NOW, pause=0)
        assert [fault.seq for fault in found.faults] == [3] and "第 3 条" in found.faults[0].sentence


def test_a_line_touched_before_the_mark_is_found_by_the_next_whole_walk(office: Office) -> None:
    reported(office)
    reported(office)
    prove(office.db, NOW, pause=0)
    touch(office, 2)
    assert not prove(office.db, NOW, pause=0).faults
    assert [fault.seq for fault in prove(office.db, NOW + chain.WEEK, pause=0).faults] == [2]


def test_a_mark_that_was_moved_or_broken_is_not_believed(office: Office) -> None:
    reported(office)
    prove(office.db, NOW, pause=0)
    kept = preferences.get(office.db, MARK)
    reported(office)
    reported(office)
    touch(office, 3)
    seq, _, full = json.loads(kept["mark"])
    moved = json.dumps([seq + 2, journal.hash_at(office.db, seq + 2), full])
    for mark in ({**kept, "mark": moved}, {"mark": moved}, "x", 7, {"mark": 1, "digest": ""}):
        preferences.put(office.db, MARK, mark)
        found = prove(office.db, NOW, pause=0)
        assert found.whole and [fault.seq for fault in found.faults] == [3]


def test_a_journal_that_went_back_behind_the_mark_is_walked_whole(office: Office) -> None:
    reported(office)
    prove(office.db, NOW, pause=0)
    touch(office, 1)
    office.db.execute_sql("PRAGMA foreign_keys = OFF")
    office.db.execute_sql("DELETE FROM journal WHERE seq = 2")
    found = prove(office.db, NOW, pause=0)
    assert found.whole and found.faults
