"""Rows put into a sheet of a workbook the way Excel does it: what stands below moves, and all that speaks of it follows.

The sheet's XML is changed and nothing else is written anew, so styles, print setup and hidden sheets stay as they are,
byte for byte. A library's own insertion of rows moves neither merged cells nor formulas nor the print area.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REFERENCE = re.compile(
    r"(?P<quoted>\"[^\"]*\")|(?P<sheet>(?:'(?:[^']|'')+'|[^\W\d][\w.]*)!)?"
    r"(?P<first>\$?[A-Z]{1,3}\$?\d{1,7})(?::(?P<last>\$?[A-Z]{1,3}\$?\d{1,7}))?(?![\w(.])"
    r"|(?P<rows>(?<![\w$.])\$?\d{1,7}:\$?\d{1,7}(?!\w))"
)
_CELL = re.compile(r"(\$?)([A-Z]{1,3})(\$?)(\d+)")
_LIST_OF_RANGES = (
    ("dataValidations/dataValidation", "sqref"), ("conditionalFormatting", "sqref"), ("ignoredErrors/ignoredError", "sqref"),
    ("protectedRanges/protectedRange", "sqref"), ("mergeCells/mergeCell", "ref"), ("hyperlinks/hyperlink", "ref"),
    ("autoFilter", "ref"), ("sheetData/row/c/f", "ref"), ("dimension", "ref"),
    ("sheetViews/sheetView/selection", "sqref"), ("tableParts", "ref"),
)  # fmt: skip


def name(tag: str) -> str:
    """The tag with the name space of sheets."""
    return f"{{{MAIN}}}{tag}"


_CELL_TAG = name("c")


class Shift:
    """`count` rows put in before row `at` (from 1): where references go.

    A range that ends in the row just above `at` grows when it begins at `grows_from` or below the header: so a sum over
    the blank rows of a form sums what was put in.
    """

    def __init__(self, at: int, count: int, grows_from: int) -> None:
        self.at, self.count, self._grows_from = at, count, grows_from

    def row(self, row: int) -> int:
        """Where a row goes."""
        return row + self.count if row >= self.at else row

    def rows(self, first: int, last: int) -> tuple[int, int]:
        """Where a range of rows goes."""
        if last == self.at - 1 and self._grows_from <= first <= last:
            return first, last + self.count
        return self.row(first), self.row(last)

    def range(self, text: str) -> str:
        """Where a reference such as A1, $B$2:C7 or 3:5 goes."""
        first, _, last = text.partition(":")
        if first.replace("$", "").isdigit():
            top, bottom = self.rows(int(first.replace("$", "")), int((last or first).replace("$", "")))
            return f"{'$' * first.startswith('$')}{top}:{'$' * last.startswith('$')}{bottom}"
        one, two = _CELL.fullmatch(first), _CELL.fullmatch(last or first)
        if one is None or two is None:
            return text
        top, bottom = self.rows(int(one[4]), int(two[4]))
        if not last:
            top = self.row(int(one[4]))
        said = f"{one[1]}{one[2]}{one[3]}{top}"
        return f"{said}:{two[1]}{two[2]}{two[3]}{bottom}" if last else said

    def ranges(self, text: str) -> str:
        """Several references with blanks between."""
        return " ".join(self.range(part) for part in text.split())

    def formula(self, text: str, own: bool, sheet: str) -> str:
        """A formula; `own` whether it stands on the sheet itself, `sheet` the sheet's name."""

        def moved(found: re.Match[str]) -> str:
            if found["quoted"]:
                return found[0]
            said = found["sheet"] or ""
            here = own if not said else said[:-1].strip("'").replace("''", "'") == sheet
            if not here:
                return found[0]
            if found["rows"]:
                return self.range(found["rows"])
            whole = found["first"] + (f":{found['last']}" if found["last"] else "")
            return said + self.range(whole)

        return _REFERENCE.sub(moved, text)


def shifted_down(text: str, rows: int) -> str:
    """A formula copied so many rows down: relative references of rows move, those with $ stay."""

    def moved(found: re.Match[str]) -> str:
        if found["quoted"] or found["rows"]:
            return found[0]
        parts = [found["first"], found["last"]] if found["last"] else [found["first"]]
        return (found["sheet"] or "") + ":".join(_down(part, rows) for part in parts)

    return _REFERENCE.sub(moved, text)


def _down(cell: str, rows: int) -> str:
    match = _CELL.fullmatch(cell)
    assert match is not None
    return cell if match[3] else f"{match[1]}{match[2]}{int(match[4]) + rows}"


def parse(xml: bytes) -> Any:
    """The part as a tree; nothing outside it is followed. Raises ValueError for what is no XML."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from None


def written(tree: Any) -> bytes:
    """The tree as a part of a workbook."""
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))


def insert_rows(tree: Any, shift: Shift, sheet: str) -> None:
    """Make room in a sheet: cells, merged cells, formulas, validations, formats, links, breaks move."""
    for row in tree.iterfind(f"{name('sheetData')}/{name('row')}"):
        number = shift.row(int(row.get("r")))
        if number != int(row.get("r")):
            row.set("r", str(number))
            for cell in row.iterfind(name("c")):
                letters = (cell.get("r") or "").rstrip("0123456789")
                cell.set("r", f"{letters}{number}")
    for path, attribute in _LIST_OF_RANGES:
        for each in tree.iterfind("/".join(name(part) for part in path.split("/"))):
            if each.get(attribute):
                each.set(attribute, shift.ranges(each.get(attribute)))
    for each in tree.iterfind(f"{name('rowBreaks')}/{name('brk')}"):
        each.set("id", str(shift.row(int(each.get("id")) + 1) - 1))
    move_formulas(tree, shift, own=True, sheet=sheet)


def move_formulas(tree: Any, shift: Shift, *, own: bool, sheet: str) -> None:
    """Let the formulas of a part follow; what they last came to is forgotten, so that every program works it out anew."""
    for each in _formulas(tree):
        if each.text:
            each.text = shift.formula(each.text, own, sheet)


def _formulas(tree: Any) -> Iterator[Any]:
    for tag in ("f", "formula", "formula1", "formula2", "definedName", "calculatedColumnFormula"):
        yield from tree.iter(name(tag))


def forget_results(tree: Any) -> None:
    """Take away what formulas last came to."""
    for cell in tree.iterfind(f"{name('sheetData')}/{name('row')}/{name('c')}"):
        if cell.find(name("f")) is not None:
            for value in cell.findall(name("v")):
                cell.remove(value)
            cell.attrib.pop("t", None)


def row_of(tree: Any, number: int, like: Any | None = None) -> Any:
    """The row of that number, made where it is missing, with the height and looks of `like`."""
    data = tree.find(name("sheetData"))
    after = None
    for row in data.iterfind(name("row")):
        if int(row.get("r")) == number:
            return row
        if int(row.get("r")) > number:
            break
        after = row
    made = etree.Element(name("row"), {} if like is None else dict(like.attrib))
    made.set("r", str(number))
    data.insert(0 if after is None else data.index(after) + 1, made)
    return made


def rows_from(tree: Any, first: int, count: int, like: Any | None) -> Iterator[Any]:
    """So many rows from one number on, in their order; those that are missing are made as `row_of` makes one."""
    row: Any = None
    for number in range(first, first + count):
        after = None if row is None else row.getnext()
        if row is None or (after is not None and int(after.get("r")) < number):
            row = row_of(tree, number, like)
        elif after is not None and int(after.get("r")) == number:
            row = after
        else:
            made = etree.Element(name("row"), {} if like is None else dict(like.attrib))
            made.set("r", str(number))
            row.addnext(made)
            row = made
        yield row


def cells_made(row: Any, letters: Sequence[str]) -> list[Any]:
    """The cells of a row under these letters, which go from left to right; made in their places where missing."""
    if len(row):
        return [cell_of(row, each) for each in letters]
    return [etree.SubElement(row, _CELL_TAG) for _ in letters]


def cells_of(row: Any) -> dict[str, Any]:
    """The cells of a row by their column's letters."""
    return {(cell.get("r") or "").rstrip("0123456789"): cell for cell in row.iterfind(name("c"))}


def cell_of(row: Any, letters: str) -> Any:
    """The cell of a row under these letters, made in its place where it is missing."""
    place = (len(letters), letters)
    position = 0
    for position, cell in enumerate(row.iterfind(name("c"))):  # noqa: B007
        known = (cell.get("r") or "").rstrip("0123456789")
        if known == letters:
            return cell
        if (len(known), known) > place:
            break
    else:
        position = len(row)
    made = etree.Element(name("c"), {"r": f"{letters}{row.get('r')}"})
    row.insert(position, made)
    return made
