"""Wrong passwords are counted, slow the next try down, and stand in the journal after the next good login."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.errors import NotAllowed
from app.store import attempts, journal, keys
from app.store.office import Office
from tests.app.store.offices import Clock, new_township

NOW = datetime(2026, 3, 9, 9)
GOOD = "柳树村的早晨很安静"


pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    key = keys.create_unprotected(tmp_path)
    keys.protect(tmp_path, key, "王敏", GOOD)
    return tmp_path


def fail(folder: Path, now: datetime, secret: str = "wrong password") -> str:
    with pytest.raises(NotAllowed) as caught:
        attempts.unlock(folder, secret, now)
    return caught.value.sentence


def test_wrong_passwords_are_counted_and_none_is_kept(locked: Path) -> None:
    for _ in range(3):
        fail(locked, NOW)
    before = attempts.failed(locked)
    assert before is not None and (before.count, before.first, before.last) == (3, NOW, NOW)
    assert "wrong" not in (locked / attempts.FILE).read_text("utf-8")


def test_no_password_at_all_is_no_wrong_one(locked: Path) -> None:
    with pytest.raises(NotAllowed, match="请输入口令"):
        attempts.unlock(locked, None, NOW)
    assert attempts.failed(locked) is None


def test_after_five_wrong_ones_even_the_right_one_waits_longer_and_longer(locked: Path) -> None:
    now = NOW
    for _ in range(attempts.FREE):
        fail(locked, now)
    assert "请等 5 秒" in fail(locked, now, GOOD)
    now += timedelta(seconds=5)
    assert fail(locked, now).startswith("口令不对")
    assert "请等 10 秒" in fail(locked, now, GOOD)
    assert attempts.unlock(locked, GOOD, now + timedelta(seconds=10)).name == "王敏"


def test_the_wait_has_an_end_also_when_the_clock_is_set_back(locked: Path) -> None:
    many = attempts.Failed(60, NOW, NOW)
    assert attempts.seconds_to_wait(many, NOW) == 300
    assert attempts.seconds_to_wait(many, NOW - timedelta(days=400)) == 0


def test_a_damaged_count_counts_as_none(locked: Path) -> None:
    (locked / attempts.FILE).write_text("{", "utf-8")
    assert attempts.failed(locked) is None
    assert attempts.unlock(locked, GOOD, NOW).name == "王敏"


def test_the_next_good_login_journals_the_wrong_tries_and_counts_anew(tmp_path: Path, clock: Clock) -> None:
    office = new_township(tmp_path / "town", clock)
    keys.protect(office.folder, keys.unlock(office.folder, None).key, "王敏", GOOD)
    office.close()
    for _ in range(2):
        with pytest.raises(NotAllowed):
            Office.open(office.folder, secret="wrong password", clock=clock)
    again = Office.open(office.folder, secret=GOOD, clock=clock)
    newest = journal.lines(again.db)[0]
    assert (newest.action, newest.person) == ("failed_login", "王敏")
    assert newest.label == "口令输错 2 次，最后一次 2026-03-09 09:00:00"
    assert attempts.failed(office.folder) is None
    again.close()


def test_wrong_tries_wait_for_the_journal_while_the_date_is_in_doubt(tmp_path: Path, clock: Clock) -> None:
    office = new_township(tmp_path / "town", clock)
    keys.protect(office.folder, keys.unlock(office.folder, None).key, "王敏", GOOD)
    office.close()
    clock.forward(days=90)
    with pytest.raises(NotAllowed):
        Office.open(office.folder, secret="wrong password", clock=clock)
    again = Office.open(office.folder, secret=GOOD, clock=clock)
    assert attempts.failed(office.folder) is not None
    again.confirm_today(clock().date())
    assert journal.lines(again.db)[0].action == "failed_login"
    again.close()


@pytest.mark.parametrize(
    "text",
    [
        '{"count": 1e400, "first": "2026-01-01", "last": "2026-01-01"}',
        '{"count": 9, "first": "2026-01-01T00:00:00+08:00", "last": "2026-01-01T00:00:00+08:00"}',
        "[]", "7", "null", "{", '{"count": "x"}',
    ],
)  # fmt: skip
def test_a_count_that_somebody_wrote_by_hand_shuts_nobody_out(locked: Path, text: str) -> None:
    (locked / attempts.FILE).write_text(text, "utf-8")
    assert attempts.unlock(locked, GOOD, NOW).name == "王敏"
