"""What stood in the rows of a case on an earlier day, by what is entered now.

What had not happened yet is gone, and what was decided with it; a limit that somebody has set lies ahead by nature and
stays while the record that sets it was there. What has no day of its own is as it is entered now.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

from app.records.catalogue import KINDS
from app.schema.kinds import Day, Stored
from app.store.rows import Row

_DECIDED: Mapping[tuple[str, str], Mapping[str, Stored]] = {
    ("extension", "decided_on"): {"decision": None, "due_on": None},
    ("supervision", "extension_decided_on"): {"extension": None, "extended_due_on": None},
    ("registration", "identity_checked_on"): {"identity_status": "signed_unverified"},
}
"""By kind and day, what stood before that day in the fields that were decided on it."""


def rows_until(kind: str, found: Iterable[Row], day: date | None) -> list[Row]:
    """The rows of a kind as they stood on that day, without those of which everything came later; all for None."""
    if day is None:
        return list(found)
    last = day.isoformat()
    return [stood for row in found if (stood := _until(kind, row, last)) is not None]


def _until(kind: str, row: Row, last: str) -> Row | None:
    days = [name for name in _happenings(kind) if row[name]]
    later = [name for name in days if str(row[name]) > last]
    if not later:
        return row
    if kind != "registration" and len(later) == len(days):
        return None
    stood = row | dict.fromkeys(later)
    for name in later:
        stood |= _DECIDED.get((kind, name), {})
    return stood


@cache
def _happenings(kind: str) -> tuple[str, ...]:
    """The days of a kind that cannot lie ahead: on them something happened."""
    return tuple(each.name for each in KINDS[kind].columns() if isinstance(each.kind, Day) and each.kind.past)
