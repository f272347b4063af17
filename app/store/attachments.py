"""Which contents the records of attachments speak of, and that these are there: in the store, its backups, on the move.

A content is kept as long as any record speaks of it, voided ones too, for undoing can be redone. What no record speaks
of (a process died between content and record, a backup was restored) is set aside, not erased. Only the firewall rule
takes contents away, wherever the office still has them.
"""

import os
import shutil
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from time import time
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2 as driver

from app.records.matters import Attachment
from app.store import disk, key_change, replacing, rows
from app.store.opening import data_key, explained
from app.store.thinning import FOLDER as BACKUPS
from app.store.vault import FOLDER, PART, Broken, Missing, Progress, Vault, no_progress

if TYPE_CHECKING:
    from app.store.office import Office

_STALE = 24 * 3600
"""Seconds after which a file without a name belongs to nobody who is still writing it."""
_SPOKEN_OF = 'SELECT DISTINCT "sha256", "size", "owner" FROM "attachment" WHERE "sha256" IS NOT NULL'


@dataclass(frozen=True)
class Content:
    """A content that records speak of: its digest, its bytes, and whether it must be here (another office's need not)."""

    sha256: str
    size: int
    ours: bool


def vault_of(office: "Office") -> Vault:
    """The contents of an open office."""
    return Vault(office.folder, data_key(office.db))


def spoken_of(path: Path, key: bytes) -> list[Content]:
    """What the records in a store's file at rest speak of; nothing in one that knows no attachments yet."""
    with explained(), closing(replacing.connect_plainly(path, key, read_only=True)) as connection:
        try:
            found = connection.execute(_SPOKEN_OF).fetchall()
        except driver.OperationalError as error:
            if "no such table" not in str(error):
                raise
            return []
        (code,) = connection.execute('SELECT "office" FROM "desk"').fetchone()
    return _contents(found, code)


def of_office(office: "Office") -> list[Content]:
    """What the records of an open office speak of."""
    return _contents(office.db.execute_sql(_SPOKEN_OF).fetchall(), office.code)


def _contents(found: Iterable[tuple[str, int, str]], code: str) -> list[Content]:
    kept: dict[str, Content] = {}
    for sha256, size, owner in found:
        before = kept.get(sha256)
        kept[sha256] = Content(sha256, size, owner == code or (before is not None and before.ours))
    return list(kept.values())


# -- copies ---------------------------------------------------------------------------------------------------


def copy_new(wanted: Iterable[Content], source: Vault, target: Vault) -> int:
    """Bring those that `target` lacks, by a second name where the disk can do that; returns how many it holds then."""
    held = 0
    fresh = False
    for each in wanted:
        if not target.holds(each.sha256, each.size) and source.holds(each.sha256, each.size):
            target.folder.mkdir(parents=True, exist_ok=True)
            bring(source.path_of(each.sha256), target.path_of(each.sha256))
            fresh = True
        held += target.holds(each.sha256, each.size)
    if fresh:
        disk.sync_folder(target.folder)
    return held


def bring(source: Path, target: Path) -> None:
    """The same file under a second name where the disk can do that, else a synced copy."""
    part = target.with_name(f".{target.name}{PART}")
    part.unlink(missing_ok=True)
    try:
        try:
            os.link(source, part)
        except OSError:
            disk.refuse_full(target.parent, source.stat().st_size, times=1)
            shutil.copyfile(source, part)
            with open(part, "rb+") as file:
                os.fsync(file.fileno())
        os.replace(part, target)
    finally:
        part.unlink(missing_ok=True)


def bring_back(folder: Path, store: Path, key: bytes, under: bytes | None = None) -> int:
    """Before the copy `store` becomes the store of `folder`: fetch the contents it speaks of that are gone there.

    They are looked for beside the copy, in the folder's own backups and among what was set aside. `under`: the earlier
    data key that the copy is still under; contents beside it are then encrypted anew. Returns how many of the office's
    own are nowhere.
    """
    under = under or key
    wanted, target = spoken_of(store, under), Vault(folder, key)
    for place in _places(folder, store.parent):
        copy_new(wanted, Vault(place, key), target)
        if under != key:
            _encrypt_anew(wanted, Vault(place, under), target)
    return sum(each.ours and not target.holds(each.sha256, each.size) for each in wanted)


def _encrypt_anew(wanted: Iterable[Content], source: Vault, target: Vault) -> None:
    for each in wanted:
        if not target.holds(each.sha256, each.size) and source.holds(each.sha256, each.size):
            kept = source.read(each.sha256)
            target.put_aside(kept.content, kept.file_name).keep()


def _places(folder: Path, *more: Path) -> list[Path]:
    return [*more, folder / BACKUPS, folder / replacing.SET_ASIDE]


# -- looking after them ---------------------------------------------------------------------------------------


def sweep(office: "Office") -> int:
    """Set aside every file in `附件` that no record speaks of; returns how many.

    Nobody writes meanwhile: a content gets its name inside the writing that commits its record.
    """
    vault = vault_of(office)
    if not vault.folder.is_dir():
        return 0
    aside = office.folder / replacing.SET_ASIDE / FOLDER
    moved = 0
    with explained(), office.db.atomic("IMMEDIATE"):
        known = {vault.name_of(each.sha256) for each in of_office(office)}
        for path in list(vault.folder.iterdir()):
            if path.name.endswith(PART):
                if time() - path.stat().st_mtime > _STALE:
                    path.unlink(missing_ok=True)
            elif path.name not in known:
                aside.mkdir(parents=True, exist_ok=True)
                os.replace(path, aside / path.name)
                moved += 1
    return moved


def absent(office: "Office") -> list[Content]:
    """Contents of our own that are not there, or not of their length. Quick: no content is read."""
    vault = vault_of(office)
    return [each for each in of_office(office) if each.ours and not vault.holds(each.sha256, each.size)]


def broken(office: "Office", progress: Progress = no_progress) -> list[tuple[Attachment, str]]:
    """Every attachment whose content is missing or is not what was put away, with the sentence. Reads all of them."""
    vault, found = vault_of(office), dict[str, str]()
    contents = of_office(office)
    total, done = sum(each.size for each in contents), 0
    for each in contents:
        progress(done, total)
        try:
            vault.read(each.sha256)
        except Missing as error:
            if each.ours:
                found[each.sha256] = error.sentence
        except Broken as error:
            found[each.sha256] = error.sentence
        done += each.size
    return [
        (rows.to_record(Attachment, row), found[str(row["sha256"])])
        for row in rows.fetch(office.db, Attachment.kind, "sha256", found)
    ]


def forget(office: "Office", contents: Iterable[str], more: Iterable[Path] = ()) -> int:
    """The firewall rule: take these contents (by digest) away for good, in the store, its backups and what was set aside.

    `more` names further folders that may hold copies; one that is not there is passed over. One that a record still speaks
    of stays. Returns how many files were taken away.
    """
    spoken = {each.sha256 for each in of_office(office)}
    gone = 0
    key = data_key(office.db)
    vaults = [
        Vault(place, each)
        for each in (key, *key_change.earlier(office.folder, key))
        for place in (office.folder, *_places(office.folder, *more))
    ]
    with explained():
        for vault in vaults:
            for sha256 in set(contents) - spoken:
                path = vault.path_of(sha256)
                gone += path.exists()
                path.unlink(missing_ok=True)
            if vault.folder.is_dir():
                disk.sync_folder(vault.folder)
    return gone
