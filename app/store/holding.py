"""Who holds a folder: one window at a time, and nobody while the file itself is exchanged.

Several connections of this PC may read and write beside each other (the database sees to it, and every write checks
versions), so a command may run beside an open window. Two windows may not: each would show what the other has
changed since, and both would take back each other's steps. Putting another file in the place of the store (restore,
upgrade, salvage) is done alone. The system itself lets go of a lock when its process ends, however it ends, so a
crash blocks nobody.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.errors import NotAllowed, Unavailable, system_said

WINDOW_LOCK, STORE_LOCK, BACKUP_LOCK = ".window.lock", ".store.lock", ".backup.lock"
_PATIENCE = 60.0
"""Seconds to wait for another program's backup."""


class Hold:
    """A lock on a folder, and files that must stay open as long as it is held; `release` ends it."""

    def __init__(self, lock: int | None) -> None:
        self._files = [] if lock is None else [lock]
        self._raw: int | None = None

    def raw(self, path: Path) -> int:
        """The store's file opened for plain reading, kept open until the release.

        Closing it earlier would drop the locks that the database holds on it: on POSIX they belong to the process,
        and any close of the file ends them all.
        """
        if self._raw is None:
            self._raw = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
            self._files.append(self._raw)
        return self._raw

    def release(self) -> None:
        """Let go; may be called twice."""
        while self._files:
            os.close(self._files.pop())
        self._raw = None

    def __del__(self) -> None:
        self.release()


def window(folder: Path) -> Hold:
    """Be the one window on this folder. Raises NotAllowed when there is one already."""
    lock = _open(folder, WINDOW_LOCK)
    if not _take(lock, shared=False):
        os.close(lock)
        raise NotAllowed("这份数据已经在另一个回音窗口里打开，请用那个窗口；找不到就先把它关掉再打开。")
    return Hold(lock)


def using(folder: Path) -> Hold:
    """Work with the store beside others. Raises NotAllowed while its file is being exchanged."""
    lock = _open(folder, STORE_LOCK)
    if not _take(lock, shared=True):
        os.close(lock)
        raise NotAllowed("这份数据正在恢复或升级，请等一分钟再打开。")
    return Hold(lock)


def alone(folder: Path) -> Hold:
    """Be the only one on the store, to put another file in its place. Raises NotAllowed while anybody works with it."""
    lock = _open(folder, STORE_LOCK)
    if not _take(lock, shared=False):
        os.close(lock)
        raise NotAllowed("这份数据正被另一个回音程序使用，请先关掉它再做这一步。")
    return Hold(lock)


@contextmanager
def backing_up(folder: Path) -> Iterator[None]:
    """Be the one program that makes a backup; waits for another that is at it, for both would write the same part.

    Raises Unavailable when that takes longer than a minute.
    """
    lock = _open(folder, BACKUP_LOCK)
    try:
        until = time.monotonic() + _PATIENCE
        while not _take(lock, shared=False):
            if time.monotonic() >= until:
                raise Unavailable("另一个回音程序正在备份，还没有做完：请等一分钟再试。")
            time.sleep(0.05)
        yield
    finally:
        os.close(lock)


def _open(folder: Path, name: str) -> int:
    try:
        return os.open(folder / name, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise Unavailable(system_said(error, folder / name)) from error


if sys.platform == "win32":
    import msvcrt

    def _take(lock: int, *, shared: bool) -> bool:
        """Windows refuses by itself to exchange a file that is open, so sharing needs no lock."""
        if shared:
            return True
        try:
            msvcrt.locking(lock, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _take(lock: int, *, shared: bool) -> bool:
        try:
            fcntl.flock(lock, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
