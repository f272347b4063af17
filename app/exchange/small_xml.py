"""Reading small XML parts safely: the standard library's expat, with every declaration of an entity refused."""

from collections.abc import Iterable
from dataclasses import dataclass
from xml.parsers import expat

from app.errors import Unavailable

_BROKEN = "这个文件的内容已损坏：请用 Excel/WPS 打开后另存为 .xlsx，或请对方重新导出一份。"
"""Told when a part is no XML at all."""


@dataclass(frozen=True, slots=True)
class Extent:
    """How many rows and columns, counted from A1, the values of a sheet reach over."""

    rows: int
    columns: int


def column_number(letters: str) -> int:
    """A column's number, counted from 1: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def elements(pieces: Iterable[bytes]) -> list[tuple[str, dict[str, str], str]]:
    """Every element, children first: name without prefix, attributes, and all text inside. For small parts only."""
    open_elements: list[tuple[str, dict[str, str], list[str]]] = []
    found = []

    def start(name: str, attributes: dict[str, str]) -> None:
        open_elements.append((name.rpartition(":")[2], attributes, []))

    def end(_: str) -> None:
        name, attributes, texts = open_elements.pop()
        text = "".join(texts)
        found.append((name, attributes, text))
        if open_elements:
            open_elements[-1][2].append(text)

    def characters(text: str) -> None:
        if open_elements:
            open_elements[-1][2].append(text)

    parser = _parser()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = characters
    _feed(parser, pieces)
    return found


def extent_of(pieces: Iterable[bytes]) -> Extent:
    """How far the cells of a sheet reach, read exactly and slowly, for sheets written in an unusual way."""
    row = column = rows = columns = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal row, column, rows, columns
        kind = name.rpartition(":")[2]
        if kind == "row":
            row, column = int(attributes.get("r", row + 1)), 0
        elif kind == "c":
            place = attributes.get("r", "")
            letters = place.rstrip("0123456789")
            column = column_number(letters) if place else column + 1
            rows, columns = max(rows, int(place[len(letters) :]) if place else row), max(columns, column)

    parser = _parser()
    parser.StartElementHandler = start
    _feed(parser, pieces)
    return Extent(rows, columns)


def silent_cells(pieces: Iterable[bytes]) -> frozenset[tuple[int, int]]:
    """Row and column, from 0, of cells of a sheet that hold an error, or a formula without its value."""
    whole = b"".join(pieces)
    if not any(sign in whole for sign in (b"<f", b":f", b't="e"', b"t='e'")):
        return frozenset()
    watch = _Silence()
    parser = _parser()
    parser.StartElementHandler, parser.EndElementHandler = watch.start, watch.end
    parser.CharacterDataHandler = watch.characters
    _feed(parser, [whole])
    return frozenset(watch.found)


class _Silence:
    """Follows a sheet cell by cell."""

    def __init__(self) -> None:
        self.found: set[tuple[int, int]] = set()
        self._row = self._column = -1
        self._failed = self._formula = self._valued = self._inside = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.rpartition(":")[2]
        self._inside = kind in ("v", "t")
        if kind == "row":
            self._row, self._column = int(attributes.get("r", self._row + 2)) - 1, -1
        elif kind == "c":
            letters = attributes.get("r", "").rstrip("0123456789")
            self._column = column_number(letters) - 1 if letters else self._column + 1
            self._failed, self._formula, self._valued = attributes.get("t") == "e", False, False
        elif kind == "f":
            self._formula = True

    def characters(self, text: str) -> None:
        self._valued = self._valued or (self._inside and bool(text))

    def end(self, name: str) -> None:
        self._inside = False
        if name.rpartition(":")[2] == "c" and (self._failed or (self._formula and not self._valued)):
            self.found.add((self._row, self._column))


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate()

    def refuse(*_: object) -> int:
        raise Unavailable(_BROKEN)

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    return parser


def _feed(parser: expat.XMLParserType, pieces: Iterable[bytes]) -> None:
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError) as error:
        raise Unavailable(_BROKEN) from error
