"""Questions about families: whom a case stands with, what was judged apart, and how rows fold to one line each.

A family is one matter (件); its cases are its reports (件次). Folded, it is one line: the main item, or where that does not
answer the question, the newest of its reports that does.
"""

import json
from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from weakref import WeakKeyDictionary

from peewee import Database

from app.ledger.columns import CASE
from app.ledger.pieces import numbers, run
from app.ledger.values import values
from app.schema.kinds import Stored
from app.store.same import home_sql

_WITHIN = "IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True)
class Repeats:
    """Every report that is not its family's main item: row number to that of the main item, and how many there are."""

    main_of: dict[int, int] = field(default_factory=dict)
    size: dict[int, int] = field(default_factory=dict)
    """Reports of each matter of several, by the row number of the main item."""

    @property
    def all(self) -> set[int]:
        """Every report of a matter of several."""
        return {*self.main_of, *self.size}

    def without(self, rows: Collection[int]) -> "Repeats":
        """As if these stood alone."""
        kept = {number: main for number, main in self.main_of.items() if number not in rows}
        gone = Counter(main for number, main in self.main_of.items() if number in rows)
        gone.update(main for main in self.size if main in rows)
        left = {main: count - gone[main] for main, count in self.size.items()}
        return Repeats(kept, {main: count for main, count in left.items() if count > 1})

    def family(self, number: int) -> int:
        """The row number under which the matter of a case is counted."""
        return self.main_of.get(number, number)


_CASE, _MAIN = 'p."case"', 'p."main_case"'
_KEPT: "WeakKeyDictionary[Database, tuple[object, Repeats]]" = WeakKeyDictionary()


def repeats(db: Database) -> Repeats:
    """All repeats of the ledger, the voided left out; kept until something is written."""
    connection = db.connection()
    (seen,) = connection.execute("PRAGMA data_version").fetchone()
    key = (id(connection), connection.total_changes, seen)
    kept = _KEPT.get(db)
    if kept is None or kept[0] != key:
        kept = _KEPT[db] = (key, _read(db))
    return kept[1]


def _read(db: Database) -> Repeats:
    joined = (
        f'SELECT r."n" FROM "repeat" p JOIN "registration" r ON r."id" = {home_sql(_CASE)} '
        'WHERE p."voided" IS NULL AND p."verdict" <> \'different\''
    )
    sql = (
        f'SELECT "registration", "family" FROM "case_row" WHERE "registration" IN ({joined}) AND "voided" = 0 '
        'AND "family" <> "registration"'
    )
    found: dict[int, int] = dict(run(db, sql, ()))
    size: defaultdict[int, int] = defaultdict(int)
    for main in found.values():
        size[main] += 1
    standing = set(
        numbers(
            db,
            f'SELECT group_concat("registration") FROM "case_row" WHERE "voided" = 0 AND "registration" {_WITHIN}',
            [json.dumps(list(size))],
        )
    )
    return Repeats(found, {main: count + (main in standing) for main, count in size.items()})


def families_of(db: Database, wanted: Iterable[int]) -> dict[int, int]:
    """Row number of the main item of these cases, by row number."""
    sql = f'SELECT "registration", "family" FROM "case_row" WHERE "registration" {_WITHIN}'
    return dict(run(db, sql, [json.dumps(list(wanted))]))


def reports_of(db: Database, families: Iterable[int]) -> dict[int, list[tuple[int, str | None]]]:
    """The reports of these matters with their respondents: family to (row number, respondents), the oldest first."""
    sql = (
        'SELECT "family", "registration", "respondents" FROM "case_row" WHERE "voided" = 0 AND "family" '
        f'{_WITHIN} ORDER BY "registration"'
    )
    found: defaultdict[int, list[tuple[int, str | None]]] = defaultdict(list)
    for family, number, respondents in run(db, sql, [json.dumps(list(families))]):
        found[family].append((number, respondents))
    return found


def titles_of(db: Database, wanted: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Id and number, or what stands for it, of these cases, by row number."""
    sql = f'SELECT "n", "id", "case_no" FROM "registration" WHERE "n" {_WITHIN}'
    asked = [json.dumps(list(wanted))]
    return {number: (id, case_no or "(未编号)") for number, id, case_no in run(db, sql, asked)}


def members_of(db: Database, case: str) -> list[str]:
    """Ids of all cases of one matter, as they were registered; none for a voided case."""
    sql = (
        'SELECT r."id" FROM "case_row" c JOIN "registration" r ON r."n" = c."registration" WHERE c."voided" = 0 '
        'AND c."family" = (SELECT "family" FROM "case_row" JOIN "registration" ON "n" = "registration" WHERE "id" = ?) '
        'ORDER BY r."n"'
    )
    return [id for (id,) in run(db, sql, [case])]


_SHOWN = (
    "row.id", "registration.case_no", "registration.received_on", "registration.intake_channel",
    "registration.intake_source", "registration.source_unit", "case.respondents",
)  # fmt: skip


def rows_of(db: Database, ids: Sequence[str], today: date) -> list[tuple[Stored, ...]]:
    """What is shown of these cases in a list of their matter, in the order of the ids; respondents last, of a recused
    case 回避."""
    sql = f'SELECT "id", "n" FROM "registration" WHERE "id" {_WITHIN}'
    known: dict[str, int] = dict(run(db, sql, [json.dumps(list(ids))]))
    found = values(db, CASE, list(known.values()), _SHOWN, today)
    return [(id, *found[known[id]][1:]) for id in ids if id in known]


def judged_apart(db: Database, family: int) -> frozenset[int]:
    """The families of which somebody has said that they are another matter than this one."""
    ours = f'SELECT r."id" FROM "case_row" c JOIN "registration" r ON r."n" = c."registration" WHERE c."family" = {family:d}'
    said = (
        'SELECT {other} AS id FROM "repeat" p WHERE "voided" IS NULL AND "verdict" = \'different\' AND {own} IN ('
        + ours
        + ")"
    )
    either = " UNION ".join(
        said.format(own=home_sql(own), other=home_sql(other))
        for own, other in ((_CASE, _MAIN), (_MAIN, _CASE))
    )
    sql = (
        'SELECT c."family" FROM "case_row" c JOIN "registration" r ON r."n" = c."registration" '
        f'WHERE r."id" IN (SELECT id FROM ({either}))'
    )
    return frozenset(number for (number,) in run(db, sql, ())) - {family}


def folded(found: "Sequence[int]", known: Repeats, opened: Collection[int] = ()) -> "array[int]":
    """Rows in their order with each matter as one line, where its first row stands; an opened one shows all its rows
    there, the main item first."""
    if not known.main_of:
        return found if isinstance(found, array) else array("q", found)
    shown = set(found)
    lines: dict[int, int] = {}
    below: defaultdict[int, list[int]] = defaultdict(list)
    for number in found:
        main = known.main_of.get(number)
        if main is None:
            continue
        if main not in shown and main not in lines:
            lines[main] = number
        elif main in opened:
            below[main].append(number)
    kept = array("q")
    for number in found:
        main = known.main_of.get(number)
        if main is None or lines.get(main) == number:
            kept.append(number)
            kept.extend(below.get(known.family(number), ()))
    return kept


def matters(found: Iterable[int], known: Repeats) -> int:
    """How many matters these rows are."""
    rows = set(found)
    below = rows & known.main_of.keys()
    return len(rows) - len(below) + len({known.main_of[number] for number in below} - rows)
