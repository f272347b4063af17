"""Offices without Huiyin: the office that takes their paper or workbook writes for them, in trust.

Such a write stands under a virtual desk of theirs that names the desk that wrote (`YX02/0@QH00.7K2M…`), so that two desks
of one office that both write in trust never give two versions the same vector.
"""

from app.store import peers, rows, shelf
from app.store.office import Office


def is_without(office: Office, code: str) -> bool:
    """Whether that office has no Huiyin: marked so, or nothing marked and no posting of it was ever taken."""
    if code in ("", office.code):
        return False
    marks = [
        row["uses_huiyin"] for row in rows.fetch(office.db, "unit", "code", [code]) if row["voided"] is None
    ]
    if not marks or marks[0] is not None:
        return marks == [0]
    return not peers.desks_of(office.db, code) and not any(
        said["office"] == code for said in shelf.values(office.db, "taken").values()
    )
