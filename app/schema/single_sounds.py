"""The usual sound of one Chinese character, out of pypinyin's table of characters alone.

To compare by sound needs no phrases, and pypinyin reads its phrases (2.5 MB, 0.3 to 0.6 s) as soon as it is imported. Its
table of characters has a line for each, in their order: so it is read as a text and halved until the line is found.
"""

import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_TONES = frozenset("\u0300\u0301\u0304\u030c")
"""Combining signs of the four tones; what else stands over a letter (ü, ê) belongs to it."""
_NEAR = 400
"""Bytes that are searched through rather than halved: some twenty lines."""


def single_sound(character: str) -> str:
    """The toneless sound as `pypinyin.lazy_pinyin` gives it, the usual one first; the character itself where none is known."""
    text, code = _table(), ord(character)
    low, high = 0, len(text)
    while high - low > _NEAR:
        middle = (low + high) // 2
        line = text.find(b'\n"', middle, high)
        if line < 0 or int(text[line + 2 : text.index(b'"', line + 2)]) > code:
            high = middle
        else:
            low = line
    key = b'"%d": "' % code
    start = text.find(key, low, high + _NEAR)
    if start < 0:
        return character
    start += len(key)
    first = text[start : text.index(b'"', start)].decode("utf-8").split(",", 1)[0]
    bare = "".join(each for each in unicodedata.normalize("NFD", first) if each not in _TONES)
    return unicodedata.normalize("NFC", bare).replace("ü", "v")


@cache
def _table() -> bytes:
    spec = find_spec("pypinyin")
    assert spec is not None and spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0], "pinyin_dict.json").read_bytes()
