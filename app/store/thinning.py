"""The older, the fewer: where backups lie, how they are called, which of them, and which stores that were set aside, are kept."""

import shutil
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from app.store import replacing

FOLDER = "备份"
"""Where the backups lie, in the folder of their office and in the second place."""
STAMP = "%Y%m%d-%H%M%S"
"""How a backup's name begins."""


def thin(folder: Path, now: datetime) -> list[Path]:
    """Take away the backups that `kept` does not keep; returns them."""
    found = {path: at for path in folder.glob("*_*.db") if (at := moment_of(path)) is not None}
    keep = kept(found.values(), now)
    gone = [path for path, at in found.items() if at not in keep]
    for path in gone:
        path.unlink(missing_ok=True)
        path.with_suffix(".json").unlink(missing_ok=True)
    return gone


def thin_asides(folder: Path, now: datetime) -> list[Path]:
    """Take away what was set aside (换下的数据) by the same ages as backups; returns what went.

    The newest stays whatever its age: it may be the only copy of what a restore or a salvage left behind.
    """
    found = replacing.asides(folder)
    keep = kept((each.at for each in found), now) | {each.at for each in found[:1]}
    gone = [each.path for each in found if each.at not in keep]
    for path in gone:
        shutil.rmtree(path, ignore_errors=True)
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


def moment_of(path: Path) -> datetime | None:
    """When a backup was made, by its name; None for a file that is none."""
    try:
        return datetime.strptime(path.stem.partition("_")[0], STAMP)
    except ValueError:
        return None
