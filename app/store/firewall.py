"""The firewall of Rules Art. 15: what a case said is destroyed, in every table of this file, inside one transaction.

The journal's lines stay and still prove; their content goes, and with it the possibility to undo them. Where a line
spoke of other cases too (a taken posting), its content goes as a whole: nothing can be cut out of a proven line.
"""

import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from peewee import Database

from app.records.catalogue import KINDS
from app.records.version import decode, encode, join
from app.store import families, grams, shelf

GONE = "gone"
"""Kind of the shelf's list of cases that were destroyed: ids, versions and the number of the stub, nothing else."""
WITHDRAWN_AS = "已转为报上级件"
"""How the reason begins for which a record of a destroyed case is voided where it was sent."""
_PART = 400


@dataclass(frozen=True)
class Destroyed:
    """What is still known of a destroyed case: kind, id and version of its own records, and the offices it was sent to."""

    records: tuple[tuple[str, str, str], ...]
    sent_to: tuple[str, ...]

    def as_kept(self, desk: str, counter: int, **said: object) -> dict[str, object]:
        """For the shelf; the versions are those that withdraw the records, written by `desk` as its `counter`-th."""
        after = [[kind, id, encode(join(decode(known), {desk: counter}))] for kind, id, known in self.records]
        return {**said, "records": after, "sent_to": list(self.sent_to)}


def gone(db: Database) -> dict[str, dict[str, Any]]:
    """The destroyed cases by id."""
    return shelf.values(db, GONE)


def may_be_kept(db: Database, packed: bytes) -> bool:
    """Whether the truth of a posting that came in holds nothing of a case that was destroyed here."""
    return not any(_holds(packed, case.encode()) for case in gone(db))


def destroy(db: Database, case: str, own: str) -> Destroyed:
    """Take away everything that this file holds of a case but the lines of the journal without their content.

    Known stay those of the office with the code `own`: another's record is not ours to withdraw.
    """
    found_records = _records(db, case)
    records = [id for _, id, _, _ in found_records]
    known = [(kind, id, version) for kind, id, version, owner in found_records if owner == own]
    followers = [
        each
        for (each,) in db.execute_sql(
            'SELECT "case" FROM "repeat" WHERE "main_case" = ? OR "predecessor" = ?', (case, case)
        ).fetchall()
        if each and each != case
    ]
    (found,) = db.execute_sql('SELECT "n" FROM "registration" WHERE "id" = ?', (case,)).fetchall() or [
        (None,)
    ]
    for part in _parts(records):
        marks = ", ".join("?" * len(part))
        db.execute_sql(
            'DELETE FROM "journal_content" WHERE "seq" IN '
            f'(SELECT "seq" FROM "journal_record" WHERE "record" IN ({marks}))',
            part,
        )
        db.execute_sql(f'DELETE FROM "reporter_index" WHERE "reporter" IN ({marks})', part)
    db.execute_sql(
        'DELETE FROM "journal_content" WHERE "seq" IN '
        '(SELECT "seq" FROM "journal_record" WHERE instr("record", ?) > 0)',
        (case,),
    )
    for kind, record in KINDS.items():
        if any(each.name == "case" for each in record.columns()):
            db.execute_sql(f'DELETE FROM "{kind}" WHERE "case" = ?', (case,))
    db.execute_sql('DELETE FROM "repeat" WHERE "main_case" = ? OR "predecessor" = ?', (case, case))
    db.execute_sql('DELETE FROM "same_case" WHERE "dropped" = ? OR "kept" = ?', (case, case))
    db.execute_sql('DELETE FROM "registration" WHERE "id" = ?', (case,))
    for name in ("case_row", "case_text", "case_obligation"):
        db.execute_sql(f'DELETE FROM "{name}" WHERE "registration" = ?', found)
    grams.forget(db, [number for number in found if number is not None])
    db.execute_sql('DELETE FROM "draft" WHERE instr("page", ?) > 0', (case,))
    _forget_held(db, case)
    families.settle(db, followers)
    return Destroyed(tuple(known), _forget_payloads(db, case))


def forget_kept(db: Database, record: str) -> None:
    """Take away what is kept of a record beside itself: held versions, and the truth of postings that held it."""
    _forget_held(db, record)
    _forget_payloads(db, record)


def scrub(db: Database) -> None:
    """After the commit: leave no trace in the write-ahead log."""
    db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _records(db: Database, case: str) -> list[tuple[str, str, str, str]]:
    """Kind, id, version and owner of each."""
    found: list[tuple[str, str, str, str]] = []
    for kind, record in KINDS.items():
        column = "id" if kind == "registration" else "case"
        if kind == "registration" or any(each.name == "case" for each in record.columns()):
            sql = f'SELECT "id", "version", "owner" FROM "{kind}" WHERE "{column}" = ?'
            found += [(kind, *said) for said in db.execute_sql(sql, (case,)).fetchall()]
    return found


def _forget_held(db: Database, case: str) -> None:
    """What the shelf keeps of it: versions that wait for a decision, lines of 今日 that rest with a reason."""
    sql = 'SELECT "kind", "key", "value" FROM "shelf" WHERE "kind" != ? AND instr("key" || "value", ?) > 0'
    for kind, key, text in db.execute_sql(sql, (GONE, case)).fetchall():
        if kind != "sibling" or json.loads(text).get("case") == case:
            db.execute_sql('DELETE FROM "shelf" WHERE "kind" = ? AND "key" = ?', (kind, key))


def _forget_payloads(db: Database, case: str) -> tuple[str, ...]:
    """Drop the kept truth of every posting that held it; returns the offices to which such a one went.

    That a posting was sent, its number and its digest stay.
    """
    offices: set[str] = set()
    for (digest,) in db.execute_sql('SELECT "digest" FROM "payload"').fetchall():
        ((body,),) = db.execute_sql('SELECT "body" FROM "payload" WHERE "digest" = ?', (digest,)).fetchall()
        if _holds(bytes(body), case.encode()):
            sql = 'SELECT DISTINCT "receiver" FROM "sent" WHERE "digest" = ?'
            offices |= {receiver for (receiver,) in db.execute_sql(sql, (digest,)).fetchall()}
            db.execute_sql('DELETE FROM "payload" WHERE "digest" = ?', (digest,))
    return tuple(sorted(offices))


def _holds(packed: bytes, case: bytes) -> bool:
    """Whether the unpacked text names the case; what cannot be unpacked might."""
    try:
        return case in zlib.decompress(packed)
    except zlib.error:
        return True


def _parts(records: list[str]) -> Iterable[list[str]]:
    return (records[start : start + _PART] for start in range(0, len(records), _PART))
