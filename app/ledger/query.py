"""A question to the store: which rows of one source, filtered, searched, sorted and counted.

A source is `case` (登记, 办理, 督办 side by side with the first allegation) or any kind of record. The answer is
row numbers; `app.ledger.values` fetches what stands in the rows that are looked at.

Each filter is one statement on its own table, so that an index alone answers it; the answers are intersected here,
and then laid over the order of the whole ledger. That is several times quicker than one statement with joins.
"""

from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import chain

from peewee import Database

from app.change import Change
from app.ledger import pieces
from app.ledger.asked import LIGHT, Condition, Query
from app.ledger.columns import CASE, Column, column
from app.ledger.ordering import in_order, whole_order
from app.ledger.pieces import Params, listed, packed, run
from app.ledger.recused import recused
from app.ledger.values import number_of, record_ids, values
from app.rules.status import Status
from app.schema.kinds import Choices, Stored

__all__ = [
    "LIGHT", "Condition", "Query", "concerns", "count", "counts", "ids", "lights", "lights_among", "moves", "number_of",
    "ordered", "record_ids", "survey", "values",
]  # fmt: skip

SMALL_TO_SPLIT = 20_000
"""Up to so many rows the database splits the rows themselves by light; above it the whole ledger's lights are used.
Measured with 100,000 cases."""


def ids(db: Database, query: Query) -> "array[int]":
    """Row numbers of the answer in order; without a sort the newest first."""
    masked = recused(db, query.source) if query.asks_nothing else None
    if masked:
        every = set(_matching(db, query))
        return in_order(db, query, every - masked) + array("q", sorted(every & masked, reverse=True))
    if query.sort and query.asks_nothing:
        gone = set() if query.voided else set(pieces.voided(db, query.source))
        order = whole_order(db, query)
        return array("q", (n for n in order if n not in gone) if gone else order)
    return in_order(db, query, _open(db, query))


def ordered(db: Database, query: Query, rows: set[int]) -> "array[int]":
    """These rows, of which it is known that they answer, in the order of the query."""
    return in_order(db, query, rows)


def count(db: Database, query: Query) -> int:
    """How many rows answer."""
    return len(_matching(db, query) if query.asks_nothing else _open(db, query))


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
    elif query.asks_nothing and (whole or not recused(db, query.source)):
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
    if query.asks_nothing:
        picked = query if status is None else replace(query, conditions=(Condition(LIGHT, (status.value,)),))
        return ids(db, picked), _light_counts(db, query)
    found = _open(db, query)
    split = _split(db, query, found)
    shown = found if status is None else split[status]
    return in_order(db, query, shown), {each: len(rows) for each, rows in split.items()}


def lights_among(db: Database, query: Query, among: Collection[int]) -> dict[Status, Sequence[int]]:
    """Of these rows those that answer, by their light, without the query's own filter on the light; masked ones are none."""
    wanted = set(among) - recused(db, query.source)
    plain = without_light(query)
    if plain.asks_nothing:
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
    return not query.asks_nothing and bool(recused(db, query.source))


def _open(db: Database, query: Query, *, whole: bool = False) -> Sequence[int] | set[int]:
    """Row numbers of the answer in no order, without those of which the reader may see the number only."""
    found = _matching(db, query)
    masked = frozenset() if whole else recused(db, query.source)
    return set(found) - masked if masked else found


def _matching(db: Database, query: Query) -> Sequence[int] | set[int]:
    """Row numbers of the answer in no order."""
    if query.asks_nothing:
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
    return dict(run(db, sql, [listed(found)]))


def _light_counts(db: Database, query: Query, *, whole: bool = False) -> dict[Status, int]:
    if query.asks_nothing and (whole or not recused(db, query.source)):
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
        params: Params = [*pieces.days([light], query.today), listed(found)]
        groups = dict(run(db, sql, params))
        return {status: packed(groups.get(status.value)) for status in Status}
    wanted = set(found)
    every = pieces.by_status(db, query.today, query.voided)
    return {status: list(wanted.intersection(rows)) for status, rows in every.items()}
