"""Backups: whole copies of the store under the same key, verified by opening, thinned by age, listed with what they hold.

They lie in `备份` in the office's folder, and once more in a second folder or stick where one is named. A copy is
made page by page while the office goes on working; it gets its name only once it was opened and found whole.
"""

import json
import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlcipher3 import dbapi2 as driver

from app.errors import NotAllowed, Unavailable
from app.store import keys
from app.store.office import Office
from app.store.opening import FILE_NAME, explained, passphrase

FOLDER = "备份"
SET_ASIDE = "换下的数据"
REASONS = {"start": "打开时", "work": "工作中", "take": "收取前", "manual": "手动", "restore": "恢复前"}
"""Why a backup was made, in words."""

_STAMP = "%Y%m%d-%H%M%S"
_PAGES = 2000
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Backup:
    """One backup: where, when, why, and what it holds (cases, number and words of its last journal line)."""

    path: Path
    at: datetime
    reason: str
    cases: int
    seq: int
    last: str

    @property
    def why(self) -> str:
        """The reason in words."""
        return REASONS.get(self.reason, self.reason)


def make(office: Office, reason: str, second: Path | None = None) -> Backup:
    """Copy the store, open the copy, name it; copy it to the second folder too; thin out old ones.

    Raises Unavailable with the reason; then no half backup is left.
    """
    folder = office.folder / FOLDER
    at = office.now
    target = folder / f"{at.strftime(_STAMP)}_{reason}.db"
    part = folder / f".{target.name}.part"
    try:
        with explained():
            folder.mkdir(exist_ok=True)
            _copy(office, part)
            cases, seq, last = look_into(part, office.db.connect_params["passphrase"])
            os.replace(part, target)
            _put_note(target, at, reason, cases, seq, last)
            keys.copy_locks(office.folder, folder)
    finally:
        part.unlink(missing_ok=True)
    made = Backup(target, at, reason, cases, seq, last)
    if second is not None:
        _carry(made, second)
    thin(folder, at)
    return made


def listed(folder: Path) -> list[Backup]:
    """The backups in `备份` of an office's folder, newest first."""
    found = [_read(path) for path in (folder / FOLDER).glob("*_*.db")]
    return sorted((each for each in found if each is not None), key=lambda each: each.at, reverse=True)


def look_into(path: Path, key: str) -> tuple[int, int, str]:
    """Open a copy read-only and check it: its cases, number and words of its last journal line.

    Raises Unavailable when it cannot be opened or is not whole.
    """
    with explained():
        connection = driver.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
        try:
            connection.execute(f'PRAGMA key = "{key}"')
            (whole,) = connection.execute("PRAGMA quick_check").fetchone()
            if whole != "ok":
                raise Unavailable(f"备份“{path.name}”不完整，不能用。请另选一份。")
            (cases,) = connection.execute("SELECT count(*) FROM registration WHERE voided IS NULL").fetchone()
            line = connection.execute("SELECT seq, label FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
        finally:
            connection.close()
    return int(cases), *(line or (0, ""))


def restore(folder: Path, backup: Backup, secret: str | None = None) -> Path:
    """Put a backup in the place of the closed store; returns where the old one was set aside. Nothing is erased.

    The store draws a new desk number when it is next opened. Raises Unavailable when the backup is not whole; then
    nothing has changed.
    """
    key = keys.unlock(folder if keys.exists(folder) else backup.path.parent, secret).key
    look_into(backup.path, passphrase(key))
    aside = folder / SET_ASIDE / datetime.now().strftime(_STAMP)
    with explained():
        aside.mkdir(parents=True)
        fresh = folder / f".{FILE_NAME}.part"
        shutil.copyfile(backup.path, fresh)
        for name in (f"{FILE_NAME}-wal", f"{FILE_NAME}-shm", FILE_NAME):
            if (folder / name).exists():
                os.replace(folder / name, aside / name)
        os.replace(fresh, folder / FILE_NAME)
        if not keys.exists(folder):
            keys.copy_locks(backup.path.parent, folder)
    return aside


def thin(folder: Path, now: datetime) -> list[Path]:
    """Take away the backups that `kept` does not keep; returns them."""
    found = {path: at for path in folder.glob("*_*.db") if (at := _at(path)) is not None}
    keep = kept(found.values(), now)
    gone = [path for path, at in found.items() if at not in keep]
    for path in gone:
        path.unlink(missing_ok=True)
        path.with_suffix(".json").unlink(missing_ok=True)
    return gone


def kept(moments: Iterable[datetime], now: datetime) -> set[datetime]:
    """Which moments stay: all of two days, then the last of each day for two weeks, week for two months, month ever."""
    newest: dict[tuple[str, object], datetime] = {}
    for at in sorted(moments):
        age = now - at
        if age < timedelta(days=2):
            newest["moment", at] = at
        elif age < timedelta(days=14):
            newest["day", at.date()] = at
        elif age < timedelta(days=60):
            newest["week", at.isocalendar()[:2]] = at
        else:
            newest["month", (at.year, at.month)] = at
    return set(newest.values())


def _copy(office: Office, part: Path) -> None:
    part.unlink(missing_ok=True)
    target = driver.connect(str(part))
    try:
        target.execute(f'PRAGMA key = "{office.db.connect_params["passphrase"]}"')
        office.db.connection().backup(target, pages=_PAGES)
    finally:
        target.close()
    with open(part, "rb+") as file:
        os.fsync(file.fileno())


def _put_note(path: Path, at: datetime, reason: str, cases: int, seq: int, last: str) -> None:
    said = {"at": at.isoformat(), "reason": reason, "cases": cases, "seq": seq, "last": last}
    path.with_suffix(".json").write_text(json.dumps(said, ensure_ascii=False), "utf-8")


def _read(path: Path) -> Backup | None:
    at = _at(path)
    if at is None:
        return None
    try:
        said = json.loads(path.with_suffix(".json").read_text("utf-8"))
        return Backup(path, at, str(said["reason"]), int(said["cases"]), int(said["seq"]), str(said["last"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Backup(path, at, path.stem.partition("_")[2], 0, 0, "")


def _at(path: Path) -> datetime | None:
    try:
        return datetime.strptime(path.stem.partition("_")[0], _STAMP)
    except ValueError:
        return None


def _carry(made: Backup, second: Path) -> None:
    if not second.is_dir():
        raise NotAllowed(f"第二备份位置“{second}”不在，本机的备份已做好。请插上 U 盘或在设置里换一个位置。")
    with explained():
        folder = second / FOLDER
        folder.mkdir(exist_ok=True)
        for path in (made.path, made.path.with_suffix(".json")):
            part = folder / f".{path.name}.part"
            shutil.copyfile(path, part)
            os.replace(part, folder / path.name)
        keys.copy_locks(made.path.parent, folder)
    thin(folder, made.at)
