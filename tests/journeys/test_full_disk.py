"""A disk that is full, a real one: each step ends in a sentence, leaves nothing half written, and the old data whole.

A small disk in memory is mounted for it, which takes root; elsewhere this is skipped with one line.
"""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.actions import backup as backing
from app.actions import locks
from app.actions.attach import attach, file_of
from app.actions.move import pack, unpack
from app.actions.send import send
from app.actions.take import take
from app.actions.take_foreign import take_foreign
from app.actions.units import add_unit
from app.actions.verify import verify
from app.errors import Damaged, Unavailable
from app.exchange.foreign.inspection import inspect
from app.exchange.receive import preview
from app.records.registration import Registration
from app.store import attachments, backups, disk, journal, key_change, keys, opening, salvage
from app.store.office import Office
from app.store.rekeying import Asked, Rekey
from app.store.upgrading import Upgrade
from tests.app.exchange.foreign.ledgers import HEAD, row, workbook
from tests.app.store.offices import Clock, everything, new_county, new_township, reported
from tests.tiers import some

SIZE = 24 * 1024 * 1024
PASSWORD, CODE = "correct horse", keys.new_recovery_code()
GOOD = '"""A planted step."""\n\ndef up(migrator, db):\n    db.execute_sql("ALTER TABLE registration ADD COLUMN later TEXT")\n'
LEFT = [
    0,
    pytest.param(4096, marks=pytest.mark.thorough),
    40_000,
    pytest.param(200_000, marks=pytest.mark.thorough),
    pytest.param(600_000, marks=pytest.mark.thorough),
]
"""Bytes left free."""


@pytest.fixture(scope="module")
def mounted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A disk of 24 MB."""
    place = tmp_path_factory.mktemp("small")
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "huiyin-test", str(place)], capture_output=True
    )
    if done.returncode != 0:
        pytest.skip("a small disk cannot be mounted here; to run this: be root")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


class Disk:
    """The small disk, and how full it is."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self._filler = place / "filler"

    def fill(self, left: int) -> None:
        """Leave this many bytes free."""
        with open(self._filler, "wb") as file:
            os.posix_fallocate(file.fileno(), 0, max(1, disk.shutil.disk_usage(self.place).free - left))

    def empty(self) -> None:
        """Make room again."""
        self._filler.unlink(missing_ok=True)


@pytest.fixture
def small(mounted: Path) -> Iterator[Disk]:
    yield Disk(mounted)
    for path in mounted.iterdir():
        subprocess.run(["rm", "-rf", str(path)], check=True)


@pytest.fixture
def office(small: Disk) -> Iterator[Office]:
    """A township of three cases on that disk."""
    made = new_township(small.place / "town", Clock())
    for _ in range(3):
        reported(made, summary="反映低保评定不公" * 200)
    yield made
    made.close()


def stray(folder: Path) -> list[str]:
    """Half-written files."""
    return [
        str(path)
        for path in folder.rglob("*")
        if path.name.endswith((".part", ".upgrading", ".salvaged", ".damaged"))
    ]


def state(office: Office) -> tuple[object, ...]:
    """What the store holds, by a fresh look; the chain must hold."""
    again = Office.open(office.folder, clock=office._clock)
    try:
        assert journal.verify(again.db) == []
        assert again.db.execute_sql("PRAGMA integrity_check").fetchall() == [("ok",)]
        return everything(again), journal.head(again.db)
    finally:
        again.close()


def ends_in_a_sentence(step: Callable[[], object]) -> bool:
    """Whether it was refused, in a sentence."""
    try:
        step()
    except Unavailable as error:
        assert error.sentence.endswith("。")
        return True
    return False


@pytest.mark.parametrize("left", LEFT)
@pytest.mark.parametrize("warned", some([False, True]), ids=["in-the-middle", "asked-before"])
@pytest.mark.parametrize(
    "name", ["take", "import", "upgrade", "backup", "restore", "pack", "salvage", "attach"]
)
def test_a_full_disk_ends_every_step_in_a_sentence_and_leaves_the_old_data(
    office: Office,
    small: Disk,
    name: str,
    warned: bool,
    left: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    step = prepared(office, name, tmp_path)
    before = state(office)
    if not warned:
        monkeypatch.setattr(disk, "refuse_full", lambda *_, **__: None)
    small.fill(left)
    store = (office.folder / opening.FILE_NAME).read_bytes()
    refused = ends_in_a_sentence(step)
    if refused and name == "upgrade":
        assert (office.folder / opening.FILE_NAME).read_bytes() == store
    office.close()
    small.empty()
    monkeypatch.undo()
    if left == 0 or (warned and left < 600_000):
        assert refused, f"{name} went on with {left} bytes left"
    if refused and name != "pack":
        assert state(office) == before
    assert stray(small.place) == []
    for made in backups.listed(office.folder):
        backups.look_into(made.path, keys.unlock(office.folder, None).key)
    again = Office.open(office.folder, clock=office._clock)
    reported(again)
    assert journal.verify(again.db) == []
    again.close()


def test_an_office_on_a_full_disk_is_said_to_lie_on_one_and_never_to_be_damaged(
    office: Office, small: Disk
) -> None:
    office.close()
    small.fill(0)
    with pytest.raises(Unavailable, match="磁盘已满") as told:
        Office.open(office.folder, clock=office._clock)
    assert not isinstance(told.value, Damaged), "no backup is to take its place"
    small.empty()
    assert len(state(office)[0]["registration"]) == 3  # type: ignore[index]


def test_a_new_office_on_a_full_disk_leaves_nothing(small: Disk) -> None:
    small.fill(0)
    with pytest.raises(Unavailable, match="磁盘已满"):
        new_township(small.place / "new", Clock())
    assert not (small.place / "new").exists() or list((small.place / "new").iterdir()) == []
    small.empty()
    new_township(small.place / "new", Clock()).close()


def prepared(office: Office, name: str, elsewhere: Path) -> Callable[[], object]:
    """The step, with all that goes before it."""
    key = keys.unlock(office.folder, None).key
    if name == "take":
        return taking(office, elsewhere)
    if name == "import":
        told = {"问题摘要": "反映低保评定不公" * 200}
        ledger = workbook(elsewhere / "others.xlsx", [HEAD, *(row(each, **told) for each in range(1, 200))])
        found = inspect(office, ledger)
        return lambda: take_foreign(office, found)
    if name == "backup":
        return lambda: backing.back_up(office)
    if name == "attach":
        case = office.find(Registration)[0].id
        scan = file_of(office, b"%PDF-" + bytes(700_000), "scan.pdf")
        return lambda: attach(office, case, scan, "original_letter")
    if name == "pack":
        return lambda: pack(office, office.folder.parent / "a.huiyin")
    made = backing.back_up(office).backup
    office.close()
    if name == "restore":
        return lambda: backing.restore(office.folder, made)
    if name == "salvage":
        return lambda: salvage.salvage(office.folder, key)
    steps = elsewhere / "steps"
    steps.mkdir()
    for shipped in (Path(opening.__file__).parent / "migrations").glob("0*.py"):
        (steps / shipped.name).write_text(shipped.read_text("utf-8"), "utf-8")
    (steps / "0900_later.py").write_text(GOOD, "utf-8")
    return lambda: Upgrade(office.folder, key, steps, ()).run()


@pytest.mark.parametrize("left", [*LEFT, 1_500_000])
def test_a_full_disk_leaves_the_old_data_key_or_the_new_one_and_the_next_backup_goes_on(
    office: Office, small: Disk, left: int, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    locks.protect_office(office, "王敏", PASSWORD)
    scan = file_of(office, b"%PDF-" + bytes(700_000), "scan.pdf")
    attach(office, office.find(Registration)[0].id, scan, "original_letter")
    backing.back_up(office)
    office.close()
    key = keys.unlock(office.folder, PASSWORD).key
    monkeypatch.setattr(disk, "refuse_full", lambda *_, **__: None)
    small.fill(left)
    refused = ends_in_a_sentence(Rekey(office.folder, key, Asked("王敏", PASSWORD, CODE)).run)
    small.empty()
    assert refused or left > 600_000
    assert [path.name for path in small.place.rglob("*") if path.name.endswith((".rekeyed", ".part"))] == []
    assert (keys.unlock(office.folder, PASSWORD).key == key) is refused
    again = Office.open(office.folder, secret=PASSWORD, clock=office._clock)
    assert verify(again).faults == () and attachments.broken(again) == []
    backing.back_up(again)
    assert not key_change.is_unfinished(again.folder)
    again.close()


def register_large(office: Office) -> object:
    """One case with much text."""
    return reported(office, summary="反映低保评定不公" * 240)


def taking(office: Office, elsewhere: Path) -> Callable[[], object]:
    """Take a posting of the county with twenty cases."""
    county = new_county(elsewhere / "county", Clock())
    add_unit(county, code="YX01", name="云溪镇纪委", unit_kind="township")
    for _ in range(20):
        register_large(county)
    (elsewhere / "out").mkdir()
    found = preview(office, send(county, "YX01", elsewhere / "out").path)
    county.close()
    return lambda: take(office, found)


@pytest.mark.parametrize("left", LEFT)
def test_what_was_said_to_be_saved_is_there_when_the_disk_fills_up(
    office: Office, small: Disk, left: int
) -> None:
    small.fill(left)
    saved: list[object] = []
    refused = ends_in_a_sentence(lambda: [saved.append(register_large(office)) for _ in range(200)])
    office.close()
    small.empty()
    assert refused
    assert len(saved) < 200
    again = Office.open(office.folder, clock=office._clock)
    assert again.db.execute_sql("SELECT count(*) FROM registration").fetchone() == (3 + len(saved),)
    assert journal.verify(again.db) == []
    again.close()


@pytest.mark.parametrize("left", [0, 40_000, 300_000])
def test_a_parcel_is_not_half_unpacked_on_a_full_disk(
    office: Office, small: Disk, tmp_path: Path, left: int
) -> None:
    packed = pack(office, tmp_path / "a.huiyin")
    small.fill(left)
    assert ends_in_a_sentence(lambda: unpack(packed.path, small.place / "new"))
    assert not (small.place / "new").exists()
    small.empty()
