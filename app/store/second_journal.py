"""The journal's second copy, `journal.log` beside the store: what tells what came after the last backup.

Each committed line is appended as one record: a mark, a length, and under AES-256-GCM the line's number, hash,
moment, person, action, words and case numbers, never values. The key is drawn by HKDF from the data key. A record
is written after the commit and synced: a line that was killed in between is caught up by the next write or opening,
so the file may be behind the database by the last line, and is never ahead of it, unless an older copy of the
database was put in its place. Then the lines that it lacks stay here, and writing goes on after them under another
desk. Torn bytes are stepped over: the mark says where the next record begins.
"""

import hashlib
import hmac
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from peewee import Database, PeeweeException

from app.change import Change
from app.errors import system_said
from app.store import journal, rows
from app.store.opening import JOURNAL_COPY as JOURNAL_COPY

CASES_NAMED = 50
"""Case numbers that a line names at most; `cases` counts all."""

_MARK, _NONCE, _LONGEST = b"\xa7HYJ", 12, 1 << 20
_BOUND = b"huiyin second journal 1"
_ESCALATED = " 转为报上级件 "
"""What follows a case's number in the words of `app.actions.escalate_case`."""
_TAIL, _FIRST_FILL = 1 << 16, 1000


@dataclass(frozen=True)
class Line:
    """One line of the journal as the second file holds it."""

    seq: int
    hash: str
    before: str
    desk: str
    at: str
    person: str
    action: str
    label: str
    case_nos: tuple[str, ...]
    cases: int


@dataclass(frozen=True)
class Compared:
    """What the file says beside the database.

    `rolled_back` are lines this very desk wrote and the database lacks; `left_behind` those that an earlier desk
    wrote, as after a backup was restored; `skipped` counts the places that could not be read.
    """

    lines: int
    rolled_back: tuple[Line, ...]
    left_behind: tuple[Line, ...]
    skipped: int


def key_of(data_key: bytes) -> bytes:
    """The file's own key: HKDF-SHA256 (RFC 5869) of the store's data key."""
    drawn = hmac.new(b"\0" * 32, data_key, hashlib.sha256).digest()
    return hmac.new(drawn, _BOUND + b"\1", hashlib.sha256).digest()


def lines_after(folder: Path, data_key: bytes, seq: int) -> list[Line]:
    """The lines after number `seq`, oldest first, in the line of history written last; [] without a file.

    Needs no database: this is what a rescue can tell. `data_key` opens the store (`keys.unlock`).
    """
    found, _ = read(folder / JOURNAL_COPY, data_key)
    standing: dict[int, Line] = {}
    for line in found:
        if line.seq in standing and standing[line.seq].hash == line.hash:
            continue
        standing = {number: each for number, each in standing.items() if number < line.seq}
        standing[line.seq] = line
    return [line for number, line in sorted(standing.items()) if number > seq]


def read(path: Path, data_key: bytes) -> tuple[list[Line], int]:
    """Every readable line in the order written, and in how many places something else stands. Raises OSError."""
    if not path.is_file():
        return [], 0
    found, skipped = _parsed(path.read_bytes(), key_of(data_key))
    return found, skipped


def _parsed(raw: bytes, key: bytes) -> tuple[list[Line], int]:
    lines: list[Line] = []
    skipped, at, torn = 0, 0, False
    while at < len(raw):
        line, end = _record(raw, at, key)
        if line is None:
            skipped, torn = skipped + (not torn), True
            found = raw.find(_MARK, at + 1)
            at = len(raw) if found < 0 else found
        else:
            lines.append(line)
            at, torn = end, False
    return lines, skipped


def _record(raw: bytes, at: int, key: bytes) -> tuple[Line | None, int]:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    body = at + len(_MARK) + 4
    if raw[at : at + len(_MARK)] != _MARK:
        return None, at
    end = body + int.from_bytes(raw[body - 4 : body], "big")
    if not body + _NONCE < end <= min(len(raw), body + _LONGEST):
        return None, at
    try:
        said = json.loads(AESGCM(key).decrypt(raw[body : body + _NONCE], raw[body + _NONCE : end], _BOUND))
        return Line(**{**said, "case_nos": tuple(said["case_nos"])}), end
    except (InvalidTag, ValueError, KeyError, TypeError):
        return None, at


def under_another_key(raw: bytes, old: bytes, new: bytes) -> bytes:
    """The file's bytes with every line encrypted under the data key `new`; what cannot be read stays as it stands."""
    lines, before, after, at = bytearray(), key_of(old), key_of(new), 0
    while at < len(raw):
        line, end = _record(raw, at, before)
        if line is None:
            found = raw.find(_MARK, at + 1)
            end = len(raw) if found < 0 else found
            lines += raw[at:end]
        else:
            lines += _packed(line, after)
        at = end
    return bytes(lines)


def _packed(line: Line, key: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(_NONCE)
    body = nonce + AESGCM(key).encrypt(nonce, json.dumps(asdict(line), ensure_ascii=False).encode(), _BOUND)
    return _MARK + len(body).to_bytes(4, "big") + body


class SecondJournal:
    """The second file of an open store. `trouble` says in a sentence why it could not be written, or is blank."""

    def __init__(self, folder: Path, data_key: bytes) -> None:
        self.path = folder / JOURNAL_COPY
        self.trouble = ""
        self._data_key = data_key
        self._key = key_of(data_key)
        self._done: tuple[int, int] | None = None
        """Number of the last line that the file holds, and the file's size as we left it."""

    def catch_up(self, db: Database, change: Change | None = None) -> None:
        """Append what the database has committed and the file lacks; `change` is the newest, where known.

        Never raises for the world's troubles: the line stands in the database, and the next call tries again.
        """
        try:
            start = self._start(db)
            missing = list(_committed(db, start, change))
            if missing:
                size = self._append(b"".join(_packed(line, self._key) for line in missing))
                self._done = (missing[-1].seq, size)
            else:
                self._done = (start, self._size())
            self.trouble = ""
        except (OSError, PeeweeException) as error:
            self._done = None
            said = system_said(error, self.path) if isinstance(error, OSError) else "请检查数据文件后重试。"
            self.trouble = f"日志副本 {JOURNAL_COPY} 没有写进去。{said}"

    def compare(self, db: Database, desk: str) -> Compared:
        """What stands in the file and not in the database. Raises OSError when the file cannot be read."""
        found, skipped = read(self.path, self._data_key)
        known = journal.hashes(db)
        lacking = list(dict.fromkeys(line for line in found if known.get(line.seq) != line.hash))
        return Compared(
            len(found), tuple(each for each in lacking if each.desk == desk),
            tuple(each for each in lacking if each.desk != desk), skipped,
        )  # fmt: skip

    def rolled_back(self, db: Database, desk: str) -> tuple[Line, ...]:
        """Lines that `desk` wrote and the database lacks, oldest first: an older one was put in its place.

        Only the end of the file is read, where it agrees with the database. A file that cannot be read says nothing.
        """
        try:
            last = self._last()
            if last is None or journal.hash_at(db, last.seq) == last.hash:
                return ()
            return self.compare(db, desk).rolled_back
        except OSError:
            return ()

    def case_numbers(self) -> set[str]:
        """Every case number that the lines name."""
        try:
            lines, _ = read(self.path, self._data_key)
        except OSError:
            return set()
        return {number for line in lines for number in line.case_nos}

    def escalated_again(self, db: Database) -> list[str]:
        """Numbers of cases that a line which the database lacks sent to the level above, and that stand in it again."""
        try:
            found, _ = read(self.path, self._data_key)
        except OSError:
            return []
        known = journal.hashes(db)
        gone = {
            line.label.partition(_ESCALATED)[0]
            for line in found
            if line.action == "escalate_case" and known.get(line.seq) != line.hash
        }
        return sorted({str(row["case_no"]) for row in rows.fetch(db, "registration", "case_no", gone)})

    def _start(self, db: Database) -> int:
        """Number of the last line that the file and the database have in common."""
        if self._done is not None and self._done[1] == self._size():
            return self._done[0]
        last = self._last()
        if last is not None and journal.hash_at(db, last.seq) == last.hash:
            return last.seq
        found, _ = read(self.path, self._data_key)
        known = journal.hashes(db)
        common = max((line.seq for line in found if known.get(line.seq) == line.hash), default=None)
        return common if common is not None else max(0, journal.head(db)[0] - _FIRST_FILL)

    def _last(self) -> Line | None:
        """The newest line, read from the end of the file alone."""
        if not self.path.is_file():
            return None
        with open(self.path, "rb") as file:
            file.seek(max(0, self._size() - _TAIL))
            lines, _ = _parsed(file.read(), self._key)
        return lines[-1] if lines else None

    def _size(self) -> int:
        return self.path.stat().st_size if self.path.exists() else 0

    def _append(self, raw: bytes) -> int:
        fresh = not self.path.exists()
        with open(self.path, "ab") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
            size = file.tell()
        if fresh:
            os.chmod(self.path, 0o600)
        return size


def _committed(db: Database, after: int, change: Change | None) -> Iterator[Line]:
    query = 'SELECT "seq", "hash", "desk", "at", "person", "action", "label" FROM "journal" WHERE "seq" > ? ORDER BY "seq"'
    before = journal.hash_at(db, after) or journal.GENESIS
    for seq, hash, desk, at, person, action, label in db.execute_sql(query, (after,)).fetchall():
        known = change if change is not None and change.seq == seq else journal.read(db, seq)
        cases = sorted(known.cases) if known is not None else []
        yield Line(seq, hash, before, desk, at, person, action, label, _numbers(db, cases), len(cases))
        before = hash


def _numbers(db: Database, cases: Sequence[str]) -> tuple[str, ...]:
    found = rows.fetch(db, "registration", "id", cases[:CASES_NAMED])
    return tuple(str(row["case_no"]) for row in found if row["case_no"])
