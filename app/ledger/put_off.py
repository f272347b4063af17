"""缓办: lines of 今日 that somebody put off with a reason until a day; kept on the shelf, never sent."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import Database

from app.ledger.pieces import run
from app.store import shelf

KIND = "put_off"
"""What such a line is called on the shelf."""


@dataclass(frozen=True)
class PutOff:
    """Until which day a line rests, why, and who said so."""

    until: date
    reason: str
    person: str = ""

    def as_kept(self) -> dict[str, Any]:
        """As it lies on the shelf."""
        return {"until": self.until.isoformat(), "reason": self.reason, "person": self.person}


def line_key(record: str, rule: str) -> str:
    """The name of a line: the id of its case or stub, and the rule (or kind of waiting) by which it stands there."""
    return f"{record}/{rule}"


def resting(db: Database, today: date) -> dict[str, PutOff]:
    """The lines that are put off today, by their name; on the day that was said a line is back."""
    found = {key: _read(said) for key, said in shelf.values(db, KIND).items()}
    return {key: each for key, each in found.items() if each.until > today}


def rows_of(db: Database, lines: Iterable[str]) -> frozenset[tuple[int, str]]:
    """The same lines by row number of the case and rule; those of stubs and of cases that are gone are left out."""
    parted = [(record, rule) for record, _, rule in (key.rpartition("/") for key in lines)]
    if not parted:
        return frozenset()
    sql = 'SELECT "id", "n" FROM "registration" WHERE "id" IN (SELECT value FROM json_each(?))'
    known = dict(run(db, sql, [json.dumps([record for record, _ in parted])]))
    return frozenset((known[record], rule) for record, rule in parted if record in known)


def _read(said: dict[str, Any]) -> PutOff:
    return PutOff(date.fromisoformat(said["until"]), str(said["reason"]), str(said.get("person") or ""))
