"""What can still be read of a damaged store is saved, and counted; what cannot is named; nothing is erased."""

from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3.dbapi2 import DatabaseError

from app.errors import Damaged, NotAllowed
from app.ledger.query import Query, count
from app.records.catalogue import KINDS
from app.records.matters import Reporter
from app.store import backups, keys, replacing, salvage
from app.store.office import Office
from app.store.opening import FILE_NAME, data_key
from tests.app.store.offices import REPORTER, reported
from tests.tiers import some

PAGE = 4096


def flip(path: Path, page: int) -> None:
    """Damage one page of a file, counted from 1."""
    with open(path, "r+b") as file:
        file.seek((page - 1) * PAGE + 50)
        byte = file.read(1)
        file.seek(-1, 1)
        file.write(bytes([byte[0] ^ 0xFF]))


def pages_of(path: Path, key: bytes, table: str) -> list[int]:
    """The pages of a closed store that hold rows of this table: those without which it cannot be read to its end."""
    with closing(replacing.connect_plainly(path, key, read_only=True)) as opened:
        (root,) = opened.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    found = []
    for page in range(2, path.stat().st_size // PAGE + 1):
        flip(path, page)
        with closing(replacing.connect_plainly(path, key, read_only=True)) as opened:
            try:
                opened.execute(f'EXPLAIN SELECT * FROM "{table}"').fetchall()
            except DatabaseError:
                pass  # a page that says what the tables are
            else:
                try:
                    opened.execute(f'SELECT * FROM "{table}" NOT INDEXED').fetchall()
                except DatabaseError:
                    found.append(page)
        flip(path, page)
    return found if found == [root] else [page for page in found if page != root]


def saved(office: Office) -> tuple[salvage.Salvaged, Office]:
    """Salvage the closed store and open it again."""
    found = salvage.salvage(office.folder, keys.unlock(office.folder, None).key)
    again = Office.open(office.folder, clock=office._clock)
    salvage.settle(again, found)
    return found, again


def test_a_whole_store_is_saved_whole_and_is_another_desk(office: Office) -> None:
    for _ in range(3):
        reported(office, REPORTER)
    desk = office.desk
    before = {kind: len(office.find(record)) for kind, record in KINDS.items()}
    office.close()
    found, again = saved(office)
    try:
        assert {kind: found.rows[kind] for kind in KINDS} == before
        assert found.holes == () and found.borrowed == ()
        assert again.desk != desk
        assert count(again.db, Query(again.today)) == 3
        assert again.reveal(again.find(Reporter)[0], "核实").name == REPORTER["name"]
        assert "信访件 3 条" in found.sentence or "登记 3 条" in found.sentence
        reported(again)
    finally:
        again.close()


@pytest.mark.parametrize("where", some([0, 1, -1]))
def test_one_damaged_page_costs_the_rows_on_it_and_no_more(office: Office, where: int) -> None:
    for number in range(60):
        reported(office, summary="反映低保评定不公" * 40 + str(number))
    key = data_key(office.db)
    office.close()
    flip(office.folder / FILE_NAME, pages_of(office.folder / FILE_NAME, key, "registration")[where])
    damaged = (office.folder / FILE_NAME).read_bytes()
    found, again = saved(office)
    try:
        assert found.holes == ("registration",)
        assert 45 <= found.rows["registration"] < 60
        assert found.rows["allegation"] == 60
        assert (found.aside / FILE_NAME).read_bytes() == damaged
        assert count(again.db, Query(again.today)) == found.rows["registration"]
        assert "读不出来的地方" in found.sentence
    finally:
        again.close()


@pytest.mark.parametrize("every", [30, pytest.param(5, marks=pytest.mark.thorough)])
@pytest.mark.thorough
def test_every_page_damaged_in_turn_ends_with_a_store_that_opens_or_a_sentence(
    office: Office, tmp_path: Path, every: int
) -> None:
    for _ in range(4):
        reported(office, REPORTER)
    backups.make(office, "manual")
    key = data_key(office.db)
    office.db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    office.close()
    path = office.folder / FILE_NAME
    whole = path.read_bytes()
    ends = set()
    for page in range(1, len(whole) // PAGE + 1, every):
        path.write_bytes(whole)
        flip(path, page)
        try:
            found = salvage.salvage(office.folder, key)
        except Damaged as error:
            assert error.sentence.endswith("。")
            assert path.read_bytes() != whole
            ends.add("sentence")
            continue
        again = Office.open(office.folder, clock=office._clock)
        salvage.settle(again, found)
        assert count(again.db, Query(again.today)) <= 4
        again.close()
        ends.add("store")
    assert ends == {"sentence", "store"}


@pytest.mark.thorough
def test_an_unreadable_desk_is_borrowed_from_the_newest_backup(office: Office) -> None:
    reported(office, REPORTER)
    backups.make(office, "manual")
    key, path = data_key(office.db), office.folder / FILE_NAME
    office.close()
    for page in pages_of(path, key, "desk") + pages_of(path, key, "keyring"):
        flip(path, page)
    with pytest.raises(Damaged):
        Office.open(office.folder, clock=office._clock)
    found, again = saved(office)
    try:
        assert set(found.borrowed) == {"desk", "keyring"}
        assert again.reveal(again.find(Reporter)[0], "核实").name == REPORTER["name"]
    finally:
        again.close()


def test_what_was_written_last_is_read_from_the_log(office: Office, tmp_path: Path) -> None:
    reported(office)
    for name in (FILE_NAME, f"{FILE_NAME}-wal", keys.KEY_FILE):
        tmp_path.joinpath("cut").mkdir(exist_ok=True)
        (tmp_path / "cut" / name).write_bytes((office.folder / name).read_bytes())
    found = salvage.salvage(tmp_path / "cut", data_key(office.db))
    assert found.rows["registration"] == 1
    assert (found.aside / f"{FILE_NAME}-wal").is_file()


@pytest.mark.thorough
def test_nothing_readable_is_said_and_nothing_is_changed(office: Office) -> None:
    office.close()
    path = office.folder / FILE_NAME
    path.write_bytes(b"x" * 20000)
    with pytest.raises(Damaged):
        salvage.salvage(office.folder, keys.unlock(office.folder, None).key)
    assert path.read_bytes() == b"x" * 20000


def test_an_open_store_is_not_salvaged(office: Office) -> None:
    with pytest.raises(NotAllowed, match="请先关掉它"):
        salvage.salvage(office.folder, data_key(office.db))
