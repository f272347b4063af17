"""Pinyin of names: the key they sort by and the initials they are found by.

pypinyin takes 0.3 s to import, so it is imported at the first use, never at start.
"""

from functools import lru_cache

_SURNAMES = {
    "曾": "zeng", "仇": "qiu", "区": "ou", "单": "shan", "查": "zha", "解": "xie", "朴": "piao", "任": "ren",
    "盖": "ge", "乐": "yue", "尉": "wei", "万": "wan", "纪": "ji", "召": "shao", "缪": "miao", "种": "chong",
    "翟": "zhai", "秘": "bi", "冼": "xian", "员": "yun", "华": "hua", "覃": "qin", "隗": "wei", "长": "chang",
}  # fmt: skip
_DOUBLE_SURNAMES = {
    "万俟": ("mo", "qi"), "尉迟": ("yu", "chi"), "单于": ("chan", "yu"), "长孙": ("zhang", "sun"),
    "澹台": ("tan", "tai"),
}  # fmt: skip


@lru_cache(maxsize=65536)
def syllables(text: str) -> tuple[str, ...]:
    """Toneless pinyin of each character, the surname read as one; other characters stay themselves."""
    from pypinyin import lazy_pinyin

    if not text:
        return ()
    if text[:2] in _DOUBLE_SURNAMES:
        return (*_DOUBLE_SURNAMES[text[:2]], *lazy_pinyin(text[2:]))
    if text[0] in _SURNAMES:
        return (_SURNAMES[text[0]], *lazy_pinyin(text[1:]))
    return tuple(lazy_pinyin(text))


@lru_cache(maxsize=65536)
def sort_key(text: str) -> str:
    """Key by which a name sorts in pinyin order, the characters themselves last so that it is total."""
    return " ".join(syllables(text)) + "\x01" + text if text else ""


@lru_cache(maxsize=65536)
def initials(text: str) -> str:
    """First letters: 王小明 → wxm."""
    return "".join(part[0] for part in syllables(text)).lower()
