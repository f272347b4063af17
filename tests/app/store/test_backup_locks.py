"""Locks that were lost come back from the backups, and damaged ones are never brought there."""

import pytest

from app.errors import NotAllowed
from app.store import backup_locks, backups, keys
from app.store.office import Office
from tests.app.store.offices import counts_of, reported


def test_lost_locks_come_back_from_the_backups(office: Office) -> None:
    reported(office)
    backups.make(office, "manual")
    office.close()
    (office.folder / keys.KEY_FILE).write_text("broken")
    aside = backup_locks.return_locks(office.folder)
    assert (aside / keys.KEY_FILE).read_text() == "broken"
    again = Office.open(office.folder, clock=office._clock)
    assert counts_of(again)[1] == 1
    again.close()


def test_damaged_locks_never_take_the_place_of_good_ones_among_the_backups(office: Office) -> None:
    backups.make(office, "manual")
    kept = (office.folder / backups.FOLDER / keys.KEY_FILE).read_bytes()
    (office.folder / keys.KEY_FILE).write_text("broken")
    backups.make(office, "work")
    (office.folder / keys.KEY_FILE).unlink()
    backups.make(office, "start")
    assert (office.folder / backups.FOLDER / keys.KEY_FILE).read_bytes() == kept


def test_without_locks_anywhere_it_is_said(office: Office) -> None:
    office.close()
    with pytest.raises(NotAllowed, match="没有完好的钥匙文件"):
        backup_locks.return_locks(office.folder)
