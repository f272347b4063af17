"""May a record that came in be stored: known kind, sound id, written by its owner, every value one of its field.

Codes and fields that only a newer format knows may be. A posting of ten thousand cases holds a million values, so
many records at once are looked at column by column, and one by one only where something is not plain.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache, lru_cache

from app.exchange.merge import rightful
from app.exchange.storable_text import can_be_stored, shown
from app.exchange.truth import Stated
from app.records.catalogue import KINDS
from app.schema.kinds import TEXT_LIMIT, Day, Stored
from app.store import peers, sister_desks

_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NO_ID, _AS_NOUGHT = b"00000000-0000-0000-0000-000000000000", bytes.maketrans(b"123456789abcdef", b"0" * 15)
_TAKEN, _TAKEN_AT_HOME = frozenset(peers.TRAVELLING), frozenset(sister_desks.TRAVELLING)


def refused(versions: Sequence[Stated], ours: Stated | None, *, sister: bool = False) -> str | None:
    """Why a record is not taken, or None. `sister`: it comes from another desk of our office."""
    first = versions[0]
    kind, id, owner = first.kind, first.id, first.owner
    if kind not in (_TAKEN_AT_HOME if sister else _TAKEN):
        return "本机版本不认识这类记录，原样保留。" if kind not in KINDS else "这类记录不随工作簿往来。"
    if _ID.fullmatch(id) is None:
        return "记录编码不对，没有收取：请对方重新导出一份。"
    if ours is not None:
        owner = ours.owner
    for each in versions:
        if each is not first and (each.id != id or each.kind != kind):
            return "记录编码不对，没有收取：请对方重新导出一份。"
        if each.owner != owner or not rightful(each):
            return "寄来的改动不是填写这条记录的单位写的，没有收取：请对方改用更正建议。"
    return None


def plainly_sound(records: Sequence[Stated]) -> bool:
    """Whether `refused` and `unfit` find nothing wrong with any of these, of which none is held here; False says only
    that each has to be asked. It must be known that no text of theirs holds half a character."""
    if not (_TAKEN.issuperset({each.kind for each in records}) and _are_ids([each.id for each in records])):
        return False
    shapes: dict[tuple[str, tuple[str, ...]], list[dict[str, Stored]]] = {}
    for each in records:
        if each.voided is not None or not rightful(each):
            return False
        shapes.setdefault((each.kind, tuple(each.fields)), []).append(each.fields)
    return all(_columns_fit(kind, names, rows) for (kind, names), rows in shapes.items())


def _are_ids(texts: list[str]) -> bool:
    joined = "".join(texts).encode().translate(_AS_NOUGHT)
    return set(map(len, texts)) <= {len(_NO_ID)} and joined == _NO_ID * len(texts)


def _columns_fit(kind: str, names: tuple[str, ...], rows: list[dict[str, Stored]]) -> bool:
    """Whether every value of records that fill just these fields, in this order, is plainly one of its field."""
    checks = _checks(kind)
    columns = zip(names, zip(*map(dict.values, rows), strict=True), strict=True)
    return can_be_stored("".join(names)) and all(
        all(map(check, set(column)))
        if (check := checks[name][1] if name in checks else _is_text) is not _is_text
        else set(map(type, column)) == {str} and max(map(len, column)) <= TEXT_LIMIT
        for name, column in columns
    )


def is_id(text: str) -> bool:
    """Whether it can be a record's id."""
    return _ID.fullmatch(text) is not None


def unfit(version: Stated) -> str | None:
    """Why the values of a version cannot be stored, or None."""
    checks = _checks(version.kind)
    for name, stored in version.fields.items():
        check = checks.get(name)
        if check is not None and stored is not None and not check[1](stored):
            return f"“{check[0]}”的内容“{shown(str(stored)[:40])}”不对，没有收取：请对方改好再寄。"
    texts = [*version.fields, *version.fields.values(), version.voided]
    if not all(can_be_stored(each) for each in texts if isinstance(each, str)):
        return "内容里有不成文字的符号，没有收取：请对方改好再寄。"
    if any(isinstance(each, int) and abs(each) >= 2**62 for each in version.fields.values()):
        return "内容里有大得不合常理的数，没有收取：请对方改好再寄。"
    if len(version.voided or "") > TEXT_LIMIT:
        return "作废的理由太长，没有收取：请对方改短再寄。"
    return None


@cache
def _checks(kind: str) -> dict[str, tuple[str, Callable[[Stored], bool]]]:
    """By field name, its label and whether a stored face can be one of its kind."""
    return {
        each.name: (each.label, _is_day if isinstance(each.kind, Day) else _is_number if each.kind.column == "integer"
                    else _is_text)
        for each in KINDS[kind].columns()
    }  # fmt: skip


def _is_number(stored: Stored) -> bool:
    return isinstance(stored, int) and 0 <= stored < 2**62


def _is_text(stored: Stored) -> bool:
    return isinstance(stored, str) and len(stored) <= TEXT_LIMIT


@lru_cache(maxsize=4096)
def _is_day(stored: Stored) -> bool:
    """Whether it is a day in the one way days are stored; `fromisoformat` reads weeks as well."""
    try:
        return (
            isinstance(stored, str) and stored >= "1900" and date.fromisoformat(stored).isoformat() == stored
        )
    except ValueError:
        return False
