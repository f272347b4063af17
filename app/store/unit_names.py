"""What a unit is called: records hold codes, people read names."""

from peewee import Database

from app.store import rows, shelf
from app.store.tables import Desk


def unit_name(db: Database, code: str) -> str:
    """The name of the unit with that code; the code itself when it is unknown."""
    names = (row["name"] for row in rows.fetch(db, "unit", "code", [code]) if row["voided"] is None)
    return str(next((name for name in names if name), code))


def unit_names(db: Database) -> dict[str, str]:
    """Names of all units by code."""
    model = rows.table("unit")
    found = model.select(model.code, model.name).where(model.voided.is_null()).tuples().execute(db)
    return {str(code): str(name) for code, name in found if code and name}


def unit_codes(db: Database) -> dict[str, str]:
    """Codes of all units, our own office among them, by name, short name and code, as a letter may address them."""
    model = rows.table("unit")
    query = model.select(model.code, model.name, model.short).where(model.voided.is_null())
    found = {
        str(said): str(code) for code, *names in query.tuples().execute(db) for said in (*names, code) if said
    }
    own = str(Desk.select(Desk.office).scalar(db))
    ours = (shelf.setting(db, "office.name"), shelf.setting(db, "office.short"), own)
    return found | {str(said): own for said in ours if said}
