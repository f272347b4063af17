"""What one report says, in the parts that are compared with another's (M26, M47): each worked out when it is asked for.

Villages, topics and wording are kept by sound, so that a wrong character of the same sound, a traditional one or a
full-width one does not part what belongs together.
"""

import re
import tomllib
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import pairwise

from app.paths import resource
from app.schema.pinyin import sounds

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
TITLES = (
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


class Said:
    """The parts of a report, each once."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self._text = plain(report.summary)

    @cached_property
    def names(self) -> list[str]:
        """Who is reported."""
        return names_of(self.report)

    @property
    def text(self) -> str:
        """The content in half-width, lower case."""
        return self._text

    @cached_property
    def _where(self) -> set[str]:
        return places(self.report)

    @cached_property
    def places(self) -> frozenset[str]:
        """Villages, else units, by sound."""
        units = {plain(each.unit) for each in self.report.respondents if each.unit}
        return frozenset(sounds(each) for each in self._where or units)

    @cached_property
    def bodies(self) -> frozenset[str]:
        """What sort of body each respondent belongs to, where its unit says so; a bare village says nothing."""
        units = [plain(each.unit) for each in self.report.respondents]
        found = [
            next((body for body, words in _BODIES.items() if any(word in unit for word in words)), "")
            for unit in units
        ]
        return frozenset(each for each in found if each)

    @cached_property
    def groups(self) -> frozenset[str]:
        """Groups of a village."""
        return frozenset(_GROUP.findall(f"{plain(self.report.place)} {self._text}"))

    @cached_property
    def years(self) -> frozenset[str]:
        """Years that the text names."""
        return frozenset(_YEAR.findall(self._text))

    @cached_property
    def figures(self) -> frozenset[float]:
        """Sums and counts that the text names."""
        return frozenset(figures(self._text))

    @cached_property
    def posts(self) -> frozenset[str]:
        """Posts of those reported, else those the text names."""
        said = " ".join(plain(each.position) for each in self.report.respondents) or self._text
        return frozenset(_post(title) for title in TITLES if title in said)

    @cached_property
    def topics(self) -> frozenset[str]:
        """What it is about."""
        return _topics(self._text)

    @cached_property
    def _bare(self) -> str:
        """The text without the names of persons and places, and without what every report says."""
        bare = self._text
        for each in (*self._where, *(plain(name) for name in self.names)):
            bare = bare.replace(each, " ")
        return _SAID_OFTEN.sub(" ", bare)

    @cached_property
    def sounds(self) -> str:
        """The bare text by sound, without blanks."""
        return sounds("".join(self._bare.split()))

    @cached_property
    def pairs(self) -> frozenset[str]:
        """The pairs of neighbouring sounds of the bare text."""
        return frozenset(sound_pairs(self._bare))


@lru_cache(maxsize=8192)
def said_by(report: Report) -> Said:
    """The parts of a report; those of the last thousands are kept."""
    return Said(report)


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
