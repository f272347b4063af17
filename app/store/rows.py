"""Records as rows: stored faces in, records out, sensitive values sealed in the row and masked in the record."""

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from operator import itemgetter
from typing import Any, TypeVar

from peewee import Database

from app.records.catalogue import KINDS
from app.records.record import Record
from app.records.version import decode
from app.schema.kinds import Person, Stored
from app.schema.pinyin import sort_key
from app.store.sealing import MASK, is_sealed

R = TypeVar("R", bound=Record)
Row = dict[str, Stored]
"""A record's row without `n`: id, owner, version, voided, extra (JSON), then the declared fields, stored faces."""

COMMON = ("id", "owner", "version", "voided", "extra")
_CHUNK = 500


@cache
def names(kind: str) -> tuple[str, ...]:
    """The names in a row of this kind, in order."""
    return (*COMMON, *(each.name for each in KINDS[kind].columns()))


@cache
def declared(kind: str) -> tuple[str, ...]:
    """The names of its own fields in a row of this kind, in order: what `names` has behind the common ones."""
    return names(kind)[len(COMMON) :]


def to_record(record: type[R], row: Row) -> R:
    """The frozen record of a row; sealed values are masked."""
    values: dict[str, Any] = {
        each.name: MASK
        if each.sensitive and is_sealed(row[each.name])
        else each.kind.from_stored(row[each.name])
        for each in record.columns()
    }
    return record(
        id=str(row["id"]),
        owner=str(row["owner"]),
        version=decode(str(row["version"])),
        voided=None if row["voided"] is None else str(row["voided"]),
        extra=extra_of(row),
        **values,
    )


def extra_of(row: Row) -> dict[str, Any]:
    """What is kept beside the fields of a row."""
    found: dict[str, Any] = json.loads(str(row["extra"])) if row["extra"] else {}
    return found


def table(kind: str) -> Any:
    """The table of a kind of record (its columns are derived, so no type knows them)."""
    from app.store.record_tables import RECORD_TABLES

    return RECORD_TABLES[kind]


def fetch(db: Database, kind: str, column: str, values: Iterable[str]) -> list[Row]:
    """All rows of a kind whose `column` is one of `values`, in the order they were first written.

    SQL text instead of peewee's query objects: a posting of ten thousand cases reads half a million values.
    """
    columns = names(kind)
    return [dict(zip(columns, row, strict=True)) for row in fetch_plain(db, kind, column, values)]


def fetch_plain(db: Database, kind: str, column: str, values: Iterable[str]) -> Iterator[tuple[Any, ...]]:
    """What `fetch` gives, each row as the tuple of its values in the order of `names`."""
    wanted = list(values)
    for start in range(0, len(wanted), _CHUNK):
        part = wanted[start : start + _CHUNK]
        where = f' WHERE "{column}" IN ({", ".join("?" * len(part))})'
        yield from _select(db, kind, where, part)


def fetch_all(db: Database, kind: str) -> list[Row]:
    """Every row of a kind; for small lists such as units and staff."""
    columns = names(kind)
    return [dict(zip(columns, row, strict=True)) for row in _select(db, kind, "", [])]


def _select(db: Database, kind: str, where: str, params: list[str]) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = db.execute_sql(
        f'SELECT {_picked(kind)} FROM "{kind}"{where} ORDER BY "n"', params
    ).fetchall()
    return found


@cache
def _picked(kind: str) -> str:
    return ", ".join(f'"{name}"' for name in names(kind))


def has_any(db: Database, kind: str) -> bool:
    """Whether there is a record of this kind at all."""
    return db.execute_sql(f'SELECT 1 FROM "{kind}" LIMIT 1').fetchone() is not None


def filled(db: Database, kind: str) -> frozenset[str]:
    """Names of the declared fields in which any row of this kind holds something."""
    declared = [each.name for each in KINDS[kind].columns()]
    counts = db.execute_sql(
        f'SELECT {", ".join(f"""count("{name}")""" for name in declared)} FROM "{kind}"'
    ).fetchone()
    return frozenset(name for name, count in zip(declared, counts, strict=True) if count)


def case_numbers(db: Database, owner: str) -> list[str]:
    """The case numbers of an office."""
    asked = db.execute_sql(
        'SELECT "case_no" FROM "registration" WHERE "owner" = ? AND "case_no" != \'\'', [owner]
    )
    return [number for (number,) in asked.fetchall()]


def doubled_numbers(db: Database, owner: str) -> list[str]:
    """The case numbers that several standing cases of an office bear."""
    asked = db.execute_sql(
        'SELECT "case_no" FROM "registration" WHERE "case_no" IN ('  # asked of the index on numbers alone
        'SELECT "case_no" FROM "registration" WHERE "case_no" > \'\' GROUP BY "case_no" HAVING count(*) > 1) '
        'AND "owner" = ? AND "voided" IS NULL GROUP BY "case_no" HAVING count(*) > 1',
        [owner],
    )
    return [number for (number,) in asked.fetchall()]


def store(db: Database, kind: str, rows: Sequence[Row]) -> None:
    """Insert these rows, or update those whose id is known."""
    if not rows:
        return
    people = [each for each in KINDS[kind].columns() if isinstance(each.kind, Person) and not each.sensitive]
    columns = [*names(kind), *(f"{each.name}_pinyin" for each in people)]
    quoted = ", ".join(f'"{name}"' for name in columns)
    marks = ", ".join("?" for _ in columns)
    updated = ", ".join(f'"{name}" = excluded."{name}"' for name in columns if name != "id")
    statement = f'INSERT INTO "{kind}" ({quoted}) VALUES ({marks}) ON CONFLICT("id") DO UPDATE SET {updated}'

    values = itemgetter(*names(kind))

    def flat(row: Row) -> list[Stored]:
        keys = [sort_key(str(row[each.name])) if row[each.name] else None for each in people]
        return [*values(row), *keys]

    db.connection().executemany(statement, [flat(row) for row in rows])


def remove(db: Database, kind: str, ids: Iterable[str]) -> None:
    """Take local copies of other offices' records away again (undo of a taken file)."""
    db.connection().executemany(f'DELETE FROM "{kind}" WHERE "id" = ?', [(each,) for each in ids])
