"""The firewall of Rules Art. 15: what a case said is destroyed, in every table of this file, inside one transaction.

The journal's lines stay and still prove; their content goes, and with it the possibility to undo them. Where a line
spoke of other cases too (a taken posting), its content goes as a whole: nothing can be cut out of a proven line.
"""

import json
from collections.abc import Iterable

from peewee import Database

from app.records.catalogue import KINDS
from app.store import grams

_PART = 400


def destroy(db: Database, case: str) -> None:
    """Take away everything that this file holds of a case but the lines of the journal without their content."""
    records = _records(db, case)
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
    for kind, record in KINDS.items():
        if any(each.name == "case" for each in record.columns()):
            db.execute_sql(f'DELETE FROM "{kind}" WHERE "case" = ?', (case,))
    db.execute_sql('DELETE FROM "repeat" WHERE "main_case" = ? OR "predecessor" = ?', (case, case))
    db.execute_sql('DELETE FROM "registration" WHERE "id" = ?', (case,))
    for name in ("case_row", "case_text", "case_obligation"):
        db.execute_sql(f'DELETE FROM "{name}" WHERE "registration" = ?', found)
    grams.forget(db, [number for number in found if number is not None])
    db.execute_sql('DELETE FROM "draft" WHERE instr("page", ?) > 0', (case,))
    _forget_held(db, case)


def scrub(db: Database) -> None:
    """After the commit: leave no trace in the write-ahead log."""
    db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _records(db: Database, case: str) -> list[str]:
    found = [case]
    for kind, record in KINDS.items():
        if any(each.name == "case" for each in record.columns()):
            sql = f'SELECT "id" FROM "{kind}" WHERE "case" = ?'
            found += [id for (id,) in db.execute_sql(sql, (case,)).fetchall()]
    return found


def _forget_held(db: Database, case: str) -> None:
    """Versions that wait for a decision hold content too."""
    for key, text in db.execute_sql(
        'SELECT "key", "value" FROM "shelf" WHERE "kind" = \'sibling\''
    ).fetchall():
        if json.loads(text).get("case") == case:
            db.execute_sql('DELETE FROM "shelf" WHERE "kind" = \'sibling\' AND "key" = ?', (key,))


def _parts(records: list[str]) -> Iterable[list[str]]:
    return (records[start : start + _PART] for start in range(0, len(records), _PART))
