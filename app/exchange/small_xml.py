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
