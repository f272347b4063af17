"""Which parts of two texts agree, as ranges, so that a person sees at a glance why they are shown side by side.

By sound, as likeness compares (`app.rules.alike`): a wrong character of the same sound, a traditional or a full-width
one does not part what belongs together.
"""

import unicodedata

from app.schema.pinyin import sounds

Range = tuple[int, int]
"""First place, and the place after the last."""
LEAST = 3
"""Signs that must agree in a row: two neighbours agree by chance in most reports of one office."""


def marks(one: str, other: str, least: int = LEAST) -> tuple[tuple[Range, ...], tuple[Range, ...]]:
    """The agreeing ranges of each of the two texts."""
    mine, theirs = _heard(one), _heard(other)
    shared = _pieces(mine, least) & _pieces(theirs, least)
    return _ranges(mine, shared, least), _ranges(theirs, shared, least)


def _heard(text: str) -> str:
    """The text by sound, sign for sign; what is neither letter nor character is a blank."""
    return sounds("".join(map(_plain, text)))


def _plain(sign: str) -> str:
    narrow = unicodedata.normalize("NFKC", sign).lower()
    return narrow if len(narrow) == 1 and narrow.isalnum() else " "


def _pieces(heard: str, least: int) -> set[str]:
    found = (heard[at : at + least] for at in range(len(heard) - least + 1))
    return {each for each in found if " " not in each}


def _ranges(heard: str, shared: set[str], least: int) -> tuple[Range, ...]:
    ranges: list[Range] = []
    for at in range(len(heard) - least + 1):
        if heard[at : at + least] not in shared:
            continue
        if ranges and at <= ranges[-1][1]:
            ranges[-1] = (ranges[-1][0], at + least)
        else:
            ranges.append((at, at + least))
    return tuple(ranges)
