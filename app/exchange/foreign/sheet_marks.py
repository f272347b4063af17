"""What people say on a sheet without words: hidden and filtered rows, notes, struck-out cells, cells in error.

One pass over the XML of a sheet with expressions that find the few cells concerned; a sheet written in an unusual way
has no marks rather than wrong ones.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from posixpath import dirname, join, normpath

from app.exchange.package import Package
from app.exchange.small_xml import column_number, elements

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Marks:
    """Rows, columns and (row, column) places, counted from 0."""

    hidden_rows: frozenset[int] = frozenset()
    filtered: bool = False
    notes: Mapping[Place, str] = field(default_factory=dict)
    struck: frozenset[Place] = frozenset()
    errors: Mapping[Place, str] = field(default_factory=dict)

    @property
    def speak(self) -> bool:
        """Whether any cell is to be looked at for them."""
        return bool(self.notes or self.struck or self.errors)


_HIDDEN = re.compile(rb'<row\b[^>]*\bhidden="(?:1|true)"[^>]*>')
_NUMBER = re.compile(rb'\br="(\d+)"')
_ERROR = re.compile(rb'<c\b(?=[^>]*\bt="e")[^>]*\br="([A-Z]+)(\d+)"[^>]*>.*?<v>([^<]*)</v>', re.S)
_PLACE = re.compile(r"([A-Z]+)(\d+)")


def marks_of(package: Package) -> dict[str, Marks]:
    """The marks of every sheet by its name."""
    styles = _struck_styles(package)
    return {name: _marks(package, part, styles) for name, part in package.sheets.items()}


def _marks(package: Package, part: str, styles: list[bytes]) -> Marks:
    xml = b"".join(package.pieces(part))
    hidden = frozenset(
        int(number[1]) - 1
        for row in (_HIDDEN.findall(xml) if b'hidden="' in xml else ())
        if (number := _NUMBER.search(row))
    )
    errors = {
        _place(letters, row): said.decode("utf-8", "replace") for letters, row, said in _ERROR.findall(xml)
    } if b't="e"' in xml else {}  # fmt: skip
    struck: set[Place] = set()
    if styles:
        cells = re.compile(
            rb'<c\b(?=[^>]*\bs="(?:' + b"|".join(styles) + rb')")[^>]*\br="([A-Z]+)(\d+)"[^>]*(?<!/)>'
        )
        struck = {_place(letters, row) for letters, row in cells.findall(xml)}
    return Marks(hidden, b"<filterColumn" in xml, _notes(package, part), frozenset(struck), errors)


def _place(letters: bytes, row: bytes) -> Place:
    return int(row) - 1, column_number(letters.decode()) - 1


def _struck_styles(package: Package) -> list[bytes]:
    """Numbers of the cell styles whose font is struck out."""
    if "xl/styles.xml" not in package.parts:
        return []
    xml = b"".join(package.pieces("xl/styles.xml"))
    if b"strike" not in xml:
        return []
    fonts_xml = re.search(rb"<fonts\b.*?</fonts>", xml, re.S)
    cells_xml = re.search(rb"<cellXfs\b.*?</cellXfs>", xml, re.S)
    if fonts_xml is None or cells_xml is None:
        return []
    fonts = re.findall(rb"<font\b[^>]*/>|<font\b.*?</font>", fonts_xml[0], re.S)
    struck = {
        number
        for number, font in enumerate(fonts)
        if re.search(rb'<strike(?!\s+val="(?:0|false)")[\s/>]', font)
    }
    used = re.findall(rb'<xf\b[^>]*\bfontId="(\d+)"', cells_xml[0])
    return [str(number).encode() for number, font in enumerate(used) if int(font) in struck]


def _notes(package: Package, part: str) -> dict[Place, str]:
    relations = f"{dirname(part)}/_rels/{part.rpartition('/')[2]}.rels"
    if relations not in package.parts:
        return {}
    found: dict[Place, str] = {}
    for name, attributes, _ in elements(package.pieces(relations)):
        if name != "Relationship" or not attributes.get("Type", "").endswith("/comments"):
            continue
        target = normpath(join(dirname(part), attributes.get("Target", ""))).lower().lstrip("/")
        if target not in package.parts:
            continue
        for kind, said, text in elements(package.pieces(target)):
            if kind == "comment" and (place := _PLACE.fullmatch(said.get("ref", ""))):
                found[int(place[2]) - 1, column_number(place[1]) - 1] = text.strip()
    return found
