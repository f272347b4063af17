"""Which code a word of a foreign sheet means: as taught, by name, without general endings, or by its sound."""

import re
import unicodedata
from collections.abc import Mapping

from app.schema.codes import CodeList
from app.schema.pinyin import sounds

Taught = tuple[tuple[str, str, str], ...]
"""(code list, word, code) that a person said; "" as code keeps the word as text."""

ANSWERS: dict[str, Mapping[str, str]] = {
    "handling.finding": {"是": "substantiated", "否": "unsubstantiated", "查实": "substantiated", "查否": "unsubstantiated"},
    "registration.identity_status": {"否": "anonymous", "不": "anonymous", "无": "anonymous"},
    "measure.filing": {"否": "none", "未": "none", "无": "none", "不立案": "none"},
}  # fmt: skip
"""Answers to a question in a heading (是否属实), by field, and the code they mean."""
REPEATS = dict.fromkeys(
    ("初", "初件", "初信", "初访", "首次", "初次", "非重复件", "不重复"), False
) | dict.fromkeys(("重", "重复", "重复件", "重件", "重信", "重访", "重复访"), True)
"""What says whether a report is a repeat."""


def find_code(codes: CodeList, text: str, taught: Taught = ()) -> tuple[str, str] | None:
    """The code that a word means and how it was recognised; ("", …) where it was taught to stay text."""
    plain = plain_word(text)
    for list_id, word, code in taught:
        if list_id == codes.id and word == plain:
            return code, "（已记住）"
    if (known := codes.find(text)) is not None:
        return known.id, ""
    by_word, by_sound = words_of(codes)
    if found := by_word.get(plain):
        return found, ""
    if len(plain) > 1 and (found := by_sound.get(sounds(plain))):
        return found, "（繁体或同音字）"
    return None


def plain_word(text: str) -> str:
    """A word as it is compared with codes and remembered when taught: without blanks, signs and general endings."""
    said = re.sub(r"[\s、，,.。;；:：“”\"'（）()《》]", "", unicodedata.normalize("NFKC", text)).lower()
    return re.sub(r"(?:类|件|信访件|问题|行为)$", "", said) or said


_WORDS: dict[str, tuple[CodeList, dict[str, str], dict[str, str]]] = {}
"""By list what its words mean, plain and by sound; made anew where the county changed the list meanwhile."""


def words_of(codes: CodeList) -> tuple[dict[str, str], dict[str, str]]:
    """The codes of a list by the plain forms of their words, and by the sounds that mean but one."""
    kept = _WORDS.get(codes.id)
    if kept is not None and kept[0] is codes:
        return kept[1:]
    words: dict[str, str] = {}
    heard: dict[str, str | None] = {}
    for code in codes.codes:
        for word in (code.label, *code.aliases):
            plain = plain_word(word)
            words.setdefault(plain, code.id)
            sound = sounds(plain)
            heard[sound] = code.id if heard.get(sound, code.id) == code.id else None
    sure = {sound: code for sound, code in heard.items() if code}
    _WORDS[codes.id] = codes, words, sure
    return words, sure
