"""The plain layout in print and on the screen: a paper broken into sheets of A4, the same on whatever device.

All places are in tenths of a point from the corner between the top and the left margin.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption

from app.documents.paper import CUT, GRID, Block, Cell, Paper, Role, Signature, Table, Text
from ui import fonts

POINT = 10
"""Units to a point."""
WIDTH, HEIGHT = 210, 297
MARGINS = (22, 26, 20, 26)
"""A4 and its top, right, bottom and left margins, in mm."""
_MM = 72 / 25.4 * POINT
ACROSS = (WIDTH - MARGINS[1] - MARGINS[3]) * _MM
DOWN = (HEIGHT - MARGINS[0] - MARGINS[2]) * _MM
_TITLE, _BODY, _CELL, _LABEL, _SMALL = 20.0, 13.0, 11.0, 10.5, 9.5
_PAD, _LEADING, _CUT = 4 * POINT, 1.3, 10
_LEFT, _CENTRE, _RIGHT = 0.0, 0.5, 1.0
"""Where a line stands in its room: the share of the free room before it."""


@dataclass(frozen=True)
class Words:
    """One line of words at its baseline."""

    x: float
    y: float
    text: str
    points: float
    bold: bool


@dataclass
class Sheet:
    """What is drawn on one sheet."""

    words: list[Words] = field(default_factory=list)
    strokes: list[tuple[QLineF, bool]] = field(default_factory=list)
    """Lines; the second says whether it is dashed."""


@dataclass(frozen=True)
class _Line:
    text: str
    points: float
    bold: bool = False
    place: float = _LEFT
    indent: float = 0

    @property
    def height(self) -> float:
        return self.points * POINT * _LEADING


def sheets_of(paper: Paper) -> list[Sheet]:
    """The paper on as many sheets as it takes. The part that is cut off stays in one piece where it can."""
    flow = _Flow(DOWN)
    flow.line(paper.title, _TITLE, place=_CENTRE, bold=True, after=6)
    if paper.number:
        flow.line(paper.number, _CELL, place=_RIGHT, after=3)
    flow.blocks(paper.blocks)
    if paper.apart:
        alone = _Flow(float("inf"))
        alone.apart(paper)
        flow.room_for(min(alone.y + _CUT * POINT, DOWN))
        flow.apart(paper)
    return flow.sheets


def draw_sheet(painter: QPainter, sheet: Sheet, dots_per_inch: float) -> None:
    """Draw one sheet, black on white; the painter's origin is the corner of the paper."""
    painter.save()
    top, _, _, left = MARGINS
    factor = dots_per_inch / 72 / POINT
    painter.scale(factor, factor)
    painter.translate(QPointF(left * _MM, top * _MM))
    for line, dashed in sheet.strokes:
        pen = QPen(QColor("black"), 0.6 * POINT)
        if dashed:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawLine(line)
    painter.setPen(QColor("black"))
    for words in sheet.words:
        painter.setFont(_font(words.points, words.bold))
        painter.drawText(QPointF(words.x, words.y), words.text)
    painter.restore()


@cache
def _face(face: str, points: float, bold: bool) -> tuple[QFont, QFontMetricsF]:
    made = QFont(face)
    made.setPixelSize(round(points * POINT))
    made.setBold(bold)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made, QFontMetricsF(made)


def _font(points: float, bold: bool) -> QFont:
    return _face(fonts.face(), points, bold)[0]


def _metrics(points: float, bold: bool) -> QFontMetricsF:
    return _face(fonts.face(), points, bold)[1]


def _broken(words: str, width: float, line: _Line) -> list[_Line]:
    """`words` broken into lines as wide as the room; the first is indented as `line` says."""
    found: list[_Line] = []
    for paragraph in words.replace("\t", "　").split("\n"):
        layout = QTextLayout(paragraph, _font(line.points, line.bold))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        starts: list[tuple[int, int]] = []
        while (made := layout.createLine()).isValid():
            made.setLineWidth(width - (line.indent if not starts and not found else 0))
            starts.append((made.textStart(), made.textLength()))
        layout.endLayout()
        raw = paragraph.encode("utf-16-le", "surrogatepass")  # Qt counts in halves of a surrogate pair
        for start, length in starts or [(0, 0)]:
            text = raw[2 * start : 2 * (start + length)].decode("utf-16-le", "replace").rstrip()
            indent = line.indent if not found else 0
            found.append(_Line(text, line.points, line.bold, line.place, indent))
    return found


class _Flow:
    """Puts blocks below each other and begins a new sheet when one is full."""

    def __init__(self, down: float) -> None:
        self._down, self.y = down, 0.0
        self.sheets = [Sheet()]

    def room_for(self, height: float) -> None:
        """Begin a new sheet unless there is so much room left."""
        if self.y and self.y + height > self._down:
            self._turn()

    def blocks(self, blocks: Iterable[Block]) -> None:
        """Put blocks."""
        for block in blocks:
            if isinstance(block, Table):
                self._table(block)
            elif isinstance(block, Signature):
                words = f"{block.label}：{block.name}　{block.day}"
                self.line(words, _BODY, place=_RIGHT, before=8)
            else:
                self._text(block)

    def apart(self, paper: Paper) -> None:
        """The line to cut along, and what is below it."""
        self.line(f"✂ {CUT}", _SMALL, place=_CENTRE, before=_CUT, after=2)
        self.sheets[-1].strokes.append((QLineF(0, self.y, ACROSS, self.y), True))
        self.line(paper.apart_title, _BODY, place=_CENTRE, bold=True, before=4)
        self.blocks(paper.apart)

    def line(
        self, words: str, points: float, *, place: float = _LEFT, bold: bool = False, before: float = 2,
        after: float = 0, indent: float = 0,
    ) -> None:  # fmt: skip
        """One paragraph; distances are in points."""
        shape = _Line("", points, bold, place, indent * POINT)
        self.y += before * POINT if self.y else 0
        for line in _broken(words, ACROSS, shape):
            self.room_for(line.height)
            self._put(line, 0, ACROSS, self.y)
            self.y += line.height
        self.y += after * POINT

    def _text(self, block: Text) -> None:
        if block.role is Role.HEADING:
            self.room_for(4 * _BODY * POINT * _LEADING)
            self.line(block.words, _BODY, bold=True, before=6)
        elif block.role is Role.NOTE:
            self.line(block.words, _SMALL, before=6)
        elif block.role is Role.RIGHT:
            self.line(block.words, _BODY, place=_RIGHT)
        else:
            self.line(block.words, _BODY, indent=2 * _BODY if block.role is Role.BODY else 0)

    def _turn(self) -> None:
        self.sheets.append(Sheet())
        self.y = 0.0

    def _put(self, line: _Line, left: float, width: float, top: float) -> None:
        metrics = _metrics(line.points, line.bold)
        free = max(0.0, width - line.indent - metrics.horizontalAdvance(line.text))
        x = left + line.indent + free * line.place
        y = top + (line.height + metrics.ascent() - metrics.descent()) / 2
        self.sheets[-1].words.append(Words(x, y, line.text, line.points, line.bold))

    def _table(self, block: Table) -> None:
        self.y += 2 * POINT if self.y else 0
        heads = block.rows[: block.heads]
        for at, row in enumerate(block.rows):
            self._row(row, () if at < block.heads else heads)
        self.y += 4 * POINT

    def _row(self, row: Sequence[Cell], heads: Sequence[Sequence[Cell]]) -> None:
        """One row; one that is higher than a sheet goes on over the next ones."""
        cells = [_lines_of(cell) for cell in row]
        high = _CELL * POINT * _LEADING
        left = max(len(lines) for lines in cells)
        done = 0
        while left > 0:
            fits = int((self._down - self.y - 2 * _PAD) / high) if self._down != float("inf") else left
            whole = left * high + 2 * _PAD <= self._down
            if fits < left and self.y and (whole or fits < 3):
                self._turn()
                for head in heads:
                    self._row(head, ())
                continue
            now = min(left, max(fits, 1))
            self._box(row, [lines[done : done + now] for lines in cells], now * high + 2 * _PAD)
            left, done = left - now, done + now
            if left > 0:
                self._turn()

    def _box(self, row: Sequence[Cell], cells: Sequence[Sequence[_Line]], height: float) -> None:
        sheet, x, top = self.sheets[-1], 0.0, self.y
        for cell, lines in zip(row, cells, strict=True):
            width = cell.span * ACROSS / GRID
            middle = cell.is_label or (cell.lines == 1 and not cell.foot)
            y = top + _PAD
            if middle:
                y = top + (height - sum(line.height for line in lines)) / 2
            for line in lines:
                self._put(line, x + _PAD, width - 2 * _PAD, y)
                y += line.height if middle else _CELL * POINT * _LEADING
            sheet.strokes.append((QLineF(x, top, x, top + height), False))
            x += width
        sheet.strokes += [
            (QLineF(x, top, x, top + height), False),
            (QLineF(0, top, x, top), False),
            (QLineF(0, top + height, x, top + height), False),
        ]
        self.y += height


def _lines_of(cell: Cell) -> list[_Line]:
    """The lines of a cell with the room it keeps; its foot stands at the bottom."""
    width = cell.span * ACROSS / GRID - 2 * _PAD
    shape = _Line("", _LABEL if cell.is_label else _CELL, cell.is_label, _CENTRE if cell.is_label else _LEFT)
    lines = _broken(cell.words, width, shape)
    if cell.is_label:
        return lines
    lines += [_Line("", _CELL)] * (cell.lines - len(lines))
    return lines + (_broken(cell.foot, width, _Line("", _CELL, place=_RIGHT)) if cell.foot else [])
