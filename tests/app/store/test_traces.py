"""A data file that is gone, emptied or nobody's is damage while anything tells of the office that was here."""

from pathlib import Path

import pytest

from app.cli.main import main
from app.errors import Damaged, NotAllowed
from app.store import backups, keys, opening, replacing, second_journal, traces
from app.store.office import Office


@pytest.fixture
def left(office: Office) -> Path:
    """The folder of a closed office with a journal's copy and one backup."""
    with office.writing("试写", action="test", undoable=False):
        pass
    backups.make(office, "manual")
    office.close()
    return office.folder


def emptied(folder: Path) -> None:
    for name in (opening.FILE_NAME, f"{opening.FILE_NAME}-wal", f"{opening.FILE_NAME}-shm"):
        (folder / name).unlink(missing_ok=True)
    (folder / opening.FILE_NAME).write_bytes(b"")


def test_an_emptied_file_is_damage_that_names_the_newest_backup_and_stays_empty(left: Path) -> None:
    emptied(left)
    name = backups.listed(left)[0].path.name
    with pytest.raises(Damaged, match=name):
        Office.open(left)
    assert (left / opening.FILE_NAME).read_bytes() == b""


def test_a_file_without_tables_is_damage(left: Path) -> None:
    key = keys.unlock(left, None).key
    emptied(left)
    connection = replacing.connect_plainly(left / opening.FILE_NAME, key)
    connection.execute("CREATE TABLE one (a)")
    connection.execute("DROP TABLE one")
    connection.close()
    with pytest.raises(Damaged, match="空了"):
        Office.open(left)


def test_a_file_without_a_desk_is_damage(left: Path) -> None:
    key = keys.unlock(left, None).key
    connection = replacing.connect_plainly(left / opening.FILE_NAME, key)
    connection.execute("DELETE FROM desk")
    connection.close()
    with pytest.raises(Damaged, match="空了"):
        Office.open(left)


def test_the_copy_of_the_journal_alone_tells_of_an_office(left: Path) -> None:
    for backup in backups.listed(left):
        backup.path.unlink()
    emptied(left)
    with pytest.raises(Damaged, match="没有备份"):
        Office.open(left)
    (left / second_journal.JOURNAL_COPY).write_bytes(b"")
    assert not traces.found(left)


def test_a_missing_file_is_damage_and_without_traces_nothing_was_here(left: Path, tmp_path: Path) -> None:
    (left / opening.FILE_NAME).unlink()
    with pytest.raises(Damaged, match="不见了"):
        Office.open(left)
    with pytest.raises(NotAllowed, match="先新建"):
        Office.open(tmp_path / "never")


@pytest.mark.parametrize("gone", [True, False])
def test_the_command_line_says_it_and_how_to_restore(
    left: Path, capsys: pytest.CaptureFixture[str], gone: bool
) -> None:
    emptied(left)
    if gone:
        (left / opening.FILE_NAME).unlink()
    name = backups.listed(left)[0].path.name
    assert main(["--dir", str(left), "list"]) == 1
    told = capsys.readouterr().err
    assert name in told and "restore" in told and "先新建" not in told
    assert main(["--dir", str(left), "restore", str(backups.listed(left)[0].path), "--yes"]) == 0
    Office.open(left).close()
