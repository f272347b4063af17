"""Pinyin of names: the key they sort by and the initials they are found by.

pypinyin takes 0.3 s to import, so `phrases` imports it at the first use, never at start.
"""

import re
from functools import cache, lru_cache
from itertools import product

from app.schema.single_sounds import single_sound

_SURNAMES = {
    "曾": "zeng", "仇": "qiu", "区": "ou", "单": "shan", "查": "zha", "解": "xie", "朴": "piao", "任": "ren",
    "盖": "ge", "乐": "yue", "尉": "wei", "万": "wan", "纪": "ji", "召": "shao", "缪": "miao", "种": "chong",
    "翟": "zhai", "秘": "bi", "冼": "xian", "员": "yun", "华": "hua", "覃": "qin", "隗": "wei", "长": "chang",
}  # fmt: skip
_DOUBLE_SURNAMES = {
    "万俟": ("mo", "qi"), "尉迟": ("yu", "chi"), "单于": ("chan", "yu"), "长孙": ("zhang", "sun"),
    "澹台": ("tan", "tai"),
}  # fmt: skip

_RUNS = re.compile("[\u3400-\u9fff]+|[^\u3400-\u9fff]+")
_SHORT = 6
"""Characters up to which all parts of a name are looked up."""


@lru_cache(maxsize=65536)
def syllables(text: str) -> tuple[str, ...]:
    """Toneless pinyin of each character, the surname read as one; other characters stay themselves."""
    if not text:
        return ()
    if text[:2] in _DOUBLE_SURNAMES:
        return (*_DOUBLE_SURNAMES[text[:2]], *_spelt(text[2:]))
    if text[0] in _SURNAMES:
        return (_SURNAMES[text[0]], *_spelt(text[1:]))
    return tuple(_spelt(text))


def _spelt(text: str) -> list[str]:
    """As pypinyin spells it; what is between Chinese characters stays one piece."""
    return [
        part
        for run in _RUNS.findall(text)
        for part in (_spelt_run(run) if "\u3400" <= run[0] <= "\u9fff" else [run])
    ]


def _spelt_run(run: str) -> list[str]:
    """Only Chinese characters. The search for phrases, which takes longest, matters only where a character has several
    sounds and stands in one."""
    from app.schema.phrases import is_phrase, lazy_pinyin

    known = [_sounds_of(each) for each in run]
    if any(len(each) > 1 for each in known) and (
        len(run) > _SHORT
        or any(
            is_phrase(run[start:end]) for start in range(len(run)) for end in range(start + 2, len(run) + 1)
        )
    ):
        return lazy_pinyin(run)
    return [each[0] for each in known]


@cache
def _sounds_of(character: str) -> tuple[str, ...]:
    """The toneless sounds of a Chinese character, the usual one first."""
    from app.schema.phrases import sounds_of

    return tuple(sounds_of(character))


@lru_cache(maxsize=65536)
def sort_key(text: str) -> str:
    """Key by which a name sorts in pinyin order, the characters themselves last so that it is total."""
    return " ".join(syllables(text)) + "\x01" + text if text else ""


@lru_cache(maxsize=65536)
def initials(text: str) -> str:
    """First letters: 王小明 → wxm."""
    return "".join(part[0] for part in syllables(text)).lower()


class _Sounds(dict[int, int]):
    """Character to one private character per sound, so that whole texts are turned by `str.translate`."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}

    def __missing__(self, character: int) -> int:
        text = chr(character)
        sound = single_sound(text) if "\u3400" <= text <= "\u9fff" else text
        if sound == text:
            self[character] = character
        else:
            self[character] = self._known.setdefault(sound, 0xE000 + len(self._known))
        return self[character]


@cache
def _sounds() -> _Sounds:
    return _Sounds()


def sounds(text: str) -> str:
    """The text with every Chinese character turned into a sign of its (first, toneless) sound."""
    return text.translate(_sounds())


_NEAR = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"))


@lru_cache(maxsize=4096)
def near_sound(syllable: str) -> str:
    """The syllable as those say it who tell neither zh from z, nor n from l, nor ing from in."""
    for said, meant in _NEAR:
        if syllable.startswith(said):
            syllable = meant + syllable[len(said) :]
            break
    return re.sub(r"(?<=[aei])ng$", "n", syllable)


@lru_cache(maxsize=4096)
def near_sounds(name: str) -> tuple[str, ...]:
    """Beginnings of `sort_key` for every name that sounds the same or nearly so."""
    ways = [sorted(_spellings(near_sound(each))) for each in syllables(name)]
    return tuple(" ".join(each) + "\x01" for each in product(*ways))


def _spellings(near: str) -> set[str]:
    begun = {near}
    for said, meant in _NEAR:
        if near.startswith(meant) and not near.startswith(said):
            begun.add(said + near[len(meant) :])
    return begun | {f"{each}g" for each in begun if re.search(r"[aei]n$", each)}
