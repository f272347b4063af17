"""Offices without Huiyin: the office that takes their paper or workbook writes for them, in trust.

Such a write stands under a virtual desk of theirs that names the desk that wrote (`YX02/0@QH00.7K2M…`), so that two desks
of one office that both write in trust never give two versions the same vector.
"""

from app.store import rows
from app.store.office import Office


def without(office: Office) -> list[str]:
    """The codes of all offices that are so marked."""
    found = rows.fetch(office.db, "unit", "uses_huiyin", ["0"])
    return [str(row["code"]) for row in found if row["voided"] is None and row["code"] != office.code]


def is_without(office: Office, code: str) -> bool:
    """Whether that office is marked in the directory of units as having no Huiyin."""
    if code in ("", office.code):
        return False
    found = rows.fetch(office.db, "unit", "code", [code])
    return any(row["uses_huiyin"] == 0 for row in found if row["voided"] is None)
