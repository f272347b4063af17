"""What a column heading means: by label and alias, by sound where characters are traditional, by its parts, by likeness.

Headings carry instructions, units and line breaks; compared is what is left without them.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from app.exchange.foreign.heading_lists import ALSO, DOUBTFUL, SERIAL, SPLIT, TAKEN_APART, VAGUE
from app.exchange.foreign.heading_parts import of_parts
from app.exchange.foreign.heading_words import of_words
from app.records.aftermath import FollowUp
from app.records.catalogue import KINDS
from app.records.handling import Handling
from app.records.matters import Allegation, Reporter, Visit
from app.records.proceedings import Measure
from app.records.registration import Registration
from app.records.supervision import Supervision
from app.schema.kinds import Link
from app.schema.pinyin import sounds

KINDS_READ = (Registration, Allegation, Reporter, Handling, Supervision, Measure, Visit, FollowUp)
"""The records that a row of a foreign ledger may speak of; where headings agree, the earlier wins."""

_INSTRUCTION = re.compile(
    r"[(（\[【〔][^()（）\[\]【】〔〕]*(?:字|必填|选填|填写|下拉|格式|万元|单位:|可多选|人/次|选择|例|注)[^()（）\[\]【】〔〕]*[)）\]】〕]"
)
_NUMBERED = re.compile(r"^\s*\d{1,2}\s*[、.)]\s*(?=\D)")
"""The number of a question, as questionnaires have before their headings."""
_NOT_SAID = re.compile(r"[\s*※★●:：、。,，.“”\"'‘’…_\-—]+")


@lru_cache(maxsize=8192)
def plain_heading(text: str) -> str:
    """A heading without instructions, units, blanks and signs, half-width and in lower case."""
    said = _NUMBERED.sub("", unicodedata.normalize("NFKC", text))
    said = _INSTRUCTION.sub("", said)
    said = _NOT_SAID.sub("", said).lower()
    return said.removesuffix("(万元)").removesuffix("()")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a heading may mean: fields in the order of trust; several together in `split`. Certainty 0-100.

    `by` is how it was recognised: alias, sound (traditional or wrong characters), parts, or likeness.
    """

    fields: tuple[str, ...]
    by: str
    certainty: int
    split: tuple[str, ...] = ()


@cache
def _known() -> dict[str, Meaning]:
    """Every heading that means something, in its plain form."""
    found: dict[str, Meaning] = {}
    for field_id, words in _declared():
        for word in words:
            found.setdefault(plain_heading(word), Meaning((field_id,), "alias", 100))
    for field_id, words in ALSO.items():
        for word in words:
            found.setdefault(plain_heading(word), Meaning((field_id,), "alias", 95))
    for heading, fields in DOUBTFUL.items():
        certainty = 90 if len(fields) > 1 else WEAK if heading in VAGUE else 95
        found[plain_heading(heading)] = Meaning(fields, "alias", certainty)
    for heading, parts in SPLIT.items():
        found[plain_heading(heading)] = Meaning(parts[:1], "alias", 95, parts)
    return found


def _declared() -> Iterator[tuple[str, tuple[str, ...]]]:
    for record in KINDS_READ:
        for each in record.columns():
            if not isinstance(each.kind, Link) and each.id != "allegation.seq":
                yield each.id, (each.label, *each.aliases)


@cache
def _by_sound() -> dict[str, Meaning]:
    found: dict[str, Meaning | None] = {}
    for word, meaning in _known().items():
        heard = sounds(word)
        found[heard] = None if found.get(heard, meaning) != meaning else meaning
    return {
        heard: Meaning(meaning.fields, "sound", min(meaning.certainty, 90), meaning.split)
        for heard, meaning in found.items()
        if meaning is not None
    }


_IGNORED = Meaning((SERIAL,), "alias", 80)
"""The column of a return workbook that says why a row was not taken."""


@lru_cache(maxsize=8192)
def meaning_of(text: str) -> Meaning | None:
    """What a heading means, or None where nothing is alike."""
    plain = plain_heading(text)
    if not plain:
        return None
    if plain.startswith("未收原因"):
        return _IGNORED
    bare = _BRACKETS.sub("", plain)
    if bare != plain and plain not in _known() and (found := _in_brackets(plain, bare)):
        return found
    for word in (plain, bare):
        if word and (found := _known().get(word)):
            return found
    if len(plain) > 1 and (heard := _by_sound().get(sounds(plain))):
        return heard
    if len(bare) < 2 or len(bare) > 30:
        return None
    for word in (plain, bare):
        if (said := of_parts(word)) is not None:
            return _of_parts(said)
    more = _MORE.sub("", bare)
    if more != bare and more in _known():
        return meaning_of(more)
    return _of_words(bare) or _by_likeness(bare)


def _of_words(bare: str) -> Meaning | None:
    """None also where one cell holds what nobody takes apart."""
    if (said := of_words(bare)) is None:
        return None
    parts = tuple(said[0].split("+"))
    if len(parts) == 1:
        return Meaning(said, "parts", WEAK)
    return Meaning(parts[:1], "parts", WEAK, parts) if parts in TAKEN_APART else None


WEAK = 80
"""How certain a heading is whose words are known but never met together: its values must bear it out."""
_BRACKETS = re.compile(r"[(\[【〔](.*?)[)\]】〕]")
_MORE = re.compile(r"^(?:具体|实际|目前|最终|详细)")
"""What may stand before a heading and changes nothing in it."""
_REMARK = re.compile(r"(?:备注|说明|其他|其它|情况)[一二三四五六七八九十\d]*")


def _in_brackets(plain: str, bare: str) -> Meaning | None:
    """What brackets say that hold the heading itself, 备注2(领导批示), or more that is in the cell, 被举报人(单位职务)."""
    within = "".join(_BRACKETS.findall(plain))
    if _REMARK.fullmatch(bare):
        return meaning_of(within)
    found = _of_words(bare + within)
    return found if found is not None and found.split else None


def _of_parts(said: tuple[str, ...]) -> Meaning | None:
    """None where the parts say that it is no field of ours."""
    if not said:
        return None
    parts = tuple(said[0].split("+"))
    return Meaning(parts[:1] if len(parts) > 1 else said, "parts", 88, parts if len(parts) > 1 else ())


def _by_likeness(bare: str) -> Meaning | None:
    """What says a little else is something else: 限办时间 is not 办结时间, though most of its characters are the same."""
    best = process.extractOne(bare, _known().keys(), scorer=fuzz.ratio, score_cutoff=72)
    if best is None or fuzz.ratio(_stem(bare), _stem(best[0])) < _SAME_STEM:
        return None
    meaning = _known()[best[0]]
    return Meaning(meaning.fields, "likeness", min(85, int(best[1])), meaning.split)


_SAME_STEM = 65
_ENDING = re.compile(
    r"(?:日期|时间|情况|内容|方式|单位|部门|人员?|姓名|电话|编号|号码?|结果|意见|类别|类型|件)$"
)
_ASKING = re.compile(r"^(?:是否(?:为|是|属于)?|有无)")


def _stem(text: str) -> str:
    """A heading without what so many begin and end with; the whole where nothing is left."""
    return _ENDING.sub("", _ASKING.sub("", text)) or text


def is_heading(text: str) -> bool:
    """Whether a text is a heading by name; far cheaper than to ask what it means."""
    return plain_heading(text) in _known()


def label_of(field_id: str) -> str:
    """What people call the field: 被反映人, or 序号 for the column that only counts."""
    if field_id == SERIAL:
        return "序号"
    kind, _, name = field_id.partition(".")
    return KINDS[kind].column(name).label


@lru_cache(maxsize=1)
def offered() -> tuple[tuple[str, ...], ...]:
    """What a column may be said to mean: each field by itself, then the ones that one cell often holds together."""
    single = [(SERIAL,), *((field_id,) for field_id, _ in _declared())]
    return (*single, *dict.fromkeys(SPLIT.values()))


@lru_cache(maxsize=1)
def other_words() -> dict[str, tuple[str, ...]]:
    """By field id what people also call it, for a search."""
    return dict(_declared())
