"""What belongs to no case and is yet exchanged: circulars and warning letters, their answers, periodic reports.

A letter is shared between the office that issued it and the units that it names; an answer goes with its letter; a
periodic report goes to the office above.
"""

import re
from typing import TypeVar

from peewee import Database

from app.records.catalogue import ALONE as ALONE_KINDS
from app.records.offices import Unit
from app.records.oversight import Answer, Order
from app.records.record import Record
from app.store import rows

R = TypeVar("R", bound=Record)
ALONE = tuple(each.kind for each in ALONE_KINDS)
EVERYONE = "各单位"
"""How a letter is addressed to all units below."""
_PARTED = re.compile(r"[、，,；;\s]+")


def addressed(said: str | None) -> tuple[str, ...]:
    """The names that a letter is addressed to."""
    return tuple(each for each in _PARTED.split(said or "") if each)


def is_for(said: str | None, unit: Unit) -> bool:
    """Whether a letter addressed so is for this unit, by its name, short name or code."""
    names = {EVERYONE, *(str(each) for each in (unit.name, unit.code, unit.short) if each)}
    return bool(names & set(addressed(said)))


def shared(db: Database, ours: str, other: Unit, *, upward: bool) -> dict[str, list[str]]:
    """Ids by kind of what the office `ours` and the other have in common, whoever of them wrote it; voided ones too.

    `upward`: the other stands above us.
    """
    code = str(other.code)
    loose = 'SELECT "id", "owner", "unit" FROM "order" WHERE "case" IS NULL'
    orders = [
        id
        for id, owner, unit in db.execute_sql(loose).fetchall()
        if owner == code or (owner == ours and is_for(unit, other))
    ]
    known = set(orders)
    replies = 'SELECT "id", "order" FROM "answer" WHERE "case" IS NULL AND "owner" IN (?, ?)'
    answers = [id for id, order in db.execute_sql(replies, (ours, code)).fetchall() if order in known]
    found = {"order": sorted(orders), "answer": sorted(answers)}
    sent = db.execute_sql(
        'SELECT "id" FROM "periodic" WHERE "owner" = ?', (ours if upward else code,)
    ).fetchall()
    return {**found, "periodic": sorted(id for (id,) in sent)}


def issued(db: Database) -> list[Order]:
    """The circulars and warning letters that stand, ours and those of others, the oldest first."""
    return _loose(db, Order)


def answers(db: Database) -> list[Answer]:
    """Their answers that stand, the oldest first."""
    return _loose(db, Answer)


def _loose(db: Database, kind: type[R]) -> list[R]:
    asked = f'SELECT "id" FROM "{kind.kind}" WHERE "case" IS NULL AND "voided" IS NULL ORDER BY "n"'
    wanted = [id for (id,) in db.execute_sql(asked).fetchall()]
    found = {str(row["id"]): row for row in rows.fetch(db, kind.kind, "id", wanted)}
    return [rows.to_record(kind, found[id]) for id in wanted]
