"""Salvage: of a damaged store every row that can still be read is copied into a fresh one under the same key.

The damaged file is set aside first and never written to. Whoever saves rows this way is told how many of each kind
there are now and in which tables something could not be read; what the journal lacks, `verify` will say.
"""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as driver

from app.errors import Damaged
from app.records.catalogue import KINDS
from app.store import backups, case_rows, desk, disk, grams, holding, opening, replacing
from app.store.office import Office
from app.store.opening import FILE_NAME, explained

DERIVED = frozenset({"case_row", "case_obligation", "case_text", grams.TABLE})
"""Made again from the records, not copied."""

NEEDED = ("desk", "keyring")
"""Without these a store is nobody's: taken from the newest backup where they cannot be read."""

_FRESH, _SOURCE = f".{FILE_NAME}.salvaged", f".{FILE_NAME}.damaged"
_AT_ONCE, _NEAR = 256, 64


@dataclass(frozen=True)
class Salvaged:
    """What came of it: rows by table, the tables in which something could not be read, and where the old file is."""

    rows: Mapping[str, int]
    holes: tuple[str, ...]
    borrowed: tuple[str, ...]
    aside: Path

    @property
    def records(self) -> dict[str, int]:
        """Rows per kind of record, under its Chinese word; kinds without any are left out."""
        return {KINDS[kind].label: count for kind, count in self.rows.items() if kind in KINDS and count}

    @property
    def sentence(self) -> str:
        """It in words."""
        found = "，".join(f"{label} {count} 条" for label, count in self.records.items()) or "没有任何记录"
        words = [KINDS[name].label if name in KINDS else _OWN_WORDS.get(name, name) for name in self.holes]
        holes = f"这些表里有读不出来的地方：{'、'.join(words)}。" if words else "每个表都读到了底。"
        return f"抢救出 {found}，日志 {self.rows.get('journal', 0)} 条。{holes}损坏的文件留在“{self.aside}”。"


_OWN_WORDS = {
    "journal": "日志", "journal_content": "日志内容", "journal_record": "日志索引", "shelf": "设置和待定记录",
    "draft": "草稿", "preference": "本机习惯", "payload": "工作簿底稿", "sent": "寄出", "known": "对方已知",
    "serial": "编号", "desk": "本机编号", "keyring": "内部钥匙",
}  # fmt: skip


def salvage(folder: Path, key: bytes) -> Salvaged:
    """Make a fresh store of all that can be read, in the place of the damaged one; it draws a new desk number.

    Raises Damaged when nothing can be read (a backup is then the only way), NotAllowed while another program works
    with the store, Unavailable when the disk will not have it; then nothing has changed but the copy set aside.
    """
    hold = holding.alone(folder)
    fresh, source = folder / _FRESH, folder / _SOURCE
    try:
        with explained():
            disk.refuse_full(folder, disk.size_of(folder, FILE_NAME))
            replacing.forget(fresh)
            replacing.forget(source)
            aside = replacing.set_aside(folder)
            _separate_copy(aside, source)
            found = _copied(source, fresh, folder, key, aside)
            if not replacing.fold(fresh, key):
                raise Damaged("抢救出的数据自己也读不完整，请改用备份。")
            replacing.put_in_place(folder, fresh)
    finally:
        replacing.forget(fresh)
        replacing.forget(source)
        hold.release()
    return found


def settle(office: Office, found: Salvaged) -> None:
    """In the reopened store: make again what is derived, and write into the journal what was done."""
    with explained(), office.db.atomic("IMMEDIATE"):
        for name in DERIVED:
            office.db.execute_sql(f'DELETE FROM "{name}"')
        cases = [id for (id,) in office.db.execute_sql('SELECT "id" FROM "registration"').fetchall()]
        case_rows.refresh(office.db, cases, office.measure)
    label = f"抢救损坏的数据：{sum(found.records.values())} 条记录"
    with office.writing(label, action="salvage", undoable=False):
        pass


def _separate_copy(aside: Path, source: Path) -> None:
    """A copy to read from: opening a file with a log beside it writes, and what is set aside stays as it is."""
    shutil.copyfile(aside / FILE_NAME, source)
    log = aside / f"{FILE_NAME}-wal"
    if log.is_file():
        shutil.copyfile(log, source.with_name(f"{source.name}-wal"))


def _copied(source: Path, fresh: Path, folder: Path, key: bytes, aside: Path) -> Salvaged:
    database = opening.connect(folder, key, fresh.name)
    try:
        opening.migrate(database)
        database.execute_sql("PRAGMA foreign_keys = OFF")
        connection = database.connection()
        tables = [
            name
            for name in database.get_tables()
            if name not in DERIVED | {"schema_migration"} and not name.startswith(f"{grams.TABLE}_")
        ]
        rows, holes = {}, []
        for name in tables:
            columns = [each.name for each in database.get_columns(name)]
            reader = _Reader(source, key, name, columns)
            rows[name] = _insert(connection, name, columns, reader.rows())
            if reader.hole:
                holes.append(name)
        if not any(rows.values()):
            raise Damaged("这份数据一条记录也读不出来，只能从备份恢复。")
        borrowed = [name for name in NEEDED if not rows[name] and _borrow(connection, folder, key, name)]
        if not connection.execute("SELECT count(*) FROM desk").fetchone()[0]:
            raise Damaged("读不出这是哪个单位的数据，也没有可用的备份，请联系维护人员。")
        desk.forget_place(database)
    finally:
        database.close()
    return Salvaged(rows, tuple(holes), tuple(borrowed), aside)


def _insert(
    connection: driver.Connection, name: str, columns: list[str], rows: Iterator[dict[str, Any]]
) -> int:
    count = 0
    connection.execute("BEGIN")
    for row in rows:
        here = [column for column in columns if column in row]
        names = ", ".join(f'"{column}"' for column in here)
        marks = ", ".join("?" for _ in here)
        try:
            connection.execute(
                f'INSERT INTO "{name}" ({names}) VALUES ({marks})', [row[each] for each in here]
            )
        except driver.IntegrityError:
            continue  # a row that damage has doubled or emptied
        count += 1
    connection.execute("COMMIT")
    return count


def _borrow(connection: driver.Connection, folder: Path, key: bytes, name: str) -> bool:
    """Take a small table from the newest good backup."""
    backup = backups.newest_good(folder, key)
    if backup is None:
        return False
    under = backups.key_for(folder, backup.path, key)
    with closing(replacing.connect_plainly(backup.path, under, read_only=True)) as other:
        asked = other.execute(f'SELECT * FROM "{name}"')
        columns = [each[0] for each in asked.description]
        rows = [dict(zip(columns, row, strict=True)) for row in asked.fetchall()]
    return _insert(connection, name, columns, iter(rows)) > 0


class _Reader:
    """Reads one table of a damaged file by row number, steps over what cannot be read, and goes on behind it."""

    def __init__(self, path: Path, key: bytes, name: str, columns: list[str]) -> None:
        self._path, self._key, self._name = path, key, name
        self._wanted = set(columns)
        self.hole = False
        self._connection: driver.Connection | None = None

    def rows(self) -> Iterator[dict[str, Any]]:
        """Every row that can be read."""
        at: int | None = 0
        size = _AT_ONCE
        try:
            while at is not None:
                try:
                    found = self._after(at, size)
                except driver.DatabaseError:
                    self.hole = True
                    if size > 1:
                        size = 1
                    else:
                        at = self._behind(at)
                    continue
                if not found:
                    return
                at, size = found[-1][0], min(_AT_ONCE, size * 2)
                yield from (row for _, row in found)
        finally:
            self._let_go()

    def _behind(self, at: int) -> int | None:
        """The first number behind a damaged stretch after which something can be read; None where nothing can.

        Every number is tried at first, for a page holds few rows, then in doubling steps and back by halves.
        """
        failed = at
        for step in (*range(1, _NEAR), *(_NEAR << power for power in range(40))):
            if not self._reads(at + step):
                failed = at + step
                continue
            good: int = at + step
            while good - failed > 1:
                middle = (good + failed) // 2
                good, failed = (middle, failed) if self._reads(middle) else (good, middle)
            return good
        return None

    def _reads(self, at: int) -> bool:
        try:
            self._after(at, 1)
        except driver.DatabaseError:
            return False
        return True

    def _after(self, at: int, size: int) -> list[tuple[int, dict[str, Any]]]:
        """Up to `size` rows after a row number, each with its number."""
        if self._connection is None:
            self._connection = replacing.connect_plainly(self._path, self._key)
        try:
            asked = self._connection.execute(
                f'SELECT rowid, * FROM "{self._name}" WHERE rowid > ? ORDER BY rowid LIMIT ?', (at, size)
            )
            names = [each[0] for each in asked.description][1:]
            return [
                (
                    number,
                    {name: value for name, value in zip(names, row, strict=True) if name in self._wanted},
                )
                for number, *row in asked.fetchall()
            ]
        except driver.DatabaseError:
            self._let_go()  # a connection that met damage is not trusted with the next question
            raise

    def _let_go(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None
