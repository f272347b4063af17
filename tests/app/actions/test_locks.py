"""Passwords given, changed, taken away, recovered: each with its journal line, and nobody locked out on the way."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.actions import locks
from app.actions.backup import back_up, set_second_place
from app.actions.people import set_roles
from app.actions.settings import add_staff
from app.errors import Conflict, Invalid, NotAllowed, Unavailable
from app.records.offices import Staff
from app.store import backups, journal, keys, replacing
from app.store.keys import Unlocked
from app.store.office import BY_RECOVERY, Office
from app.store.opening import data_key
from tests.app.store.offices import Clock

MINE, OTHER, THIRD = "柳树村的早晨很安静", "another good one", "a third good one"


pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture
def code(office: Office) -> Iterator[str]:
    """The township protected by its administrator 王敏; 李岚 may get a login. The recovery code."""
    add_staff(office, name="李岚", roles=("handler",))
    yield locks.protect_office(office, "王敏", MINE)


def newest(office: Office) -> tuple[str, str, str]:
    line = journal.lines(office.db)[0]
    return line.action, line.label, line.person


def opened(office: Office, secret: str) -> str:
    """Whom this secret lets in."""
    return keys.unlock(office.folder, secret).name


def test_an_office_gets_its_first_password(office: Office, code: str) -> None:
    assert newest(office)[:2] == ("protect_office", "设置口令，王敏可以登录")
    assert (office.person, office.roles) == ("王敏", frozenset({"clerk", "handler", "administrator"}))
    assert locks.logins(office) == ["王敏"]
    assert opened(office, MINE) == "王敏"
    assert keys.unlock(office.folder, code).recovered
    with pytest.raises(NotAllowed, match="已经设过"):
        locks.protect_office(office, "王敏", MINE)


def test_the_first_password_belongs_to_an_administrator(office: Office) -> None:
    add_staff(office, name="李岚", roles=("handler",))
    with pytest.raises(NotAllowed, match="要是管理员"):
        locks.protect_office(office, "李岚", MINE)
    assert not keys.is_protected(office.folder)


def test_a_code_that_was_printed_before_is_the_one_that_opens(office: Office) -> None:
    printed = keys.new_recovery_code()
    assert locks.protect_office(office, "王敏", MINE, printed) == printed
    assert keys.unlock(office.folder, printed).recovered


def test_ones_own_password_is_changed_with_the_old_one(office: Office, code: str) -> None:
    locks.add_login(office, "李岚", OTHER)
    office.log_in("李岚")
    with pytest.raises(NotAllowed, match="口令不对"):
        locks.change_password(office, "not mine at all", THIRD)
    with pytest.raises(NotAllowed, match="现在的口令不对"):
        locks.change_password(office, MINE, THIRD)
    with pytest.raises(Invalid, match="不能用"):
        locks.change_password(office, OTHER, MINE)
    with pytest.raises(Invalid, match="请换一个"):
        locks.change_password(office, OTHER, OTHER)
    locks.change_password(office, OTHER, THIRD)
    assert newest(office) == ("change_password", "李岚修改了口令", "李岚")
    assert opened(office, THIRD) == "李岚"
    with pytest.raises(NotAllowed):
        opened(office, OTHER)


def test_a_post_is_handed_over_and_both_steps_stand_in_the_journal(office: Office, code: str) -> None:
    with pytest.raises(NotAllowed, match="没有在岗的“赵无”"):
        locks.add_login(office, "赵无", OTHER)
    locks.add_login(office, "李岚", OTHER)
    assert newest(office)[:2] == ("add_login", "新增登录：李岚")
    with pytest.raises(Conflict):
        locks.add_login(office, "李岚", THIRD)
    with pytest.raises(NotAllowed, match="至少要留一位能登录的管理员"):
        locks.remove_login(office, "王敏")
    (successor,) = office.find(Staff, name="李岚")
    set_roles(office, successor.id, ("handler", "administrator"))
    locks.remove_login(office, "王敏")
    assert newest(office)[:2] == ("remove_login", "收回登录：王敏")
    assert locks.logins(office) == ["李岚"]
    with pytest.raises(NotAllowed, match="没有登录"):
        locks.remove_login(office, "王敏")


def test_a_new_recovery_sheet_ends_the_old_one(office: Office, code: str) -> None:
    fresh = locks.renew_recovery(office)
    assert newest(office)[0] == "renew_recovery"
    assert keys.unlock(office.folder, fresh).recovered
    with pytest.raises(NotAllowed):
        opened(office, code)


def test_the_recovery_code_opens_and_then_a_new_password_is_set(
    office: Office, code: str, clock: Clock
) -> None:
    office.close()
    again = Office.open(office.folder, secret=code, clock=clock)
    assert (again.person, again.roles) == (BY_RECOVERY, frozenset({"administrator"}))
    locks.recover_login(again, "王敏", OTHER)
    assert newest(again) == ("recover_login", "用恢复码为王敏设新口令", BY_RECOVERY)
    assert again.person == "王敏" and again.roles is not None and "clerk" in again.roles
    assert opened(again, OTHER) == "王敏"
    again.close()


@pytest.mark.parametrize("role", ["clerk", "handler", "leader", "auditor"])
@pytest.mark.thorough
def test_only_the_administrator_gives_passwords_but_everybody_changes_the_own(
    office: Office, code: str, role: str
) -> None:
    locks.add_login(office, "李岚", OTHER)
    office.person, office.roles = "李岚", frozenset({role})
    before = keys.snapshot(office.folder)
    for attempt in (
        lambda: locks.add_login(office, "王敏", THIRD),
        lambda: locks.remove_login(office, "李岚"),
        lambda: locks.renew_recovery(office),
        lambda: locks.recover_login(office, "王敏", THIRD),
    ):
        with pytest.raises(NotAllowed, match="管理员"):
            attempt()
    assert keys.snapshot(office.folder) == before
    locks.change_password(office, OTHER, THIRD)


def test_a_journal_line_that_cannot_be_written_leaves_the_old_password(
    office: Office, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise Unavailable("磁盘已满，没有写入任何内容。请腾出空间后重试。")

    before = keys.snapshot(office.folder)
    with monkeypatch.context() as disk:
        disk.setattr(journal, "append", full)
        for attempt in (
            lambda: locks.change_password(office, MINE, THIRD),
            lambda: locks.add_login(office, "李岚", OTHER),
            lambda: locks.renew_recovery(office),
        ):
            with pytest.raises(Unavailable, match="磁盘已满"):
                attempt()
    assert keys.snapshot(office.folder) == before
    assert opened(office, MINE) == "王敏"


def test_a_first_password_that_is_not_journalled_leaves_the_office_open(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise Unavailable("磁盘已满，没有写入任何内容。请腾出空间后重试。")

    monkeypatch.setattr(journal, "append", full)
    with pytest.raises(Unavailable):
        locks.protect_office(office, "王敏", MINE)
    assert not keys.is_protected(office.folder)
    assert keys.unlock(office.folder, None).name == ""


def test_key_files_that_cannot_be_written_leave_no_line(
    office: Office, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(path: Path, text: str) -> None:
        raise Unavailable("写不了钥匙文件，请检查磁盘空间和文件夹权限。")

    monkeypatch.setattr(keys, "_put", broken)
    line = newest(office)
    with pytest.raises(Unavailable):
        locks.change_password(office, MINE, THIRD)
    assert newest(office) == line


def test_another_person_takes_over_the_covered_window(office: Office, code: str) -> None:
    locks.add_login(office, "李岚", OTHER)
    locks.log_in_again(office, keys.unlock(office.folder, OTHER))
    assert (office.person, office.roles) == ("李岚", frozenset({"handler"}))
    with pytest.raises(Conflict):
        locks.log_in_again(office, Unlocked(b"x" * 32, "王敏"))


def test_without_a_password_there_is_nothing_to_change(office: Office) -> None:
    assert locks.logins(office) == []
    for attempt in (
        lambda: locks.change_password(office, MINE, OTHER),
        lambda: locks.add_login(office, "王敏", OTHER),
        lambda: locks.remove_login(office, "王敏"),
        lambda: locks.renew_recovery(office),
    ):
        with pytest.raises(NotAllowed, match="还没有设口令"):
            attempt()


def stolen(office: Office, tmp_path: Path, locks_of: Path) -> Path:
    """What somebody has who took the ledger and the locks from one other folder."""
    taken = tmp_path / "taken"
    shutil.rmtree(taken, ignore_errors=True)
    taken.mkdir()
    shutil.copy(office.folder / "ledger.db", taken)
    for name in (keys.KEY_FILE, keys.SLOTS_FILE):
        if (locks_of / name).is_file():
            shutil.copy(locks_of / name, taken)
    return taken


def with_backups(office: Office, tmp_path: Path) -> list[Path]:
    """A backup here, one in the second place, and a store that was set aside: the folders that hold locks."""
    second = tmp_path / "stick"
    second.mkdir()
    set_second_place(office, second)
    back_up(office)
    return [office.folder / backups.FOLDER, second / backups.FOLDER, replacing.set_aside(office.folder)]


def test_after_the_first_password_no_key_in_clear_is_left_in_any_place(
    office: Office, tmp_path: Path
) -> None:
    places = with_backups(office, tmp_path)
    assert all((place / keys.KEY_FILE).is_file() for place in places)
    key = data_key(office.db)
    locks.protect_office(office, "王敏", MINE)
    for path in tmp_path.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert path.name != keys.KEY_FILE
            assert key not in content and key.hex().encode() not in content.lower()
    for place in places:
        taken = stolen(office, tmp_path, place)
        with pytest.raises(NotAllowed):
            Office.open(taken)
        assert keys.unlock(place, MINE).key == key


@pytest.mark.thorough
def test_what_was_taken_away_opens_nothing_with_the_locks_beside_any_backup(
    office: Office, code: str, tmp_path: Path
) -> None:
    places = with_backups(office, tmp_path)
    locks.add_login(office, "李岚", OTHER)
    assert all(keys.unlock(place, OTHER).name == "李岚" for place in places)
    locks.remove_login(office, "李岚")
    locks.change_password(office, MINE, THIRD)
    fresh = locks.renew_recovery(office)
    for place in places:
        for old in (OTHER, MINE, code):
            with pytest.raises(NotAllowed):
                keys.unlock(place, old)
        assert keys.unlock(place, THIRD).name == "王敏"
        assert keys.unlock(place, fresh).recovered
    assert not office.news


def test_a_stick_that_is_not_there_is_told_to_hold_the_old_locks(
    office: Office, code: str, tmp_path: Path
) -> None:
    with_backups(office, tmp_path)
    shutil.move(tmp_path / "stick", tmp_path / "away")
    locks.renew_recovery(office)
    assert "stick" in office.news and "从前的钥匙" in office.news
    assert keys.unlock(tmp_path / "away" / backups.FOLDER, code).recovered


def test_another_store_that_was_set_aside_keeps_its_own_locks(office: Office) -> None:
    aside = replacing.set_aside(office.folder)
    (aside / "ledger.db").unlink()  # another name of the open store's own file
    (aside / "ledger.db").write_bytes(b"of another key" * 400)
    kept = (aside / keys.KEY_FILE).read_text("utf-8")
    locks.protect_office(office, "王敏", MINE)
    assert (aside / keys.KEY_FILE).read_text("utf-8") == kept
