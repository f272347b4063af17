"""Putting a backup in the place of the closed store; what lay there is set aside, and what is restored is another desk."""

import shutil
from contextlib import closing
from pathlib import Path

from app.store import attachments, disk, holding, keys, replacing
from app.store.backups import Backup, key_for, look_into
from app.store.opening import FILE_NAME, explained


def restore(folder: Path, backup: Backup, secret: str | None = None, *, key: bytes | None = None) -> Path:
    """Put a backup in the place of the closed store; returns where the old one was set aside. Nothing is erased.

    `key` is the data key where it is known, else `secret` opens the locks. The store draws a new desk number when it
    is next opened. Raises Damaged when the backup is not whole, NotAllowed while another program works with the
    store, Unavailable when the disk will not have it; then nothing has changed.
    """
    locks = folder if keys.exists(folder) else backup.path.parent
    key = keys.unlock(locks, secret).key if key is None else key
    under = key_for(folder, backup.path, key)
    hold = holding.alone(folder)
    fresh = folder / f".{FILE_NAME}.part"
    try:
        with explained():
            disk.refuse_full(folder, backup.path.stat().st_size)
            if under == key:
                shutil.copyfile(backup.path, fresh)
            else:
                look_into(backup.path, under)
                replacing.copy_under(backup.path, under, fresh, key, lambda at, of: None)
            look_into(fresh, key)
            _forget_place(fresh, key)
            attachments.bring_back(folder, backup.path, key, under)
            if (folder / FILE_NAME).is_file():
                replacing.fold(folder / FILE_NAME, key)
            aside = replacing.set_aside(folder)
            if not keys.exists(folder):
                keys.copy_locks(locks, folder)
            replacing.put_in_place(folder, fresh)
    finally:
        replacing.forget(fresh)
        hold.release()
    return aside


def _forget_place(fresh: Path, key: bytes) -> None:
    """Whatever number the disk gives the file: what is restored is another desk."""
    with closing(replacing.connect_plainly(fresh, key)) as connection:
        connection.execute("UPDATE desk SET place = ''")
