"""The likeliest earlier case of each of many reports, as a ledger of ten thousand rows brings them: questions asked once.

The measure is that of one report (`app.ledger.likeness`). What differs is who is compared: the cases that share a name
with the row, or its rarest pairs of characters; a few of them instead of a hundred and sixty. What the index says of a
name or a pair is kept for the rows that follow.
"""

import heapq
import math
from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from peewee import Database

from app.ledger.families import families_of
from app.ledger.likeness import POSSIBLE, Like, newest, read, sounding_like
from app.ledger.pieces import run
from app.rules.alike import agree, can_reach
from app.rules.report_said import Report, Said, names_of, places, plain, said_by, sound_pairs
from app.store import grams

_RARE, _AMONG_VILLAGE = 600, 1500
"""A pair that stands in so many cases tells nothing; of a village so many are known."""
_RAREST, _FOLLOWED, _COMPARED = 14, 800, 16
"""How many of a row's pairs are followed, the rarest first, until they led to so many cases; how many cases are compared."""
_KEPT = 8192
"""How many cases are kept that were read once."""
_AT_ONCE = 200
"""Rows between two looks at whether to go on."""
Progress = Callable[[int, int], object]


def like_each(
    db: Database, asked: Sequence[Report], still: Callable[[], bool], progress: Progress
) -> dict[int, Like]:
    """By the place of a report among those asked its likeliest earlier case, of those that have a possible one.

    `still` is asked now and then and ends it; `progress` gets how many reports were compared, of how many.
    """
    found: dict[int, Like] = {}
    ((total,),) = run(db, 'SELECT count(*) FROM "case_row"', ())
    if not total:
        return found
    sieve = _Sieve(db, total)
    for begun, some in _parts(asked):
        if not still():
            break
        progress(begun, len(asked))
        sifted = [sieve.sift(report) for report in some]
        sieve.read({number for numbers, _ in sifted for number in numbers})
        for place, (report, (numbers, weights)) in enumerate(zip(some, sifted, strict=True), start=begun):
            likeliest = _likeliest(report, numbers, sieve.texts, weights)
            if likeliest is not None:
                found[place] = likeliest
    known = families_of(db, sorted({each.number for each in found.values()}))
    return {
        place: Like(each.number, each.certainty, each.agrees, known[each.number])
        for place, each in found.items()
        if each.number in known
    }


def _parts(asked: Sequence[Report]) -> Iterator[tuple[int, list[Report]]]:
    rows = iter(asked)
    begun = 0
    while some := list(islice(rows, _AT_ONCE)):
        yield begun, some
        begun += len(some)


def _likeliest(
    report: Report, numbers: Sequence[int], texts: Mapping[int, Said], weights: Mapping[str, float]
) -> Like | None:
    best: Like | None = None
    said = said_by(report)
    for number in numbers:
        if number not in texts or not can_reach(said, texts[number], POSSIBLE):
            continue
        agreement = agree(report, texts[number].report, weights)
        if agreement.certainty < POSSIBLE:
            continue
        if best is None or (agreement.certainty, number) > (best.certainty, best.number):
            best = Like(number, agreement.certainty, agreement.words)
    return best


@dataclass(frozen=True, slots=True)
class _Pair:
    """A pair of characters: how telling it is, the cases that hold it where they are few, and how it sounds."""

    telling: float
    cases: "array[int]"
    sounds: tuple[str, ...]


class _Sieve:
    """Picks the few cases worth comparing with a report."""

    def __init__(self, db: Database, total: int) -> None:
        self._db, self._total = db, total
        self._names: dict[str, list[int]] = {}
        self._places: dict[str, frozenset[int]] = {}
        self._pairs: dict[str, _Pair] = {}
        self.texts: dict[int, Said] = {}
        """What the cases say that were compared last."""

    def read(self, wanted: Collection[int]) -> None:
        """Have these cases among `texts`."""
        if len(self.texts) > _KEPT:
            self.texts.clear()
        for number, report in read(self._db, sorted(set(wanted) - self.texts.keys())).items():
            self.texts[number] = said_by(report)

    def sift(self, asked: Report) -> tuple[list[int], dict[str, float]]:
        """Row numbers of cases, and how telling the pairs of sounds of the report are."""
        weights: dict[str, float] = {}
        rare: list[tuple[float, array[int]]] = []
        for pair in sorted(grams.grams(plain(asked.summary))):
            if len(pair) < grams.EXACT or not grams.can_find(pair):
                continue
            found = self._holding(pair)
            for sound in found.sounds:
                weights[sound] = max(weights.get(sound, 0.0), found.telling)
            if found.cases:
                rare.append((found.telling, found.cases))
        hits: defaultdict[int, float] = defaultdict(float)
        followed = 0
        for telling, holding in heapq.nlargest(_RAREST, rare, key=lambda each: each[0]):
            for number in holding:
                hits[number] += telling
            followed += len(holding)
            if followed > _FOLLOWED:
                break
        for name in names_of(asked):
            for number in self._sounding(name):
                hits[number] += 8.0
        for place in places(asked):
            within = self._village(place)
            for number in hits.keys() & within:
                hits[number] += 3.0
        ranked = heapq.nlargest(_COMPARED, zip(hits.values(), hits, strict=True))
        return [number for _, number in ranked], weights

    def _village(self, place: str) -> frozenset[int]:
        if place not in self._places:
            self._places[place] = frozenset(newest(self._db, place, _AMONG_VILLAGE))
        return self._places[place]

    def _sounding(self, name: str) -> list[int]:
        if name not in self._names:
            self._names[name] = list(sounding_like(self._db, name))
        return self._names[name]

    def _holding(self, pair: str) -> "_Pair":
        if pair not in self._pairs:
            every = newest(self._db, pair, _RARE)
            telling = math.log(1 + (self._total + 1) / (len(every) + 1))
            rare = array("i", every if len(every) < _RARE else ())
            self._pairs[pair] = _Pair(telling, rare, tuple(sound_pairs(pair)))
        return self._pairs[pair]
