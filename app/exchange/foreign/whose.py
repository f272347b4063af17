"""Whose ledger a file is that nobody was asked about: the unit that its name tells, else the one whose header it bears.

In a folder many units may send the same form, so a header that several use says nothing by itself.
"""

from collections.abc import Collection

from app.errors import Invalid
from app.exchange.foreign.inspection import MAPPINGS
from app.store import rows, shelf
from app.store.office import Office

_ENDINGS = ("纪委监委信访室", "纪委监委", "纪检监察组", "纪工委", "纪委")
SEVERAL = "这样的表有几个单位在用（{}），分不出这一份是谁的：请在文件名里写上单位名称再放进来，或单独选这一份、选好是谁的。"


def whose(office: Office, file_name: str, marks: Collection[str]) -> str:
    """The code of the unit, blank for our own. `marks`: fingerprints of the file's headers. Raises Invalid where more than
    one would do."""
    named = _named(office, file_name)
    if named is not None:
        return named
    users = {
        code for key in shelf.values(office.db, MAPPINGS)
        for mark, _, code in (key.partition("/"),) if mark in marks
    }  # fmt: skip
    if len(users) < 2:
        return next(iter(users), "")
    known = _units(office)
    raise Invalid(SEVERAL.format("、".join(known.get(code, office.name) for code in sorted(users))))


def _named(office: Office, file_name: str) -> str | None:
    """The unit whose name, or place, stands in the file's name; blank for our own, None where none or several do."""
    names = {word: code for code, name in _units(office).items() for word in _words(name)}
    found = [name for name in names if name in file_name]
    codes = {names[name] for name in found if not any(name in other and name != other for other in found)}
    if len(codes) == 1:
        return codes.pop()
    return "" if not codes and any(word in file_name for word in _words(office.name)) else None


def _words(name: str) -> list[str]:
    """白石镇纪委 is also meant by 白石镇."""
    place = next((name.removesuffix(each) for each in _ENDINGS if name.endswith(each)), name)
    return [each for each in dict.fromkeys((name, place)) if len(each) > 2]


def _units(office: Office) -> dict[str, str]:
    """Names of the other units that keep a ledger, by code."""
    found = (row for row in rows.fetch_all(office.db, "unit") if row["voided"] is None)
    kept = {str(row["code"]): str(row["name"] or "") for row in found if row["unit_kind"] != "village"}
    return {code: name for code, name in kept.items() if code != office.code}
