"""When a backup is due, where it goes, and what a restore would take away."""

from pathlib import Path

import pytest

from app.actions import backup
from app.actions.pair_passwords import keep_password
from app.actions.take import take
from app.actions.take_foreign import take_foreign
from app.actions.undo import undo
from app.errors import NotAllowed
from app.exchange.foreign.inspection import inspect
from app.exchange.receive import preview
from app.records.registration import Registration
from app.store import backups, journal
from app.store.office import Office
from app.store.opening import data_key
from tests.app.exchange.foreign.ledgers import HEAD, row, workbook
from tests.app.store import journey
from tests.app.store.offices import Clock, reported


def test_nothing_new_needs_no_backup(office: Office) -> None:
    backup.back_up(office)
    assert not backup.changed(office)
    reported(office)
    assert backup.changed(office)


def test_a_backup_is_due_after_half_an_hour_of_work_only(office: Office) -> None:
    clock = office._clock
    assert isinstance(clock, Clock)
    assert backup.due(office)
    backup.back_up(office)
    clock.forward(hours=1)
    assert not backup.due(office)
    reported(office)
    assert backup.due(office)
    backup.back_up(office, "work")
    reported(office)
    assert not backup.due(office)


def test_a_missing_second_place_is_a_hint_and_no_error(office: Office, tmp_path: Path) -> None:
    backup.set_second_place(office, tmp_path / "stick")
    made = backup.back_up(office)
    assert "本机的备份已做好" in made.hint
    (tmp_path / "stick").mkdir()
    reported(office)
    made = backup.back_up(office)
    assert made.hint == ""
    assert (tmp_path / "stick" / backups.FOLDER / made.backup.path.name).is_file()
    backup.set_second_place(office, None)
    assert backup.second_place(office) is None


def test_what_a_restore_would_take_away_is_counted_and_named(office: Office) -> None:
    made = backup.back_up(office).backup
    assert "什么都不会丢" in backup.lost_since(office, made).sentence(made)
    for _ in range(4):
        reported(office)
    lost = backup.lost_since(office, made)
    assert (lost.count, len(lost.newest)) == (4, 3)
    assert "以后的 4 步会丢失，最近的是：登记 云信" in lost.sentence(made)


def test_it_is_told_without_the_store_as_long_as_the_second_journal_is_there(office: Office) -> None:
    key = data_key(office.db)
    made = backup.back_up(office).backup
    reported(office)
    assert backup.lost_without(office.folder, made, key) == backup.lost_since(office, made)
    (office.folder / "journal.log").unlink()
    lost = backup.lost_without(office.folder, made, key)
    assert not lost.known and "查不出来" in lost.sentence(made)


def test_who_puts_a_backup_back_stands_in_the_journal_and_must_be_allowed_to(office: Office) -> None:
    made = backup.back_up(office).backup
    office.roles = frozenset({"clerk"})
    with pytest.raises(NotAllowed, match="由管理员办理"):
        backup.note_restoring(office, made)
    office.roles = frozenset({"administrator"})
    backup.note_restoring(office, made)
    assert journal.lines(office.db, 1)[0].action == "restore"


def test_backups_are_listed_with_their_last_words(office: Office) -> None:
    reported(office)
    made = backup.back_up(office).backup
    assert backup.listed(office) == [made]
    assert made.last.startswith("登记")


def test_before_a_file_is_taken_what_stood_there_is_backed_up(office: Office, tmp_path: Path) -> None:
    reported(office)
    keep_password(office, "QH00", journey.WORD)
    (posting,) = journey.write_postings(tmp_path, 1)
    take(office, preview(office, posting))
    undo(office)
    assert isinstance(office._clock, Clock)
    office._clock.forward(hours=1)
    take_foreign(office, inspect(office, workbook(tmp_path / "a.xlsx", [HEAD, row(1), row(2)])))
    found = backups.listed(office.folder)
    assert [(each.why, each.cases, each.verified) for each in found] == [("收取前", 1, True)] * 2
    assert len(office.find(Registration, voided=False)) == 3
