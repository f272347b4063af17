"""The append-only journal: one line per change, chained by hash over digests of the contents.

A line's hash covers the hash before it, everything in the line, and the digest of its salted content. Content can
be removed (only the firewall does, Rules Art. 15) and the chain still proves that nothing else was touched.
"""

import hashlib
import json
import os
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from peewee import JOIN, Database

from app.change import Change, Edit
from app.store.tables import Journal, JournalContent, JournalRecord

GENESIS = "0" * 64
_NAMES = ("seq", "at", "day", "desk", "person", "action", "label", "undoes", "undoable", "digest", "hash")
_COLUMNS = ", ".join(f'"{name}"' for name in _NAMES)
_ADD_LINE = f'INSERT INTO "journal" ({_COLUMNS}) VALUES ({", ".join("?" * len(_NAMES))})'
_PART = 50
_CHUNK = 500


@dataclass(frozen=True)
class Fault:
    """Where the chain does not hold: the line's number and what is wrong, in one sentence."""

    seq: int
    sentence: str


def _digest(salt: bytes, body: bytes) -> str:
    return hashlib.sha256(salt + body).hexdigest()


def _line_hash(before: str, line: dict[str, object]) -> str:
    said = json.dumps({**line, "before": before}, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


def head(db: Database) -> tuple[int, str, str | None]:
    """Number, hash and moment of the last line; (0, GENESIS, None) in an empty journal."""
    row = db.execute_sql('SELECT "seq", "hash", "at" FROM "journal" ORDER BY "seq" DESC LIMIT 1').fetchone()
    return row if row else (0, GENESIS, None)


def hash_at(db: Database, seq: int) -> str | None:
    """Hash of the line of that number, or None when there is no such line."""
    row = db.execute_sql('SELECT "hash" FROM "journal" WHERE "seq" = ?', (seq,)).fetchone()
    return row[0] if row else None


def hashes(db: Database) -> dict[int, str]:
    """Hash of every line by its number."""
    return dict(Journal.select(Journal.seq, Journal.hash).tuples().execute(db))


def append(db: Database, change: Change, desk: str, day: str) -> None:
    """Write one line. `change.seq` must be the next number."""
    last, before, _ = head(db)
    if change.seq != last + 1:
        raise AssertionError("a journal line out of turn")
    salt = os.urandom(16)
    body = zlib.compress(json.dumps([_said(edit) for edit in change.edits], ensure_ascii=False).encode(), 3)
    line: dict[str, object] = {
        "seq": change.seq, "at": change.at, "day": day, "desk": desk, "person": change.person,
        "action": change.action, "label": change.label, "undoes": change.undoes,
        "undoable": int(change.undoable), "digest": _digest(salt, body),
    }  # fmt: skip
    # SQL text here and below: peewee takes longer to put such statements together than the database to do them.
    db.execute_sql(_ADD_LINE, (*line.values(), _line_hash(before, line)))
    db.execute_sql(
        'INSERT INTO "journal_content" ("seq", "salt", "body") VALUES (?, ?, ?)', (change.seq, salt, body)
    )
    touched = [(record, change.seq) for record in dict.fromkeys(edit.id for edit in change.edits)]
    db.connection().executemany('INSERT INTO "journal_record" ("record", "seq") VALUES (?, ?)', touched)


def _said(edit: Edit) -> dict[str, object]:
    return {**vars(edit), "before": dict(edit.before), "after": dict(edit.after)}


def _change(row: dict[str, Any], edits: tuple[Edit, ...]) -> Change:
    return Change(
        seq=row["seq"], action=row["action"], label=row["label"], person=row["person"], at=row["at"], edits=edits,
        undoes=row["undoes"], undoable=bool(row["undoable"]),
    )  # fmt: skip


def _edits(db: Database, seq: int) -> tuple[Edit, ...]:
    row = db.execute_sql('SELECT "body" FROM "journal_content" WHERE "seq" = ?', (seq,)).fetchone()
    return _unpacked(row[0] if row else None)


def _unpacked(body: bytes | None) -> tuple[Edit, ...]:
    return tuple(Edit(**said) for said in json.loads(zlib.decompress(body))) if body else ()


def read(db: Database, seq: int) -> Change | None:
    """One line with its content, or None when there is no such line."""
    row = db.execute_sql(f'SELECT {_COLUMNS} FROM "journal" WHERE "seq" = ?', (seq,)).fetchone()
    return _change(dict(zip(_NAMES, row, strict=True)), _edits(db, seq)) if row else None


def edits_after(db: Database, seq: int) -> list[Edit]:
    """What was written by all lines after that one, in order."""
    asked = 'SELECT "body" FROM "journal_content" WHERE "seq" > ? ORDER BY "seq"'
    return [edit for (body,) in db.execute_sql(asked, (seq,)).fetchall() for edit in _unpacked(body)]


def _newest_first(db: Database, desk: str) -> Iterator[tuple[int, int | None, bool, bool]]:
    """Of each line of this desk: number, what it undoes, may it be undone, and whether it takes something back.

    A line that undoes an undo does the thing again, so it takes nothing back. Read in small parts: the answer
    nearly always stands among the newest lines.
    """
    below = head(db)[0] + 1
    while True:
        part = list(
            Journal.select(Journal.seq, Journal.undoes, Journal.undoable, JournalContent.seq)
            .join(JournalContent, JOIN.LEFT_OUTER, on=(JournalContent.seq == Journal.seq))
            .where((Journal.desk == desk) & (Journal.seq < below))
            .order_by(Journal.seq.desc())
            .limit(_PART)
            .tuples()
            .execute(db)
        )
        for seq, undoes, undoable, content in part:
            # Where the firewall took the content away, nothing can be taken back.
            yield seq, undoes, bool(undoable) and content is not None, _takes_back(db, undoes)
        if len(part) < _PART:
            return
        below = part[-1][0]


def _takes_back(db: Database, undoes: int | None) -> bool:
    takes_back = False
    while undoes is not None:
        takes_back = not takes_back
        undoes = Journal.select(Journal.undoes).where(Journal.seq == undoes).scalar(db)
    return takes_back


def next_undo(db: Database, desk: str) -> int | None:
    """Number of the line that 撤销 would read backwards, or None."""
    skipped: set[int] = set()
    for seq, undoes, undoable, takes_back in _newest_first(db, desk):
        if seq in skipped or not undoable:
            continue
        if not takes_back:
            return seq
        if undoes is not None:
            skipped.add(undoes)
    return None


def next_redo(db: Database, desk: str) -> int | None:
    """Number of the undo that 重做 would read backwards; None once something new was done since."""
    skipped: set[int] = set()
    for seq, undoes, undoable, takes_back in _newest_first(db, desk):
        if seq in skipped or not undoable:
            continue
        if takes_back:
            return seq
        if undoes is None:
            return None
        skipped.add(undoes)
    return None


def first_lines(db: Database, records: Iterable[str]) -> dict[str, int]:
    """By record the number of the first line that touched it; without those that no line did."""
    found: dict[str, int] = {}
    wanted = list(records)
    for start in range(0, len(wanted), _CHUNK):
        part = wanted[start : start + _CHUNK]
        asked = f'SELECT "record", min("seq") FROM "journal_record" WHERE "record" IN ({", ".join("?" * len(part))}) GROUP BY 1'
        found |= dict(db.execute_sql(asked, part).fetchall())
    return found


def lines_of(db: Database, action: str, record: str) -> list[int]:
    """Numbers of the lines of an action that touched this record or kept thing, the newest first."""
    asked = (
        'SELECT j."seq" FROM "journal" j JOIN "journal_record" r ON r."seq" = j."seq" '
        'WHERE r."record" = ? AND j."action" = ? ORDER BY 1 DESC'
    )
    return [seq for (seq,) in db.execute_sql(asked, (record, action)).fetchall()]


def undone_by(db: Database, seq: int) -> int | None:
    """Number of the line that undid this one."""
    found: int | None = Journal.select(Journal.seq).where(Journal.undoes == seq).scalar(db)
    return found


def history(db: Database, record: str) -> list[Change]:
    """The lines that wrote a record, newest first, each with only that record's edits."""
    rows = list(
        Journal.select(Journal, JournalContent.body)
        .join(JournalRecord, on=(JournalRecord.seq == Journal.seq))
        .join(JournalContent, JOIN.LEFT_OUTER, on=(JournalContent.seq == Journal.seq))
        .where(JournalRecord.record == record)
        .order_by(Journal.seq.desc())
        .dicts()
        .execute(db)
    )
    return [_change(row, tuple(edit for edit in _unpacked(row["body"]) if edit.id == record)) for row in rows]


def last_hands(db: Database, desk: str, records: list[str]) -> dict[str, tuple[str, str]]:
    """Of records that were written more than once: person and moment of the last write, where this desk
    made it (and not by taking a file)."""
    found: dict[str, tuple[str, str]] = {}
    for start in range(0, len(records), 500):
        part = records[start : start + 500]
        marks = ", ".join("?" * len(part))
        sql = (
            'SELECT t."record", j."person", j."at" FROM "journal" j JOIN ('
            'SELECT "record", max("seq") AS "seq" FROM "journal_record" '
            f'WHERE "record" IN ({marks}) GROUP BY "record" HAVING count(*) > 1) t ON t."seq" = j."seq" '
            """WHERE j."desk" = ? AND j."action" != 'take'"""
        )
        found |= {id: (person, at) for id, person, at in db.execute_sql(sql, [*part, desk]).fetchall()}
    return found


def lines(db: Database, limit: int = 200) -> list[Change]:
    """The newest lines without their content."""
    rows = Journal.select().order_by(Journal.seq.desc()).limit(limit).dicts().execute(db)
    return [_change(row, ()) for row in rows]


def verify(
    db: Database, *, since: int = 0, hash: str = GENESIS, on_line: Callable[[int], object] = lambda _: None
) -> list[Fault]:
    """Walk the chain after line `since`, whose hash is known to be `hash`; an empty list means that it holds.

    From the beginning (the default) it is also asked whether every write of this desk has its line. `on_line` hears
    each number, so that whoever waits can breathe.
    """
    faults: list[Fault] = []
    before, expected, ours = hash, since + 1, 0
    desk, counter = _desk(db)
    for row in _lines_with_content(db, since):
        on_line(int(row["seq"]))
        seq, salt, body = row["seq"], row.pop("salt"), row.pop("body")
        if seq != expected:
            faults.append(Fault(expected, f"第 {expected} 条日志不见了。"))
        stored = row.pop("hash")
        if _line_hash(before, row) != stored:
            faults.append(Fault(seq, f"第 {seq} 条日志被改动过，或者它前面的日志被改动过。"))
        if body is not None and _digest(salt, body) != row["digest"]:
            faults.append(Fault(seq, f"第 {seq} 条日志的内容被改动过。"))
        before, expected = stored, seq + 1
        ours += row["desk"] == desk
    if not since and ours < counter:
        faults.append(Fault(expected, f"日志缺了：本机写过 {counter} 次，日志里只有 {ours} 次。"))
    return faults


def _lines_with_content(db: Database, since: int) -> Iterator[dict[str, Any]]:
    columns = ", ".join(f'j."{name}"' for name in _NAMES)
    query = (
        f'SELECT {columns}, c."salt", c."body" FROM "journal" j LEFT JOIN "journal_content" c ON c."seq" = j."seq"'
        ' WHERE j."seq" > ? ORDER BY j."seq"'
    )
    for row in db.execute_sql(query, (since,)):
        yield dict(zip((*_NAMES, "salt", "body"), row, strict=True))


def _desk(db: Database) -> tuple[str, int]:
    """The name of this store's desk and how often it has written: one line of the journal each time."""
    row = db.execute_sql('SELECT "office", "number", "counter" FROM "desk" LIMIT 1').fetchone()
    return (f"{row[0]}/{row[1]}", row[2]) if row else ("", 0)
