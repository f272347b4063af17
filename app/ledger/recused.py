"""The rows of cases in which the person who has logged in is respondent: of them a ledger shows number and 回避 only.

They answer no filter, search or count of values, for an answer would tell what stands in them. A ledger of everything
shows them masked, after all others, for their place would tell too.
"""

from collections.abc import Sequence
from weakref import WeakKeyDictionary

from peewee import Database

from app.ledger.columns import CASE, belongs_to_case, column
from app.rules.status import Status
from app.schema.kinds import LongText, Stored, Text
from app.store import recusal
from app.store.same import home_sql

WORD = "回避"
_NAMES, _NUMBER = "case.respondents", "registration.case_no"
_KEPT: "WeakKeyDictionary[Database, tuple[object, dict[str, frozenset[int]]]]" = WeakKeyDictionary()
_NONE: frozenset[int] = frozenset()


def recused(db: Database, source: str) -> frozenset[int]:
    """Row numbers of this source that are masked; kept until something is written."""
    person = recusal.barred(db)
    if not person or (source != CASE and not belongs_to_case(source)):
        return _NONE
    connection = db.connection()
    (seen,) = connection.execute("PRAGMA data_version").fetchone()
    key = (connection.total_changes, seen, person)
    kept = _KEPT.get(db)
    if kept is None or kept[0] != key:
        kept = _KEPT[db] = (key, {CASE: recusal.rows_naming(db, person)})
    if source not in kept[1]:
        kept[1][source] = _parts(db, source, kept[1][CASE])
    return kept[1][source]


def masked(source: str, names: Sequence[str], stored: tuple[Stored, ...]) -> tuple[Stored, ...]:
    """The row with its number, its owners and 回避 left in it."""
    worded = _where_the_word_stands(source, names)
    return tuple(
        value
        if name in (_NUMBER, f"{source}.of_case") or name.startswith("row.")
        else Status.NONE.value
        if name == "case.light"
        else WORD
        if name == worded
        else None
        for name, value in zip(names, stored, strict=True)
    )


_CASE = 'k."case"'


def _parts(db: Database, source: str, cases: frozenset[int]) -> frozenset[int]:
    if not cases:
        return _NONE
    marks = ", ".join(map(str, cases))
    sql = f'SELECT k."n" FROM "{source}" k JOIN "registration" r ON r."id" = {home_sql(_CASE)} WHERE r."n" IN ({marks})'
    return frozenset(number for (number,) in db.execute_sql(sql).fetchall())


def _where_the_word_stands(source: str, names: Sequence[str]) -> str | None:
    """The respondents, else the first words that are no number."""
    if _NAMES in names:
        return _NAMES
    for name in names:
        if name in (_NUMBER, f"{source}.of_case") or name.startswith(("row.", "case.")):
            continue
        kind = column(source, name).kind
        if isinstance(kind, (Text, LongText)):
            return name
    return None
