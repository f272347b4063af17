"""Bringing a store of an earlier version to this program's shape: on a copy, checked, then one rename.

Before anything else comes a backup. Whatever happens until the swap, even a power cut, leaves the old file and its log
as they were, to the byte; after it, the new one stands. A log that a crash left behind is folded into the old file only
when the new one is ready and checked, for two files cannot be exchanged in one rename. A store that a newer program
wrote is refused.
"""

import shutil
from collections.abc import Callable, Collection
from contextlib import closing
from datetime import datetime
from pathlib import Path

from app.errors import Damaged, Refused, Unavailable
from app.records.catalogue import KINDS
from app.store import backups, desk, disk, holding, opening, replacing
from app.store.desk import Place
from app.store.opening import FILE_NAME, explained
from app.store.record_tables import ALL_TABLES
from app.store.tables import Table

COPY = f".{FILE_NAME}.upgrading"
COUNTED = (*KINDS, "journal", "journal_content", "journal_record", "shelf")
"""Tables that an upgrade may not make shorter."""


class Upgrade:
    """One upgrade: its steps in order. `migrations` and `tables` are this program's own, or a test's."""

    def __init__(
        self,
        folder: Path,
        key: bytes,
        migrations: Path | None = None,
        tables: Collection[type[Table]] = ALL_TABLES,
    ) -> None:
        self._folder, self._key = folder, key
        self._migrations, self._tables = migrations, tables
        self._store, self._copy = folder / FILE_NAME, folder / COPY
        self._before: dict[str, int] = {}
        self._copied_from: object = None

    @property
    def steps(self) -> tuple[Callable[[], object], ...]:
        """What is done, in order."""
        return (self.make_room, self.back_up, self.copy, self.migrate, self.check, self.swap)

    def run(self) -> None:
        """Do it all, alone on the folder. Raises Unavailable or NotAllowed; then the old file is what it was."""
        hold = holding.alone(self._folder)
        try:
            with explained():
                for step in self.steps:
                    step()
        except Refused:
            raise
        except Unavailable as error:
            kind = Damaged if isinstance(error, Damaged) else Unavailable
            raise kind(_untouched(error.sentence)) from error
        except Exception as error:
            said = f"第一个出错的地方是{type(error).__name__}，请联系维护人员。"
            raise Unavailable(_untouched(said)) from error
        finally:
            replacing.forget(self._copy)
            hold.release()

    def make_room(self) -> None:
        """Room for the copies."""
        replacing.forget(self._copy)
        disk.refuse_full(self._folder, disk.size_of(self._folder, FILE_NAME))

    def back_up(self) -> None:
        """A verified backup of the old version."""
        backups.keep(self._folder, self._key, "upgrade", datetime.now().replace(microsecond=0), self._copied)

    def copy(self) -> None:
        """The file that will be migrated."""
        self._copied_from = self._state()
        self._copied(self._copy)
        self._before = self._counts(self._copy)

    def migrate(self) -> None:
        """Bring the copy to this program's shape; what is to lie where the store lies is the same desk."""
        here, copied = (self._place(path) for path in (self._store, self._copy))
        database = opening.connect(self._folder, self._key, self._copy.name)
        try:
            opening.migrate(database, self._migrations)
            if desk.settle(database, here):
                desk.settle_at(database, copied)
        finally:
            database.close()
        if not replacing.fold(self._copy, self._key):
            raise Damaged("升级后的数据读不完整。")

    def check(self) -> None:
        """Refuse a copy that is not whole, not of this shape, or holds less than before."""
        from playhouse.schema_diff import diff_models

        database = opening.connect(self._folder, self._key, self._copy.name)
        try:
            whole = database.execute_sql("PRAGMA integrity_check").fetchall()
            dangling = database.execute_sql("PRAGMA foreign_key_check").fetchall()
            if whole != [("ok",)] or dangling or diff_models(database, list(self._tables)):
                raise Unavailable("升级后的数据没有通过检查。")
        finally:
            database.close()
        after = self._counts(self._copy)
        if any(after.get(name, 0) < count for name, count in self._before.items()):
            raise Unavailable("升级后的记录比原来少。")
        if not replacing.fold(self._copy, self._key):
            raise Damaged("升级后的数据读不完整。")

    def swap(self) -> None:
        """The one moment at which the new file takes the old one's place."""
        if self._state() != self._copied_from:  # on Windows nothing but this keeps another program out
            raise Unavailable("升级期间数据被别的程序改过。")
        log = replacing.beside(self._store, "-wal")
        if log.exists() and log.stat().st_size and not replacing.fold(self._store, self._key):
            raise Damaged("数据文件读不完整。")
        try:
            replacing.put_in_place(self._folder, self._copy)
        except OSError:
            if self._copy.exists():
                raise  # else it stands in its place, and only making that last was refused

    def _state(self) -> object:
        """What changes when anybody writes to the store."""
        found = []
        for more in ("", "-wal"):
            path = replacing.beside(self._store, more)
            stat = path.stat() if path.exists() else None
            found.append((stat.st_size, stat.st_mtime_ns) if stat and stat.st_size else None)
        return found

    def _place(self, path: Path) -> Place:
        """Where a file will lie once it is the store; nobody has it open."""
        with open(path, "rb") as file:
            return Place.of(path, file.fileno(), lies_at=self._store)

    def _copied(self, target: Path) -> None:
        """The store with its log as one file, made from copies of both."""
        for more in ("", "-wal"):
            if replacing.beside(self._store, more).exists():
                shutil.copyfile(replacing.beside(self._store, more), replacing.beside(target, more))
        if not replacing.fold(target, self._key):
            raise Damaged("数据文件读不完整。")

    def _counts(self, path: Path) -> dict[str, int]:
        with closing(replacing.connect_plainly(path, self._key, read_only=True)) as connection:
            there = {
                name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            }
            return {
                name: int(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])
                for name in COUNTED
                if name in there
            }


def _untouched(sentence: str) -> str:
    return f"升级没有完成，原来的数据没有动：{sentence}再不行，请先用原来的版本继续工作，并联系维护人员。"
