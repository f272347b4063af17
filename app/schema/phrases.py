"""pypinyin, its table of phrases read in pieces.

pypinyin parses 2.5 MB in one call that no other thread gets in between: 0.1 to 0.4 s in which a window does not answer
while a file is taken beside it. So the table stands in its place before pypinyin asks for it. Each
syllable stands in it once, as a tuple: less memory, and a quarter for the collector of cycles to walk over.
"""

import json
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

_MODULE = "pypinyin.phrases_dict"
_BETWEEN = '],\n"'
"""Where one phrase ends and the next begins, as pypinyin writes its file."""
_PIECE = 100_000
"""Characters: some five milliseconds."""


def pieces(text: str, size: int = _PIECE) -> Iterator[dict[str, Any]]:
    """The table of phrases, so many characters at a time; as a whole where it is written in another way."""
    start = 0
    while True:
        end = text.find(_BETWEEN, start + size)
        begun = "{" if start else ""
        if end < 0:
            yield json.loads(begun + text[start:])
            return
        yield json.loads(begun + text[start : end + 1] + "}")
        start = end + 2


def _put_in_place() -> None:
    """Set the module that pypinyin would read the table in, unless it was imported already."""
    spec = find_spec("pypinyin")
    if "pypinyin" in sys.modules or spec is None or not spec.submodule_search_locations:
        return
    text = Path(spec.submodule_search_locations[0], "phrases_dict.json").read_text("utf-8")
    module = ModuleType(_MODULE)
    table: dict[str, Any] = {}
    once: dict[tuple[str, ...], tuple[str, ...]] = {}
    for piece in pieces(text):
        for phrase, sounds in piece.items():
            table[phrase] = [once.setdefault(each, each) for each in map(tuple, sounds)]
    module.__dict__["phrases_dict"] = table
    sys.modules[_MODULE] = module


_put_in_place()

from pypinyin import Style, lazy_pinyin, pinyin  # noqa: E402
from pypinyin.phrases_dict import phrases_dict  # noqa: E402

__all__ = ["is_phrase", "lazy_pinyin", "sounds_of"]


def sounds_of(character: str) -> list[str]:
    """All toneless sounds of a Chinese character."""
    return pinyin(character, style=Style.NORMAL, heteronym=True)[0]


def is_phrase(text: str) -> bool:
    """Whether pypinyin knows the characters together."""
    return text in phrases_dict
