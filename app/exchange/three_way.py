"""Two versions of a record and the last one both knew, field by field: pure.

Whoever has the three comes to the same content, and the version that knows both needs no counter of its own: so two
desks that join the same versions have written the same, and need not tell each other.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.exchange.truth import Stated
from app.records.version import Version, encode, join
from app.schema.kinds import Stored
from app.store.same import SAME_AS

VOIDED = "voided"
"""In place of a field's name: whether and why the record no longer counts."""


@dataclass(frozen=True)
class Point:
    """One field in which two versions differ. `base` is what both knew, where that is known at all."""

    name: str
    base: Stored
    ours: Stored
    theirs: Stored
    based: bool

    @property
    def torn(self) -> bool:
        """Whether both changed it, differently; without a base nobody can say that only one did. Of two cases with which
        one is said to be the same, the smaller id is: nobody need decide."""
        if self._kept_smaller:
            return False
        return not self.based or self.base not in (self.ours, self.theirs)

    @property
    def _kept_smaller(self) -> bool:
        both = self.ours is not None and self.theirs is not None
        return self.name == SAME_AS and both and (not self.based or self.base not in (self.ours, self.theirs))

    @property
    def joined(self) -> Stored:
        """What stands there when both are joined; ours where it is torn."""
        if self._kept_smaller:
            return min(str(self.ours), str(self.theirs))
        return self.theirs if self.based and self.ours == self.base else self.ours


def meeting_point(one: Version, other: Version) -> dict[str, int]:
    """The version vector of the last version that both knew."""
    both = {desk: min(count, other.get(desk, 0)) for desk, count in one.items()}
    return {desk: count for desk, count in both.items() if count}


def points(base: Stated | None, ours: Stated, theirs: Stated) -> list[Point]:
    """Every field in which the two differ."""
    return list(_points(base, ours, theirs))


def _points(base: Stated | None, ours: Stated, theirs: Stated) -> Iterator[Point]:
    if ours.voided != theirs.voided:
        yield Point(
            VOIDED, None if base is None else base.voided, ours.voided, theirs.voided, base is not None
        )
    for name in sorted(ours.fields.keys() | theirs.fields.keys()):
        mine, other = ours.fields.get(name), theirs.fields.get(name)
        if mine != other:
            yield Point(name, None if base is None else base.fields.get(name), mine, other, base is not None)


def joined(base: Stated | None, ours: Stated, theirs: Stated) -> Stated | None:
    """Both as one version that knows both, or None where a person has to decide.

    A record that one hand voided while the other went on writing is torn as a whole.
    """
    found = points(base, ours, theirs)
    if any(each.torn for each in found) or (len(found) > 1 and any(each.name == VOIDED for each in found)):
        return None
    return with_values(ours, {each.name: each.joined for each in found}, join(ours.version, theirs.version))


def with_values(version: Stated, values: Mapping[str, Stored], known: Version) -> Stated:
    """The version with these values written over, as one that knows all of `known`."""
    fields = {**version.fields, **{name: value for name, value in values.items() if name != VOIDED}}
    voided = values.get(VOIDED, version.voided)
    return Stated(
        version.kind, version.id, version.owner, known, None if voided is None else str(voided),
        {name: value for name, value in fields.items() if value is not None},
    )  # fmt: skip


def found_among(versions: list[Stated], one: Version, other: Version) -> Stated | None:
    """The last version both knew, where it is among those remembered and only one content is."""
    wanted = encode(meeting_point(one, other))
    fitting = [each for each in versions if encode(each.version) == wanted]
    if not fitting or any(
        (each.fields, each.voided) != (fitting[0].fields, fitting[0].voided) for each in fitting
    ):
        return None
    return fitting[0]
