"""Backups: whole, encrypted, verified, thinned, restored; a damaged one is never put in the place of data."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import NotAllowed, Unavailable
from app.ledger.query import Query, count
from app.store import backups, journal
from app.store.office import Office
from tests.app.store.offices import reported

NOW = datetime(2026, 3, 6, 9, 30)


def cases(office: Office) -> int:
    """How many reports the office holds."""
    return count(office.db, Query(office.today))


def test_a_backup_is_listed_with_what_is_in_it(office: Office) -> None:
    reported(office)
    made = backups.make(office, "manual")
    assert backups.listed(office.folder) == [made]
    assert (made.cases, made.why, made.seq) == (1, "手动", journal.head(office.db)[0])
    assert made.last.startswith("登记 云信")


def test_a_backup_is_encrypted(office: Office) -> None:
    reported(office)
    made = backups.make(office, "manual")
    assert not made.path.read_bytes().startswith(b"SQLite")
    assert "曾小明".encode() not in made.path.read_bytes()


def test_a_restored_backup_is_another_desk_and_the_old_data_is_set_aside(office: Office) -> None:
    reported(office)
    made = backups.make(office, "manual")
    desk = office.desk
    reported(office)
    office.close()
    aside = backups.restore(office.folder, made)
    again = Office.open(office.folder, clock=office._clock)
    try:
        assert cases(again) == 1
        assert again.desk != desk
        assert journal.verify(again.db) == []
    finally:
        again.close()
    assert (aside / "ledger.db").is_file()


def test_a_damaged_backup_is_not_restored(office: Office) -> None:
    reported(office)
    made = backups.make(office, "manual")
    content = bytearray(made.path.read_bytes())
    content[len(content) // 2] ^= 0x10
    made.path.write_bytes(content)
    office.close()
    before = (office.folder / "ledger.db").read_bytes()
    with pytest.raises(Unavailable):
        backups.restore(office.folder, made)
    assert (office.folder / "ledger.db").read_bytes() == before
    assert not (office.folder / backups.SET_ASIDE).exists()


def test_a_backup_without_its_note_is_still_listed(office: Office) -> None:
    made = backups.make(office, "take")
    made.path.with_suffix(".json").unlink()
    (found,) = backups.listed(office.folder)
    assert (found.path, found.why) == (made.path, "收取前")


def test_the_second_folder_gets_the_same_backup_and_its_locks(office: Office, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    made = backups.make(office, "manual", stick)
    assert (stick / backups.FOLDER / made.path.name).read_bytes() == made.path.read_bytes()
    assert (stick / backups.FOLDER / "ledger.key").is_file()


def test_a_missing_stick_is_told_and_the_first_backup_stands(office: Office, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed, match="本机的备份已做好"):
        backups.make(office, "manual", tmp_path / "gone")
    assert len(backups.listed(office.folder)) == 1


def test_a_lost_folder_is_rebuilt_from_the_stick(office: Office, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    reported(office)
    backups.make(office, "manual", stick)
    office.close()
    fresh = tmp_path / "new-pc"
    fresh.mkdir()
    backups.restore(fresh, backups.listed(stick)[0])
    again = Office.open(fresh, clock=office._clock)
    assert cases(again) == 1
    again.close()


def test_no_half_backup_stays_when_the_copy_fails(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> tuple[int, int, str]:
        raise Unavailable("不完整。")

    monkeypatch.setattr(backups, "look_into", fails)
    with pytest.raises(Unavailable):
        backups.make(office, "manual")
    assert list((office.folder / backups.FOLDER).iterdir()) == []


moments = st.lists(st.integers(0, 900 * 24).map(lambda hours: NOW - timedelta(hours=hours)), max_size=60)


@given(moments)
def test_thinning_keeps_the_newest_and_one_of_each_age(found: list[datetime]) -> None:
    kept = backups.kept(found, NOW)
    assert kept <= set(found)
    assert not found or max(found) in kept
    assert {at for at in found if NOW - at < timedelta(days=2)} <= kept
    for at in found:
        assert any(other.year == at.year and other.month == at.month for other in kept)


@given(moments)
def test_thinning_twice_is_thinning_once(found: list[datetime]) -> None:
    once = backups.kept(found, NOW)
    assert backups.kept(once, NOW) == once


def test_old_backups_are_thinned_when_a_new_one_is_made(office: Office) -> None:
    folder = office.folder / backups.FOLDER
    folder.mkdir()
    for hour in (8, 9, 10):
        (folder / f"20260201-{hour:02}0000_work.db").write_bytes(b"")
    backups.make(office, "manual")
    assert [each.at.hour for each in backups.listed(office.folder)][1:] == [10]
