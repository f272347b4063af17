"""Text on its way into a cell: safe from being run, legal in XML, short enough, and the same when it comes home.

Office writes characters that XML forbids as `_xHHHH_` (ECMA-376 part 1, 22.9.2.19) and a text that happens to look
like such an escape as `_x005F_xHHHH_`; calamine undoes both. Half a surrogate pair and U+FFFE, U+FFFF are no
characters: they come home as the seven signs `_xD800_`, so that reading never yields text that nothing can store.
"""

import re

CELL_LIMIT = 32_767
"""UTF-16 units that Excel allows in one cell."""

CUT_MARK = "……【过长，已截断，全文在回音程序里】"

RUNNABLE = frozenset("=+-@＝＋－＠\t\r\n|%") | frozenset(map(chr, range(32)))
"""First characters that make some program (also one that gets the sheet as CSV) take a text for a formula."""

_ESCAPE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


def may_run(text: str) -> bool:
    """Whether a program might take the text for a formula, so that the cell is to be marked as text."""
    return text[:1] in RUNNABLE and text != ""


def fit(text: str) -> str:
    """The text, or as much of it as fits into a cell, with a mark that it was cut."""
    if len(text) * 2 <= CELL_LIMIT or len(text.encode("utf-16-le", "surrogatepass")) <= CELL_LIMIT * 2:
        return text
    room = (CELL_LIMIT - len(CUT_MARK)) * 2
    return text.encode("utf-16-le", "surrogatepass")[:room].decode("utf-16-le", "ignore") + CUT_MARK


def escaped(text: str) -> str:
    """The text with everything that XML forbids spelt out."""
    if "_x" in text or not text.isprintable():
        return _ESCAPE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    return text


def to_xml(text: str) -> str:
    """The text as content of an XML element that keeps white space."""
    return escaped(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
