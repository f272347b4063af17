"""How versions of one record meet: pure, so that any history can be tried.

The versions an office holds of a record are its current one and open siblings. What comes in is compared with all
of them; what is known is dropped, what knows ours is taken, what was written beside ours is joined with it field by
field where no field is torn (`three_way`); the rest stands beside ours as a sibling until the owner decides. No
version is ever lost that nobody has written over knowingly.
"""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import NamedTuple

from msgspec.structs import replace

from app.exchange.three_way import joined
from app.exchange.truth import Stated
from app.records.version import Relation, join, relation
from app.store.firewall import WITHDRAWN_AS


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
    """The versions held afterwards, and what happened. `parts` are the versions that were joined field by field."""

    current: Stated
    siblings: tuple[Stated, ...]
    verdict: Verdict
    parts: tuple[Stated, ...] = ()


BaseOf = Callable[[Stated, Stated], Stated | None]
"""The last version that both of two knew, where it is remembered."""


def no_base(one: Stated, other: Stated) -> Stated | None:
    """For a store that remembers nothing: then only equal contents are joined."""
    return None


def merge(
    current: Stated | None, siblings: Sequence[Stated], incoming: Sequence[Stated], *, ours: bool,
    base_of: BaseOf = no_base,
) -> Merged:  # fmt: skip
    """Merge the versions that came in for one record into those held.

    `ours`: our office owns the record, and the file does not come from a desk of it; then our current version stays,
    and whatever we do not know is a sibling to decide about.
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
    parts: tuple[Stated, ...] = ()
    if not ours:
        held, parts = _joined(held, base_of)
    if held == before:
        assert current is not None
        return Merged(current, tuple(held[1:]), _nothing_new(held, incoming))
    kept = current if current is not None and current in held else held[0]
    rest = tuple(version for version in held if version is not kept)
    if any(version not in before for version in rest):
        return Merged(kept, rest, Verdict.HELD, parts)
    return Merged(kept, rest, Verdict.NEW if current is None else Verdict.CHANGED, parts)


def is_final(version: Stated) -> bool:
    """Whether it is what is left of a record of a case that went up (Rules Art. 15): voided so, without content."""
    said = version.voided is not None and version.voided.startswith(WITHDRAWN_AS)
    return said and not version.fields.keys() - {"case", "case_no"}


def ended(current: Stated | None, siblings: Sequence[Stated], incoming: Sequence[Stated]) -> Merged | None:
    """What a record is once any version says that its case went up: that beats every other version, and is final."""
    versions = [*incoming, *siblings, *([] if current is None else [current])]
    finals = sorted((each for each in versions if is_final(each)), key=lambda each: each.voided or "")
    if not finals:
        return None
    left = replace(finals[0], version=join(*(each.version for each in versions)))
    same = left == current and not siblings
    return Merged(left, (), Verdict.SAME if same else Verdict.NEW if current is None else Verdict.CHANGED)


def _joined(held: list[Stated], base_of: BaseOf) -> tuple[list[Stated], tuple[Stated, ...]]:
    """What is left when all that can be joined is, and the versions that went into it."""
    parts: list[Stated] = []
    at = 0
    while len(held) > 1 and at < len(held) - 1:
        for beside in range(at + 1, len(held)):
            one, other = held[at], held[beside]
            both = joined(base_of(one, other), one, other)
            if both is None:
                continue
            parts += [one, other]
            rest = [each for each in held if each is not one and each is not other]
            held = [both, *(each for each in rest if not _covers(both, each))]
            at = -1
            break
        at += 1
    return held, tuple(parts)


def _ordered(incoming: Sequence[Stated]) -> Sequence[Stated]:
    """An order that does not depend on that of arrival."""
    if len(incoming) < 2:
        return incoming
    return sorted(
        incoming, key=lambda each: (sorted(each.version.items()), sorted(each.fields.items(), key=str))
    )


def rightful(stated: Stated) -> bool:
    """Whether only desks of the record's owner have written this version; anything else is no version of it."""
    owner, version = stated.owner, stated.version
    for desk in version:
        if desk.rpartition("/")[0] != owner:  # `office_of`, without a call for each of a hundred thousand
            return False
    return bool(version)


def _covers(known: Stated, version: Stated) -> bool:
    """Whether `known` already holds what `version` says."""
    how = relation(version.version, known.version)
    return how is Relation.OLDER or (how is Relation.EQUAL and version == known)


def _knows(version: Stated, known: Stated) -> bool:
    return relation(version.version, known.version) is Relation.NEWER


def _nothing_new(held: list[Stated], incoming: Sequence[Stated]) -> Verdict:
    return Verdict.SAME if any(each in held for each in incoming) else Verdict.OLDER
