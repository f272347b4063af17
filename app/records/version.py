"""Version vectors: which writes of which desk a version of a record knows.

A version is a mapping of desk to counter. One desk is `office code/number`, so a version also says which office
wrote it. Two versions are equal, one knows the other, or neither does (concurrent).
"""

import json
from collections.abc import Mapping
from enum import Enum
from functools import lru_cache
from types import MappingProxyType

Version = Mapping[str, int]


class Relation(Enum):
    """How an incoming version stands to ours."""

    EQUAL = "equal"
    NEWER = "newer"
    OLDER = "older"
    CONCURRENT = "concurrent"


def relation(incoming: Version, ours: Version) -> Relation:
    """How `incoming` stands to `ours`."""
    knows_ours = all(incoming.get(desk, 0) >= count for desk, count in ours.items())
    ours_knows = all(ours.get(desk, 0) >= count for desk, count in incoming.items())
    if knows_ours and ours_knows:
        return Relation.EQUAL
    if knows_ours:
        return Relation.NEWER
    return Relation.OLDER if ours_knows else Relation.CONCURRENT


def join(*versions: Version) -> dict[str, int]:
    """The smallest version that knows all of these."""
    merged: dict[str, int] = {}
    for version in versions:
        for desk, count in version.items():
            merged[desk] = max(merged.get(desk, 0), count)
    return merged


def office_of(desk: str) -> str:
    """The office code in a desk's name."""
    return desk.rpartition("/")[0]


def encode(version: Version) -> str:
    """The one text for this version (keys sorted), so that equal versions are equal texts."""
    return "{" + ",".join([f"{_quoted(desk)}:{count}" for desk, count in sorted(version.items())]) + "}"


@lru_cache(maxsize=4096)
def _quoted(desk: str) -> str:
    return json.dumps(desk)


@lru_cache(maxsize=4096)
def decode(text: str) -> Version:
    """What `encode` wrote. Records of one change share their version, so most texts were read before."""
    return MappingProxyType({str(desk): int(count) for desk, count in json.loads(text).items()})
