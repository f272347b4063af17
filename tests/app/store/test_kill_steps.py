"""A process killed (SIGKILL) before any file operation of a restore, an upgrade, a backup, a new password or data key.

Whatever it had not finished, the store opens afterwards by an old or a new key, is whole, and holds the old state or the
new one, never a mixture. The kill comes from an audit hook: each opening, rename, link, copy and removal inside the
office's folder is counted, and before the n-th the process ends itself as a power cut would.
"""

import os
import random
import shutil
import signal
import sys
from collections.abc import Callable
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path
from typing import Any

import pytest

from app.actions import backup as backing
from app.actions import locks
from app.actions.attach import attach, file_of
from app.actions.settings import add_staff
from app.actions.verify import verify
from app.errors import NotAllowed
from app.records.registration import Registration
from app.store import attachments, backups, journal, key_change, keys, opening, replacing
from app.store.office import Office
from app.store.rekeying import Asked, Rekey
from app.store.upgrading import Upgrade
from tests.app.store.offices import Clock, new_township, reported
from tests.app.store.papers import pdf
from tests.tiers import some

EVERYDAY, THOROUGH = 2, 4
"""Steps of each kind of work at which a process is killed every day; the patient profile takes every step."""
PATIENCE = 120
OLD, NEW = "correct horse", "another good one"
CODE = keys.new_recovery_code()
STEPS = (
    "open",
    "os.rename",
    "os.remove",
    "os.link",
    "os.mkdir",
    "shutil.copyfile",
    "os.truncate",
    "os.chmod",
)
LATER = '"""A planted step."""\n\n\ndef up(migrator, db):\n    db.execute_sql("CREATE TABLE later (word TEXT NOT NULL)")\n'


def restoring(folder: Path) -> None:
    """Put the backup back."""
    (made,) = (each for each in backups.listed(folder) if each.reason == "manual")
    backing.restore(folder, made, OLD)


def upgrading(folder: Path) -> None:
    """One more migration."""
    Upgrade(folder, keys.unlock(folder, OLD).key, folder.parent / "migrations").run()


def backing_up(folder: Path) -> None:
    """A backup beside the one there is."""
    office = Office.open(folder, secret=OLD, clock=Clock())
    backing.back_up(office, "work")
    office.close()


def changing_password(folder: Path) -> None:
    """Another password."""
    office = Office.open(folder, secret=OLD, clock=Clock())
    locks.change_password(office, OLD, NEW)
    office.close()


def protecting(folder: Path) -> None:
    """The first password of an office that had none."""
    office = Office.open(folder, clock=Clock())
    office.log_in("王敏")
    locks.protect_office(office, "王敏", NEW)
    office.close()


def removing_and_dying(folder: Path) -> None:
    """A colleague's login is taken back; the power goes when that is committed and the backups' locks are the old ones."""
    locks._replace_everywhere = lambda office: os.kill(os.getpid(), signal.SIGKILL)  # type: ignore[assignment]
    office = Office.open(folder, secret=OLD, clock=Clock())
    locks.remove_login(office, "李岚")


def rekeying(folder: Path) -> None:
    """Another data key."""
    Rekey(folder, keys.unlock(folder, OLD).key, Asked("王敏", NEW, CODE)).run()


WORK: dict[str, Callable[[Path], None]] = {
    "restore": restoring, "upgrade": upgrading, "upgrade with a log": upgrading, "backup": backing_up,
    "password": changing_password, "first password": protecting, "data key": rekeying,
}  # fmt: skip
CASES = {"restore": {1, 2}, "upgrade": {2}, "upgrade with a log": {3}, "backup": {2}, "password": {2}, "first password": {2},
         "data key": {2}}  # fmt: skip
"""How many cases the store may hold afterwards."""
UPGRADES = frozenset({"upgrade", "upgrade with a log"})


def lived(name: str, folder: Path, last: int, steps: Any) -> None:
    """In a process of its own: do the work and die before step `last`; `steps` counts them."""
    keys.MEMORY, keys.ITERATIONS = 1024, 1
    if name in UPGRADES:
        from peewee import TextField

        from app.store import upgrading as module
        from app.store.tables import Table

        later = type("Later", (Table,), {
            "word": TextField(), "Meta": type("Meta", (), {"table_name": "later", "primary_key": False}),
        })  # fmt: skip
        module.Upgrade.__init__.__defaults__ = (None, (*module.ALL_TABLES, later))
    here = str(folder)

    def watch(event: str, given: tuple[Any, ...]) -> None:
        if event in STEPS and any(
            isinstance(each, (str, bytes, Path)) and here in os.fsdecode(each) for each in given
        ):
            steps.value += 1
            if steps.value == last:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    WORK[name](folder)


def killed(context: Any, name: str, folder: Path, last: int) -> tuple[int, int]:
    """Let a process die before step `last`: how many steps there were, and its exit code."""
    steps = context.Value("i", 0)
    process = context.Process(target=lived, args=(name, folder, last, steps))
    process.start()
    process.join(PATIENCE)
    assert process.exitcode is not None, "it hangs"
    return steps.value, process.exitcode


@pytest.fixture(scope="module")
def nursery() -> Any:
    """Where processes are born with everything imported."""
    context = get_context("forkserver" if "forkserver" in get_all_start_methods() else "spawn")
    if context.get_start_method() == "forkserver":
        context.set_forkserver_preload(["tests.app.store.test_kill_steps"])
    return context


@pytest.fixture
def whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An office with two cases and a backup of one, under a password; closed."""
    monkeypatch.setattr(keys, "MEMORY", 1024)
    monkeypatch.setattr(keys, "ITERATIONS", 1)
    steps = tmp_path / "room" / "migrations"
    shutil.copytree(Path(opening.__file__).parent / "migrations", steps, ignore=shutil.ignore_patterns("__*"))
    (steps / "0900_later.py").write_text(LATER, "utf-8")
    office = new_township(tmp_path / "whole", Clock())
    locks.protect_office(office, "王敏", OLD, keys.new_recovery_code())
    case = reported(office)
    attach(office, case, file_of(office, pdf("Letter"), "信.pdf"), "original_letter")
    backing.back_up(office)
    reported(office)
    office.close()
    return tmp_path / "whole"


def opened(folder: Path) -> Office:
    """The office, by whichever key it has now."""
    for secret in (OLD, NEW):
        try:
            return Office.open(folder, secret=secret, clock=Clock())
        except NotAllowed as refusal:
            last = refusal
    raise last


def leave_in_the_log(folder: Path) -> None:
    """One more report, which stands in the log only, as a crash leaves it."""
    store = folder / opening.FILE_NAME
    paths = (store, replacing.beside(store, "-wal"))
    office = opened(folder)
    reported(office)
    left = [path.read_bytes() for path in paths]
    office.close()
    for path, content in zip(paths, left, strict=True):
        path.write_bytes(content)


def check(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Old or new, and whole; work and a backup go on, and nothing half is left among the backups."""
    with monkeypatch.context() as patch:
        if name in UPGRADES:
            patch.setattr(opening, "pending", lambda db: False)  # a planted step is no newer program's
        (folder / "failed_logins.json").unlink(missing_ok=True)
        office = opened(folder)
        try:
            found = verify(office)
            assert found.faults == ()
            assert len(office.find(Registration)) in CASES[name]
            assert attachments.broken(office) == []
            reported(office)
            backing.back_up(office, "work")
            assert not key_change.is_unfinished(folder)
            key = opening.data_key(office.db)
            for each in backups.listed(folder):
                backups.look_into(each.path, key)
            assert verify(office).faults == ()
        finally:
            office.close()


@pytest.mark.parametrize("name", some(WORK, 3))
def test_a_process_killed_before_any_step_leaves_the_old_state_or_the_new_one(
    nursery: Any, whole: Path, tmp_path: Path, name: str, pytestconfig: pytest.Config,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    if name == "first password":
        shutil.rmtree(whole)
        office = new_township(whole, Clock())
        reported(office)
        reported(office)
        office.close()
    folder = tmp_path / "room" / "trial"

    def fresh() -> Path:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(whole, folder)
        opened(folder).close()  # the copy has drawn its desk
        if name == "upgrade with a log":
            leave_in_the_log(folder)
        return folder

    steps, code = killed(nursery, name, fresh(), 0)
    assert code == 0 and steps > 3
    check(name, folder, monkeypatch)
    every = range(1, steps + 1)
    few = THOROUGH if pytestconfig.getoption("--thorough") else EVERYDAY
    chosen = (
        every
        if pytestconfig.getoption("--long")
        else sorted(random.Random(name).sample(every, min(few, steps)))
    )
    died = 0
    for step in chosen:
        _, code = killed(nursery, name, fresh(), step)
        died += code == -signal.SIGKILL
        try:
            check(name, folder, monkeypatch)
        except Exception as error:
            error.add_note(f"{name}, killed before step {step} of {steps}")
            raise
    print(f"{name}: {died} kills at {len(chosen)} of {steps} steps")
    assert died >= len(chosen) - 1


def test_killed_between_the_journal_line_and_the_backups_locks_the_next_backup_replaces_them(
    nursery: Any, whole: Path
) -> None:
    office = Office.open(whole, secret=OLD, clock=Clock())
    add_staff(office, name="李岚", roles=("handler",))
    locks.add_login(office, "李岚", NEW)
    aside = replacing.set_aside(whole)
    office.close()
    process = nursery.Process(target=removing_and_dying, args=(whole,))
    process.start()
    process.join(PATIENCE)
    assert process.exitcode == -signal.SIGKILL
    places = (whole / backups.FOLDER, aside)
    assert all(keys.unlock(place, NEW).name == "李岚" for place in places)

    office = Office.open(whole, secret=OLD, clock=Clock())
    assert journal.lines(office.db)[0].label == "收回登录：李岚"
    assert locks.logins(office) == ["王敏"]
    backing.back_up(office)
    office.close()
    for place in (whole, *places):
        with pytest.raises(NotAllowed, match="口令不对"):
            keys.unlock(place, NEW)
