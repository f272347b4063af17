"""The journal's second file: what came after the last backup can be told without the database."""

import os
from pathlib import Path

import pytest

from app.actions.note_leaving import note_printed
from app.actions.verify import verify
from app.store import backups, keys, restoring, second_journal
from app.store.office import Office
from app.store.opening import JOURNAL_COPY, copy_store
from app.store.second_journal import Line, SecondJournal
from tests.app.store.offices import REPORTER, reported


def key_of(folder: Path) -> bytes:
    """The data key of an office without passwords."""
    return keys.unlock(folder, None).key


def lines(office: Office) -> list[Line]:
    """All that can be read in the second file."""
    return second_journal.read(office.folder / JOURNAL_COPY, key_of(office.folder))[0]


def reopened(office: Office) -> Office:
    """The same folder opened again."""
    office.close()
    return Office.open(office.folder, clock=office._clock)


def test_every_committed_line_is_appended_with_its_case_and_without_values(office: Office) -> None:
    reported(office, REPORTER)
    note_printed(office, "全部", 3)
    found = lines(office)
    assert [line.seq for line in found] == [1, 2, 3]
    assert [line.before for line in found[1:]] == [line.hash for line in found[:-1]]
    assert (found[1].action, found[1].cases, found[1].person) == ("register", 1, "王敏")
    assert found[1].case_nos[0].startswith("云信")
    assert all(name not in repr(found) for name in ("曾小明", *map(str, REPORTER.values())))


def test_the_file_is_encrypted_under_a_key_of_its_own(office: Office) -> None:
    reported(office)
    raw = (office.folder / JOURNAL_COPY).read_bytes()
    assert "登记".encode() not in raw and b"register" not in raw
    assert second_journal.key_of(key_of(office.folder)) != key_of(office.folder)
    assert second_journal.read(office.folder / JOURNAL_COPY, bytes(32)) == ([], 1)


def test_a_refused_action_leaves_no_line(office: Office) -> None:
    with pytest.raises(ValueError), office.writing("试写", action="edit", undoable=False):
        raise ValueError
    assert [line.seq for line in lines(office)] == [1]


def test_what_came_after_a_backup_is_told_without_the_database(office: Office) -> None:
    reported(office)
    made = backups.make(office, "manual")
    reported(office)
    note_printed(office, "全部", 3)
    office.close()
    (office.folder / "ledger.db").write_bytes(b"gone")
    after = second_journal.lines_after(office.folder, key_of(office.folder), made.seq)
    assert [line.action for line in after] == ["register", "print"]


@pytest.mark.thorough
def test_a_restored_backup_keeps_the_lines_it_lacks_and_verify_says_so(office: Office) -> None:
    reported(office)
    made = backups.make(office, "manual")
    for _ in range(3):
        reported(office)
    office.close()
    restoring.restore(office.folder, made)
    again = Office.open(office.folder, clock=office._clock)
    try:
        found = verify(again)
        assert found.ok
        (note,) = found.notes
        assert "第 3 条至第 5 条" in note and "登记 云信" in note
        reported(again)
        assert verify(again).ok
        after = second_journal.lines_after(again.folder, key_of(again.folder), made.seq)
        assert [line.seq for line in after] == [3]
        assert after[0].desk == again.desk
    finally:
        again.close()


def test_a_database_put_back_under_the_same_desk_is_a_fault(office: Office, tmp_path: Path) -> None:
    reported(office)
    kept = tmp_path / "kept.db"
    office.db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    kept.write_bytes((office.folder / "ledger.db").read_bytes())
    reported(office)
    office.close()
    with open(office.folder / "ledger.db", "r+b") as file:  # the same file, so that its place tells nothing
        file.write(kept.read_bytes())
        file.truncate()
    again = Office.open(office.folder, clock=office._clock)
    try:
        found = verify(again)
        assert not found.ok
        assert "第 3 条" in found.faults[-1].sentence
        reported(again)
        assert verify(again).ok, "another desk goes on, and the journal says why"
    finally:
        again.close()


def test_a_copied_store_goes_on_under_another_desk_and_keeps_the_old_lines(
    office: Office, tmp_path: Path
) -> None:
    reported(office)
    office.close()
    copy_store(office.folder, tmp_path / "copy")
    again = Office.open(tmp_path / "copy", clock=office._clock)
    try:
        reported(again)
        assert [line.desk == again.desk for line in lines(again)] == [False, False, True]
        assert verify(again).ok and not verify(again).notes
    finally:
        again.close()


def test_a_line_committed_by_a_process_that_was_killed_is_caught_up(office: Office) -> None:
    reported(office)
    office.second_journal.catch_up = lambda *_: None  # type: ignore[method-assign]
    reported(office)
    again = reopened(office)
    try:
        note_printed(again, "全部", 1)
        assert [line.seq for line in lines(again)] == [1, 2, 3, 4]
        assert lines(again)[2].case_nos
    finally:
        again.close()


@pytest.mark.parametrize("cut", [1, 5, 40])
@pytest.mark.thorough
def test_a_cut_tail_is_stepped_over_and_written_again(office: Office, cut: int) -> None:
    reported(office)
    path = office.folder / JOURNAL_COPY
    os.truncate(path, path.stat().st_size - cut)
    again = reopened(office)
    try:
        reported(again)
        assert [line.seq for line in lines(again)] == [1, 2, 3]
        found = verify(again)
        assert found.ok and "1 处" in found.notes[0]
    finally:
        again.close()


def test_every_flipped_byte_costs_one_line_at_most(office: Office) -> None:
    for _ in range(3):
        reported(office)
    path = office.folder / JOURNAL_COPY
    whole = path.read_bytes()
    key = key_of(office.folder)
    before = lines(office)
    for at in range(0, len(whole), 7):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x20]) + whole[at + 1 :])
        found, skipped = second_journal.read(path, key)
        assert skipped >= 1
        assert len(found) >= len(before) - 1 and set(found) <= set(before)


def test_a_file_taken_away_is_begun_again_from_the_database(office: Office) -> None:
    reported(office)
    (office.folder / JOURNAL_COPY).unlink()
    reported(office)
    assert [line.seq for line in lines(office)] == [1, 2, 3]


def test_a_file_that_cannot_be_written_stops_no_work_and_is_told(office: Office) -> None:
    (office.folder / JOURNAL_COPY).unlink()
    (office.folder / JOURNAL_COPY).mkdir()
    reported(office)
    assert "日志副本" in office.second_journal.trouble
    assert any("日志副本" in note for note in verify(office).notes)
    (office.folder / JOURNAL_COPY).rmdir()
    reported(office)
    assert office.second_journal.trouble == ""
    assert [line.seq for line in lines(office)] == [1, 2, 3]


def test_two_programs_on_one_store_write_no_line_wrong(office: Office) -> None:
    other = SecondJournal(office.folder, key_of(office.folder))
    other.catch_up(office.db)
    reported(office)
    other.catch_up(office.db)
    assert [line.seq for line in lines(office)] == [1, 2]
