"""A question to the store: which rows of one source, filtered, searched, sorted and counted.

A source is `case` (登记, 办理, 督办 side by side with the first allegation) or any kind of record. The answer is
row numbers; `app.ledger.values` fetches what stands in the rows that are looked at.

Each filter is one statement on its own table, so that an index alone answers it; the answers are intersected here,
and then laid over the order of the whole ledger. That is several times quicker than one statement with joins.
"""

from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from weakref import WeakKeyDictionary

from peewee import Database

from app.change import Change
from app.ledger import pieces
from app.ledger.columns import CASE, Column, column, has_codes
from app.ledger.pieces import Params, numbers, packed, run
from app.ledger.recused import recused
from app.ledger.values import number_of, record_ids, values
from app.rules.status import Status
from app.schema.kinds import Choices, Stored
from app.store.case_rows import NAMELESS

__all__ = [
    "Condition", "Query", "concerns", "count", "counts", "ids", "lights", "lights_among", "moves", "number_of",
    "ordered", "record_ids", "survey",
    "values",
]  # fmt: skip

LIGHT, NAMES = "case.light", "case.respondents"
SMALL, SMALL_TO_SPLIT = 3000, 20_000
"""Up to so many rows the database sorts, or splits by light, the rows themselves; above it the whole ledger's order
and lights are used. Measured with 100,000 cases."""


@dataclass(frozen=True)
class Condition:
    """One filter: `column` (see `app.ledger.columns`) holds one of `values`, or lies between two of them.

    `how`: `in` (a None among the values means blank), `between` (two values, either may be None), `contains`,
    `period` (one name of `app.ledger.periods`), `not_by` (blank, or later than one day), `stood` (the light on an earlier
    day: the day, then the lights; `app.ledger.earlier_lights`).
    """

    column: str
    values: tuple[Stored, ...]
    how: str = "in"

    @property
    def is_light(self) -> bool:
        """Whether it asks the light of today."""
        return self.column == LIGHT and self.how == "in"


@dataclass(frozen=True)
class Query:
    """What is asked. `today` decides the lights; `sort` lists (column, descending). Blanks come last either way."""

    today: date
    source: str = CASE
    conditions: tuple[Condition, ...] = ()
    text: str = ""
    sort: tuple[tuple[str, bool], ...] = ()
    voided: bool = False


def ids(db: Database, query: Query) -> "array[int]":
    """Row numbers of the answer in order; without a sort the newest first."""
    masked = recused(db, query.source) if _asks_nothing(query) else None
    if masked:
        every = set(_matching(db, query))
        return _in_order(db, query, every - masked) + array("q", sorted(every & masked, reverse=True))
    if query.sort and _asks_nothing(query):
        gone = set() if query.voided else set(pieces.voided(db, query.source))
        order = _order(db, query)
        return array("q", (n for n in order if n not in gone) if gone else order)
    return _in_order(db, query, _open(db, query))


def ordered(db: Database, query: Query, rows: set[int]) -> "array[int]":
    """These rows, of which it is known that they answer, in the order of the query."""
    return _in_order(db, query, rows)


def count(db: Database, query: Query) -> int:
    """How many rows answer."""
    return len(_matching(db, query) if _asks_nothing(query) else _open(db, query))


def counts(
    db: Database, query: Query, by: str, limit: int = 200, *, whole: bool = False
) -> dict[Stored, int]:
    """How many rows answer for each value of a column, the most frequent first; None is blank.

    `whole`: statistics count the cases from which the reader is recused as well, for they show no single row.
    """
    wanted = column(query.source, by)
    if by == LIGHT:
        by_light = _light_counts(db, query, whole=whole)
        found: dict[Stored, int] = {status.value: number for status, number in by_light.items() if number}
    elif _asks_nothing(query) and (whole or not recused(db, query.source)):
        found = _all_counts(db, query, wanted)
    else:
        found = _counts_of(db, query, wanted, _open(db, query, whole=whole))
    if isinstance(wanted.kind, Choices):
        found = _by_each_code(found)
    best = sorted(found.items(), key=lambda each: (-each[1], each[0] is None, str(each[0])))
    return dict(best[:limit])


def _by_each_code(found: dict[Stored, int]) -> dict[Stored, int]:
    """Of a column that holds several codes each counts, so a row may count more than once."""
    split: Counter[Stored] = Counter()
    for held, number in found.items():
        for code in str(held).split(",") if held is not None else (None,):
            split[code] += number
    return dict(split)


def lights(db: Database, query: Query) -> dict[Status, int]:
    """How many rows answer for each status, without the query's own filter on the light."""
    return _light_counts(db, without_light(query))


def without_light(query: Query) -> Query:
    """The query without its filter on the light of today."""
    return replace(query, conditions=tuple(each for each in query.conditions if not each.is_light))


def survey(db: Database, query: Query, status: Status | None) -> tuple["array[int]", dict[Status, int]]:
    """Row numbers in order of those with that light (all for None), and how many there are of each light.

    The same as `ids` and `lights`, but what is dear (the search) is done once.
    """
    if query.source != CASE:
        return ids(db, query), {}
    if _asks_nothing(query):
        picked = query if status is None else replace(query, conditions=(Condition(LIGHT, (status.value,)),))
        return ids(db, picked), _light_counts(db, query)
    found = _open(db, query)
    split = _split(db, query, found)
    shown = found if status is None else split[status]
    return _in_order(db, query, shown), {each: len(rows) for each, rows in split.items()}


def lights_among(db: Database, query: Query, among: Collection[int]) -> dict[Status, Sequence[int]]:
    """Of these rows those that answer, by their light, without the query's own filter on the light; masked ones are none."""
    wanted = set(among) - recused(db, query.source)
    plain = without_light(query)
    if _asks_nothing(plain):
        wanted -= set() if query.voided else set(pieces.voided(db, query.source))
    else:
        wanted &= set(_open(db, plain))
    return _split(db, plain, wanted)


def concerns(source: str, change: Change) -> bool:
    """Whether a row of this source may look different after the change."""
    kinds = (*pieces.CASE_KINDS, "repeat", "setting") if source == CASE else (source,)
    return any(edit.kind in kinds for edit in change.edits)


def moves(query: Query, change: Change) -> bool:
    """Whether the change may alter which rows answer, or their order."""
    asked = {each.column for each in query.conditions} | {name for name, _ in query.sort}
    if query.text or any(name.startswith("case.") for name in asked):
        return concerns(query.source, change)
    return any(
        edit.before_version is None
        or edit.after_version is None
        or "voided" in edit.after
        or edit.kind == "setting"
        or any(f"{edit.kind}.{name}" in asked for name in edit.after)
        for edit in change.edits
    )


def leaves_out(db: Database, query: Query) -> bool:
    """Whether the answer lacks rows because their reader is respondent in them: statistics count those as well."""
    return not _asks_nothing(query) and bool(recused(db, query.source))


def _asks_nothing(query: Query) -> bool:
    return not query.conditions and not query.text.split()


def _open(db: Database, query: Query, *, whole: bool = False) -> Sequence[int] | set[int]:
    """Row numbers of the answer in no order, without those of which the reader may see the number only."""
    found = _matching(db, query)
    masked = frozenset() if whole else recused(db, query.source)
    return set(found) - masked if masked else found


def _matching(db: Database, query: Query) -> Sequence[int] | set[int]:
    """Row numbers of the answer in no order."""
    if _asks_nothing(query):
        return pieces.everything(db, query.source, query.voided)
    if not query.text.split() and len(query.conditions) == 1 and query.conditions[0].is_light:
        wanted = map(Status, dict.fromkeys(map(str, query.conditions[0].values)))
        gone = None if query.voided else 0
        return array(
            "q", chain.from_iterable(pieces.light_rows(db, each, query.today, gone) for each in wanted)
        )
    found: set[int] | None = None
    for condition in query.conditions:
        part = pieces.holding(
            db, query.source, condition.column, condition.values, condition.how, query.today
        )
        found = set(part) if found is None else found.intersection(part)
    words = query.text.lower().split()
    if words:
        part = pieces.containing(db, query.source, words)
        found = set(part) if found is None else found.intersection(part)
    assert found is not None
    return found if query.voided else found.difference(pieces.voided(db, query.source))


def _in_order(db: Database, query: Query, found: Sequence[int] | set[int]) -> "array[int]":
    if not query.sort:
        return (
            found
            if isinstance(found, array) and _asks_nothing(query)
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
        kept = _ORDERS[db] = (key, array("q", _order(db, query)))
    return kept[1]


_ORDERS: "WeakKeyDictionary[Database, tuple[object, array[int]]]" = WeakKeyDictionary()


def _order(db: Database, query: Query) -> Iterable[int]:
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
        db, f"SELECT group_concat(n) FROM ({inner})", [_json(found), *pieces.days(columns, query.today)]
    )


def _json(found: Iterable[int]) -> str:
    return f"[{','.join(map(str, found))}]"


def _all_counts(db: Database, query: Query, wanted: Column) -> dict[Stored, int]:
    """Counts over the whole source, from the column's own index where it has one."""
    gone = ""
    if not query.voided:
        number = pieces.number(query.source, {wanted.table})
        gone = (
            f" WHERE {number} NOT IN ({pieces.VOIDED_CASES})"
            if query.source == CASE
            else ' WHERE k."voided" IS NULL'
        )
    sql = f"SELECT {wanted.sql}, count(*){pieces.tables(query.source, {wanted.table})}{gone} GROUP BY 1"
    return dict(run(db, sql, ()))


def _counts_of(db: Database, query: Query, wanted: Column, found: Iterable[int]) -> dict[Stored, int]:
    number = pieces.number(query.source, {wanted.table})
    sql = (
        f"SELECT {wanted.sql}, count(*){pieces.tables(query.source, {wanted.table})} "
        f"WHERE {number} IN (SELECT value FROM json_each(?)) GROUP BY 1"
    )
    return dict(run(db, sql, [_json(found)]))


_WORST_FIRST = (
    Status.OVERDUE, Status.URGENT, Status.DUE_SOON, Status.RUNNING, Status.DONE_LATE, Status.DONE, Status.NONE,
)  # fmt: skip


def _light_counts(db: Database, query: Query, *, whole: bool = False) -> dict[Status, int]:
    if _asks_nothing(query) and (whole or not recused(db, query.source)):
        return pieces.count_by_status(db, query.today, query.voided)
    found = _open(db, query, whole=whole)
    return {status: len(rows) for status, rows in _split(db, query, found).items()}


def _split(db: Database, query: Query, found: Sequence[int] | set[int]) -> dict[Status, Sequence[int]]:
    """The rows by their light."""
    if len(found) <= SMALL_TO_SPLIT:
        light = column(CASE, LIGHT)
        sql = (
            f'SELECT {light.sql}, group_concat(c."registration") FROM "case_row" c '
            'WHERE c."registration" IN (SELECT value FROM json_each(?)) GROUP BY 1'
        )
        params: Params = [*pieces.days([light], query.today), _json(found)]
        groups = dict(run(db, sql, params))
        return {status: packed(groups.get(status.value)) for status in Status}
    wanted = set(found)
    every = pieces.by_status(db, query.today, query.voided)
    return {status: list(wanted.intersection(rows)) for status, rows in every.items()}
