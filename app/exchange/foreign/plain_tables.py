"""Tables that come as text: separated values in whatever encoding, and the HTML that a copied range or an old export is."""

import csv
import io
import re
from collections import Counter
from html.parser import HTMLParser
from itertools import islice

from app.exchange.read_xlsx import Value

_SEPARATORS = "\t,;|，；"
_SAMPLED, _LOOKED_AT = 40, 200_000
"""Rows, and characters at most, of which it is asked what divides them."""
_LONGEST_LINE = 1_000_000
"""Characters of one line: a row of cells as long as Excel's longest has fewer."""
_MOST_CELLS = 4_000_000


def text_of(data: bytes) -> str | None:
    """The text in UTF-8, UTF-16 or GB18030; None where it is none."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if any(byte < 9 or 13 < byte < 32 for byte in data[:4096]):
        return None
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def is_too_wide(text: str, columns: int) -> bool:
    """Whether it is no table of people: a line of more cells than `columns`, an endless line, or too many cells. Asked
    before anything is parsed, for each cell of a row would cost memory."""
    if text.count("<t") > _MOST_CELLS or max(map(text.count, _SEPARATORS)) > 10 * _MOST_CELLS:
        return True
    for line in text.splitlines():
        if len(line) > _LONGEST_LINE:
            return True
        if len(line) > columns and max(map(line.count, _SEPARATORS)) > max(columns, 5_000):
            return True
    return False


def separated_rows(text: str) -> list[list[Value]]:
    """Rows of separated values; the separator is the sign that divides most of the first lines alike."""
    separator = _separator(text)
    lines = csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=separator)
    try:
        return [[cell if cell.strip() else None for cell in row] for row in lines]
    except csv.Error:  # a quotation mark that never closes: each line for itself
        return [[cell.strip('"') or None for cell in line.split(separator)] for line in text.splitlines()]


def _separator(text: str) -> str:
    """Asked of rows, not of lines: a cell in quotation marks may hold several lines, and the sign too."""
    begun = text[:_LOOKED_AT]

    def alike(sign: str) -> tuple[int, int]:
        try:
            rows = list(islice(csv.reader(io.StringIO(begun, newline=""), delimiter=sign), _SAMPLED))
            widths = [len(row) for row in rows]
        except csv.Error:
            widths = [line.count(sign) + 1 for line in begun.splitlines()[:_SAMPLED]]
        counts = Counter(width for width in widths if width > 1)
        columns, lines = max(counts.items(), key=lambda each: (each[1], each[0]), default=(0, 0))
        return lines, columns

    return max(_SEPARATORS, key=alike)


class _Tables(HTMLParser):
    """Rows of every table; spans leave blanks, as merged cells do."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[Value]]] = []
        self._cell: list[str] | None = None
        self._span = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append([])
        elif tag == "tr" and self.tables:
            self._close()
            self.tables[-1].append([])
        elif tag in ("td", "th") and self.tables and self.tables[-1]:
            self._close()
            self._cell = []
            said = dict(attrs).get("colspan") or "1"
            self._span = min(int(said), 200) if said.isdecimal() else 1
        elif tag == "br" and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self._close()

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(re.sub(r"[ \t\r\n]+", " ", data))

    def _close(self) -> None:
        if self._cell is not None:
            text = "".join(self._cell).replace("\xa0", " ").strip()
            self.tables[-1][-1] += [text or None, *[None] * (self._span - 1)]
            self._cell = None


def html_rows(text: str) -> list[list[list[Value]]]:
    """The rows of every table that has any."""
    reader = _Tables()
    reader.feed(text)
    reader.close()
    return [table for table in reader.tables if any(any(row) for row in table)]
