"""Which cases are one matter: the main item and its repeats, followed along their judgements (domain §2.6).

`case_row.family` is the row number of the main item; a case that stands alone is its own family. So 件 counts
families and 件次 counts cases.
"""

from collections.abc import Iterable

from peewee import Database

from app.store import rows, same
from app.store.rows import Row

SAME = frozenset({"repeat", "multi_addressed"})
"""Verdicts that make two cases one matter."""
_DEEPEST = 50


def settle(db: Database, cases: Iterable[str]) -> None:
    """Write the family of these cases and of all that hang below them."""
    touched = _with_those_below(db, cases)
    if not touched:
        return
    touched |= set(same.homes(db, touched))
    numbers: dict[str, int] = {}
    roots = {case: _root(db, case) for case in touched}
    wanted = [*touched, *roots.values()]
    for start in range(0, len(wanted), 500):
        part = wanted[start : start + 500]
        sql = f'SELECT "id", "n" FROM "registration" WHERE "id" IN ({", ".join("?" * len(part))})'
        numbers.update(db.execute_sql(sql, part).fetchall())
    db.connection().executemany(
        'UPDATE "case_row" SET "family" = ? WHERE "registration" = ?',
        [(numbers.get(roots[case], numbers[case]), numbers[case]) for case in touched if case in numbers],
    )


def main_of(db: Database, case: str) -> str:
    """Id of the main item of a case; its own where it stands alone."""
    return _root(db, case)


def newest_of(db: Database, main: str, but: str) -> str:
    """Id of the newest report of a matter: the direct predecessor of one that joins it. `but` is not counted."""
    sql = (
        'SELECT r."id" FROM "case_row" c JOIN "registration" r ON r."n" = c."registration" WHERE c."voided" = 0 AND '
        'c."family" = (SELECT "n" FROM "registration" WHERE "id" = ?) AND r."id" <> ? '
        'ORDER BY r."received_on" DESC, r."n" DESC LIMIT 1'
    )
    found = db.execute_sql(sql, (main, but)).fetchone()
    return main if found is None else str(found[0])


def judgement(judged: Iterable[Row]) -> Row | None:
    """Of the judgements on one case the one that counts: the newest that is not cancelled and names a main item."""
    standing = [
        row
        for row in judged
        if row["voided"] is None and row["verdict"] in SAME and row["main_case"] is not None
    ]
    return max(standing, key=lambda row: (str(row["judged_on"] or ""), str(row["id"])), default=None)


def _root(db: Database, case: str) -> str:
    case = same.home(db, case)
    seen = {case}
    for _ in range(_DEEPEST):
        judged = rows.fetch(db, "repeat", "case", same.members(db, [case]))
        found = judgement(each for each in judged if same.home(db, str(each["main_case"])) != case)
        if found is None or (main := same.home(db, str(found["main_case"]))) in seen:
            return case
        case = main
        seen.add(case)
    return case


def _with_those_below(db: Database, cases: Iterable[str]) -> set[str]:
    found: set[str] = set()
    layer = set(cases)
    while layer:
        found |= layer
        below = rows.fetch(db, "repeat", "main_case", {*layer, *same.members(db, same.homes(db, layer))})
        layer = {id for row in below for id in (str(row["case"]), same.home(db, str(row["case"])))} - found
    return found
