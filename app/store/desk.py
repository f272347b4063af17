"""The desk: which store of its office this is, where it lies, and which block of numbers is its own.

A desk is one file in one place. Renaming its folder, or moving it on the same disk, is the same file and the same desk;
a copy, another PC, or a restored backup is another one and draws a number and a block that nobody used, for two stores
that write under one name can never be told apart again.
"""

import hashlib
import json
import os
import platform
import secrets
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from peewee import Database

from app.errors import NotAllowed
from app.rules.numbering import BLOCKS, NumberStyle, next_serial
from app.store.tables import Desk, Serial

_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_FOLLOWS = "block after"
"""The series in which stands, for a full block of a year, the block that follows it."""

_GENERATION = 0x80087601
"""FS_IOC_GETVERSION of Linux: drawn anew each time the number of a file is given to another file."""


@dataclass(frozen=True)
class Place:
    """Where a store lies: the PC, the disk, the file itself, and its path.

    `file` and `born` name the file: its number on the disk, and what tells it from a later file of the same number.
    """

    machine: str
    path: str
    device: int
    file: int
    born: int

    @classmethod
    def of(cls, file: Path, opened: int, *, lies_at: Path | None = None) -> "Place":
        """The place of a file, of which a descriptor is given because closing one drops the database's locks.

        `lies_at`: the path that it is about to get.
        """
        found = os.fstat(opened)
        path = str((lies_at or file).resolve())
        return cls(platform.node(), path, found.st_dev, found.st_ino, _born(opened, found))

    @property
    def text(self) -> str:
        """As it stands in the store."""
        return json.dumps(asdict(self), ensure_ascii=False)

    def is_where(self, said: str) -> bool:
        """Whether a store that was last open at `said` is this very file here, perhaps under another path by now.

        The number of the disk changes with restarts, so it counts only where the path did change; then the old path
        must be empty, or it is a second name of the file and not a move.
        """
        try:
            before = Place(**json.loads(said))
        except (ValueError, TypeError):
            return said == self._digest
        if (before.machine, before.file, before.born) != (self.machine, self.file, self.born):
            return False
        return before.path == self.path or (before.device == self.device and not os.path.lexists(before.path))

    @property
    def _digest(self) -> str:
        """As version 0.1 wrote it: a digest of machine, path and number of the file."""
        return hashlib.sha256(f"{self.machine}|{self.path}|{self.file}".encode()).hexdigest()


def _born(opened: int, found: os.stat_result) -> int:
    if platform.system() == "Linux":
        import fcntl

        try:
            return int.from_bytes(fcntl.ioctl(opened, _GENERATION, bytes(8))[:4], sys.byteorder)
        except OSError:
            return 0
    return int(getattr(found, "st_birthtime", found.st_ctime))


def begin(db: Database, office: str, place: Place) -> None:
    """The first desk of an office; numbers begin at 1."""
    Desk.insert(office=office, number=_new_number(), block=0, counter=0, place=place.text).execute(db)


def settle(db: Database, place: Place) -> bool:
    """Keep the desk where the store still is the same file, and remember its place; False where it is another."""
    row = db.execute_sql('SELECT "place" FROM "desk"').fetchone()
    said = row[0] if row else None
    if said == place.text:
        return True
    if said is None or not place.is_where(str(said)):
        return False
    settle_at(db, place)
    return True


def settle_at(db: Database, place: Place) -> None:
    """This store is about to lie here, and is the same desk."""
    Desk.update(place=place.text).execute(db)


def forget_place(db: Database) -> None:
    """Make sure that a new desk is drawn at the next opening, whatever file this comes to lie in."""
    Desk.update(place="").execute(db)


def draw(db: Database, office: str, place: Place, taken: Iterable[int] = ()) -> str:
    """Take a number, and a block besides those `taken`, that nobody used; returns the number."""
    number = _new_number()
    Desk.update(number=number, block=free_block(db, taken), counter=0, place=place.text).where(
        Desk.office == office
    ).execute(db)
    return number


def leave_block(db: Database, taken: Iterable[int] = ()) -> None:
    """Another desk uses the same block: take another one for the numbers to come."""
    Desk.update(block=free_block(db, taken)).execute(db)


def free_block(db: Database, taken: Iterable[int] = ()) -> int:
    """A block from which no desk that this store knows of has drawn. Drawn by lot, for a twin draws too."""
    drawn = {block for (block,) in Serial.select(Serial.block).tuples().execute(db)}
    drawn |= {block for (block,) in Desk.select(Desk.block).tuples().execute(db)}
    return secrets.choice(
        sorted(set(BLOCKS) - drawn - set(taken)) or sorted(set(BLOCKS) - set(taken)) or BLOCKS
    )


def blocks_of(numbers: Iterable[str], style: NumberStyle) -> set[int]:
    """The blocks that written case numbers were drawn from."""
    return {read.block for each in numbers if (read := style.parse(each)) is not None}


def next_number(db: Database, series: str, year: int) -> int:
    """The next serial of a series; never given twice, not even after an undo.

    A block that is full is followed by another for the rest of the year. Raises NotAllowed when all are full.
    """
    block = int(db.execute_sql('SELECT "block" FROM "desk"').fetchone()[0])
    while (given := next_serial(_last(db, series, year, block), block)) is None:
        block = _block_after(db, year, block)
    _remember(db, series, year, block, given)
    return given


def _block_after(db: Database, year: int, block: int) -> int:
    """The block that follows a full one this year."""
    follows = _last(db, _FOLLOWS, year, block)
    if follows is None:
        full = {
            each for (each,) in Serial.select(Serial.block).where(Serial.year == year).tuples().execute(db)
        }
        if full >= set(BLOCKS):
            raise NotAllowed("今年五位数以内的编号都用完了，请联系维护人员。")
        follows = free_block(db, full)
        _remember(db, _FOLLOWS, year, block, follows)
    return follows


def _remember(db: Database, series: str, year: int, block: int, last: int) -> None:
    db.execute_sql(
        'INSERT INTO "serial" ("series", "year", "block", "last") VALUES (?, ?, ?, ?)'
        ' ON CONFLICT ("series", "year", "block") DO UPDATE SET "last" = excluded."last"',
        (series, year, block, last),
    )


def _last(db: Database, series: str, year: int, block: int) -> int | None:
    asked = 'SELECT "last" FROM "serial" WHERE "series" = ? AND "year" = ? AND "block" = ?'
    found = db.execute_sql(asked, (series, year, block)).fetchone()
    return found[0] if found else None


def _new_number() -> str:
    """A desk number that was never used: ten random digits and letters."""
    return "".join(secrets.choice(_SIGNS) for _ in range(10))
