"""What is held of the cases that a sheet's rows name by number: a few questions for all rows, none for each."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from app.exchange.foreign.lines import Line
from app.store import rows, same
from app.store.office import Office
from app.store.rows import Row

KEYS = ("case_no", "county_ref_no", "platform_no")
"""The numbers by which a case is found, in this order of trust."""

_KEY_FIELDS = tuple((name, f"registration.{name}") for name in KEYS)

SINGLE = ("handling", "supervision", "measure", "visit", "followup")
"""Kinds beside registration, allegation and reporter of which a row may say one record."""


def keys_of(line: Line) -> list[tuple[str, str]]:
    """The numbers that a row says, in the order of trust."""
    values = line.values
    return [(name, str(values[field_id])) for name, field_id in _KEY_FIELDS if field_id in values]


def known_by(office: Office, said: Iterable[Iterable[tuple[str, str]]]) -> dict[tuple[str, str], list[str]]:
    """Ids of the living cases under each number that a row says; given are the `keys_of` the rows."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for keys in said:
        for name, number in keys:
            wanted[name].add(number)
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name, numbers in wanted.items():
        for row in rows.fetch(office.db, "registration", name, sorted(numbers)):
            if row["voided"] is None:
                found[name, str(row[name])].append(str(row["id"]))
    return found


@dataclass(slots=True)
class Held:
    """What is held of one case: its registration, and its other records by kind, the newest last."""

    registration: Row
    lists: dict[str, list[Row]]


def held_of(office: Office, cases: Iterable[str]) -> dict[str, Held]:
    """Of each of these cases what is held."""
    ids = sorted(cases)
    at = same.members(office.db, ids)
    held = {
        str(row["id"]): Held(row, defaultdict(list))
        for row in rows.fetch(office.db, "registration", "id", ids)
    }
    for kind in ("allegation", "reporter", *SINGLE):
        for row in rows.fetch(office.db, kind, "case", at) if ids else ():
            if row["voided"] is None:
                held[at[str(row["case"])]].lists[kind].append(row)
    return held
