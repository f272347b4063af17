"""Backups: whole, encrypted, verified, thinned, restored; a damaged one is never put in the place of data."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import pytest

from app.errors import NotAllowed, Unavailable
from app.store import backups, holding, journal, replacing
from app.store.office import Office
from app.store.opening import data_key
from tests.app.store.offices import counts_of, reported

NOW = datetime(2026, 3, 6, 9, 30)
ROOT = Path(__file__).resolve().parents[3]


def test_a_backup_is_listed_with_what_is_in_it(office: Office) -> None:
    reported(office)
    made = backups.make(office, "manual")
    assert backups.listed(office.folder, data_key(office.db)) == [made]
    assert made.verified and made.size == made.path.stat().st_size
    assert (made.cases, made.why, made.seq) == (1, "手动", journal.head(office.db)[0])
    assert made.last.startswith("登记 云信")


def test_a_backup_and_its_note_are_encrypted(office: Office) -> None:
    reported(office)
    made = backups.make(office, "manual")
    assert not made.path.read_bytes().startswith(b"SQLite")
    assert "曾小明".encode() not in made.path.read_bytes()
    assert made.last and made.last not in made.path.with_suffix(".json").read_text("utf-8")
    (without_key,) = backups.listed(office.folder)
    assert (without_key.last, without_key.cases, without_key.seq) == ("", 1, made.seq)


def test_a_backup_holds_what_was_committed_and_not_what_is_being_written(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replacing, "BUSY", 50)
    reported(office)
    with office.writing("试写", action="edit", undoable=False):
        office.db.execute_sql("UPDATE desk SET counter = 77")
        with ThreadPoolExecutor(1) as other, pytest.raises(Unavailable, match="占用"):
            other.submit(backups.make, office, "work").result()
    made = backups.make(office, "work")
    assert (made.cases, made.seq) == (1, journal.head(office.db)[0])


@pytest.mark.thorough
def test_a_backup_made_while_others_write_is_whole_at_one_instant(office: Office) -> None:
    def all_of_them() -> list[backups.Backup]:
        return [backups.make(office, "work") for _ in range(6)]

    with ThreadPoolExecutor(1) as other:
        coming = other.submit(all_of_them)
        written = 0
        while not coming.done():
            reported(office)
            written += 1
        found = coming.result()
    assert written > 0
    for made in found:
        assert made.verified and 0 <= made.cases <= written
    assert counts_of(office)[1] == written
    again = replacing.connect_plainly(found[-1].path, data_key(office.db), read_only=True)
    assert again.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert again.execute("SELECT count(*) FROM journal").fetchone() == (found[-1].seq,)
    again.close()
    assert journal.verify(office.db) == []


def test_a_backup_waits_for_that_of_another_program(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    with ThreadPoolExecutor(1) as other:
        with holding.backing_up(office.folder):
            waiting = other.submit(backups.make, office, "take")
            with pytest.raises(TimeoutError):
                waiting.result(timeout=0.2)
        assert waiting.result().verified
    monkeypatch.setattr(holding, "_PATIENCE", 0)
    with holding.backing_up(office.folder), pytest.raises(Unavailable, match="正在备份"):
        backups.make(office, "take")


@pytest.mark.thorough
def test_programs_that_back_up_in_the_same_second_all_succeed(office: Office) -> None:
    again = (
        "import sys; from pathlib import Path; from datetime import datetime\n"
        "from app.store import backups; from app.store.office import Office\n"
        "office = Office.open(Path(sys.argv[1]), clock=lambda: datetime(2026, 3, 6, 9, 30))\n"
        "for _ in range(5): assert backups.make(office, 'take').verified\n"
        "office.close()"
    )
    them = [subprocess.Popen([sys.executable, "-c", again, office.folder], cwd=ROOT) for _ in range(3)]
    assert [each.wait() for each in them] == [0, 0, 0]
    (kept,) = backups.listed(office.folder, data_key(office.db))
    assert kept.verified and not list((office.folder / backups.FOLDER).glob("*.part"))


@pytest.mark.skipif(not Path("/proc/locks").exists(), reason="locks are listed on Linux only")
def test_the_database_keeps_its_locks_through_a_backup(office: Office) -> None:
    """Closing any handle of the file in this process would drop them, and another program could take the log away."""

    def held() -> list[str]:
        inode = (office.folder / "ledger.db").stat().st_ino
        return [
            line.split(":", 1)[1]
            for line in Path("/proc/locks").read_text().splitlines()
            if f":{inode} " in line
        ]

    before = held()
    assert before != []
    backups.make(office, "work")
    assert held() == before


def test_the_newest_good_backup_is_the_newest_that_opens(office: Office) -> None:
    key = data_key(office.db)
    good = backups.make(office, "manual")
    bad = office.folder / backups.FOLDER / "20990101-000000_work.db"
    bad.write_bytes(b"x" * 8192)
    assert backups.listed(office.folder)[0].path == bad
    found = backups.newest_good(office.folder, key)
    assert found is not None and found.path == good.path
    assert backups.newest_good(office.folder, bytes(32)) is None


def test_a_file_that_is_no_backup_is_refused(tmp_path: Path) -> None:
    (tmp_path / "photo.db").write_bytes(b"")
    with pytest.raises(NotAllowed, match="不是回音的备份"):
        backups.named(tmp_path / "photo.db")


def test_a_backup_without_its_note_is_still_listed(office: Office) -> None:
    made = backups.make(office, "take")
    made.path.with_suffix(".json").unlink()
    (found,) = backups.listed(office.folder)
    assert (found.path, found.why) == (made.path, "收取前")


def test_the_second_folder_gets_the_same_backup_and_its_locks(office: Office, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    made = backups.make(office, "manual")
    backups.carry(made, stick, data_key(office.db))
    assert (stick / backups.FOLDER / made.path.name).read_bytes() == made.path.read_bytes()
    assert (stick / backups.FOLDER / "ledger.key").is_file()


def test_a_missing_stick_is_told_and_the_first_backup_stands(office: Office, tmp_path: Path) -> None:
    made = backups.make(office, "manual")
    with pytest.raises(NotAllowed, match="本机的备份已做好"):
        backups.carry(made, tmp_path / "gone", data_key(office.db))
    assert len(backups.listed(office.folder)) == 1


def test_no_half_backup_stays_when_the_copy_fails(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> tuple[int, int, str]:
        raise Unavailable("不完整。")

    monkeypatch.setattr(backups, "look_into", fails)
    with pytest.raises(Unavailable):
        backups.make(office, "manual")
    assert list((office.folder / backups.FOLDER).iterdir()) == []
