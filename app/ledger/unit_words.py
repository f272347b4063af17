"""A ledger says a unit by its name: rows hold codes, which nobody reads."""

from collections.abc import Mapping
from dataclasses import replace

from app.ledger.columns import UNITS, Column
from app.store import unit_names
from app.store.office import Office


def with_unit_names(office: Office, known: Mapping[str, Column]) -> dict[str, Column]:
    """The columns, those of units with the names of now; an unknown code stays as it is."""
    if not any(name in known for name in UNITS):
        return dict(known)
    words = {office.code: office.name} | unit_names.unit_names(office.db)
    return {name: replace(each, words=words) if name in UNITS else each for name, each in known.items()}
