"""Bringing what lies beside the store from an earlier data key to the one in force: contents, backups, what was set aside.

Each file is written beside, synced and renamed, so it can be stopped anywhere and gone on with later: what is under
which key is seen from the file itself. A stick that is not there is done when it next takes a backup.
"""

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from app.errors import Unavailable
from app.store import attachments, backup_locks, backups, disk, key_change, replacing
from app.store.opening import FILE_NAME, explained
from app.store.vault import Broken, Vault

Progress = Callable[[str, int, int], None]
"""Called with what is done, how much of it, and how much in all; raises to stop."""
Known = dict[str, tuple[str, int]]
"""What is in a content by the name it has under the earlier key: digest and bytes."""

_NAME = re.compile("[0-9a-f]{64}")


def unwatched(what: str, at: int, of: int) -> None:
    """For callers that do not watch."""


def files(folder: Path) -> list[Path]:
    """The contents in a vault's folder, whatever key they are under."""
    return sorted(path for path in folder.glob("*") if _NAME.fullmatch(path.name))


def contents(
    folder: Path,
    old: bytes,
    new: bytes,
    progress: Progress,
    known: Known,
    *,
    keep_old: bool,
    near: Path | None = None,
) -> tuple[Path, ...]:
    """Encrypt every content of a folder anew; returns those that cannot be read and stay as they are.

    `near` is a folder on the same disk that may hold it under the new key already, so that it only gets a second name.
    """
    before, after = Vault(folder, old), Vault(folder, new)
    beside = None if near is None else Vault(near, new)
    found, left = files(before.folder), []
    for number, path in enumerate(found):
        progress("加密附件", number, len(found))
        if not before.sealed(path):
            continue
        try:
            sha256, size = known.get(path.name) or _read(before, path, known)
            if not after.holds(sha256, size):
                _renew(before, path, after, beside, sha256, size)
        except Broken:
            left.append(path)
            continue
        if not keep_old:
            path.unlink()
    return tuple(left)


def finish(
    folder: Path,
    key: bytes,
    second: Path | None = None,
    progress: Progress = unwatched,
    known: Known | None = None,
) -> tuple[Path, ...]:
    """Bring everything in reach to the data key in force; returns what is under an earlier one still.

    Raises Unavailable when the disk will not have it; what was done by then is done, and it may be called again.
    """
    known = {} if known is None else known
    left: list[Path] = []
    with explained():
        for old in key_change.earlier(folder, key):
            left += contents(folder, old, key, progress, known, keep_old=False)
            left += _place(folder / backups.FOLDER, folder, old, key, progress, known)
            left += contents(
                folder / replacing.SET_ASIDE, old, key, progress, known, keep_old=False, near=folder
            )
            left += _asides(folder, old, key, progress)
            if second is not None and second.is_dir():
                left += second_place(folder, second, key, progress, known)
        key_change.finish(folder)
        left += backup_locks.replace_locks(folder, second, key)
        if second is not None and not second.is_dir():
            left.append(second)
    return tuple(dict.fromkeys(left))


def is_wanted(folder: Path) -> bool:
    """Whether `finish` was not brought to its end."""
    return key_change.is_unfinished(folder)


def second_place(
    folder: Path, second: Path, key: bytes, progress: Progress = unwatched, known: Known | None = None
) -> list[Path]:
    """The backups on a stick, with their contents, under the data key in force."""
    left: list[Path] = []
    for old in key_change.earlier(folder, key):
        left += _place(second / backups.FOLDER, folder, old, key, progress, {} if known is None else known)
    return left


def _place(place: Path, folder: Path, old: bytes, key: bytes, progress: Progress, known: Known) -> list[Path]:
    """One folder of backups. Its locks come first: they open what is done and what is not."""
    if not place.is_dir():
        return []
    backup_locks.keep_locks(folder, place)
    near = folder if place.parent == folder else None
    left = list(contents(place, old, key, progress, known, keep_old=False, near=near))
    found = sorted(place.glob("*_*.db"))
    for number, path in enumerate(found):
        progress("加密备份", number, len(found))
        if replacing.opens(path, old):
            try:
                backups.renew(path, old, key)
            except Unavailable as error:
                _raise_for_full(error)
                left.append(path)
    return left


def _asides(folder: Path, old: bytes, key: bytes, progress: Progress) -> list[Path]:
    """Stores that were set aside; a damaged one stays under its old key and is named."""
    left, found = [], [each.path / FILE_NAME for each in replacing.asides(folder)]
    for number, path in enumerate(found):
        progress("加密换下的数据", number, len(found))
        if path.is_file() and replacing.opens(path, old):
            try:
                _renew_aside(path, old, key)
            except Unavailable as error:
                _raise_for_full(error)
                left.append(path)
    return left


def _renew_aside(path: Path, old: bytes, key: bytes) -> None:
    whole, part = (path.with_name(f".{path.name}.{word}") for word in ("whole", "rekeyed"))
    log = path.with_name(f"{path.name}-wal")
    try:
        with explained():
            shutil.copyfile(path, whole)
            if log.is_file():
                shutil.copyfile(log, whole.with_name(f"{whole.name}-wal"))
            replacing.fold(whole, old)
            replacing.copy_under(whole, old, part, key, lambda at, of: None)
            os.replace(part, path)
            log.unlink(missing_ok=True)
            disk.sync_folder(path.parent)
    finally:
        replacing.forget(whole)
        replacing.forget(part)


def _read(vault: Vault, path: Path, known: Known) -> tuple[str, int]:
    sha256, kept = vault.read_file(path)
    known[path.name] = sha256, len(kept.content)
    return known[path.name]


def _renew(before: Vault, path: Path, after: Vault, beside: Vault | None, sha256: str, size: int) -> None:
    if beside is not None and beside.holds(sha256, size):
        attachments.bring(beside.path_of(sha256), after.path_of(sha256))
        return
    _, kept = before.read_file(path)
    after.put_aside(kept.content, kept.file_name).keep()


def _raise_for_full(error: Unavailable) -> None:
    """A disk that is full is not a file that cannot be read."""
    if "磁盘" in error.sentence:
        raise error
