"""A desk is one file in one place: moved it stays, copied or restored it is another, with numbers of its own."""

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.actions.edit import edit_cases
from app.actions.verify import verify
from app.errors import NotAllowed
from app.records.registration import Registration
from app.rules.numbering import BLOCKS, CASE_NUMBER
from app.store import desk, journal, opening
from app.store.case_file import read_case
from app.store.desk import Place
from app.store.office import Office
from app.store.tables import Desk, Serial
from tests.app.store.offices import Clock, new_township, reported


def serial_of(office: Office, case: str) -> int:
    """The serial in a case's number."""
    read = CASE_NUMBER.parse(str(office.get(Registration, case).case_no))
    assert read is not None
    return read.serial


def block_of(office: Office) -> int:
    """The block that new numbers come from."""
    return int(Desk.select(Desk.block).scalar(office.db))


def settled(folder: Path, clock: Clock) -> str:
    """An office with one case; its desk."""
    office = new_township(folder, clock)
    reported(office)
    name = office.desk
    office.close()
    return name


# -- the same desk ------------------------------------------------------------------------------------------


def test_a_desk_stays_the_same_when_its_office_is_opened_again(office: Office) -> None:
    name = office.desk
    office.close()
    again = Office.open(office.folder, clock=office._clock)
    assert again.desk == name
    again.close()


def test_a_renamed_or_moved_folder_is_the_same_desk_and_numbers_go_on(tmp_path: Path, clock: Clock) -> None:
    name = settled(tmp_path / "here", clock)
    (tmp_path / "elsewhere").mkdir()
    for source, target in (("here", "renamed"), ("renamed", "elsewhere/moved")):
        (tmp_path / source).rename(tmp_path / target)
        office = Office.open(tmp_path / target, clock=clock)
        assert office.desk == name and block_of(office) == 0
        office.close()
    office = Office.open(tmp_path / "elsewhere" / "moved", clock=clock)
    assert serial_of(office, reported(office)) == 2
    office.close()


def test_a_store_of_the_time_of_digests_keeps_its_desk_in_its_place(tmp_path: Path, clock: Clock) -> None:
    name = settled(tmp_path / "here", clock)
    file = tmp_path / "here" / opening.FILE_NAME
    with open(file, "rb") as opened:
        place = Place.of(file, opened.fileno())
    office = Office.open(tmp_path / "here", clock=clock)
    Desk.update(place=place._digest).execute(office.db)
    office.close()
    again = Office.open(tmp_path / "here", clock=clock)
    assert again.desk == name
    assert Desk.select(Desk.place).scalar(again.db) == place.text
    again.close()


# -- another desk -------------------------------------------------------------------------------------------


def moved_by_copy(source: Path, target: Path) -> None:
    """As a move to another disk does it: a copy, then the old one goes."""
    shutil.copytree(source, target)
    shutil.rmtree(source)


def restored(source: Path, target: Path) -> None:
    """Put a backup of the file in the place of the file."""
    shutil.copy2(source / opening.FILE_NAME, target.with_suffix(".bak"))
    (source / opening.FILE_NAME).unlink()
    shutil.copy2(target.with_suffix(".bak"), source / opening.FILE_NAME)
    shutil.copytree(source, target)


def linked(source: Path, target: Path) -> None:
    """A second name of the same file."""
    target.mkdir()
    for path in source.iterdir():
        if path.is_file():
            os.link(path, target / path.name)


@pytest.mark.parametrize("how", [opening.copy_store, moved_by_copy, restored, linked])
def test_a_copied_or_restored_store_is_another_desk_with_numbers_of_its_own(
    tmp_path: Path, clock: Clock, how: Callable[[Path, Path], None]
) -> None:
    office = new_township(tmp_path / "here", clock)
    case = reported(office)
    name, version = office.desk, read_case(office, case).registration.version
    office.close()
    how(tmp_path / "here", tmp_path / "there")
    other = Office.open(tmp_path / "there", clock=clock)
    try:
        assert other.desk != name
        assert other.desk.startswith("YX01/")
        serial = serial_of(other, reported(other))
        assert 10_000 < serial < 100_000 and serial % 1_000 == 1
        edit_cases(other, [case], {"registration.summary": "改"})
        assert dict(read_case(other, case).registration.version) == {**version, other.desk: 2}
        assert journal.verify(other.db) == []
    finally:
        other.close()


def test_a_restored_file_in_the_same_folder_is_another_desk(office: Office, tmp_path: Path) -> None:
    name = office.desk
    office.close()
    kept = office.folder / opening.FILE_NAME
    shutil.copy2(kept, tmp_path / "backup.db")
    (tmp_path / "backup.db").replace(kept)
    again = Office.open(office.folder, clock=office._clock)
    assert again.desk != name
    again.close()


def test_a_file_that_got_the_number_of_the_one_before_is_another_desk(tmp_path: Path, clock: Clock) -> None:
    name = settled(tmp_path / "here", clock)
    file = tmp_path / "here" / opening.FILE_NAME
    shutil.copy2(file, tmp_path / "stick.db")
    with open(file, "rb") as opened:
        before = Place.of(file, opened.fileno())
    file.unlink()
    shutil.copy2(tmp_path / "stick.db", file)
    with open(file, "rb") as opened:
        after = Place.of(file, opened.fileno())
    assert not after.is_where(before.text)
    again = Office.open(tmp_path / "here", clock=clock)
    assert again.desk != name
    again.close()


def test_another_pc_or_another_disk_is_another_desk(tmp_path: Path) -> None:
    (tmp_path / "ledger.db").touch()
    with open(tmp_path / "ledger.db", "rb") as opened:
        here = Place.of(tmp_path / "ledger.db", opened.fileno())
    gone = replace(here, path=str(tmp_path / "gone" / "ledger.db"))
    assert here.is_where(here.text) and here.is_where(gone.text)
    assert here.is_where(replace(here, device=here.device + 1).text), "disks are counted anew at each start"
    for other in (
        replace(here, machine="other"), replace(here, file=here.file + 1), replace(here, born=here.born + 1),
        replace(gone, device=here.device + 1),
    ):  # fmt: skip
        assert not here.is_where(other.text)
    assert not here.is_where("") and not here.is_where("{}") and not here.is_where("[1]")


# -- an older database in the same file ---------------------------------------------------------------------


@pytest.fixture
def overwritten(office: Office, tmp_path: Path) -> tuple[Office, str]:
    """An office whose file was overwritten by its older content, and the desk that it was."""
    reported(office)
    office.db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    kept = (office.folder / opening.FILE_NAME).read_bytes()
    reported(office)
    reported(office)
    name = office.desk
    office.close()
    with open(office.folder / opening.FILE_NAME, "r+b") as file:
        file.write(kept)
        file.truncate()
    return Office.open(office.folder, clock=office._clock), name


def test_an_older_database_written_over_this_one_is_another_desk_before_it_writes(
    overwritten: tuple[Office, str],
) -> None:
    office, name = overwritten
    try:
        assert office.desk == name and office.news == ""
        assert serial_of(office, reported(office)) >= 10_001
        assert office.desk != name
        assert "第 3 至 4 条" in office.news and "登记 云信〔2026〕3号" in office.news
        assert [line.action for line in journal.lines(office.db, 2)] == ["register", "older_data"]
        found = verify(office)
        assert found.ok and any("第 3 条至第 4 条" in note for note in found.notes)
    finally:
        office.close()


def test_it_is_noticed_once_and_again_when_it_happens_again(overwritten: tuple[Office, str]) -> None:
    office, _ = overwritten
    office.settle_desk()
    name = office.desk
    office.close()
    again = Office.open(office.folder, clock=office._clock)
    try:
        again.settle_desk()
        assert again.desk == name and again.news == ""
    finally:
        again.close()


def test_while_the_date_is_in_doubt_nothing_is_settled_yet(
    overwritten: tuple[Office, str], clock: Clock
) -> None:
    office, name = overwritten
    clock.forward(days=60)
    try:
        office.settle_desk()
        assert office.desk == name
        office.confirm_today(clock.now.date())
        office.settle_desk()
        assert office.desk != name and office.news
    finally:
        office.close()


def test_a_journal_copy_that_lags_or_is_torn_or_gone_draws_no_desk(office: Office) -> None:
    reported(office)
    path = office.folder / opening.JOURNAL_COPY
    before = path.read_bytes()
    reported(office)
    name = office.desk
    office.close()
    for content in (before, before[:-3], b"", None):
        if content is None:
            path.unlink()
        else:
            path.write_bytes(content)
        again = Office.open(office.folder, clock=office._clock)
        again.settle_desk()
        assert again.desk == name and again.news == ""
        again.close()


# -- blocks -------------------------------------------------------------------------------------------------


@pytest.mark.thorough
def test_a_new_desk_never_draws_a_block_that_records_or_the_journals_copy_name(
    overwritten: tuple[Office, str],
) -> None:
    office, _ = overwritten
    seen = {block_of(office)}
    try:
        for _ in range(60):
            office.draw_desk()
            assert block_of(office) in BLOCKS
            seen.add(block_of(office))
            reported(office)
        assert len(seen) == 61
    finally:
        office.close()


def test_a_full_block_is_followed_by_another_for_this_year_only(office: Office, clock: Clock) -> None:
    reported(office)
    Serial.update(last=9_999).where(Serial.series == "case").execute(office.db)
    first, second = (serial_of(office, reported(office)) for _ in range(2))
    assert first > 10_000 and first % 1_000 == 1 and second == first + 1
    clock.now = clock.now.replace(year=2027, month=1, day=4)
    office.confirm_today(clock.now.date())
    assert serial_of(office, reported(office)) == 1


def test_a_year_without_a_free_number_is_told(office: Office) -> None:
    reported(office)
    Serial.update(last=9_999).where(Serial.series == "case").execute(office.db)
    rows = [{"series": "case", "year": 2026, "block": b, "last": b * 1_000 + 999} for b in BLOCKS]
    Serial.insert_many(rows).execute(office.db)
    with pytest.raises(NotAllowed, match="都用完了"):
        reported(office)


def test_when_every_block_was_used_once_a_new_desk_still_gets_one(office: Office) -> None:
    assert desk.free_block(office.db, BLOCKS) in BLOCKS
