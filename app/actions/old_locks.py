"""Where earlier locks still lie because the place was away or would not be written: told at once, and until it is settled.

Such a place opens by a password or a key that was taken away here. It is remembered by this desk alone.
"""

from collections.abc import Iterable
from pathlib import Path

from app.actions.backup import second_place
from app.store import backups, keys, preferences
from app.store.office import Office

_LEFT = "locks.left"
"""Preference: the places, as paths."""


def remember(office: Office, places: Iterable[Path]) -> str:
    """Keep these in mind, besides those that are there already; returns what is to be said now."""
    known = [*_known(office), *places]
    preferences.put(office.db, _LEFT, list(dict.fromkeys(map(str, known))) or None)
    return told(office)


def told(office: Office) -> str:
    """Where earlier locks lie, and what to do, in a sentence; blank when all is settled, which is then forgotten.

    A second place that was given up is no longer asked for: whoever gave it up was told.
    """
    known = _known(office)
    left = [each for each in known if not _is_settled(office, each)]
    if left != known:
        preferences.put(office.db, _LEFT, [str(each) for each in left] or None)
    if not left:
        return ""
    places = "、".join(f"“{each}”" for each in left)
    return f"{places}里还是从前的钥匙，旧口令在那里还有效。是 U 盘就接上再备份一次，是损坏的文件就请销毁。"


def _known(office: Office) -> list[Path]:
    said = preferences.get(office.db, _LEFT, [])
    return [Path(each) for each in said if isinstance(each, str)] if isinstance(said, list) else []


def _is_settled(office: Office, place: Path) -> bool:
    if place.is_relative_to(office.folder):
        return not place.exists() or (place.is_dir() and _has_ours(office, place))
    second = second_place(office)
    if second is None or not place.is_relative_to(second):
        return True
    return any(_has_ours(office, each) for each in (place, place / backups.FOLDER))


def _has_ours(office: Office, place: Path) -> bool:
    return keys.exists(place) and keys.snapshot(place) == keys.snapshot(office.folder)
