"""Backups: whole copies of the store under the same key, verified by opening, thinned by age, listed with what they hold.

They lie in `备份` in the office's folder, and once more in a second folder or stick where one is named. The encrypted
file is copied as it is while the office goes on working (no page is deciphered, so it takes the time of a file copy);
it gets its name only once it was opened and found whole. The contents of attachments lie beside the copies, each once
for all backups: only new ones are brought there, by a second name on the same disk.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from app.errors import BrokenFile, Damaged, NotAllowed, Unavailable
from app.store import attachments, backup_locks, disk, holding, key_change, replacing, sealing
from app.store.holding import Hold
from app.store.opening import FILE_NAME, data_key, explained
from app.store.replacing import SET_ASIDE
from app.store.thinning import FOLDER, STAMP, moment_of, thin, thin_asides
from app.store.vault import Vault

if TYPE_CHECKING:
    from app.store.office import Office

REASONS = {
    "start": "打开时", "work": "工作中", "take": "收取前", "manual": "手动", "upgrade": "升级前", "pack": "搬家前",
    "rekey": "换密钥前",
}  # fmt: skip
"""Why a backup was made, in words."""

_AT_ONCE = 4 * 1024 * 1024
_one_at_a_time = Lock()


@dataclass(frozen=True)
class Backup:
    """One backup: where, when, why, and what it holds: cases, number and words of its last journal line, bytes.

    `attachments` counts the contents that lie beside it. `verified` says that it was opened and found whole when it
    was made, and has the same size still.
    """

    path: Path
    at: datetime
    reason: str
    cases: int
    seq: int
    last: str
    size: int = 0
    verified: bool = False
    attachments: int = 0

    @property
    def why(self) -> str:
        """The reason in words."""
        return REASONS.get(self.reason, self.reason)


def make(office: "Office", reason: str) -> Backup:
    """Copy the store, open the copy, name it; thin out old ones. Any thread may do it, on connections of its own.

    Raises Unavailable with the reason; then no half backup is left.
    """
    key, hold = data_key(office.db), office.hold

    def copy(part: Path) -> None:
        _copy_running(office.folder / FILE_NAME, part, key, hold)

    return keep(office.folder, key, reason, office.now, copy)


def keep(folder: Path, key: bytes, reason: str, at: datetime, copy: Callable[[Path], None]) -> Backup:
    """Let `copy` write a copy of the store in `folder` as one file, check it, give it its name among the backups."""
    kept = folder / FOLDER
    target = kept / f"{at.strftime(STAMP)}_{reason}.db"
    part = kept / f".{target.name}.part"
    with _one_at_a_time, holding.backing_up(folder):
        try:
            with explained():
                disk.refuse_full(folder, disk.size_of(folder, FILE_NAME))
                kept.mkdir(exist_ok=True)
                replacing.forget(part)
                copy(part)
                cases, seq, last = look_into(part, key)
                contents = attachments.spoken_of(part, key)
                count = attachments.copy_new(contents, Vault(folder, key), Vault(kept, key))
                made = Backup(target, at, reason, cases, seq, last, part.stat().st_size, True, count)
                _sync(part)
                os.replace(part, target)
                _put_note(made, key)
                backup_locks.keep_locks(folder, kept)
                disk.sync_folder(kept)
        finally:
            replacing.forget(part)
        thin(kept, at)
        thin_asides(folder, at)
    return made


def carry(made: Backup, second: Path, key: bytes) -> None:
    """Copy a backup, with the contents that are not there yet, to the second folder or stick.

    Raises NotAllowed when it is not there, Unavailable when it is full.
    """
    if not second.is_dir():
        raise NotAllowed(f"第二位置“{second}”不在，插上 U 盘下次会补上；本机的备份已做好。")
    with explained():
        folder = second / FOLDER
        folder.mkdir(exist_ok=True)
        beside = Vault(made.path.parent, key), Vault(folder, key)
        attachments.copy_new(attachments.spoken_of(made.path, key), *beside)
        for path in (made.path, made.path.with_suffix(".json")):
            part = folder / f".{path.name}.part"
            try:
                shutil.copyfile(path, part)
                _sync(part)
                os.replace(part, folder / path.name)
            finally:
                part.unlink(missing_ok=True)
        if backup_locks.differ(made.path.parent, folder):
            from app.store.recrypting import second_place

            second_place(made.path.parent.parent, second, key)
        backup_locks.keep_locks(made.path.parent, folder)
        thin(folder, made.at)


def listed(folder: Path, key: bytes | None = None) -> list[Backup]:
    """The backups in `备份` of an office's folder, newest first; without the data key their last line is blank."""
    found = [_read(path, key) for path in (folder / FOLDER).glob("*_*.db")]
    return sorted((each for each in found if each is not None), key=lambda each: each.at, reverse=True)


def named(path: Path) -> Backup:
    """The backup that this file is, wherever it lies. Raises NotAllowed when it is none."""
    found = _read(path) if path.is_file() else None
    if found is None:
        raise NotAllowed(f"“{path}”不是回音的备份，请选“{FOLDER}”文件夹里的 .db 文件。")
    return found


def newest_good(folder: Path, key: bytes) -> Backup | None:
    """The newest backup that opens and is whole, looked into now."""
    for backup in listed(folder):
        try:
            cases, seq, last = look_into(backup.path, key_for(folder, backup.path, key))
        except Unavailable:
            continue
        return Backup(
            backup.path, backup.at, backup.reason, cases, seq, last, backup.path.stat().st_size, True
        )
    return None


def look_into(path: Path, key: bytes) -> tuple[int, int, str]:
    """Open a copy read-only and check it: its cases, number and words of its last journal line.

    Raises BrokenFile when it cannot be opened or is not whole.
    """
    broken = f"备份“{path.name}”不完整，不能用。请另选一份。"
    try:
        with explained(), closing(replacing.connect_plainly(path, key, read_only=True)) as connection:
            connection.execute("PRAGMA cache_size = -64000")
            (whole,) = connection.execute("PRAGMA quick_check").fetchone()
            if whole != "ok":
                raise BrokenFile(broken)
            (cases,) = connection.execute("SELECT count(*) FROM registration WHERE voided IS NULL").fetchone()
            line = connection.execute("SELECT seq, label FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    except Damaged as error:
        raise BrokenFile(broken) from error
    return int(cases), *(line or (0, ""))


def key_for(folder: Path, path: Path, key: bytes) -> bytes:
    """The data key that a backup is under: the one in force, or an earlier one that the locks of `folder` keep."""
    if replacing.opens(path, key):
        return key
    return next((each for each in key_change.earlier(folder, key) if replacing.opens(path, each)), key)


def renew(path: Path, old: bytes, key: bytes) -> None:
    """Put a backup under another data key, checked before it takes the old one's place. Raises Unavailable."""
    said = _read(path, old)
    part = path.with_name(f".{path.name}.part")
    try:
        with _one_at_a_time, explained():
            disk.refuse_full(path.parent, path.stat().st_size)
            replacing.copy_under(path, old, part, key, lambda at, of: None)
            look_into(part, key)
            os.replace(part, path)
            if said is not None and said.seq:
                _put_note(replace(said, size=path.stat().st_size), key)
            disk.sync_folder(path.parent)
    finally:
        replacing.forget(part)


def _copy_running(store: Path, part: Path, key: bytes, hold: Hold) -> None:
    """Copy a store that others go on writing to.

    First the log of new pages, with writing held back for that instant; then the file itself under a reader's lock.
    Whatever is moved meanwhile from the log into the file stands in the copied log too, and the log cannot be begun
    again while the reader is there, so that file and log together are the store at that instant.
    """
    log = store.with_name(f"{store.name}-wal")
    with closing(replacing.connect_plainly(store, key)) as reader:
        reader.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        with closing(replacing.connect_plainly(store, key)) as writer:
            writer.execute("BEGIN IMMEDIATE")
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM sqlite_master").fetchone()
            if log.is_file():
                shutil.copyfile(log, part.with_name(f"{part.name}-wal"))
            writer.execute("ROLLBACK")
        _copy_open_file(hold.raw(store), part)
        reader.execute("ROLLBACK")
    if not replacing.fold(part, key):
        raise Damaged("数据文件读不完整，备份没有做成。请先在设置里验证数据。")


def _copy_open_file(source: int, part: Path) -> None:
    with open(part, "wb") as target:
        os.lseek(source, 0, os.SEEK_SET)
        while content := os.read(source, _AT_ONCE):
            target.write(content)


def _sync(path: Path) -> None:
    with open(path, "rb+") as file:
        os.fsync(file.fileno())


def _put_note(made: Backup, key: bytes) -> None:
    """What the list says without opening the copy; the words of the last line are sealed, for they may say a name."""
    last = sealing.seal(_note_key(key), made.last, made.path.name)
    said = {"at": made.at.isoformat(), "reason": made.reason, "cases": made.cases, "seq": made.seq, "last": last,
            "size": made.size, "attachments": made.attachments}  # fmt: skip
    made.path.with_suffix(".json").write_text(json.dumps(said, ensure_ascii=False), "utf-8")


def _note_key(key: bytes) -> bytes:
    return hashlib.sha256(b"huiyin backup note 1" + key).digest()


def _last(said: str, path: Path, key: bytes | None) -> str:
    if key is None:
        return ""
    try:
        return sealing.unseal(_note_key(key), said, path.name)
    except Unavailable:
        return ""


def _read(path: Path, key: bytes | None = None) -> Backup | None:
    at = moment_of(path)
    if at is None:
        return None
    size = path.stat().st_size
    try:
        said = json.loads(path.with_suffix(".json").read_text("utf-8"))
        return Backup(
            path, at, str(said["reason"]), int(said["cases"]), int(said["seq"]),
            _last(str(said["last"]), path, key), size, said.get("size") == size, int(said.get("attachments", 0)),
        )  # fmt: skip
    except (OSError, ValueError, KeyError, TypeError):
        return Backup(path, at, path.stem.partition("_")[2], 0, 0, "", size)


__all__ = [
    "FOLDER", "REASONS", "SET_ASIDE", "Backup", "carry", "keep", "key_for", "listed", "look_into", "make", "named",
    "newest_good", "renew",
]  # fmt: skip
