"""How versions of one record meet: pure, so that any history can be tried.

The versions an office holds of a record are its current one and open siblings. What comes in is compared with all
of them; what is known is dropped, what knows ours is taken, the rest stands beside ours as a sibling until the
owner decides. No version is ever lost that nobody has written over knowingly.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from app.exchange.truth import Stated
from app.records.version import Relation, office_of, relation


class Verdict(StrEnum):
    """What taking a file does with one record."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    OLDER = "older"
    HELD = "held"
    REFUSED = "refused"


KNOWN = (Verdict.SAME, Verdict.OLDER)
"""The verdicts that write nothing and that nobody need look at."""


class Merged(NamedTuple):
    """The versions held afterwards, and what happened."""

    current: Stated
    siblings: tuple[Stated, ...]
    verdict: Verdict


def merge(
    current: Stated | None, siblings: Sequence[Stated], incoming: Sequence[Stated], *, ours: bool
) -> Merged:
    """Merge the versions that came in for one record into those held.

    `ours`: our office owns the record; then our current version stays, and whatever does not come from our own
    hand is a sibling to decide about.
    """
    if not siblings and len(incoming) == 1:  # nearly all records of nearly all files
        if current is None:
            return Merged(incoming[0], (), Verdict.NEW)
        if current == incoming[0]:
            return Merged(current, (), Verdict.SAME)
    held = [] if current is None else [current, *siblings]
    before = list(held)
    for version in _ordered(incoming):
        if any(_covers(known, version) for known in held):
            continue
        held = [known for known in held if not _knows(version, known) or (ours and known is current)]
        held.append(version)
    if held == before:
        assert current is not None
        return Merged(current, tuple(held[1:]), _nothing_new(held, incoming))
    kept = current if current is not None and current in held else held[0]
    rest = tuple(version for version in held if version is not kept)
    if any(version not in before for version in rest):
        return Merged(kept, rest, Verdict.HELD)
    return Merged(kept, rest, Verdict.NEW if current is None else Verdict.CHANGED)


def _ordered(incoming: Sequence[Stated]) -> Sequence[Stated]:
    """An order that does not depend on that of arrival."""
    if len(incoming) < 2:
        return incoming
    return sorted(
        incoming, key=lambda each: (sorted(each.version.items()), sorted(each.fields.items(), key=str))
    )


def rightful(stated: Stated) -> bool:
    """Whether only desks of the record's owner have written this version; anything else is no version of it."""
    owner = stated.owner
    for desk in stated.version:
        if office_of(desk) != owner:
            return False
    return bool(stated.version)


def _covers(known: Stated, version: Stated) -> bool:
    """Whether `known` already holds what `version` says."""
    how = relation(version.version, known.version)
    return how is Relation.OLDER or (how is Relation.EQUAL and version == known)


def _knows(version: Stated, known: Stated) -> bool:
    return relation(version.version, known.version) is Relation.NEWER


def _nothing_new(held: list[Stated], incoming: Sequence[Stated]) -> Verdict:
    return Verdict.SAME if any(each in held for each in incoming) else Verdict.OLDER
