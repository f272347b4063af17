"""The auditor's view: who saw or did what, when, by which action, and which fields; names of fields, never values."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import Database

from app.change import Change, Edit
from app.records.catalogue import KINDS
from app.schema.kinds import Link
from app.store import journal, rows, same, shelf

PAGE = 100
"""Lines of one page unless asked otherwise."""


@dataclass(frozen=True)
class Which:
    """Which lines: of one person, one action, one case (its id), and of days from `since` to `until`, both included."""

    person: str = ""
    action: str = ""
    case: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class JournalLine:
    """One line: number, moment, desk, person, action id, words, case numbers, and the fields written or read."""

    seq: int
    at: str
    desk: str
    person: str
    action: str
    label: str
    case_nos: tuple[str, ...]
    fields: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """For the command line."""
        return {**vars(self), "case_nos": list(self.case_nos), "fields": list(self.fields)}


def count(db: Database, which: Which) -> int:
    """How many lines there are."""
    where, params = _where(db, which)
    return int(db.execute_sql(f'SELECT count(*) FROM "journal" j{where}', params).fetchone()[0])


def page(db: Database, which: Which, *, skip: int = 0, limit: int = PAGE) -> list[JournalLine]:
    """One page of lines, the newest first."""
    where, params = _where(db, which)
    sql = f'SELECT j."seq", j."desk" FROM "journal" j{where} ORDER BY j."seq" DESC LIMIT ? OFFSET ?'
    found = db.execute_sql(sql, [*params, limit, skip]).fetchall()
    return [_line(db, change, desk) for seq, desk in found if (change := journal.read(db, seq)) is not None]


def people(db: Database) -> list[str]:
    """Everybody who stands in the journal, by name."""
    return _distinct(db, "person")


def actions(db: Database) -> list[str]:
    """Every action id that stands in the journal."""
    return _distinct(db, "action")


def _distinct(db: Database, column: str) -> list[str]:
    found = db.execute_sql(f'SELECT DISTINCT "{column}" FROM "journal" ORDER BY "{column}"').fetchall()
    return [value for (value,) in found if value]


def _where(db: Database, which: Which) -> tuple[str, list[Any]]:
    parts: list[tuple[str, list[Any]]] = [
        (f'j."{column}" = ?', [value])
        for column, value in (("person", which.person), ("action", which.action))
        if value
    ]
    if which.since is not None:
        parts.append(('j."at" >= ?', [which.since.isoformat()]))
    if which.until is not None:
        parts.append(('j."at" < ?', [f"{which.until.isoformat()}~"]))
    if which.case:
        parts.append(_of_case(db, which.case))
    said = " AND ".join(part for part, _ in parts)
    return (f" WHERE {said}" if said else ""), [each for _, params in parts for each in params]


def _of_case(db: Database, case: str) -> tuple[str, list[Any]]:
    """Lines that wrote or read a record of the case under any of its ids, its reporters among them."""
    ids = list(same.under(db, [case]))
    marks = ", ".join("?" * len(ids))
    kinds = [kind for kind, record in KINDS.items() if any(each.name == "case" for each in record.columns())]
    records = " UNION ".join(
        [
            *("SELECT ?" for _ in ids),
            *(f'SELECT "id" FROM "{kind}" WHERE "case" IN ({marks})' for kind in kinds),
        ]
    )
    sql = f'j."seq" IN (SELECT r."seq" FROM "journal_record" r WHERE r."record" IN ({records}))'
    return sql, ids * (1 + len(kinds))


def _line(db: Database, change: Change, desk: str) -> JournalLine:
    cases = rows.fetch(db, "registration", "id", sorted(change.cases))
    numbers = tuple(str(row["case_no"]) for row in cases if row["case_no"])
    fields = tuple(dict.fromkeys(label for edit in change.edits for label in _fields(edit)))
    return JournalLine(
        change.seq, change.at, desk, change.person, change.action, change.label, numbers, fields
    )


def _fields(edit: Edit) -> list[str]:
    """Labels of what an edit wrote; of a reading, of what can be read only so; of the shelf, what it is called."""
    if edit.kind not in KINDS:
        return [shelf.WORDS.get(edit.id if edit.kind == "setting" else edit.kind, "其他")]
    record = KINDS[edit.kind]
    if not edit.before and not edit.after:
        return [each.label for each in record.columns() if each.sensitive]
    written = {name for name in {*edit.before, *edit.after} if edit.before.get(name) != edit.after.get(name)}
    labels = [
        each.label for each in record.columns() if each.name in written and not isinstance(each.kind, Link)
    ]
    return [*labels, *(["作废"] if "voided" in written else [])]
