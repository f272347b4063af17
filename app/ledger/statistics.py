"""Counting: cases and items, visits, and every field that is declared as counted; all in SQL.

件 are distinct matters, 件次 all items with their repeats; visits are counted in batches and persons (M21, M23,
domain §2.6). What is voided counts nowhere. A matter for the level above counts once, in one total (§2.4).
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import Database

from app.ledger.columns import CASE, columns
from app.ledger.query import Condition, Query, counts
from app.records.catalogue import BANDS, CASE_LISTS
from app.records.matters import Visit
from app.records.oversight import Order, Periodic
from app.records.record import Record
from app.schema.field import Field
from app.schema.kinds import Choices, Stored
from app.store.same import home_sql

RECEIVED = "registration.received_on"
_GROUPS = 10_000
_LISTS: tuple[tuple[type[Record], str], ...] = (
    *((each, 'r."received_on"') for each in CASE_LISTS if each not in (Visit, Order)),
    (Visit, 'k."visited_on"'), (Order, 'k."issued_on"'), (Periodic, 'k."period_end_on"'),
)  # fmt: skip


@dataclass(frozen=True)
class Count:
    """How many have this value (its stored face, None for blank) of a dimension."""

    value: Stored
    label: str
    number: int


@dataclass(frozen=True)
class Dimension:
    """The counts of one column, the most frequent first; of a Choices field each code counts."""

    name: str
    label: str
    counts: tuple[Count, ...]


@dataclass(frozen=True)
class Visits:
    """Receptions, their batches (批) and persons (人次)."""

    records: int
    batches: int
    persons: int


@dataclass(frozen=True)
class Statistics:
    """The counts of a period; `items` are 件次, `matters` 件."""

    today: date
    since: date | None
    until: date | None
    items: int
    matters: int
    visits: Visits
    escalations: int
    dimensions: tuple[Dimension, ...]

    def dimension(self, name: str) -> Dimension:
        """One dimension by full field id or `case.…`; KeyError when there is none."""
        return {each.name: each for each in self.dimensions}[name]

    def as_json(self) -> dict[str, Any]:
        """For the command line: values by their stored face, blank as an empty name."""
        return {
            "today": self.today.isoformat(),
            "from": self.since.isoformat() if self.since else None,
            "to": self.until.isoformat() if self.until else None,
            "items": self.items,
            "matters": self.matters,
            "visits": vars(self.visits),
            "escalations": self.escalations,
            "by": {
                each.name: {
                    "label": each.label,
                    "counts": {
                        str(one.value) if one.value is not None else "": one.number for one in each.counts
                    },
                    "labels": {
                        str(one.value) if one.value is not None else "": one.label for one in each.counts
                    },
                }
                for each in self.dimensions
            },
        }


def statistics(
    db: Database, today: date, *, since: date | None = None, until: date | None = None
) -> Statistics:
    """Count what was received (visits: took place) from `since` to `until`, both included; all without them."""
    period = _between(since, until)
    query = Query(today, conditions=period)
    matters, items = _matters(db, since, until)
    return Statistics(
        today, since, until, items, matters, _visits(db, since, until),
        _escalations(db, since, until), (*_of_cases(db, query), *_of_lists(db, since, until)),
    )  # fmt: skip


def _between(since: date | None, until: date | None) -> tuple[Condition, ...]:
    if since is None and until is None:
        return ()
    bounds = tuple(None if day is None else day.isoformat() for day in (since, until))
    return (Condition(RECEIVED, bounds, "between"),)


def _of_cases(db: Database, query: Query) -> Iterable[Dimension]:
    for name in ("case.light", "case.stage"):
        column = columns(CASE)[name]
        found = counts(db, query, name, _GROUPS, whole=True)
        labelled = tuple(Count(value, column.text(value), number) for value, number in found.items())
        yield Dimension(name, column.label, labelled)
    for record in BANDS:
        for field in record.columns():
            if field.counted:
                yield _dimension(field, counts(db, query, field.id, _GROUPS, whole=True))


def _of_lists(db: Database, since: date | None, until: date | None) -> Iterable[Dimension]:
    for record, day in _LISTS:
        where, params = _period(day, since, until)
        for field in record.columns():
            if field.counted:
                sql = f'SELECT k."{field.name}", count(*){_rows_of(record)}{where} GROUP BY 1 ORDER BY 2 DESC, 1'
                yield _dimension(field, dict(db.execute_sql(sql, params).fetchall()))


_CASE = 'k."case"'


def _rows_of(record: type[Record]) -> str:
    """The rows of a list that count: not voided, and not of a voided case; a visit may stand without a case, and what an
    office reports by the quarter has none."""
    if not any(each.name == "case" for each in record.columns()):
        return f' FROM "{record.kind}" k WHERE k."voided" IS NULL'
    return (
        f' FROM "{record.kind}" k LEFT JOIN "registration" r ON r."id" = {home_sql(_CASE)} '
        'LEFT JOIN "case_row" c ON c."registration" = r."n" '
        'WHERE k."voided" IS NULL AND ifnull(c."voided", 0) = 0'
    )


def _period(day: str, since: date | None, until: date | None) -> tuple[str, list[Stored]]:
    bounds = [(sign, each.isoformat()) for sign, each in ((">=", since), ("<=", until)) if each is not None]
    return "".join(f" AND {day} {sign} ?" for sign, _ in bounds), [each for _, each in bounds]


def _dimension(field: Field, found: dict[Stored, int]) -> Dimension:
    if isinstance(field.kind, Choices):
        found = _apart(found)
    labelled = (Count(value, _label(field, value), number) for value, number in found.items())
    return Dimension(field.id, field.label, tuple(labelled))


def _apart(found: dict[Stored, int]) -> dict[Stored, int]:
    """Several codes in one cell count one by one."""
    each: Counter[Stored] = Counter()
    for value, number in found.items():
        for code in [None] if value is None else str(value).split(","):
            each[code] += number
    return dict(each.most_common())


def _label(field: Field, value: Stored) -> str:
    if value is None:
        return "（空）"
    if isinstance(field.kind, Choices):
        return field.kind.codes.name_of(str(value))
    return field.kind.to_text(field.kind.from_stored(value))


def _matters(db: Database, since: date | None, until: date | None) -> tuple[int, int]:
    """件 and 件次: reports judged to be one matter are one."""
    where, params = _period('r."received_on"', since, until)
    sql = (
        'SELECT count(DISTINCT c."family"), count(*) FROM "case_row" c JOIN "registration" r ON r."n" = c."registration" '
        f'WHERE c."voided" = 0{where}'
    )
    matters, items = db.execute_sql(sql, params).fetchone()
    return int(matters), int(items)


def _visits(db: Database, since: date | None, until: date | None) -> Visits:
    where, params = _period('k."visited_on"', since, until)
    sums = 'SELECT count(*), total(ifnull(k."batches", 1)), total(ifnull(k."persons", 1))'
    records, batches, persons = db.execute_sql(f"{sums}{_rows_of(Visit)}{where}", params).fetchone()
    return Visits(int(records), int(batches), int(persons))


def _escalations(db: Database, since: date | None, until: date | None) -> int:
    where, params = _period('"received_on"', since, until)
    sql = f'SELECT count(*) FROM "escalation" WHERE "voided" IS NULL{where}'
    return int(db.execute_sql(sql, params).fetchone()[0])
