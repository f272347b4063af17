"""备份、恢复: copies of the whole store, made by the program or by hand, and put back when it is needed."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from app.change import Change
from app.errors import Refused, Unavailable
from app.store import backup_locks, backups, journal, preferences, recrypting, replacing, restoring
from app.store.backups import Backup
from app.store.office import Office
from app.store.opening import data_key

SECOND = "backup.second"
"""Preference: the second folder or stick, blank for none."""

EVERY = timedelta(minutes=30)
"""How long work goes on before it is backed up again."""

NAMED = 3
"""How many of the newest lines that would be lost are named."""


@dataclass(frozen=True)
class Made:
    """A backup that was made, and what is to be said of the second place in a quiet sentence (blank: all is well)."""

    backup: Backup
    hint: str = ""


@dataclass(frozen=True)
class Lost:
    """What a restore would take away: how many journal lines came after the backup, and the words of the newest.

    `known` is False where nobody can tell any more (the journal is unreadable and has no second copy).
    """

    count: int
    newest: tuple[str, ...]
    known: bool = True

    def sentence(self, backup: Backup) -> str:
        """It in words."""
        since = f"{backup.at:%Y-%m-%d %H:%M}"
        if not self.known:
            return f"{since} 以后的改动会丢失，丢了哪些已经查不出来。"
        if not self.count:
            return f"{since} 以后没有新的改动，什么都不会丢。"
        named = "；".join(self.newest)
        return f"{since} 以后的 {self.count} 步会丢失，最近的是：{named}。"


def second_place(office: Office) -> Path | None:
    """The second folder that this desk was told to copy backups to."""
    said = str(preferences.get(office.db, SECOND, "") or "")
    return Path(said) if said else None


def set_second_place(office: Office, folder: Path | None) -> None:
    """Name the second folder, or none."""
    preferences.put(office.db, SECOND, "" if folder is None else str(folder))


def back_up(office: Office, reason: str = "manual") -> Made:
    """Make a backup now, on whatever thread; a second place that is missing or full is only hinted at.

    Raises Unavailable with the reason when there is no backup.
    """
    if recrypting.is_wanted(office.folder):
        recrypting.finish(office.folder, data_key(office.db), second_place(office))
    made = backups.make(office, reason)
    second = second_place(office)
    backup_locks.replace_locks(office.folder, None, data_key(office.db))
    if second is None:
        return Made(made)
    try:
        backups.carry(made, second, data_key(office.db))
    except (Refused, Unavailable) as error:
        return Made(made, error.sentence)
    return Made(made)


def listed(office: Office) -> list[Backup]:
    """The backups of this office, newest first."""
    return backups.listed(office.folder, data_key(office.db))


def set_aside(office: Office) -> tuple[int, int]:
    """How many replaced stores are kept beside this one, and their bytes."""
    found = replacing.asides(office.folder)
    return len(found), sum(each.size for each in found)


def changed(office: Office) -> bool:
    """Whether something was written since the newest backup."""
    newest = next(iter(backups.listed(office.folder)), None)
    return journal.head(office.db)[0] > (0 if newest is None else newest.seq)


def due(office: Office) -> bool:
    """Whether something was written since the newest backup, and that one is older than half an hour."""
    newest = next(iter(backups.listed(office.folder)), None)
    return changed(office) and (newest is None or office.now - newest.at >= EVERY)


def lost_since(office: Office, backup: Backup) -> Lost:
    """What the open office has written after a backup."""
    count = max(0, journal.head(office.db)[0] - backup.seq)
    newest = journal.lines(office.db, min(count, NAMED)) if count else []
    return Lost(count, tuple(each.label for each in newest))


def lost_without(folder: Path, backup: Backup, key: bytes) -> Lost:
    """What came after a backup, told by the journal's second copy: the store itself cannot be read any more."""
    from app.store import second_journal

    if not (folder / second_journal.JOURNAL_COPY).is_file():
        return Lost(0, (), known=False)
    try:
        after = second_journal.lines_after(folder, key, backup.seq)
    except OSError:
        return Lost(0, (), known=False)
    return Lost(len(after), tuple(line.label for line in reversed(after[-NAMED:])))


def note_restoring(office: Office, backup: Backup) -> Change:
    """Write down, before the store is closed, that this person puts a backup back. Raises NotAllowed to others.

    The line goes with the old data that is set aside, and stays in the journal's second copy.
    """
    label = f"恢复 {backup.at:%Y-%m-%d %H:%M} 的备份"
    with office.writing(label, action="restore", undoable=False) as write:
        pass
    assert write.change is not None
    return write.change


def restore(folder: Path, backup: Backup, secret: str | None = None, *, key: bytes | None = None) -> Path:
    """Put a backup in the place of a closed store; returns where the old data were set aside."""
    return restoring.restore(folder, backup, secret, key=key)
