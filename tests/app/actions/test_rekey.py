"""A new data key is an administrator's, asks the own password, and stands in the journal before and after."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.actions import backup as backing
from app.actions import locks, rekey
from app.actions.settings import add_staff
from app.errors import NotAllowed
from app.store import journal, keys
from app.store.office import Office
from tests.app.store.offices import Clock, new_township, reported

MINE, OTHER = "柳树村的早晨很安静", "another good one"


@pytest.fixture
def office(office: Office, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """The township with two people who may log in; 王敏 is the administrator and works."""
    monkeypatch.setattr(keys, "MEMORY", 1024)
    monkeypatch.setattr(keys, "ITERATIONS", 1)
    add_staff(office, name="李岚", roles=("handler",))
    locks.protect_office(office, "王敏", MINE)
    locks.add_login(office, "李岚", OTHER)
    reported(office)
    yield office


@pytest.fixture
def office_without(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """A township that has no password yet."""
    monkeypatch.setattr(keys, "MEMORY", 1024)
    monkeypatch.setattr(keys, "ITERATIONS", 1)
    made = new_township(tmp_path / "without", clock)
    yield made
    made.close()


def lines(office: Office) -> list[str]:
    """What the newest two journal lines say."""
    return [each.label for each in journal.lines(office.db)[:2]]


def test_afterwards_one_person_opens_it_and_the_journal_says_so(office: Office, clock: Clock) -> None:
    begun = rekey.begin(office, MINE)
    office.close()
    code = keys.new_recovery_code()
    done = rekey.carry_out(begun, code)
    assert keys.people(office.folder) == ["王敏"]
    assert keys.unlock(office.folder, code).recovered
    again = Office.open(office.folder, lock=rekey.opened_by(begun, done), clock=clock)
    rekey.note(again, done)
    assert lines(again) == ["更换数据密钥：已换，其他人的登录要重新给", "更换数据密钥：开始"]
    assert again.person == "王敏" and again.news == ""
    locks.add_login(again, "李岚", OTHER)
    again.close()


def test_a_stick_that_was_away_is_named(office: Office, clock: Clock) -> None:
    stick = office.folder.parent / "stick"
    backing.set_second_place(office, stick)
    begun = rekey.begin(office, MINE)
    office.close()
    done = rekey.carry_out(begun, keys.new_recovery_code())
    again = Office.open(office.folder, lock=rekey.opened_by(begun, done), clock=clock)
    rekey.note(again, done)
    assert f"“{stick}”里还是从前的钥匙" in again.news
    again.close()


def test_it_is_advised_after_a_login_was_taken_back_until_it_is_done(office: Office, clock: Clock) -> None:
    assert rekey.advised(office) == ""
    locks.remove_login(office, "李岚")
    assert rekey.advised(office).startswith("2026-03-09 收回登录：李岚。")
    begun = rekey.begin(office, MINE)
    office.close()
    done = rekey.carry_out(begun, keys.new_recovery_code())
    again = Office.open(office.folder, lock=rekey.opened_by(begun, done), clock=clock)
    rekey.note(again, done)
    assert rekey.advised(again) == ""
    again.close()


def test_it_is_advised_where_work_was_done_before_the_first_password(
    office_without: Office,
) -> None:
    reported(office_without)
    locks.protect_office(office_without, "王敏", MINE)
    assert "设置口令" in rekey.advised(office_without)


def test_a_wrong_password_or_a_colleagues_changes_nothing(office: Office) -> None:
    before = journal.head(office.db)
    for said in ("a wrong one", OTHER):
        with pytest.raises(NotAllowed, match="口令不对"):
            rekey.begin(office, said)
    assert journal.head(office.db) == before


@pytest.mark.parametrize("role", ["clerk", "handler", "leader", "auditor"])
def test_nobody_but_an_administrator(office: Office, role: str) -> None:
    office.roles = frozenset({role})
    with pytest.raises(NotAllowed, match="管理员"):
        rekey.begin(office, MINE)


def test_an_office_with_a_key_file_is_told_to_set_a_password(office: Office) -> None:
    keys.put_back(office.folder, {keys.KEY_FILE: f"{'00' * 32}\n", keys.SLOTS_FILE: None})
    with pytest.raises(NotAllowed, match="先设口令"):
        rekey.begin(office, MINE)
