"""Drawing the data key anew: everything is encrypted under the new one beside what is there, checked, then one rename.

Who once copied a slots file and knows a password of that time opens by it whatever is under the same data key, for
ever; this ends that. The store is copied page for page, attachments and the journal's second file beside the old ones;
the slots to come are written next to those in force (`app.store.key_change`); then the store changes places, and what
is left (old contents, backups, what was set aside) follows in any order, for the slots file keeps the earlier key
sealed. Until the rename the old state opens with the old passwords, after it the new one with the new password.
"""

import os
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.errors import Damaged, Refused, Unavailable
from app.store import (
    attachments,
    backups,
    desk,
    disk,
    holding,
    key_change,
    keys,
    opening,
    recrypting,
    replacing,
    second_journal,
)
from app.store.desk import Place
from app.store.opening import FILE_NAME, JOURNAL_COPY, explained
from app.store.recrypting import Progress, unwatched
from app.store.sealing import new_key
from app.store.vault import FOLDER, Vault

LAST_CALL = "换上新钥匙"
"""What `progress` is told when it can stop the change for the last time."""
COPY, JOURNAL_PART = f".{FILE_NAME}.rekeyed", f".{JOURNAL_COPY}.rekeyed"


@dataclass(frozen=True)
class Asked:
    """Who opens the store afterwards: one person by a password, and the recovery code that was printed beforehand."""

    name: str
    password: str
    code: str


@dataclass(frozen=True)
class Rekeyed:
    """The new data key, and the folders and files that could not be reached or read: they are under the old one still.

    `trouble` says why the backups are not all done yet, in a sentence; blank for most. The next backup goes on with it.
    """

    key: bytes
    left: tuple[Path, ...]
    trouble: str = ""


class Rekey:
    """One change of the data key: its steps in order. `second` is the second place of the backups."""

    def __init__(
        self,
        folder: Path,
        key: bytes,
        asked: Asked,
        second: Path | None = None,
        progress: Progress = unwatched,
    ) -> None:
        self._folder, self._key, self._asked, self._second = folder, key, asked, second
        self._progress = progress
        self._new = new_key()
        self._store, self._copy = folder / FILE_NAME, folder / COPY
        self._known: recrypting.Known = {}

    @property
    def steps(self) -> tuple[Callable[[], object], ...]:
        """What is done until the new key holds, in order."""
        return (self.make_room, self.back_up, self.copy, self.check, self.contents, self.journal, self.announce,
                self.swap)  # fmt: skip

    def run(self) -> Rekeyed:
        """Do it all, alone on the folder. Raises Unavailable or Refused; then the old key and all passwords hold.

        What `progress` raises stops it: before the swap nothing has changed; after it the new key holds, and what was
        not yet encrypted anew is done by `recrypting.finish`.
        """
        hold = holding.alone(self._folder)
        try:
            self._until_swapped()
            return self._finish()
        finally:
            hold.release()

    def _until_swapped(self) -> None:
        try:
            with explained():
                for step in self.steps:
                    step()
        except BaseException as error:
            if isinstance(error, (Refused, Unavailable)) and replacing.opens(self._store, self._new):
                return  # it stands in its place, and only making that last was refused
            self._forget()
            if not isinstance(error, Unavailable):
                raise
            kind = Damaged if isinstance(error, Damaged) else Unavailable
            raise kind(f"数据密钥没有换，原来的口令照旧：{error.sentence}") from error

    def _finish(self) -> Rekeyed:
        try:
            with explained():
                resume(self._folder)
            left = recrypting.finish(self._folder, self._new, self._second, self._progress, self._known)
        except (Refused, Unavailable) as error:
            return Rekeyed(self._new, (), error.sentence)
        return Rekeyed(self._new, left)

    def make_room(self) -> None:
        """One file, and room for a second one of everything."""
        replacing.forget(self._copy)
        contents = sum(path.stat().st_size for path in recrypting.files(self._folder / FOLDER))
        disk.refuse_full(self._folder, 2 * disk.size_of(self._folder, FILE_NAME) + contents, times=1)
        if not replacing.fold(self._store, self._key):
            raise Damaged("数据文件读不完整，请先从备份恢复。")

    def back_up(self) -> None:
        """A verified backup as it is now."""
        import shutil

        now = datetime.now().replace(microsecond=0)
        backups.keep(
            self._folder, self._key, "rekey", now, lambda part: _drop(shutil.copyfile(self._store, part))
        )

    def copy(self) -> None:
        """The store under the new key; it is the same desk."""
        replacing.copy_under(
            self._store, self._key, self._copy, self._new, lambda at, of: self._progress("加密台账", at, of)
        )
        here, copied = (self._place(path) for path in (self._store, self._copy))
        database = opening.connect(self._folder, self._new, self._copy.name)
        try:
            if desk.settle(database, here):
                desk.settle_at(database, copied)
        finally:
            database.close()

    def check(self) -> None:
        """Refuse a copy that is not whole or holds other than the store does."""
        if not replacing.fold(self._copy, self._new):
            raise Damaged("换了密钥的数据读不完整。")
        with closing(replacing.connect_plainly(self._copy, self._new, read_only=True)) as connection:
            if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                raise Unavailable("换了密钥的数据没有通过检查。")
        if _counts(self._store, self._key) != _counts(self._copy, self._new):
            raise Unavailable("换了密钥的记录和原来的不一样多。")

    def contents(self) -> None:
        """Every attachment once more under the new key; the old ones stay until the store has changed places."""
        recrypting.contents(self._folder, self._key, self._new, self._progress, self._known, keep_old=True)
        old, new = Vault(self._folder, self._key), Vault(self._folder, self._new)
        for each in attachments.spoken_of(self._store, self._key):
            if old.holds(each.sha256, each.size) and not new.holds(each.sha256, each.size):
                raise Unavailable("有附件读不出来，请先运行“验证”，从备份恢复它的内容后再换密钥。")

    def journal(self) -> None:
        """The journal's second file under the new key."""
        file = self._folder / JOURNAL_COPY
        if not file.is_file():
            return
        raw = second_journal.under_another_key(file.read_bytes(), self._key, self._new)
        with open(self._folder / JOURNAL_PART, "wb") as part:
            os.chmod(part.name, 0o600)
            part.write(raw)
            part.flush()
            os.fsync(part.fileno())

    def announce(self) -> None:
        """The slots to come, beside those in force."""
        self._progress(LAST_CALL, 0, 0)
        asked = self._asked
        slots = keys.slots_for(self._new, asked.name, asked.password, asked.code)
        key_change.announce(self._folder, self._key, self._new, slots, self._copy)
        disk.sync_folder(self._folder)

    def swap(self) -> None:
        """The one moment at which the new key holds."""
        replacing.put_in_place(self._folder, self._copy)

    def _place(self, path: Path) -> Place:
        """Where a file will lie once it is the store; nobody has it open."""
        with open(path, "rb") as file:
            return Place.of(path, file.fileno(), lies_at=self._store)

    def _forget(self) -> None:
        """Take away what was prepared."""
        replacing.forget(self._copy)
        (self._folder / JOURNAL_PART).unlink(missing_ok=True)
        new = Vault(self._folder, self._new)
        for sha256, _ in self._known.values():
            new.path_of(sha256).unlink(missing_ok=True)


def resume(folder: Path) -> None:
    """Bring to its end what a process that died has begun: with the new store in place its journal and slots follow,
    else what was prepared is taken away. Nobody else may be at it."""
    if not key_change.is_open(folder):
        return
    part = folder / JOURNAL_PART
    if key_change.is_for(folder, keys.written(folder)[key_change.NEXT]):
        if part.is_file():
            os.replace(part, folder / JOURNAL_COPY)
    else:
        part.unlink(missing_ok=True)
        replacing.forget(folder / COPY)
    disk.sync_folder(folder)
    key_change.settle(folder)


def _counts(path: Path, key: bytes) -> dict[str, int]:
    with closing(replacing.connect_plainly(path, key, read_only=True)) as connection:
        names = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        return {
            name: int(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]) for name in names
        }


def _drop(_: object) -> None:
    """A copy's answer is of no interest."""
