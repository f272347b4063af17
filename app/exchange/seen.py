"""What the visible sheets said when they were exported, where no record says it.

Lights, their sums and joined names are computed by the sender, so the hidden truth keeps their words, a line a case;
and a digest of all parts in the custom properties says whether any program has saved the file since. Where none has,
no visible cell need be looked at.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

SORT = "seen"
PROPERTY = "huiyin_parts"


@dataclass(frozen=True, slots=True)
class Seen:
    """Of one row of 台账: which records stood in its bands, and what its computed cells said."""

    handling: str | None
    supervision: str | None
    light: str | None
    stage: str | None
    respondents: str | None
    sum: str | None


def seen_in(lines: Iterable[tuple[str, Any]]) -> dict[str, Seen]:
    """By case, what the lines of a truth say of it; what is no such line is left out."""
    found: dict[str, Seen] = {}
    for sort, said in lines:
        if sort == SORT and isinstance(said, list) and len(said) == 7 and isinstance(said[0], str):
            rest = said[1:]
            if all(each is None or isinstance(each, str) for each in rest):
                found[said[0]] = Seen(*rest)
    return found
