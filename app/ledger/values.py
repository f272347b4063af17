"""What stands in the rows that are looked at, and the way from row numbers to records and back."""

from collections.abc import Sequence
from datetime import date

from peewee import Database

from app.ledger import pieces
from app.ledger.columns import CASE, column
from app.ledger.recused import masked, recused
from app.schema.kinds import Stored
from app.store import recusal


def values(
    db: Database, source: str, numbers: Sequence[int], names: Sequence[str], today: date
) -> dict[int, tuple[Stored, ...]]:
    """Stored faces of the named columns for these rows, by row number; of a recused case only its number.

    Raises NotAllowed for who may not read cases.
    """
    if not numbers:
        return {}
    recusal.refuse_reading(db)
    wanted = [column(source, name) for name in names]
    base = {"c"} if source == CASE else {"k"}
    number = pieces.number(source, base)
    picked = ", ".join([number, *(each.sql for each in wanted)])
    tables = pieces.tables(source, base | {each.table for each in wanted})
    days = pieces.days(wanted, today)
    found: dict[int, tuple[Stored, ...]] = {}
    for start in range(0, len(numbers), 900):
        part = list(numbers[start : start + 900])
        sql = f"SELECT {picked}{tables} WHERE {number} IN ({', '.join('?' * len(part))})"
        found |= {row[0]: row[1:] for row in pieces.run(db, sql, [*days, *part])}
    for number_masked in recused(db, source).intersection(found):
        found[number_masked] = masked(source, names, found[number_masked])
    return found


def record_ids(db: Database, source: str, numbers: Sequence[int]) -> dict[int, str]:
    """Record ids (of the registration for cases) by row number."""
    kind = "registration" if source == CASE else source
    found: dict[int, str] = {}
    for start in range(0, len(numbers), 900):
        part = list(numbers[start : start + 900])
        marks = ", ".join("?" * len(part))
        found |= dict(pieces.run(db, f'SELECT "n", "id" FROM "{kind}" WHERE "n" IN ({marks})', part))
    return found


def number_of(db: Database, source: str, id: str) -> int | None:
    """Row number of a record, or None."""
    kind = "registration" if source == CASE else source
    rows = pieces.run(db, f'SELECT "n" FROM "{kind}" WHERE "id" = ?', [id])
    return int(rows[0][0]) if rows else None
