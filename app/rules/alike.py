"""Whether two reports may be about one matter: what agrees between them, and how certain that is (M26, M47).

Compared are respondents, posts, villages, topics and wording, the last by sound, so that a wrong character of the same
sound, a traditional one or a full-width one does not part what belongs together. A person judges; this only proposes.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Hamming, Indel

from app.rules.report_said import TITLES, Report, Said, plain, said_by
from app.schema.pinyin import near_sound, syllables


@dataclass(frozen=True)
class Agreement:
    """What agrees, in words for the screen; certainty 0-100 that it is one matter; whether a respondent agrees."""

    certainty: int
    words: tuple[str, ...]
    named: bool


@dataclass(frozen=True)
class Features:
    """What is measured between two reports, each 0 (differs) to 1 (agrees); None where one of them is silent."""

    name: float | None
    place: float | None
    body: float | None
    """What sort of body is reported: 村委会, 卫生室, 学校 …"""
    group: float | None
    post: float | None
    topic: float | None
    when: float | None
    """Years that the texts name."""
    figures: float | None
    """Sums and counts that the texts name, a tenth more or less."""
    wording: float
    held: float
    """How much of the shorter text stands in the longer."""
    order: float
    """How much of the texts runs in the same order."""


def agree(one: Report, other: Report, weights: Mapping[str, float]) -> Agreement:
    """Compare two reports. `weights` says how telling a pair of sounds is; pairs not in it count as common ones."""
    found = measure(one, other, weights)
    certainty = round(100 / (1 + math.exp(-_sum(found))))
    return Agreement(certainty, _words(found), bool(found.name and found.name >= 0.7))


def measure(one: Report, other: Report, weights: Mapping[str, float]) -> Features:
    """What is measured between two reports."""
    mine, theirs = said_by(one), said_by(other)
    wording, held = _wording(mine.pairs, theirs.pairs, weights)
    parts = {name: part(mine, theirs) for name, part in _PARTS.items()}
    order = Indel.normalized_similarity(mine.sounds, theirs.sounds)
    return Features(**parts, wording=wording, held=held, order=order)


def can_reach(mine: Said, theirs: Said, least: int) -> bool:
    """Whether `agree` may be certain by so much (0-100): false only where the wording, which costs most to compare, could
    not make up for what differs."""
    wanted = -math.log(100 / (least - 0.5) - 1)
    best = _BEST
    for name, part in _PARTS.items():
        value = part(mine, theirs)
        best += (0.0 if value is None else _worth(name, value)) - _MOST[name]
        if best < wanted:
            return False
    return True


def _figures_agree(mine: frozenset[float], theirs: frozenset[float]) -> float | None:
    if not mine or not theirs:
        return None
    return float(any(abs(a - b) <= 0.15 * max(a, b) for a in mine for b in theirs))


def _names(one: Said, other: Said) -> float | None:
    if not one.names or not other.names:
        return _named_in_text(one.names or other.names, other if one.names else one)
    return max(_name(a, b) for a in one.names for b in other.names)


def _named_in_text(names: Iterable[str], report: Said) -> float | None:
    """Where one report names nobody, its text may: then that counts; otherwise nothing is known."""
    return 1.0 if any(plain(name) in report.text for name in names) else None


@lru_cache(maxsize=16384)
def _name(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if _called(one, other) or _called(other, one):
        return 0.7
    mine, theirs = syllables(one), syllables(other)
    if mine == theirs:
        return 0.95
    if len(mine) != len(theirs):
        return 0.0
    near = [near_sound(a) == near_sound(b) for a, b in zip(mine, theirs, strict=True)]
    if all(near):
        return 0.85
    near_miss = len(one) > 2 and Hamming.distance(one, other) == 1
    return 0.5 if near_miss else 0.0


def _called(short: str, name: str) -> bool:
    """Whether `short` is how people speak of that person: 王书记, 小王, 老王."""
    titled = short[0] == name[0] and any(title in short for title in TITLES)
    return titled or (len(short) == 2 and short[0] in "小老" and short[1] == name[0])


def _sets(mine: frozenset[str], theirs: frozenset[str]) -> float | None:
    if not mine or not theirs:
        return None
    return 1.0 if mine & theirs else 0.0


def _share(mine: frozenset[str], theirs: frozenset[str]) -> float | None:
    if not mine or not theirs:
        return None
    return len(mine & theirs) / min(len(mine), len(theirs))


def _wording(
    mine: frozenset[str], theirs: frozenset[str], weights: Mapping[str, float]
) -> tuple[float, float]:
    def weigh(pairs: Iterable[str]) -> float:
        return sum(weights.get(each, 1.0) for each in pairs)

    shared = weigh(mine & theirs)
    a, b = weigh(mine), weigh(theirs)
    if not a or not b:
        return 0.0, 0.0
    return 2 * shared / (a + b), shared / min(a, b)


_WEIGHTS = {
    "bias": -1.35, "wording": 0.53, "held": 1.45, "order": 0.62, "name": 1.87, "no name": -2.2, "place": 0.64,
    "no place": -1.99, "body": 0.03, "no body": -0.99, "group": 0.25, "no group": -2.21, "post": 0.31, "no post": -1.91,
    "topic": -0.14, "no topic": -1.37, "when": 0.03, "no when": -2.73, "figures": 1.2, "no figures": -1.2,
}  # fmt: skip
"""What each agreement is worth; fitted on half of the labelled pairs in `tests/data/likeness`, tested on the other."""


_PARTS: dict[str, Callable[[Said, Said], float | None]] = {
    "name": _names,
    "place": lambda mine, theirs: _sets(mine.places, theirs.places),
    "post": lambda mine, theirs: _sets(mine.posts, theirs.posts),
    "group": lambda mine, theirs: _sets(mine.groups, theirs.groups),
    "when": lambda mine, theirs: _sets(mine.years, theirs.years),
    "topic": lambda mine, theirs: _share(mine.topics, theirs.topics),
    "figures": lambda mine, theirs: _figures_agree(mine.figures, theirs.figures),
    "body": lambda mine, theirs: _sets(mine.bodies, theirs.bodies),
}
"""How each part is measured, those first that part most reports from each other at least cost."""
PARTS = tuple(_PARTS)
"""What both reports may be silent about."""
_MOST = {name: max(0.0, _WEIGHTS[name], _WEIGHTS[f"no {name}"]) for name in PARTS}
_BEST = _WEIGHTS["bias"] + sum(_MOST.values()) + sum(_WEIGHTS[name] for name in ("wording", "held", "order"))


def _sum(found: Features) -> float:
    return sum(_WEIGHTS[name] * value for name, value in terms(found).items())


def _worth(name: str, value: float) -> float:
    return _WEIGHTS[name] * value if value > 0 else _WEIGHTS[f"no {name}"]


def terms(found: Features) -> dict[str, float]:
    """The measures as the terms that are weighed: silence is worth nothing, a difference is a term of its own."""
    said = {"bias": 1.0, "wording": found.wording, "held": found.held, "order": found.order}
    for name in PARTS:
        value = getattr(found, name)
        if value is not None:
            said[name if value > 0 else f"no {name}"] = value or 1.0
    return said


def _words(found: Features) -> tuple[str, ...]:
    said = []
    if found.name:
        said.append(
            "被反映人相同" if found.name == 1 else "被反映人同音" if found.name > 0.8 else "被反映人相近"
        )
    if found.place:
        said.append("同一村(社区)")
    if found.post:
        said.append("职务相同")
    if found.topic:
        said.append("问题同类")
    if found.held > 0.5:
        said.append("内容多处一致")
    return tuple(said)
