"""Rows in the order that is asked: few are sorted by the database, many laid over the order of the whole ledger."""

from array import array
from collections.abc import Iterable, Sequence
from itertools import chain
from weakref import WeakKeyDictionary

from peewee import Database

from app.ledger import pieces
from app.ledger.asked import LIGHT, NAMES, Query
from app.ledger.columns import CASE, Column, column, has_codes
from app.ledger.pieces import listed, numbers, packed, run
from app.rules.status import Status
from app.store.case_rows import NAMELESS

SMALL = 3000
"""Up to so many rows the database sorts the rows themselves; above it the whole ledger's order is used. Measured with
100,000 cases."""
_WORST_FIRST = (
    Status.OVERDUE, Status.URGENT, Status.DUE_SOON, Status.RUNNING, Status.DONE_LATE, Status.DONE, Status.NONE,
)  # fmt: skip
_ORDERS: "WeakKeyDictionary[Database, tuple[object, array[int]]]" = WeakKeyDictionary()


def in_order(db: Database, query: Query, found: Sequence[int] | set[int]) -> "array[int]":
    """These rows in the order asked; without a sort the newest first."""
    if not query.sort:
        return (
            found
            if isinstance(found, array) and query.asks_nothing
            else array("q", sorted(found, reverse=True))
        )
    if len(found) <= SMALL:
        return _sorted_rows(db, query, found)
    mask = bytearray(max(found) + 1)
    for number in found:
        mask[number] = 1
    size = len(mask)
    return array("q", [number for number in _known_order(db, query) if number < size and mask[number]])


def _known_order(db: Database, query: Query) -> "array[int]":
    """The order of the whole source, kept until something is written: filters change more often than the sort."""
    connection = db.connection()
    (seen,) = connection.execute("PRAGMA data_version").fetchone()
    key = (connection.total_changes, seen, query.source, query.sort, query.today, query.voided)
    kept = _ORDERS.get(db)
    if kept is None or kept[0] != key:
        kept = _ORDERS[db] = (key, array("q", whole_order(db, query)))
    return kept[1]


def whole_order(db: Database, query: Query) -> Iterable[int]:
    """All rows of the source in the order asked."""
    if len(query.sort) == 1:
        ((name, descending),) = query.sort
        wanted = column(query.source, name)
        if name == LIGHT:
            by_status = pieces.by_status(db, query.today, query.voided)
            return pieces.chained([by_status[status] for status in _WORST_FIRST], descending)
        if name == NAMES and descending:
            return _names_backwards(db, query)
        if has_codes(wanted):
            return _by_code(db, query, wanted, descending)
    return _scanned(db, query)


def _names_backwards(db: Database, query: Query) -> Iterable[int]:
    """Cases that name nobody have a key after all names; backwards they come last all the same."""
    nameless = set(pieces.nameless(db))
    ordered = _scanned(db, query)
    if not nameless:
        return ordered
    return chain((n for n in ordered if n not in nameless), (n for n in ordered if n in nameless))


def _scanned(db: Database, query: Query) -> "array[int]":
    columns = [column(query.source, name) for name, _ in query.sort]
    tables = {each.table for each in columns}
    number = pieces.number(query.source, tables)
    where, params = "", pieces.days(columns, query.today)
    if number.startswith("c.") and not query.voided:
        where = ' WHERE c."voided" = 0'
    by = _by(query, number, alone=len(query.sort) == 1)
    inner = f"SELECT {number} AS n{pieces.tables(query.source, tables)}{where} ORDER BY {by}"
    return numbers(db, f"SELECT group_concat(n) FROM ({inner})", params)


def _by_code(db: Database, query: Query, wanted: Column, descending: bool) -> Iterable[int]:
    number = pieces.number(query.source, {wanted.table})
    inner = (
        f"SELECT {wanted.sql} AS v, {number} AS n{pieces.tables(query.source, {wanted.table})} ORDER BY 1, 2"
    )
    groups = dict(run(db, f"SELECT v, group_concat(n) FROM ({inner}) GROUP BY v", ()))
    blank = groups.pop(None, "")
    ranks = {code: rank for rank, code in enumerate(wanted.codes)}
    known = sorted(groups, key=lambda code: (ranks.get(str(code), len(ranks)), str(code)), reverse=descending)
    return pieces.chained([packed(groups[code]) for code in known] + [packed(blank)], False)


def _by(query: Query, number: str, *, alone: bool = False) -> str:
    """The words after ORDER BY: each column in its direction with blanks last, then the row number.

    `alone`: the caller puts the cases that name nobody last, so that the index on names is of use.
    """
    said = []
    for name, descending in query.sort:
        wanted = column(query.source, name)
        if name == NAMES and descending and not alone:
            said.append(f"{wanted.order} = '{NAMELESS}'")
        order = _rank(wanted) if has_codes(wanted) and not wanted.days else wanted.order
        said.append(f"{order} DESC" if descending else f"{order} ASC NULLS LAST")
    return ", ".join([*said, f"{number} DESC" if query.sort[-1][1] else number])


def _rank(wanted: Column) -> str:
    ranks = " ".join(f"WHEN '{code}' THEN {rank}" for rank, code in enumerate(wanted.codes))
    return f"CASE {wanted.sql} {ranks} END"


def _sorted_rows(db: Database, query: Query, found: Iterable[int]) -> "array[int]":
    columns = [column(query.source, name) for name, _ in query.sort]
    base = "c" if query.source == CASE else "k"
    number = pieces.number(query.source, {base})
    tables = pieces.tables(query.source, {base, *(each.table for each in columns)})
    inner = f"SELECT {number} AS n{tables} WHERE {number} IN (SELECT value FROM json_each(?)) ORDER BY {_by(query, number)}"
    return numbers(
        db, f"SELECT group_concat(n) FROM ({inner})", [listed(found), *pieces.days(columns, query.today)]
    )
