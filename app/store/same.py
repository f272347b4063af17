"""同一件: one report that stands here under two ids; the smaller id is kept, the other says `same_as` and is not counted.

A registration says of itself that it is the same as one with a smaller id, so pointers only go down: no ring can
close, and following them ends at the same id in whatever order they arrived. A pointer counts while what it points
to stands here; until then (it has not arrived, it was voided) the case is shown as before. `same_case` keeps where each
dropped id ends; it is derived, and no record is moved: whatever hangs on a dropped id keeps saying so, travels as it is,
and is read as the kept one's.
"""

from collections.abc import Collection, Iterable

from peewee import Database

from app.store import rows

SAME_AS = "same_as"
"""The field of a registration that names the id under which the report is kept."""
_PART = 500


def known(db: Database) -> dict[str, str]:
    """Every dropped id and the id under which its report is kept."""
    return dict(db.execute_sql('SELECT "dropped", "kept" FROM "same_case"').fetchall())


def home(db: Database, case: str) -> str:
    """The id under which a report is kept; its own where it is the only one."""
    found = db.execute_sql('SELECT "kept" FROM "same_case" WHERE "dropped" = ?', (case,)).fetchone()
    return case if found is None else str(found[0])


def members(db: Database, cases: Iterable[str]) -> dict[str, str]:
    """Every id whose records belong to one of these cases, and to which: each to itself, dropped ones to what they are
    kept as. A dropped id among `cases` has no records of its own and is left out."""
    dropped, wanted = known(db), list(cases)
    found = {case: case for case in wanted if case not in dropped}
    return found | {id: kept for id, kept in sorted(dropped.items()) if kept in found}


def under(db: Database, cases: Iterable[str]) -> dict[str, str]:
    """The `members` of the ids under which these are kept, in one question: its keys that are their own values are
    those ids, in the order asked."""
    dropped = known(db)
    found = {kept: kept for case in cases for kept in (dropped.get(case, case),)}
    return found | {id: kept for id, kept in sorted(dropped.items()) if kept in found}


def homes(db: Database, cases: Iterable[str]) -> list[str]:
    """The ids under which these are kept, each once, in their order."""
    dropped = known(db)
    return list(dict.fromkeys(dropped.get(case, case) for case in cases))


def home_sql(column: str) -> str:
    """SQL for the kept id of the case that a column names."""
    return f'ifnull((SELECT s."kept" FROM "same_case" s WHERE s."dropped" = {column}), {column})'


def settle(db: Database) -> set[str]:
    """Work out anew where each dropped id ends; returns the ids of all cases for which that has changed something."""
    before = known(db)
    said = dict(
        db.execute_sql(
            'SELECT "id", "same_as" FROM "registration" WHERE "same_as" > \'\' AND "voided" IS NULL'
        ).fetchall()
    )
    if not said and not before:
        return set()
    now = ends(said, _standing(db, said.values()))
    if now == before:
        return set()
    db.execute_sql('DELETE FROM "same_case"')
    db.connection().executemany(
        'INSERT INTO "same_case" ("dropped", "kept") VALUES (?, ?)', sorted(now.items())
    )
    moved = {id for id in now.keys() | before.keys() if now.get(id) != before.get(id)}
    return moved | {each[id] for id in moved for each in (now, before) if id in each}


def ends(said: dict[str, str], standing: set[str]) -> dict[str, str]:
    """By dropped id the kept one: pointers that count are followed to their end."""
    counts = {id: target for id, target in said.items() if target < id and target in standing}
    found: dict[str, str] = {}
    for id in sorted(counts):  # what an id points to is smaller, so its own end is known already
        found[id] = found.get(counts[id], counts[id])
    return found


def together(
    db: Database, cases: Iterable[str], owners: Collection[str], pairs: Iterable[tuple[str, str]] = ()
) -> set[str]:
    """These cases and all that these `owners` themselves have said to be the same as one of them.

    `pairs`: what our office has proposed to be one, so that whoever answers sees both. What another office says of its
    own registration opens nothing of ours to it: an id could be guessed.
    """
    found = set(cases)
    dropped = known(db)
    mine = {str(row["id"]) for row in rows.fetch(db, "registration", "id", dropped) if row["owner"] in owners}
    edges = [*((id, kept) for id, kept in dropped.items() if id in mine), *pairs]
    while grown := {each for edge in edges if found & set(edge) for each in edge} - found:
        found |= grown
    return found


def _standing(db: Database, ids: Iterable[str]) -> set[str]:
    wanted = sorted(set(ids))
    found: set[str] = set()
    for start in range(0, len(wanted), _PART):
        part = wanted[start : start + _PART]
        sql = f'SELECT "id" FROM "registration" WHERE "voided" IS NULL AND "id" IN ({", ".join("?" * len(part))})'
        found |= {id for (id,) in db.execute_sql(sql, part).fetchall()}
    return found
