"""The single statements of which a question is made, each answered by one table and its index.

Row numbers leave the database as one text (`group_concat`), which is three times quicker than as rows, and that text
is read as JSON, which is again three times quicker than taking it apart.
"""

import json
from array import array
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain
from typing import Any

from peewee import Database

from app.ledger import earlier_lights
from app.ledger.columns import ALIAS, CASE, Column, column, searched
from app.ledger.periods import bounds
from app.ledger.sweep import MAY_BE, SWEEP
from app.rules.status import Status
from app.schema.kinds import Choices, Stored
from app.store import grams
from app.store.case_rows import NAMELESS

Params = list[Stored]
CASE_KINDS = tuple(ALIAS)
"""The kinds of record that stand in a row of a case."""
VOIDED_CASES = 'SELECT "registration" FROM "case_row" WHERE "voided" = 1'
_KINDS = {alias: kind for kind, alias in ALIAS.items()}
_HOLDS = {
    Status.OVERDUE: 'c."settled" IS NULL AND c."overdue_from" <= ?1',
    Status.URGENT: 'c."settled" IS NULL AND c."overdue_from" > ?1 AND c."urgent_from" <= ?1',
    Status.DUE_SOON: (
        'c."settled" IS NULL AND c."overdue_from" > ?1 AND c."due_soon_from" <= ?1 '
        'AND (c."urgent_from" IS NULL OR c."urgent_from" > ?1)'
    ),
    Status.RUNNING: (
        'c."settled" IS NULL AND c."overdue_from" > ?1 AND (c."due_soon_from" IS NULL OR c."due_soon_from" > ?1) '
        'AND (c."urgent_from" IS NULL OR c."urgent_from" > ?1)'
    ),
    Status.DONE: "c.\"settled\" = 'done'",
    Status.DONE_LATE: "c.\"settled\" = 'done_late'",
    Status.NONE: "c.\"settled\" = 'none'",
}


def run(db: Database, sql: str, params: Iterable[Stored]) -> list[Any]:
    """The rows of one statement."""
    found: list[Any] = db.execute_sql(sql, list(params)).fetchall()
    return found


def packed(text: str | None) -> "array[int]":
    """Row numbers from the text in which they left the database."""
    return array("q", json.loads(f"[{text}]")) if text else array("q")


def listed(found: Iterable[int]) -> str:
    """Row numbers as the text in which they are handed to a statement."""
    return f"[{','.join(map(str, found))}]"


def numbers(db: Database, sql: str, params: Iterable[Stored]) -> "array[int]":
    """The row numbers that a statement gives as one text."""
    return packed(run(db, sql, params)[0][0])


def number(source: str, tables: set[str]) -> str:
    """The SQL of the row number where only these tables are asked."""
    if source != CASE:
        return 'k."n"'
    return 'r."n"' if tables == {"r"} else 'c."registration"'


def tables(source: str, wanted: set[str]) -> str:
    """The words after FROM for these tables; a case's registration alone needs no other."""
    if source != CASE:
        return f' FROM "{source}" k'
    if wanted == {"r"}:
        return ' FROM "registration" r'
    joins = [
        f' {"" if alias == "r" else "LEFT "}JOIN "{kind}" {alias} ON {alias}."n" = c."{kind}"'
        for kind, alias in ALIAS.items()
        if alias in wanted
    ]
    return "".join([' FROM "case_row" c', *joins])


def days(columns: Iterable[Column], today: date) -> Params:
    """Today for every place that these columns' order or value has for it."""
    return [today.isoformat()] * sum(each.days for each in columns)


def chained(groups: Sequence["array[int]"], descending: bool) -> Iterable[int]:
    """Groups one after the other (or backwards), the newest first within each."""
    ordered = reversed(groups) if descending else groups
    return chain.from_iterable(sorted(group, reverse=True) for group in ordered)


def everything(db: Database, source: str, with_voided: bool) -> "array[int]":
    """Every row number of the source in descending order, those of voided rows only when asked for.

    Cases are numbered without gaps as long as none was taken back; then nothing needs to be read.
    """
    if source != CASE:
        where = "" if with_voided else ' WHERE "voided" IS NULL'
        return _descending(numbers(db, f'SELECT group_concat("n") FROM "{source}"{where}', ()))
    gone = set(voided(db, source))
    first, last = run(db, 'SELECT min("registration"), max("registration") FROM "case_row"', ())[0]
    ((counted,),) = run(db, 'SELECT count(*) FROM "case_row" WHERE "voided" = 0', ())
    if first is None or counted + len(gone) != last - first + 1:
        where = "" if with_voided else ' WHERE "voided" = 0'
        return _descending(numbers(db, f'SELECT group_concat("registration") FROM "case_row"{where}', ()))
    every = range(last, first - 1, -1)
    return array("q", every if with_voided or not gone else (n for n in every if n not in gone))


def _descending(found: "array[int]") -> "array[int]":
    return array("q", sorted(found, reverse=True))


def voided(db: Database, source: str) -> "array[int]":
    """Row numbers that no longer count."""
    if source == CASE:
        return numbers(db, f'SELECT group_concat("registration") FROM ({VOIDED_CASES})', ())
    return numbers(db, f'SELECT group_concat("n") FROM "{source}" WHERE "voided" IS NOT NULL', ())


def nameless(db: Database) -> "array[int]":
    """Row numbers of the cases that name no respondent."""
    sql = 'SELECT group_concat("registration") FROM "case_row" WHERE "voided" IN (0, 1) AND "respondent_key" = ?'
    return numbers(db, sql, [NAMELESS])


def containing(db: Database, source: str, words: Sequence[str]) -> "array[int]":
    """Row numbers whose searched text holds each of these words (lower case)."""
    if source == CASE:
        return _cases_containing(db, words)
    looked = searched(source)
    one = " OR ".join(f'instr(lower(k."{name}"), ?) > 0' for name in looked) or "0"
    where = " AND ".join(f"({one})" for _ in words)
    params = [word for word in words for _ in looked]
    return numbers(db, f'SELECT group_concat(k."n") FROM "{source}" k WHERE {where}', params)


def _cases_containing(db: Database, words: Sequence[str]) -> "array[int]":
    """By the index of pairs; what it cannot answer to the letter is compared with the text."""
    known = [word for word in words if grams.can_find(word)]
    asked = [word for word in known if len(word) > 1] or known
    compared = [word for word in words if word not in asked or len(word) > grams.EXACT]
    tests = ['instr("body", ?)'] * len(compared)
    params: Params = list(compared)
    found = f'SELECT "rowid" FROM "{grams.TABLE}" WHERE "{grams.TABLE}" MATCH ?'
    if asked and not compared:
        return numbers(db, f'SELECT group_concat("rowid") FROM ({found})', [grams.question(asked)])
    if asked:
        tests.insert(0, f'"registration" IN ({found})')
        params.insert(0, grams.question(asked))
    return numbers(
        db, f'SELECT group_concat("registration") FROM "case_text" WHERE {" AND ".join(tests)}', params
    )


def holding(
    db: Database, source: str, name: str, values: tuple[Stored, ...], how: str, today: date
) -> "array[int]":
    """Row numbers, voided ones included, where the column answers the condition."""
    if name == "case.light" and how == earlier_lights.STOOD:
        day, *lights = map(str, values)
        return earlier_lights.stood(db, day, map(Status, lights))
    if name == "case.light":
        parts = [light_rows(db, Status(str(each)), today, None) for each in values]
        return array("q", chain.from_iterable(parts))
    wanted = column(source, name)
    test, params = _test(wanted, values, how, today)
    if name == SWEEP and None not in values:
        test = f"{MAY_BE} AND ({test})"
    if source != CASE or wanted.table in ("c", "r"):
        row = number(source, {wanted.table})
        return numbers(db, f"SELECT group_concat({row}){tables(source, {wanted.table})} WHERE {test}", params)
    kind = _KINDS[wanted.table]
    held = f'c."{kind}" IN (SELECT {wanted.table}."n" FROM "{kind}" {wanted.table} WHERE {test})'
    blank = f' OR c."{kind}" IS NULL' if (how == "in" and None in values) or how == "not_by" else ""
    return numbers(db, f'SELECT group_concat(c."registration") FROM "case_row" c WHERE {held}{blank}', params)


def _test(wanted: Column, values: tuple[Stored, ...], how: str, today: date) -> tuple[str, Params]:
    if how == "contains":
        return f"instr(lower({wanted.sql}), ?) > 0", [str(values[0]).lower()]
    if how in ("between", "period"):
        low, high = values if how == "between" else _said(str(values[0]), today)
        kept = [(f"{wanted.sql} >= ?", low), (f"{wanted.sql} <= ?", high)]
        said = [(sql, bound) for sql, bound in kept if bound is not None]
        return " AND ".join(sql for sql, _ in said) or "1", [bound for _, bound in said]
    if how == "not_by":
        return f"{wanted.sql} IS NULL OR {wanted.sql} > ?", [values[0]]
    given = [each for each in values if each is not None]
    if isinstance(wanted.kind, Choices):
        either = ["instr(',' || " + wanted.sql + " || ',', ',' || ? || ',') > 0"] * len(given)
        either += [f"{wanted.sql} IS NULL"] if None in values else []
        return " OR ".join(either) or "0", list(given)
    either = [f"{wanted.sql} IN ({', '.join('?' * len(given))})"] if given else []
    either += [f"{wanted.sql} IS NULL"] if None in values else []
    return " OR ".join(either) or "0", list(given)


def _said(period: str, today: date) -> tuple[str, str]:
    first, last = bounds(period, today)
    return first.isoformat(), last.isoformat()


def light_rows(db: Database, status: Status, today: date, voided: int | None = 0) -> "array[int]":
    """Row numbers of the cases with that light; voided ones too when `voided` is None."""
    sql = f'SELECT group_concat(c."registration") FROM "case_row" c WHERE {_standing(voided)}{_HOLDS[status]}'
    return numbers(db, sql, _today(status, today))


def by_status(db: Database, today: date, with_voided: bool) -> dict[Status, "array[int]"]:
    """Row numbers of all cases by their light."""
    return {status: light_rows(db, status, today, None if with_voided else 0) for status in Status}


def count_by_status(db: Database, today: date, with_voided: bool) -> dict[Status, int]:
    """How many cases have each light."""
    counting = f'SELECT count(*) FROM "case_row" c WHERE {_standing(None if with_voided else 0)}'
    return {status: int(run(db, counting + _HOLDS[status], _today(status, today))[0][0]) for status in Status}


def _standing(voided: int | None) -> str:
    """The index on lights begins with `voided`, so both its values are named where both are wanted."""
    return 'c."voided" IN (0, 1) AND ' if voided is None else f'c."voided" = {voided} AND '


def _today(status: Status, today: date) -> Params:
    return [today.isoformat()] if "?1" in _HOLDS[status] else []
