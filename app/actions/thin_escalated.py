"""Backups that still hold what was destroyed as a matter for the level above: they are found, replaced and given up."""

from contextlib import closing
from pathlib import Path

from app.actions.backup import back_up, second_place
from app.change import Change
from app.errors import Unavailable
from app.store import backups, firewall, replacing
from app.store.office import Office
from app.store.opening import FILE_NAME, data_key, explained

_MARKS = 400


def holding(office: Office) -> list[Path]:
    """Backups, here and in the second place, and stores that were set aside, in which a destroyed case still stands.

    One that cannot be opened under this office's key is not among them. Reads one page or so of each.
    """
    gone = list(firewall.gone(office.db))
    key = data_key(office.db)
    return [
        path
        for path in _copies(office)
        if gone and _holds(path, backups.key_for(office.folder, path, key), gone)
    ]


def give_up(office: Office) -> Change:
    """Make a fresh backup, then take away every older copy that holds a destroyed case.

    Raises Unavailable when no fresh backup could be made: then nothing was taken away.
    """
    found = holding(office)
    with office.writing(
        f"清除仍有报上级件内容的旧备份 {len(found)} 份", action="give_up_backups", undoable=False
    ) as write:
        pass
    back_up(office)
    with explained():
        for path in found:
            path.unlink(missing_ok=True)
            path.with_suffix(".json").unlink(missing_ok=True)
    assert write.change is not None
    return write.change


def _copies(office: Office) -> list[Path]:
    second = second_place(office)
    folders = [office.folder / backups.FOLDER, *([] if second is None else [second / backups.FOLDER])]
    asides = [each.path / FILE_NAME for each in replacing.asides(office.folder)]
    return [
        *(path for folder in folders for path in sorted(folder.glob("*_*.db"))),
        *filter(Path.is_file, asides),
    ]


def _holds(path: Path, key: bytes, cases: list[str]) -> bool:
    try:
        with explained(), closing(replacing.connect_plainly(path, key, read_only=True)) as connection:
            for start in range(0, len(cases), _MARKS):
                part = cases[start : start + _MARKS]
                sql = f"SELECT 1 FROM registration WHERE id IN ({', '.join('?' * len(part))}) LIMIT 1"
                if connection.execute(sql, part).fetchone() is not None:
                    return True
    except Unavailable:
        return False
    return False
