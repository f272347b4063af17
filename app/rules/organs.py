"""Where a matter outside our duty belongs: organs proposed by the words of the matter (Rules Art. 13(1)(2); M17, M24).

A directory, not a judgement: the first proposal stands in the form, and a person reads and changes it.
"""

import tomllib
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from app.paths import resource

FILE = "organs.toml"
"""An office's own directory of this name in its data folder takes the place of the shipped one."""
Directory = Mapping[str, tuple[str, ...]]


@cache
def shipped() -> Directory:
    """Organs and the words of matters that are theirs, as shipped."""
    return _read(resource("intake", FILE).read_text("utf-8"))


def directory(folder: Path) -> Directory:
    """The office's own directory; the shipped one where there is none or it cannot be read."""
    try:
        return _read((folder / FILE).read_text("utf-8"))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return shipped()


def _read(text: str) -> Directory:
    said = tomllib.loads(text)["organ"]
    found = {str(each["name"]): tuple(str(word) for word in each["words"] if str(word)) for each in said}
    if not found:
        raise ValueError("empty")
    return found


def suggested(summary: str | None, known: Directory) -> tuple[str, ...]:
    """Organs to which the matter may belong, the likeliest first: most of their words, then the longest of them."""
    text = summary or ""
    found: Counter[str] = Counter()
    for name, words in known.items():
        held = [word for word in words if word in text]
        if held:
            found[name] = len(held) * 100 + max(len(word) for word in held)
    return tuple(name for name, _ in found.most_common())
