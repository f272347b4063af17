"""Numbers of postings that never came, as runs: a file may claim any number, so none is counted up to."""

from collections.abc import Iterable
from itertools import pairwise

Run = tuple[int, int]
"""First and last of neighbouring numbers."""


def gaps(came: Iterable[int]) -> tuple[Run, ...]:
    """The runs missing below the last number that came, from 1 on."""
    return tuple((one + 1, other - 1) for one, other in pairwise((0, *sorted(set(came)))) if other - one > 1)


def numbers(runs: Iterable[Run]) -> str:
    """2—3、5: runs in words."""
    return "、".join(str(one) if one == other else f"{one}—{other}" for one, other in runs)
