"""May a record that came in be stored: known kind, sound id, written by its owner, every value one of its field.

Codes and fields that only a newer format knows may be. A posting of ten thousand cases holds a million values, so
what is plainly fit is told with a few calls per record, and only the rest is looked at value by value.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache, lru_cache
from operator import itemgetter

from app.exchange.merge import rightful
from app.exchange.storable_text import can_be_stored, shown
from app.exchange.truth import Stated
from app.records.catalogue import KINDS
from app.schema.kinds import TEXT_LIMIT, Day, Stored
from app.store import peers, sister_desks

_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_TAKEN, _TAKEN_AT_HOME = frozenset(peers.TRAVELLING), frozenset(sister_desks.TRAVELLING)
_Getter = Callable[[dict[str, Stored]], tuple[Stored, ...]]


def refused(versions: Sequence[Stated], ours: Stated | None, *, sister: bool = False) -> str | None:
    """Why a record is not taken, or None. `sister`: it comes from another desk of our office."""
    kind, id, owner = versions[0][:3]
    if kind not in (_TAKEN_AT_HOME if sister else _TAKEN):
        return "本机版本不认识这类记录，原样保留。" if kind not in KINDS else "这类记录不随工作簿往来。"
    if _ID.fullmatch(id) is None:
        return "记录编码不对，没有收取。"
    if ours is not None:
        owner = ours.owner
    for each in versions:
        if each is not versions[0] and (each.id != id or each.kind != kind):
            return "记录编码不对，没有收取。"
        if each.owner != owner or not rightful(each):
            return "寄来的改动不是填写这条记录的单位写的，没有收取。"
    return None


def is_id(text: str) -> bool:
    """Whether it can be a record's id."""
    return _ID.fullmatch(text) is not None


def unfit(version: Stated, *, is_text: bool = False) -> str | None:
    """Why the values of a version cannot be stored, or None. `is_text`: it is known that none holds half a character."""
    return None if _plainly_fit(version, is_text) else _why_unfit(version)


def _plainly_fit(version: Stated, is_text: bool) -> bool:
    kind, _, _, _, voided, fields = version
    texts, days, numbers = _sorted_out(kind, tuple(fields))
    try:
        found = texts(fields)
        if voided is not None or sum(map(len, found)) > TEXT_LIMIT:  # type: ignore[arg-type]  # no text: a TypeError
            return False
        if not is_text:
            "".join(found).encode()  # type: ignore[arg-type]
    except (TypeError, UnicodeEncodeError):
        return False
    for day in days(fields):
        if not _is_day(day):
            return False
    return all(map(_is_number, numbers(fields)))


@lru_cache(maxsize=4096)
def _sorted_out(kind: str, names: tuple[str, ...]) -> tuple[_Getter, _Getter, _Getter]:
    """For records that fill just these fields: how to get what must be text, what a day and what a number."""
    checks = _checks(kind)
    sorts: dict[object, list[str]] = {_is_text: [], _is_day: [], _is_number: []}
    for name in names:
        sorts[checks[name][1] if name in checks else _is_text].append(name)
    texts, days, numbers = map(_getter, sorts.values())
    if not can_be_stored("".join(names)):
        return lambda fields: (None,), days, numbers  # never plainly fit
    return texts, days, numbers


def _getter(names: list[str]) -> _Getter:
    if len(names) > 1:
        return itemgetter(*names)
    return (lambda fields: (fields[names[0]],)) if names else lambda fields: ()


def _why_unfit(version: Stated) -> str | None:
    checks = _checks(version.kind)
    for name, stored in version.fields.items():
        check = checks.get(name)
        if check is not None and stored is not None and not check[1](stored):
            return f"“{check[0]}”的内容“{shown(str(stored)[:40])}”不对，没有收取。"
    texts = [*version.fields, *version.fields.values(), version.voided]
    if not all(can_be_stored(each) for each in texts if isinstance(each, str)):
        return "内容里有不成文字的符号，没有收取。"
    if any(isinstance(each, int) and abs(each) >= 2**62 for each in version.fields.values()):
        return "内容里有大得不合常理的数，没有收取。"
    if len(version.voided or "") > TEXT_LIMIT:
        return "作废的理由太长，没有收取。"
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
