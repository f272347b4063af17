"""Whether two reports may be about one matter: what agrees between them, and how certain that is (M26, M47).

Compared are respondents, posts, villages, topics and wording, the last by sound, so that a wrong character of the same
sound, a traditional one or a full-width one does not part what belongs together. A person judges; this only proposes.
"""

import math
import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from rapidfuzz.distance import Hamming, Indel

from app.paths import resource
from app.schema.pinyin import near_sound, sounds, syllables

_PLACE = re.compile(r"[一-鿿]{2,3}?(?:村|社区|居委会)(?![民里支党主书会干小组])|[一-鿿]{2}(?:村|社区)")
_GROUP = re.compile(
    r"[一二三四五六七八九十\d]{1,3}组|[一-鿿]{2}(?=组(?!织|成|长))|[东南西北上下前后](?=片|湾组|冲|坡)"
)
_YEAR = re.compile(r"(?<!\d)(20\d\d)年")
_FIGURE = re.compile(
    r"(\d+(?:\.\d+)?|[一二两三四五六七八九十百千万]{1,9})(万|千|百)?[余多来]?"
    r"(?=元|块|亩|户|桌|平|人|件|米|个|盏|%|的|$|[，。、；])"
)
_DIGITS = {each: number for number, each in enumerate("零一二三四五六七八九")} | {"两": 2}
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000}
_BODIES = {
    "村委会": ("村委", "村民委员会", "居委会", "村干部"), "党支部": ("党支部", "党总支"), "合作社": ("合作社",),
    "医": ("卫生院", "卫生室", "卫生服务", "医院"), "学校": ("小学", "中学", "学校", "幼儿园"), "公司": ("公司", "企业"),
    "信用社": ("信用社", "银行"), "所站": ("所", "站", "办公室", "农业办", "中心"), "政府": ("政府",),
}  # fmt: skip
_TITLES = (
    "书记",
    "主任",
    "会计",
    "组长",
    "文书",
    "出纳",
    "村长",
    "支书",
    "院长",
    "校长",
    "所长",
    "站长",
    "镇长",
)
_BETWEEN = re.compile(r"[、,，;；/\s]+")
_SAID_OFTEN = re.compile(
    r"反映|举报|要求|查处|调查|核实|问题|情况|群众|村民|严重|多次|来信人|来信|来电|来访|本人|我们|请"
)


@dataclass(frozen=True)
class Named:
    """One respondent as it was written: name, unit, post; each may be blank."""

    name: str
    unit: str = ""
    position: str = ""


@dataclass(frozen=True)
class Report:
    """What is compared of a report: respondents, village, content, day received (ISO). Nothing of who wrote it."""

    respondents: tuple[Named, ...]
    place: str
    summary: str
    received_on: str = ""


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
    mine, theirs = _digest(one), _digest(other)
    wording, held = _wording(mine.pairs, theirs.pairs, weights)
    return Features(
        name=_names(one, other),
        place=_sets(mine.places, theirs.places),
        body=_sets(mine.bodies, theirs.bodies),
        group=_sets(mine.groups, theirs.groups),
        post=_sets(mine.posts, theirs.posts),
        topic=_share(mine.topics, theirs.topics),
        when=_sets(mine.years, theirs.years),
        figures=_figures_agree(mine.figures, theirs.figures),
        wording=wording,
        held=held,
        order=Indel.normalized_similarity(mine.sounds, theirs.sounds),
    )


@dataclass(frozen=True)
class _Digest:
    places: frozenset[str]
    bodies: frozenset[str]
    groups: frozenset[str]
    years: frozenset[str]
    figures: frozenset[float]
    posts: frozenset[str]
    topics: frozenset[str]
    sounds: str
    pairs: frozenset[str]


@lru_cache(maxsize=2048)
def _digest(report: Report) -> _Digest:
    text = plain(report.summary)
    where = places(report)
    units = {plain(each.unit) for each in report.respondents if each.unit}
    bare = text
    for each in (*where, *(plain(name) for name in names_of(report))):
        bare = bare.replace(each, " ")
    bare = _SAID_OFTEN.sub(" ", bare)
    posts = " ".join(plain(each.position) for each in report.respondents) or text
    return _Digest(
        places=frozenset(sounds(each) for each in where or units),
        bodies=_bodies(report),
        groups=frozenset(_GROUP.findall(f"{plain(report.place)} {text}")),
        years=frozenset(_YEAR.findall(text)),
        figures=frozenset(figures(text)),
        posts=frozenset(_post(title) for title in _TITLES if title in posts),
        topics=_topics(text),
        sounds=sounds("".join(bare.split())),
        pairs=frozenset(sound_pairs(bare)),
    )


def plain(text: str) -> str:
    """The text in half-width, lower case."""
    return unicodedata.normalize("NFKC", text).lower()


def sound_pairs(text: str) -> set[str]:
    """Pairs of neighbouring sounds in each run of letters and characters."""
    runs = re.findall(r"[^\W_]+", plain(text))
    return {pair for each in runs for pair in map("".join, pairwise(sounds(each)))}


def names_of(report: Report) -> list[str]:
    """Every name among the respondents, cells that hold several taken apart."""
    return [name for each in report.respondents for name in _BETWEEN.split(each.name) if name]


def places(report: Report) -> set[str]:
    """Villages of a report: those of its fields, else those its text names."""
    units = " ".join(plain(each.unit) for each in report.respondents)
    return _places(f"{plain(report.place)} {units}") or _places(plain(report.summary))


def _bodies(report: Report) -> frozenset[str]:
    """What sort of body each respondent belongs to, where its unit says so; a bare village says nothing."""
    units = [plain(each.unit) for each in report.respondents]
    found = [
        next((body for body, words in _BODIES.items() if any(word in unit for word in words)), "")
        for unit in units
    ]
    return frozenset(each for each in found if each)


def figures(text: str) -> set[float]:
    """Sums and counts of a text, Chinese numerals too; single digits tell nothing and are left out."""
    found = {_number(said) * _SCALES.get(scale or "", 1) for said, scale in _FIGURE.findall(text)}
    return {each for each in found if each >= 10}


def _number(said: str) -> float:
    """The number that Arabic or Chinese numerals say: 4.8, 四万八千, 十五."""
    if said[0].isdigit():
        return float(said)
    total = section = digit = 0
    for each in said:
        if each == "万":
            total, section, digit = (total + section + digit or 1) * _SCALES[each], 0, 0
        elif each in _SCALES:
            section, digit = section + (digit or 1) * _SCALES[each], 0
        else:
            digit = _DIGITS[each]
    return float(total + section + digit)


def _figures_agree(mine: frozenset[float], theirs: frozenset[float]) -> float | None:
    if not mine or not theirs:
        return None
    return float(any(abs(a - b) <= 0.15 * max(a, b) for a in mine for b in theirs))


def _post(title: str) -> str:
    return {"支书": "书记", "村长": "主任"}.get(title, title)


def _places(text: str) -> set[str]:
    return {
        found.group()[-3:] if len(found.group()) > 3 else found.group() for found in _PLACE.finditer(text)
    }


@cache
def _topics_by_beginning() -> dict[str, tuple[tuple[str, str], ...]]:
    """Word and topic by the word's first character: a text of forty signs is not searched for 250 words."""
    data = tomllib.loads(resource("likeness", "topics.toml").read_text("utf-8"))
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for topic, words in data.items():
        for word in words:
            found[word[0]].append((word, topic))
    return {begun: tuple(words) for begun, words in found.items()}


def _topics(text: str) -> frozenset[str]:
    known = _topics_by_beginning()
    return frozenset(
        topic for sign in known.keys() & set(text) for word, topic in known[sign] if word in text
    )


def _names(one: Report, other: Report) -> float | None:
    mine, theirs = names_of(one), names_of(other)
    if not mine or not theirs:
        return _named_in_text(mine or theirs, other if mine else one)
    return max(_name(a, b) for a in mine for b in theirs)


def _named_in_text(names: Iterable[str], report: Report) -> float | None:
    """Where one report names nobody, its text may: then that counts; otherwise nothing is known."""
    text = plain(report.summary)
    return 1.0 if any(plain(name) in text for name in names) else None


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
    titled = short[0] == name[0] and any(title in short for title in _TITLES)
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


def _sum(found: Features) -> float:
    return sum(_WEIGHTS[name] * value for name, value in terms(found).items())


PARTS = ("name", "place", "body", "group", "post", "topic", "when", "figures")
"""What both reports may be silent about."""


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
