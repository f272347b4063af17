"""Each write, sync or rename of an action fails once: run under libfiu, `fiu-run -x python -m tests.app.store.failing …`.

For n = 1, 2, 3 … a process of its own does the action on a copy of the office while its n-th such call fails with
"no space left" or "input/output error". Printed is one JSON line for each n: what the action said, and what stands
in the office afterwards. It ends with the first n that the action never reaches.
"""

import ctypes
import errno
import json
import os
import shutil
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

from app.actions import backup
from app.actions.attach import attach, file_of
from app.actions.register import Entry, register
from app.actions.send import send
from app.actions.take import take
from app.actions.take_foreign import take_foreign
from app.actions.verify import verify
from app.errors import Refused, Unavailable
from app.exchange.foreign.inspection import inspect
from app.exchange.receive import preview
from app.records.registration import Registration
from app.store import attachments, backups, journal, keys, opening
from app.store.office import Office
from app.store.opening import FILE_NAME
from app.store.rekeying import Asked, Rekey
from app.store.upgrading import Upgrade
from app.store.vault import CHUNK
from tests.app.exchange.foreign.ledgers import HEAD, row, workbook
from tests.app.store import journey
from tests.app.store.offices import POINT, REPORT, REPORTER, Clock

POINTS = (
    b"posix/io/rw/write", b"posix/io/rw/pwrite", b"posix/io/rw/writev", b"posix/io/rw/ftruncate",
    b"posix/io/sync/fsync", b"posix/io/sync/fdatasync", b"posix/io/dir/rename",
)  # fmt: skip
CALLBACK = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.c_char_p, ctypes.POINTER(ctypes.c_int), ctypes.POINTER(ctypes.c_void_p),
    ctypes.POINTER(ctypes.c_uint),
)  # fmt: skip
WATCHDOG = 60
ERRORS = (errno.ENOSPC, errno.EIO)
HUNDREDS = frozenset({"data key", "upgrade", "upgrade with a log"})
"""Actions of hundreds of calls: each call fails once, with one error or the other in turn."""
PASSWORD, CODE = "correct horse", "ABCD-EFGH-JKMN-PQRS-TUVW-XYZ2-3456-789A"
"""Of the office in which the data key is drawn anew; the others have a key file."""


class Failure:
    """The n-th call fails, once."""

    def __init__(self, nth: int, error: int) -> None:
        self.seen, self.struck = 0, ""
        self._nth, self._error = nth, error
        self._callback = CALLBACK(self._asked)
        self._fiu = ctypes.CDLL("libfiu.so.0")

    def __enter__(self) -> "Failure":
        for name in POINTS:
            self._fiu.fiu_enable_external(name, 1, ctypes.c_void_p(self._error), 0, self._callback)
        return self

    def __exit__(self, *_: object) -> None:
        for name in POINTS:
            self._fiu.fiu_disable(name)

    def _asked(self, name: bytes, number: Any, info: Any, flags: Any) -> int:
        self.seen += 1
        if self.seen == self._nth:
            self.struck = name.decode()
        return int(self.seen == self._nth)


def save(folder: Path, room: Path) -> Callable[[], None]:
    """Register one report."""
    office = Office.open(folder, secret=PASSWORD, clock=Clock())
    said = {"received_on": office.today, **REPORT}

    def act() -> None:
        register(office, Entry(said, (POINT,), REPORTER))

    return act


def taking(folder: Path, room: Path) -> Callable[[], None]:
    """Take a posting of the county."""
    office = Office.open(folder, secret=PASSWORD, clock=Clock())
    found = preview(office, room / "posting0.xlsx")
    return lambda: _drop(take(office, found))


def importing(folder: Path, room: Path) -> Callable[[], None]:
    """Take another program's ledger of three rows."""
    office = Office.open(folder, secret=PASSWORD, clock=Clock())
    ledger = workbook(folder / "others.xlsx", [HEAD, row(1), row(2), row(3)])
    found = inspect(office, ledger)
    return lambda: _drop(take_foreign(office, found))


def sending(folder: Path, room: Path) -> Callable[[], None]:
    """Send the next posting to the county."""
    office = Office.open(folder, secret=PASSWORD, clock=Clock())
    return lambda: _drop(send(office, "QH00", folder / "out.xlsx"))


def backing_up(folder: Path, room: Path) -> Callable[[], None]:
    """Make a backup."""
    office = Office.open(folder, secret=PASSWORD, clock=Clock())
    return lambda: _drop(backup.back_up(office))


def attaching(folder: Path, room: Path) -> Callable[[], None]:
    """Keep a scan of two chunks with a case."""
    office = Office.open(folder, secret=PASSWORD, clock=Clock())
    case = office.find(Registration)[0].id
    scan = file_of(office, b"%PDF-" + b"x" * CHUNK, "scan.pdf")
    return lambda: _drop(attach(office, case, scan, "original_letter"))


def restoring(folder: Path, room: Path) -> Callable[[], None]:
    """Put the only backup in the place of the closed store."""
    (made,) = backups.listed(folder)
    return lambda: _drop(backup.restore(folder, made, PASSWORD))


def changing_key(folder: Path, room: Path) -> Callable[[], None]:
    """Draw the data key anew."""
    key = keys.unlock(folder, PASSWORD).key
    return lambda: _drop(Rekey(folder, key, Asked("王敏", PASSWORD, CODE)).run())


def opened(folder: Path, room: Path) -> Callable[[], None]:
    """Open the office and close it; one of an earlier version is upgraded by that."""
    return lambda: Office.open(folder, secret=PASSWORD, clock=Clock()).close()


ACTIONS = {
    "save": save, "take": taking, "send": sending, "backup": backing_up, "restore": restoring, "open": opened,
    "import": importing, "attach": attaching, "data key": changing_key, "upgrade": opened, "upgrade with a log": opened,
}  # fmt: skip
UPGRADES = frozenset({"upgrade", "upgrade with a log"})
"""Of a store of an earlier version; one was left by a crash, so that its last pages stand in the log."""


def _drop(_: object) -> None:
    """An action's answer is of no interest here."""


def tried(action: str, folder: Path, room: Path, nth: int, error: int) -> dict[str, Any]:
    """Do the action in a process of its own with the n-th call failing."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        os.write(write, json.dumps(_do(action, folder, room, nth, error), ensure_ascii=False).encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    found: dict[str, Any] = (
        json.loads(said) if said else {"end": f"died with {status}", "seen": nth, "struck": "?"}
    )
    return found


def _do(action: str, folder: Path, room: Path, nth: int, error: int) -> dict[str, Any]:
    import signal

    signal.alarm(WATCHDOG)
    act = ACTIONS[action](folder, room)
    failure = Failure(nth, error)
    swaps: list[int] = []
    swap = Upgrade.swap
    Upgrade.swap = lambda self: (swaps.append(failure.seen), swap(self))[1]  # type: ignore[assignment,method-assign]
    try:
        with failure:
            act()
        end = "done"
    except (Unavailable, Refused) as refusal:
        end = f"told: {refusal.sentence}"
    except Exception as bug:
        end = f"bug: {type(bug).__name__} {bug}"
    return {
        "end": end,
        "seen": failure.seen,
        "struck": failure.struck,
        "swapped": bool(swaps),
    }


def looked_at(folder: Path) -> dict[str, Any]:
    """What stands in the office now."""
    office = Office.open(folder, secret=PASSWORD, clock=Clock())
    try:
        kept = journey.derived(office)
        journey.derive_anew(office)
        return {
            "faults": [fault.sentence for fault in verify(office).faults],
            "cases": int(office.db.execute_sql("SELECT count(*) FROM registration").fetchone()[0]),
            "broken": len(attachments.broken(office)), "lines": journal.head(office.db)[0],
            "derived": kept == journey.derived(office),
            "backups": [each.cases for each in backups.listed(folder)],
        }  # fmt: skip
    finally:
        office.close()


def fresh(action: str, whole: Path, room: Path) -> Path:
    """A copy of the office that has drawn its desk; one to be upgraded is left as it is."""
    folder = room / "trial"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(whole, folder)
    if action in UPGRADES:
        return folder
    Office.open(folder, secret=PASSWORD, clock=Clock()).close()
    return folder


def bytes_of(folder: Path) -> list[bytes]:
    """The store and its log; a log without content is none."""
    paths = (folder / f"{FILE_NAME}{more}" for more in ("", "-wal"))
    return [path.read_bytes() if path.exists() else b"" for path in paths]


def main(action: str, whole: Path, room: Path) -> None:
    """Try every n: with both errors, or with each in turn where there are hundreds."""
    keys.MEMORY, keys.ITERATIONS = 1024, 1
    for turn in range(1 if action in HUNDREDS else len(ERRORS)):
        for nth in count(1):
            error = ERRORS[nth % 2 if action in HUNDREDS else turn]
            folder = fresh(action, whole, room)
            before = bytes_of(folder)
            found = tried(action, folder, room, nth, error)
            if action in UPGRADES:
                found["untouched"] = bytes_of(folder) == before
                found["old"] = opening._is_of_an_earlier_shape(folder, keys.unlock(folder, PASSWORD).key)
            print(json.dumps({"n": nth, **found, **looked_at(folder)}, ensure_ascii=False), flush=True)
            if not found["struck"]:
                break


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
