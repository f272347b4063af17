"""Whether a folder can carry a store: said before harm is done, not after.

A network share cannot (its locks and its order of writing are not those that the database relies on), nor can a
folder that may not be written, nor a disk without room for the copy that comes before a risky step.
"""

import ctypes
import os
import shutil
import sys
import tempfile
from pathlib import Path

from app.errors import NotAllowed, Unavailable

ROOM = 2
"""How many times the store's own size must be free before a copy of it is begun."""

LEAST = 64 * 1024
"""Bytes: the shared memory of a database takes the half of it."""

SHARES = frozenset(
    {"nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "ncpfs", "afs", "9p", "davfs", "fuse.sshfs",
     "fuse.davfs", "fuse.davfs2", "fuse.gvfsd-fuse", "fuse.glusterfs", "glusterfs", "ceph", "fuse.smbnetfs"}
)  # fmt: skip
"""Kinds of mount that lie on another computer."""

_MOUNTS = Path("/proc/mounts")
_DRIVE_REMOTE = 4


def refuse_unfit(folder: Path) -> None:
    """Raises NotAllowed for a network share, Unavailable for a folder that cannot be written."""
    sort = share_of(folder)
    if sort is not None:
        raise NotAllowed(
            f"“{folder}”在网络共享上（{sort}）：共享文件夹不能可靠加锁，断网会损坏数据。"
            "请把数据放在本机硬盘，和别的单位用工作簿交换。"
        )
    if folder.is_dir() and not _writable(folder):
        raise Unavailable(f"“{folder}”是只读的，不能在里面记录。请检查文件夹权限，或把数据拷到能写的硬盘上。")


def share_of(folder: Path, mounts: Path = _MOUNTS) -> str | None:
    """The kind of network share that a folder lies on, or None for a disk of this PC (or when nobody can tell)."""
    if sys.platform == "win32":
        return _windows_share(folder)
    try:
        lines = mounts.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return None
    place = f"{folder.resolve()}/"
    found, kind = "", ""
    for line in lines:
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        mounted = f"{_plain(parts[1]).rstrip('/')}/"
        if place.startswith(mounted) and len(mounted) >= len(found):
            found, kind = mounted, parts[2]
    return kind if kind in SHARES else None


def size_of(folder: Path, name: str) -> int:
    """Bytes of a store with what the database keeps beside it."""
    beside = (folder / f"{name}{more}" for more in ("", "-wal"))
    return sum(path.stat().st_size for path in beside if path.is_file())


def refuse_full(folder: Path, size: int, times: int = ROOM) -> None:
    """Raises Unavailable where less than `times` times `size` bytes are free."""
    free = shutil.disk_usage(folder).free
    if free < times * size:
        raise Unavailable(
            f"磁盘空间不够：“{folder}”所在的磁盘还剩 {megabytes(free)}，至少要有 {megabytes(times * size)}。"
            "什么都没有改动，请腾出空间后重试。"
        )


def is_full(folder: Path) -> bool:
    """Whether there is no room left for what a database needs beside its file."""
    try:
        return shutil.disk_usage(folder).free < LEAST
    except OSError:
        return False


def megabytes(size: int) -> str:
    """A size in words, in MB."""
    return f"{size / 1_000_000:.1f} MB"


def sync_folder(folder: Path) -> None:
    """Make a rename in this folder last, where the system has that notion."""
    if sys.platform == "win32":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _writable(folder: Path) -> bool:
    try:
        descriptor, name = tempfile.mkstemp(prefix=".try-", dir=folder)
    except OSError:
        return False
    os.close(descriptor)
    os.unlink(name)
    return True


def _plain(mounted: str) -> str:
    """A path of /proc/mounts with its octal escapes read."""
    for sign in (" ", "\t", "\n", "\\"):
        mounted = mounted.replace(f"\\{ord(sign):03o}", sign)
    return mounted


def _windows_share(folder: Path) -> str | None:
    path = folder.resolve()
    if path.drive.startswith("\\\\"):
        return "UNC"
    windll = getattr(ctypes, "windll", None)
    if windll is None:
        return None
    return "网络驱动器" if windll.kernel32.GetDriveTypeW(f"{path.anchor}") == _DRIVE_REMOTE else None
