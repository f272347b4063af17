"""An upgrade is made on a copy, checked and swapped; whatever stops it leaves the old store as it was."""

import errno
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from unittest.mock import ANY

import pytest
from peewee import TextField

from app.errors import NotAllowed, Unavailable
from app.records.registration import Registration
from app.store import backups, holding, journal, keys, opening, replacing
from app.store.office import Office
from app.store.record_tables import ALL_TABLES
from app.store.tables import Table
from app.store.upgrading import COPY, Upgrade
from tests.app.store.offices import everything, reported
from tests.tiers import some

GOOD = """
def up(migrator, db):
    db.execute_sql("CREATE TABLE later (word TEXT NOT NULL)")
"""
HALF = (
    GOOD
    + """
    db.execute_sql("DELETE FROM registration")
    raise ValueError("no")
"""
)
LOSES = """
def up(migrator, db):
    db.execute_sql("DELETE FROM registration WHERE n = 1")
"""
OTHER_SHAPE = """
def up(migrator, db):
    db.execute_sql("ALTER TABLE registration DROP COLUMN remark")
"""
DANGLES = """
def up(migrator, db):
    db.execute_sql("PRAGMA foreign_keys = OFF")
    db.execute_sql("INSERT INTO journal_record (record, seq) VALUES ('x', 999)")
atomic = False
"""


class Later(Table):
    """What the good migration makes."""

    word = TextField()

    class Meta:
        table_name = "later"
        primary_key = False


@pytest.fixture
def closed(office: Office) -> Office:
    """An office with two cases, closed."""
    reported(office)
    reported(office)
    office.close()
    return office


def upgrade(office: Office, folder: Path, text: str) -> Upgrade:
    """An upgrade by one more migration, written in a folder of its own."""
    folder.mkdir()
    for shipped in (Path(opening.__file__).parent / "migrations").glob("0*.py"):
        (folder / shipped.name).write_text(shipped.read_text("utf-8"), "utf-8")
    (folder / "0900_later.py").write_text(f'"""A planted step."""\n{text}', "utf-8")
    key = keys.unlock(office.folder, None).key
    return Upgrade(office.folder, key, folder, (*ALL_TABLES, *((Later,) if "later" in text else ())))


def bytes_of(folder: Path) -> list[bytes]:
    """The store and its log; a log without content is none."""
    paths = (folder / f"{opening.FILE_NAME}{more}" for more in ("", "-wal"))
    return [path.read_bytes() if path.exists() else b"" for path in paths]


def content(office: Office) -> object:
    """All that the store holds, read by opening it."""
    again = Office.open(office.folder, clock=office._clock)
    try:
        assert journal.verify(again.db) == []
        return everything(again)
    finally:
        again.close()


def test_a_good_migration_takes_the_old_files_place_after_a_backup(closed: Office, tmp_path: Path) -> None:
    upgrade(closed, tmp_path / "steps", GOOD).run()
    key = keys.unlock(closed.folder, None).key
    database = opening.connect(closed.folder, key)
    assert database.execute_sql("SELECT count(*) FROM later").fetchone() == (0,)
    assert database.execute_sql("SELECT count(*) FROM registration").fetchone() == (2,)
    database.close()
    (before,) = backups.listed(closed.folder)
    assert (before.why, before.cases, before.verified) == ("升级前", 2, True)
    assert not (closed.folder / COPY).exists()
    with pytest.raises(NotAllowed, match="更新版本"):
        Office.open(closed.folder)


def desk_of(folder: Path) -> dict[str, object]:
    """The row that says who this store is."""
    with closing(
        replacing.connect_plainly(folder / opening.FILE_NAME, keys.unlock(folder, None).key)
    ) as plain:
        asked = plain.execute("SELECT * FROM desk")
        return dict(zip([each[0] for each in asked.description], asked.fetchone(), strict=True))


def test_an_upgraded_store_is_the_same_desk_with_the_same_block_and_its_numbers_go_on(
    closed: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = desk_of(closed.folder)
    upgrade(closed, tmp_path / "steps", GOOD).run()
    assert desk_of(closed.folder) == {**before, "place": ANY}
    monkeypatch.setattr(opening, "pending", lambda db: False)  # the planted migration is no newer program's
    again = Office.open(closed.folder, clock=closed._clock)
    try:
        assert again.desk == f"YX01/{before['number']}"
        case = reported(again)
        assert again.get(Registration, case).case_no == "云信〔2026〕3号"
    finally:
        again.close()


def test_a_copy_of_an_older_version_is_still_another_desk_after_its_upgrade(
    closed: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opening.copy_store(closed.folder, tmp_path / "copy")
    number = desk_of(closed.folder)["number"]
    steps = tmp_path / "steps"
    upgrade(closed, steps, GOOD)
    Upgrade(tmp_path / "copy", keys.unlock(closed.folder, None).key, steps, (*ALL_TABLES, Later)).run()
    monkeypatch.setattr(opening, "pending", lambda db: False)
    again = Office.open(tmp_path / "copy", clock=closed._clock)
    assert again.desk != f"YX01/{number}"
    again.close()


@pytest.mark.parametrize(
    ("text", "said"),
    [(HALF, "ValueError"), (LOSES, "比原来少"), (OTHER_SHAPE, "没有通过检查"), (DANGLES, "没有通过检查")],
)
def test_a_bad_migration_leaves_the_old_file_and_says_so(
    closed: Office, tmp_path: Path, text: str, said: str
) -> None:
    before = content(closed)
    file = bytes_of(closed.folder)
    with pytest.raises(Unavailable, match=f"升级没有完成，原来的数据没有动.*{said}"):
        upgrade(closed, tmp_path / "steps", text).run()
    assert bytes_of(closed.folder) == file
    assert content(closed) == before
    assert not (closed.folder / COPY).exists()


EARLIER = Path(__file__).resolve().parents[2] / "data/offices/0.1.0.db"


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """The folder of an office of an earlier version."""
    folder = tmp_path / "earlier"
    folder.mkdir()
    shutil.copy(EARLIER, folder / opening.FILE_NAME)
    shutil.copy(EARLIER.with_suffix(".key"), folder / keys.KEY_FILE)
    return folder


def left_by_a_crash(folder: Path) -> None:
    """The last write stands in the log only."""
    store = folder / opening.FILE_NAME
    with closing(replacing.connect_plainly(store, keys.unlock(folder, None).key)) as connection:
        connection.execute("PRAGMA journal_mode = WAL").fetchone()
        connection.execute("UPDATE registration SET remark = '断电前的一句'")
        left = bytes_of(folder)
    for more, content in zip(("", "-wal"), left, strict=True):
        replacing.beside(store, more).write_bytes(content)
    assert left[1]


@pytest.mark.parametrize("step", ["back_up", "copy", "migrate", "check", "swap"])
@pytest.mark.parametrize("crashed", [False, True], ids=["closed", "after a crash"])
def test_opening_an_earlier_version_leaves_file_and_log_to_the_byte_wherever_it_fails(
    earlier: Path, step: str, crashed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if crashed:
        left_by_a_crash(earlier)
    before = bytes_of(earlier)

    def full(self: Upgrade) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Upgrade, step, full)
    with pytest.raises(Unavailable, match="升级没有完成，原来的数据没有动：磁盘已满"):
        Office.open(earlier)
    assert bytes_of(earlier) == before
    assert not list(earlier.glob(f"{COPY}*"))


def test_what_a_crash_left_in_the_log_is_upgraded_too(earlier: Path) -> None:
    left_by_a_crash(earlier)
    office = Office.open(earlier)
    assert {each.remark for each in office.find(Registration)} == {"断电前的一句"}
    office.close()


def test_what_another_program_wrote_meanwhile_is_not_swapped_away(
    earlier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = Upgrade.check
    monkeypatch.setattr(Upgrade, "check", lambda self: (check(self), left_by_a_crash(earlier)))
    with pytest.raises(Unavailable, match=r"升级没有完成.*被别的程序改过"):
        Office.open(earlier)
    monkeypatch.undo()
    office = Office.open(earlier)
    assert {each.remark for each in office.find(Registration)} == {"断电前的一句"}
    office.close()


def test_a_swap_that_cannot_be_made_last_has_happened_and_is_not_denied(
    earlier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(folder: Path) -> None:
        if folder == earlier:
            raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("app.store.disk.sync_folder", refused)
    Office.open(earlier).close()


class PowerCut(BaseException):
    """What no program catches."""


@pytest.mark.parametrize("step", some(range(7), 3))
def test_a_power_cut_between_any_two_steps_leaves_the_old_store_or_the_new_one(
    closed: Office, tmp_path: Path, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = content(closed)
    planned = upgrade(closed, tmp_path / "steps", GOOD)

    def cut() -> None:
        raise PowerCut

    steps: list[Callable[[], object]] = list(planned.steps)
    monkeypatch.setattr(Upgrade, "steps", (*steps[:step], cut, *steps[step:]))
    monkeypatch.setattr("app.store.replacing.forget", lambda path: None)  # nobody tidies up after a power cut
    with pytest.raises(PowerCut):
        planned.run()
    monkeypatch.undo()
    if step == 6:
        with pytest.raises(NotAllowed, match="更新版本"):
            Office.open(closed.folder)
        return
    assert content(closed) == before
    again = upgrade(closed, tmp_path / "again", GOOD)
    again.run()
    assert not list(closed.folder.glob(f"{COPY}*"))


def test_nobody_else_may_work_with_the_store_meanwhile(closed: Office, tmp_path: Path) -> None:
    other = Office.open(closed.folder, clock=closed._clock)
    with pytest.raises(NotAllowed, match="请先关掉它"):
        upgrade(closed, tmp_path / "steps", GOOD).run()
    assert not (closed.folder / backups.FOLDER).exists()
    other.close()
    held = holding.alone(closed.folder)
    with pytest.raises(NotAllowed, match="正在恢复或升级"):
        Office.open(closed.folder)
    held.release()


@pytest.mark.thorough
def test_a_step_that_comes_later_with_a_lower_number_is_made_up_for(closed: Office, tmp_path: Path) -> None:
    """Two branches of work may each bring a step; a store that was opened between them has the higher one first."""
    key = keys.unlock(closed.folder, None).key
    planned = upgrade(closed, tmp_path / "steps", GOOD)
    planned.run()
    between = "def up(migrator, db):\n    db.execute_sql('CREATE TABLE between_ (word TEXT)')\n"
    (tmp_path / "steps" / "0000_between.py").write_text(between, "utf-8")
    planned.run()
    database = opening.connect(closed.folder, key)
    assert {"later", "between_"} <= set(database.get_tables())
    assert database.execute_sql("SELECT count(*) FROM registration").fetchone() == (2,)
    database.close()
