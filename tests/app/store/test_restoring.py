"""A backup takes the place of the store whole or not at all, and what lay there is set aside."""

from pathlib import Path

import pytest

from app.errors import NotAllowed, Unavailable
from app.store import backups, journal, restoring
from app.store.office import Office
from app.store.opening import data_key
from tests.app.store.offices import counts_of, reported


def test_a_store_that_another_program_works_with_is_not_replaced(office: Office) -> None:
    made = backups.make(office, "manual")
    with pytest.raises(NotAllowed, match="另一个回音程序"):
        restoring.restore(office.folder, made)
    assert not (office.folder / backups.SET_ASIDE).exists()
    assert counts_of(office)[1] == 0


def test_the_data_set_aside_open_with_their_own_locks(office: Office) -> None:
    made = backups.make(office, "manual")
    reported(office)
    office.close()
    aside = restoring.restore(office.folder, made)
    again = Office.open(aside, clock=office._clock)
    assert counts_of(again)[1] == 1
    again.close()


def test_a_restored_backup_is_another_desk_and_the_old_data_is_set_aside(office: Office) -> None:
    reported(office)
    made = backups.make(office, "manual")
    desk = office.desk
    reported(office)
    office.close()
    aside = restoring.restore(office.folder, made)
    again = Office.open(office.folder, clock=office._clock)
    try:
        assert counts_of(again)[1] == 1
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
        restoring.restore(office.folder, made)
    assert (office.folder / "ledger.db").read_bytes() == before
    assert not (office.folder / backups.SET_ASIDE).exists()


def test_a_lost_folder_is_rebuilt_from_the_stick(office: Office, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    reported(office)
    backups.carry(backups.make(office, "manual"), stick, data_key(office.db))
    office.close()
    fresh = tmp_path / "new-pc"
    fresh.mkdir()
    restoring.restore(fresh, backups.listed(stick)[0])
    again = Office.open(fresh, clock=office._clock)
    assert counts_of(again)[1] == 1
    again.close()
