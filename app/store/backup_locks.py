"""The locks that lie beside the backups: brought along, given back where those of the store are lost, changed with them."""

from pathlib import Path

from app.errors import NotAllowed, Unavailable
from app.store import disk, keys, replacing
from app.store.opening import FILE_NAME, explained
from app.store.thinning import FOLDER


def has_good_locks(folder: Path) -> bool:
    """Whether a folder holds locks that can be read (whether a password opens them is not asked)."""
    if not keys.exists(folder):
        return False
    try:
        if (folder / keys.KEY_FILE).is_file():
            keys.unlock(folder, None)
        else:
            keys.people(folder)
    except Unavailable:
        return False
    return True


def keep_locks(source: Path, target: Path) -> None:
    """Bring the locks along, but never put damaged ones in the place of good ones."""
    if has_good_locks(source):
        keys.copy_locks(source, target)


def differ(source: Path, target: Path) -> bool:
    """Whether other locks lie at `target`: those of before a change."""
    return keys.exists(target) and keys.snapshot(source) != keys.snapshot(target)


def has_other_locks(folder: Path) -> bool:
    """Whether the backups keep good locks that are not those beside the store: it may be the locks that were exchanged."""
    kept = folder / FOLDER
    return has_good_locks(kept) and keys.snapshot(kept) != keys.snapshot(folder)


def return_locks(folder: Path) -> Path:
    """Put the locks that the backups kept in the place of missing or damaged ones; returns where those were set aside.

    Raises NotAllowed when the backups have none.
    """
    kept = folder / FOLDER
    if not has_good_locks(kept):
        raise NotAllowed(f"“{kept}”里也没有完好的钥匙文件。请从 U 盘上的备份或原来的电脑把它拷过来。")
    with explained():
        aside = replacing.set_aside(folder)
        keys.copy_locks(kept, folder)
    return aside


def replace_locks(folder: Path, second: Path | None, key: bytes) -> tuple[Path, ...]:
    """Bring today's locks to the backups here and in the `second` place, and to what was set aside and has this key.

    Returns the folders where the disk would not have it; what is not there is passed over.
    """
    places = [folder / FOLDER, *([] if second is None else [second / FOLDER])]
    places = [each for each in places if each.is_dir()]
    places += [each.path for each in replacing.asides(folder) if replacing.opens(each.path / FILE_NAME, key)]
    left = []
    for place in places:
        try:
            with explained():
                keep_locks(folder, place)
                disk.sync_folder(place)
        except Unavailable:
            left.append(place)
    return tuple(left)
