"""Putting one whole store in the place of another: first the old one is set aside, then one rename. Nothing is erased.

Only whoever holds the folder alone (`holding.alone`) may do this.
"""

import os
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlcipher3 import dbapi2 as driver

from app.errors import Damaged, Unavailable
from app.store import disk, keys
from app.store.opening import FILE_NAME, explained, passphrase

SET_ASIDE = "换下的数据"

_STAMP = "%Y%m%d-%H%M%S"

_PAGES = 1000
"""Pages copied between two looks at whether the person has stopped it."""

BUSY = 5000
"""Milliseconds to wait for somebody who is writing just now."""


def connect_plainly(path: Path, key: bytes, *, read_only: bool = False) -> driver.Connection:
    """A bare connection to a store's file or a copy of it; the key is checked at the first question.

    `read_only` is for a file at rest: nothing is locked and no file appears beside it.
    """
    where = f"{path.absolute().as_uri()}?mode=ro&immutable=1" if read_only else path.absolute().as_uri()
    connection = driver.connect(where, uri=True, isolation_level=None)
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f'PRAGMA key = "{passphrase(key)}"')
    connection.execute(f"PRAGMA busy_timeout = {BUSY}")
    return connection


def opens(store: Path, key: bytes) -> bool:
    """Whether a store's file at rest is under this data key."""
    try:
        with explained(), closing(connect_plainly(store, key, read_only=True)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except Unavailable:
        return False
    return True


def copy_under(
    source: Path, key: bytes, target: Path, new: bytes, progress: Callable[[int, int], None]
) -> None:
    """Copy a store's file at rest, page for page, into a fresh file under another data key, synced.

    `progress` is told pages done and in all, and may raise to cancel. Nothing but the key differs: every row keeps its
    place, so what is derived need not be made anew. Raises Damaged for a file with a page that cannot be read: the
    copying itself would put an empty page in its place and say nothing.
    """
    forget(target)
    with (
        closing(connect_plainly(source, key, read_only=True)) as before,
        closing(connect_plainly(target, new)) as after,
    ):
        before.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if before.execute("PRAGMA cipher_integrity_check").fetchone() is not None:
            raise Damaged(f"“{source.name}”有读不出来的地方，不能另加密一份。")
        before.backup(
            after, pages=_PAGES, progress=lambda _status, left, pages: progress(pages - left, pages)
        )
    with open(target, "rb+") as file:
        os.fsync(file.fileno())


def fold(path: Path, key: bytes) -> bool:
    """Bring what the database keeps beside a closed store into its one file; False where damage forbids it."""
    try:
        connection = connect_plainly(path, key)
        try:
            connection.execute("PRAGMA synchronous = FULL")
            (mode,) = connection.execute("PRAGMA journal_mode = DELETE").fetchone()
        finally:
            connection.close()
    except driver.Error:
        return False
    return bool(mode == "delete") and not beside(path, "-wal").exists()


def set_aside(folder: Path) -> Path:
    """Keep the present store, its locks and what lies beside it in a folder of their own; they stay in place too."""
    aside = _fresh_folder(folder / SET_ASIDE)
    for path in (folder / FILE_NAME, beside(folder / FILE_NAME, "-wal")):
        if path.is_file():
            _link_or_copy(path, aside / path.name)
    if keys.exists(folder):
        keys.copy_locks(folder, aside)
    return aside


@dataclass(frozen=True)
class Aside:
    """A store that was set aside: where, when, and its bytes."""

    path: Path
    at: datetime
    size: int


def asides(folder: Path) -> list[Aside]:
    """What was set aside in an office's folder, newest first."""
    found = []
    for path in (folder / SET_ASIDE).glob("*-*"):
        at = _moment_of(path)
        if at is not None and path.is_dir():
            size = sum(each.stat().st_size for each in path.rglob("*") if each.is_file())
            found.append(Aside(path, at, size))
    return sorted(found, key=lambda each: each.path.name, reverse=True)


def _moment_of(path: Path) -> datetime | None:
    try:
        return datetime.strptime("-".join(path.name.split("-")[:2]), _STAMP)
    except ValueError:
        return None


def put_in_place(folder: Path, fresh: Path) -> None:
    """Make `fresh` (one file, in the same folder) the store."""
    with open(fresh, "rb+") as file:
        os.fsync(file.fileno())
    for more in ("-wal", "-shm"):
        beside(folder / FILE_NAME, more).unlink(missing_ok=True)
    os.replace(fresh, folder / FILE_NAME)
    disk.sync_folder(folder)


def forget(path: Path) -> None:
    """Take away a copy that was not finished, with what the database keeps beside it."""
    for more in ("", "-wal", "-shm", "-journal"):
        beside(path, more).unlink(missing_ok=True)


def beside(path: Path, more: str) -> Path:
    """What the database keeps beside a file: its log, its index, its journal."""
    return path.with_name(path.name + more)


def _fresh_folder(parent: Path) -> Path:
    stamp = datetime.now().strftime(_STAMP)
    for number in range(1, 100):
        aside = parent / (stamp if number == 1 else f"{stamp}-{number}")
        try:
            aside.mkdir(parents=True)
        except FileExistsError:
            continue
        return aside
    raise AssertionError("a hundred stores set aside within one second")


def _link_or_copy(path: Path, target: Path) -> None:
    """The same file under a second name where the disk can do that (no room, no time), else a copy."""
    try:
        os.link(path, target)
    except OSError:
        shutil.copyfile(path, target)
