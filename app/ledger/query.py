"""A question to the store: which rows of one source, filtered, searched and sorted, as SQL.

A source is `case` (登记, 办理, 督办 side by side with the first allegation) or any kind of record. The answer is
row numbers; values are fetched for the rows that are looked at.
"""

import re
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from peewee import Database

from app.ledger.columns import CASE, Column, column
from app.rules.status import Status
from app.schema.kinds import Stored

Params = list[Stored]


@dataclass(frozen=True)
class Condition:
    """One filter: `column` (see `app.ledger.columns`) holds one of `values`, or lies between two of them.

    `how`: `in` (a None among the values means blank), `between` (two values, either may be None), `contains`.
    """

    column: str
    values: tuple[Stored, ...]
    how: str = "in"


@dataclass(frozen=True)
class Query:
    """What is asked. `today` decides the lights; `sort` lists (column, descending)."""

    today: date
    source: str = CASE
    conditions: tuple[Condition, ...] = ()
    text: str = ""
    sort: tuple[tuple[str, bool], ...] = ()
    voided: bool = False


@dataclass
class _Parts:
    """The pieces of a statement while it is put together: which tables it needs, what it asks."""

    source: str
    joins: set[str] = field(default_factory=set)
    where: list[str] = field(default_factory=list)
    params: Params = field(default_factory=list)

    def use(self, wanted: Column) -> str:
        self.joins |= wanted.joins
        return wanted.sql

    def tail(self) -> str:
        where = f" WHERE {' AND '.join(self.where)}" if self.where else ""
        return _tables(self.source, self.joins) + where


_JOINS = {
    "registration": 'JOIN "registration" r ON r."n" = c."registration"',
    "handling": 'LEFT JOIN "handling" h ON h."n" = c."handling"',
    "supervision": 'LEFT JOIN "supervision" s ON s."n" = c."supervision"',
    "allegation": 'LEFT JOIN "allegation" a ON a."n" = c."allegation"',
    "case_text": 'JOIN "case_text" t ON t."registration" = c."registration"',
}


def _tables(source: str, joins: Iterable[str]) -> str:
    if source != CASE:
        return f' FROM "{source}" k'
    needed = [sql for name, sql in _JOINS.items() if name in joins]
    return " ".join([' FROM "case_row" c', *needed])


def ids(db: Database, query: Query) -> "array[int]":
    """Row numbers of the answer in order."""
    parts = _filtered(query)
    order = [_order(parts, name, descending) for name, descending in query.sort]
    number = _number(query.source)
    sql = f"SELECT {number}{parts.tail()} ORDER BY {', '.join([*order, f'{number} DESC'])}"
    return array("q", [row[0] for row in db.execute_sql(sql, _ordered(parts, query)).fetchall()])


def count(db: Database, query: Query) -> int:
    """How many rows answer."""
    parts = _filtered(query)
    found: int = db.execute_sql(f"SELECT count(*){parts.tail()}", parts.params).fetchone()[0]
    return found


def counts(db: Database, query: Query, by: str, limit: int = 200) -> dict[Stored, int]:
    """How many rows answer for each value of a column, the most frequent first; None is blank."""
    parts = _Parts(query.source)
    wanted = column(query.source, by)
    value = parts.use(wanted)
    params: Params = [query.today.isoformat()] * wanted.days
    rest = _filtered(query)
    rest.joins |= parts.joins
    sql = f"SELECT {value}, count(*){rest.tail()} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?"
    return {key: number for key, number in db.execute_sql(sql, [*params, *rest.params, limit]).fetchall()}


def lights(db: Database, query: Query) -> dict[Status, int]:
    """How many rows answer for each status, without the query's own filter on the light."""
    others = tuple(each for each in query.conditions if each.column != "case.light")
    found = counts(db, Query(**{**vars(query), "conditions": others}), "case.light")
    return {status: found.get(status.value, 0) for status in Status}


def values(
    db: Database, source: str, numbers: Sequence[int], names: Sequence[str], today: date
) -> dict[int, tuple[Stored, ...]]:
    """Stored faces of the named columns for these rows, by row number."""
    if not numbers:
        return {}
    parts = _Parts(source)
    wanted = [column(source, name) for name in names]
    picked = ", ".join([_number(source), *(parts.use(each) for each in wanted)])
    params: Params = [today.isoformat()] * sum(each.days for each in wanted)
    found: dict[int, tuple[Stored, ...]] = {}
    for start in range(0, len(numbers), 900):
        part = list(numbers[start : start + 900])
        sql = f"SELECT {picked}{parts.tail()} WHERE {_number(source)} IN ({', '.join('?' * len(part))})"
        found |= {row[0]: row[1:] for row in db.execute_sql(sql, [*params, *part]).fetchall()}
    return found


def record_ids(db: Database, source: str, numbers: Sequence[int]) -> dict[int, str]:
    """Record ids (of the registration for cases) by row number."""
    kind = "registration" if source == CASE else source
    found: dict[int, str] = {}
    for start in range(0, len(numbers), 900):
        part = list(numbers[start : start + 900])
        sql = f'SELECT "n", "id" FROM "{kind}" WHERE "n" IN ({", ".join("?" * len(part))})'
        found |= dict(db.execute_sql(sql, part).fetchall())
    return found


def number_of(db: Database, source: str, id: str) -> int | None:
    """Row number of a record, or None."""
    kind = "registration" if source == CASE else source
    row = db.execute_sql(f'SELECT "n" FROM "{kind}" WHERE "id" = ?', [id]).fetchone()
    return None if row is None else int(row[0])


def _number(source: str) -> str:
    return 'c."registration"' if source == CASE else 'k."n"'


def _filtered(query: Query) -> _Parts:
    parts = _Parts(query.source)
    if not query.voided:
        parts.where.append('c."voided" = 0' if query.source == CASE else 'k."voided" IS NULL')
    for condition in query.conditions:
        _add(parts, condition, query.today)
    for word in query.text.lower().split():
        _search(parts, word)
    return parts


def _add(parts: _Parts, condition: Condition, today: date) -> None:
    if condition.column == "case.light":
        _add_light(parts, condition.values, today.isoformat())
        return
    wanted = column(parts.source, condition.column)
    value = parts.use(wanted)
    parts.params += [today.isoformat()] * wanted.days
    if condition.how == "contains":
        parts.where.append(f"instr(lower({value}), ?) > 0")
        parts.params.append(str(condition.values[0]).lower())
    elif condition.how == "between":
        low, high = condition.values
        bounds = [(f"{value} >= ?", low), (f"{value} <= ?", high)]
        kept = [(sql, bound) for sql, bound in bounds if bound is not None]
        parts.where.append(" AND ".join(sql for sql, _ in kept) or "1")
        parts.params += [bound for _, bound in kept]
    else:
        given = [each for each in condition.values if each is not None]
        either = [f"{value} IN ({', '.join('?' * len(given))})"] if given else []
        either += [f"{value} IS NULL"] if None in condition.values else []
        parts.where.append(f"({' OR '.join(either) or '0'})")
        parts.params += given


_LIGHT_HOLDS = {
    "overdue": 'c."settled" IS NULL AND c."overdue_from" <= ?',
    "urgent": 'c."settled" IS NULL AND c."overdue_from" > ? AND c."urgent_from" <= ?',
    "due_soon": (
        'c."settled" IS NULL AND c."overdue_from" > ? AND c."due_soon_from" <= ? '
        'AND (c."urgent_from" IS NULL OR c."urgent_from" > ?)'
    ),
    "running": (
        'c."settled" IS NULL AND c."overdue_from" > ? AND c."running_from" <= ? '
        'AND (c."due_soon_from" IS NULL OR c."due_soon_from" > ?) '
        'AND (c."urgent_from" IS NULL OR c."urgent_from" > ?)'
    ),
    "done": "c.\"settled\" = 'done'",
    "done_late": "c.\"settled\" = 'done_late'",
    "none": "(c.\"settled\" = 'none' OR c.\"settled\" IS NULL AND c.\"overdue_from\" > ? AND c.\"running_from\" > ?)",
}


def _add_light(parts: _Parts, values: tuple[Stored, ...], today: str) -> None:
    holds = [_LIGHT_HOLDS[str(value)] for value in values]
    parts.where.append("(" + " OR ".join(f"({sql})" for sql in holds or ["0"]) + ")")
    parts.params += [today] * sum(sql.count("?") for sql in holds)


def _search(parts: _Parts, word: str) -> None:
    if parts.source == CASE:
        parts.joins.add("case_text")
        parts.where.append('instr(t."body", ?) > 0')
        parts.params.append(re.sub(r"\s", "", word))
        return
    from app.ledger.columns import searched

    names = searched(parts.source)
    parts.where.append("(" + " OR ".join(f"instr(lower(k.\"{name}\"), ?) > 0" for name in names) + ")")
    parts.params += [word] * len(names)


def _order(parts: _Parts, name: str, descending: bool) -> str:
    wanted = column(parts.source, name)
    parts.joins |= wanted.joins
    way = " DESC" if descending else ""
    return f"{wanted.order}{way}" if wanted.never_blank else f"{wanted.order} IS NULL, {wanted.order}{way}"


def _ordered(parts: _Parts, query: Query) -> Params:
    days = 0
    for name, _ in query.sort:
        wanted = column(query.source, name)
        days += wanted.order.count("?") * (1 if wanted.never_blank else 2)
    return [*parts.params, *([query.today.isoformat()] * days)]
