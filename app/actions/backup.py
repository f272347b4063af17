"""备份、恢复: copies of the whole store, made by the program or by hand, and put back when it is needed."""

from datetime import timedelta
from pathlib import Path

from app.store import backups, journal, preferences
from app.store.backups import Backup
from app.store.office import Office

SECOND = "backup.second"
"""Preference: the second folder or stick, blank for none."""

EVERY = timedelta(minutes=30)
"""How long work goes on before it is backed up again."""


def second_place(office: Office) -> Path | None:
    """The second folder that this desk was told to copy backups to."""
    said = str(preferences.get(office.db, SECOND, "") or "")
    return Path(said) if said else None


def set_second_place(office: Office, folder: Path | None) -> None:
    """Name the second folder, or none."""
    preferences.put(office.db, SECOND, "" if folder is None else str(folder))


def back_up(office: Office, reason: str = "manual") -> Backup:
    """Make a backup now. Raises Unavailable, or NotAllowed when only the second place is missing."""
    return backups.make(office, reason, second_place(office))


def due(office: Office) -> bool:
    """Whether something was written since the newest backup, and that one is older than half an hour."""
    last = journal.head(office.db)[0]
    newest = next(iter(backups.listed(office.folder)), None)
    if newest is None:
        return last > 0
    return last > newest.seq and office.now - newest.at >= EVERY


def restore(folder: Path, backup: Backup, secret: str | None = None) -> Path:
    """Put a backup in the place of a closed store; returns where the old data were set aside."""
    return backups.restore(folder, backup, secret)
