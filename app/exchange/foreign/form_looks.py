"""How the cells of a blank form look: which show days, how wide they are, and a twin of a look whose text wraps."""

import re
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from app.exchange.foreign.sheet_xml import name

_DAY_FORMATS = {14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58}


def widths_of(tree: Any) -> dict[int, float]:
    """Widths in characters by column from 0, where the sheet says them."""
    found: dict[int, float] = {}
    for each in tree.iterfind(f"{name('cols')}/{name('col')}"):
        for column in range(int(each.get("min")) - 1, min(int(each.get("max")), 200)):
            found[column] = float(each.get("width") or 9)
    return found


def letters_of(column: int) -> str:
    """The letters of a column counted from 0."""
    letters, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class Styles:
    """The looks of cells: which show days, and a twin of a look whose text wraps."""

    def __init__(self, tree: Any) -> None:
        self.tree, self.changed = tree, False
        self._wrapping: dict[str, str] = {}
        self._looks: Any = None if tree is None else tree.find(name("cellXfs"))
        formats = [] if tree is None else tree.iterfind(f"{name('numFmts')}/{name('numFmt')}")
        self._days = _DAY_FORMATS | {
            int(each.get("numFmtId")) for each in formats
            if re.search(r"[ymd年月日]", re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", each.get("formatCode") or ""), re.I)
        }  # fmt: skip

    def _look(self, style: str) -> Any:
        if self._looks is None or int(style) >= len(self._looks):
            return None
        return self._looks[int(style)]

    def shows_days(self, style: str) -> bool:
        """Whether a number in this look is shown as a day."""
        look = self._look(style)
        return look is not None and int(look.get("numFmtId") or 0) in self._days

    def wrapping(self, style: str) -> str:
        """The number of a look like this one in which long text wraps."""
        look = self._look(style)
        if look is None:
            return style
        alignment = look.find(name("alignment"))
        if alignment is not None and alignment.get("wrapText") in ("1", "true"):
            return style
        if style not in self._wrapping:
            twin = etree.fromstring(etree.tostring(look))
            wanted = twin.find(name("alignment"))
            if wanted is None:
                wanted = etree.Element(name("alignment"))
                twin.insert(0, wanted)
            wanted.set("wrapText", "1")
            twin.set("applyAlignment", "1")
            self._looks.append(twin)
            self._looks.set("count", str(len(self._looks)))
            self._wrapping[style] = str(len(self._looks) - 1)
            self.changed = True
        return self._wrapping[style]
