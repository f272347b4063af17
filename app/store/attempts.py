"""Opening the lock, with a memory for wrong passwords: they are counted beside the data and slow the next try down.

The count is no secret and holds none: a number and two moments. The next good login writes it into the journal.
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from app.errors import NotAllowed
from app.store import keys
from app.store.keys import Unlocked

FILE = "failed_logins.json"
FREE = 5
"""Wrong passwords in a row before a wait is asked."""
_FIRST_WAIT, _LONGEST_WAIT = 5, 300
"""Seconds: 5, 10, 20 … up to five minutes."""


@dataclass(frozen=True)
class Failed:
    """Wrong passwords since the last good login: how many, the first and the last moment."""

    count: int
    first: datetime
    last: datetime


def unlock(folder: Path, secret: str | None, now: datetime) -> Unlocked:
    """Open the lock as `keys.unlock` does; a wrong password is counted.

    Raises NotAllowed while the wait after too many wrong ones is not over; then nothing is tried.
    """
    before = failed(folder)
    wait = 0 if secret is None else seconds_to_wait(before, now)
    if wait and keys.is_protected(folder):
        raise NotAllowed(f"口令连续输错 {before.count if before else 0} 次，请等 {wait} 秒再试。")
    try:
        return keys.unlock(folder, secret)
    except NotAllowed:
        if secret is not None:
            _keep(
                folder, Failed(1, now, now) if before is None else Failed(before.count + 1, before.first, now)
            )
        raise


def failed(folder: Path) -> Failed | None:
    """What was counted; a file that cannot be read counts as none."""
    try:
        said = json.loads((folder / FILE).read_text("utf-8"))
        first, last = (datetime.fromisoformat(said[name]).replace(tzinfo=None) for name in ("first", "last"))
        return Failed(int(said["count"]), first, last)
    except (OSError, ValueError, KeyError, TypeError, OverflowError):
        return None


def seconds_to_wait(before: Failed | None, now: datetime) -> int:
    """How long the next try has to wait. A clock set back does not make the wait longer than it was."""
    if before is None or before.count < FREE:
        return 0
    whole = min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** min(before.count - FREE, 10))
    left = timedelta(seconds=whole) - abs(now - before.last)
    return max(0, round(left.total_seconds()))


def forget(folder: Path) -> None:
    """The count stands in the journal now."""
    (folder / FILE).unlink(missing_ok=True)


def _keep(folder: Path, now: Failed) -> None:
    said = {"count": now.count, "first": now.first.isoformat(), "last": now.last.isoformat()}
    try:
        (folder / FILE).write_text(json.dumps(said), "utf-8")
    except OSError:
        return  # a folder that takes no file refuses the login's journal line too
