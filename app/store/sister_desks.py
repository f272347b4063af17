"""The desks of one office: what travels between them beyond what travels to others, and which have been retired.

Everything does but people, the list of units and settings: whoever is in charge of a desk answers for those.
"""

from peewee import Database

from app.records.catalogue import AT_HOME, KINDS
from app.store import peers, shelf

CASE_KINDS: tuple[str, ...] = (*peers.CASE_KINDS, "reporter", *(each.kind for each in AT_HOME))
"""The kinds of record that travel with a case from desk to desk."""
KEPT_APART = frozenset({"staff", "unit"})
TRAVELLING: tuple[str, ...] = tuple(kind for kind in KINDS if kind not in KEPT_APART)
RETIRED = "retired"
"""Kind of the shelf's list of desks that were retired."""


def is_home(office: str, receiver: str) -> bool:
    """Whether a posting to `receiver` (an office, or one desk of it) goes to a desk of this office."""
    return receiver.partition("/")[0] == office


def loose(db: Database) -> dict[str, list[str]]:
    """Ids by kind of all records that belong to no case."""
    found: dict[str, list[str]] = {}
    for kind in TRAVELLING:
        of_case = any(each.name == "case" for each in KINDS[kind].columns())
        if kind == "registration":
            continue
        where = ' WHERE "case" IS NULL' if of_case else ""
        ids = [id for (id,) in db.execute_sql(f'SELECT "id" FROM "{kind}"{where} ORDER BY "id"').fetchall()]
        if ids:
            found[kind] = ids
    return found


def retired(db: Database) -> dict[str, dict[str, str]]:
    """The desks that were retired, with the day and who did it."""
    return shelf.values(db, RETIRED)
