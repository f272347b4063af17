"""The ledger with each matter as one line: which rows are folded, and how many matters and reports answer a question.

Only the reports of matters of several are looked at; everything else is what the question gave.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from peewee import Database

from app.ledger.columns import CASE
from app.ledger.families import Repeats, folded, matters, repeats
from app.ledger.query import Query, lights_among
from app.ledger.recused import recused
from app.rules.status import Status

__all__ = ["Repeats", "Tallied", "folded", "known", "tallied"]


@dataclass(frozen=True)
class Tallied:
    """Lines of each light; matters (件) and reports (件次) of all lights together."""

    lights: Mapping[Status, int]
    matters: int
    reports: int


def known(db: Database, source: str) -> Repeats:
    """The matters of several that may be folded in this source. A case from which the reader is recused stands alone:
    that it belongs to a matter would tell what is in it."""
    if source != CASE:
        return Repeats()
    found = repeats(db)
    masked = recused(db, source) if found.main_of else frozenset()
    return found.without(masked) if masked else found


def tallied(db: Database, query: Query, lights: Mapping[Status, int], *, fold: bool = True) -> Tallied:
    """What the lights of a question (one count for each report) are once each matter is one line. A light counts a
    matter when any of its reports has it, so that no red hides behind a green main item."""
    reports, several = sum(lights.values()), known(db, query.source)
    if not several.main_of:
        return Tallied(lights, reports, reports)
    parts = lights_among(db, query, several.all)
    together = {number for rows in parts.values() for number in rows}
    number = reports - len(together) + matters(together, several)
    if not fold:
        return Tallied(lights, number, reports)
    lines = {each: lights.get(each, 0) - len(rows) + matters(rows, several) for each, rows in parts.items()}
    return Tallied(lines, number, reports)
