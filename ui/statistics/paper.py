"""A list on paper: A4, every section with its title, heads repeated, remarks and the line to sign at the end."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPageLayout, QPainter, QPen
from PySide6.QtPrintSupport import QPrinter

from app.errors import Unavailable
from app.exchange.list_book import SIGNED
from app.ledger.sheet import Line, MeetingSheet, Table
from app.rules.status import Preset
from ui import fonts
from ui.preset import hues
from ui.theme import light
from ui.tokens import LIGHT

_POINT, _SMALL, _BAND, _TITLE = 8.5, 7.5, 10.5, 15.0
_ROW, _GAP, _FOOT = 15.0, 12.0, 16.0
"""Points: height of a row, room between sections, room for the page number."""
_UPRIGHT = ("page",)
"""Lists that are to be one leaf of paper: they stand upright, where more rows have room."""
_SIZES = ((1.0, 1.0), (0.95, 0.92))
_UPRIGHT_SIZES = (*_SIZES, (0.9, 0.8), (0.85, 0.7))
"""How far type, and further the rows, may shrink where that saves a side; 7 points can still be read."""


def print_list(printer: QPrinter, sheet: MeetingSheet, preset: Preset) -> int:
    """Print the list and return the number of sides. Raises Unavailable when the printer or file cannot be used."""
    if sheet.id in _UPRIGHT:
        printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    painter = QPainter()
    if not painter.begin(printer):
        raise Unavailable("打不开打印机或文件，没有打印。请检查打印机，或换一个文件名再试。")
    try:
        return _Press(printer, painter, sheet, preset).run()
    finally:
        painter.end()


@dataclass(frozen=True)
class _Piece:
    """One strip of paper. `table` and `line`: a row, or the heads where there is no line."""

    height: float
    kind: str
    text: str = ""
    table: Table | None = None
    line: Line | None = None


class _Press:
    def __init__(self, printer: QPrinter, painter: QPainter, sheet: MeetingSheet, preset: Preset) -> None:
        self._printer, self._painter, self._sheet, self._preset = printer, painter, sheet, preset
        area = printer.pageLayout().paintRectPixels(printer.resolution())
        self._width, self._height = float(area.width()), float(area.height())
        self._dot = self._row = self._point = printer.resolution() / 72

    def run(self) -> int:
        pages = self._fitted()
        for number, pieces in enumerate(pages, start=1):
            if number > 1:
                self._printer.newPage()
            top = 0.0
            for piece in pieces:
                self._draw(piece, top)
                top += piece.height * self._row
            self._foot(number, len(pages))
        return len(pages)

    def _fitted(self) -> list[list[_Piece]]:
        """The pieces by side, as large as they can be on no more sides than the smallest size takes."""
        sizes = _UPRIGHT_SIZES if self._sheet.id in _UPRIGHT else _SIZES
        best = min(sizes, key=lambda size: (len(self._pages(size)), -size[0]))
        return self._pages(best)

    def _pages(self, size: tuple[float, float]) -> list[list[_Piece]]:
        """The pieces by side, with type and rows of that size."""
        self._dot, self._row = self._point * size[0], self._point * size[1]
        room = self._height / self._row - _FOOT
        pages: list[list[_Piece]] = [[]]
        used = 0.0
        for piece in self._pieces():
            rest = piece.height + (2 * _ROW if piece.kind == "band" else 0)  # a title never stands alone
            if used + rest > room and pages[-1]:
                pages.append([])
                used = 0.0
                if piece.line is not None:
                    heads = _Piece(_ROW, "heads", table=piece.table)
                    pages[-1].append(heads)
                    used += heads.height
            pages[-1].append(piece)
            used += piece.height
        return pages

    def _pieces(self) -> Iterator[_Piece]:
        yield _Piece(_TITLE * 1.6, "title", self._sheet.title)
        yield _Piece(_SMALL * 2, "small", self._sheet.under)
        for table in self._sheet.tables:
            yield _Piece(_GAP, "gap")
            yield _Piece(_BAND * 1.7, "band", f"{table.title}{f'（{table.note}）' if table.note else ''}")
            if not table.lines:
                yield _Piece(_ROW, "small", "没有。")
                continue
            yield _Piece(_ROW, "heads", table=table)
            for line in table.lines:
                yield _Piece(_ROW, "line", table=table, line=line)
        yield _Piece(_GAP, "gap")
        for remark in self._sheet.remarks:
            yield _Piece(_SMALL * 1.6, "small", remark)
        yield _Piece(_GAP * 2, "gap")
        yield _Piece(_ROW, "signed")

    def _draw(self, piece: _Piece, top: float) -> None:
        box = QRectF(0, top, self._width, piece.height * self._row)
        if piece.kind in ("title", "band", "small"):
            points = {"title": _TITLE, "band": _BAND, "small": _SMALL}[piece.kind]
            metrics = self._use(points, bold=piece.kind != "small")
            self._painter.setPen(QColor(LIGHT.text_soft if piece.kind == "small" else LIGHT.text))
            shown = metrics.elidedText(piece.text, Qt.TextElideMode.ElideRight, box.width())
            self._painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), shown)
        elif piece.kind == "signed":
            self._use(_POINT)
            self._painter.setPen(QColor(LIGHT.text))
            for at, words in enumerate(SIGNED):
                place = QRectF(box.width() * at / len(SIGNED), top, box.width() / len(SIGNED), box.height())
                self._painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), words)
        elif piece.table is not None:
            self._cells(piece, box)

    def _cells(self, piece: _Piece, box: QRectF) -> None:
        table, line = piece.table, piece.line
        assert table is not None
        metrics = self._use(_POINT, bold=line is not None and line.total)
        if line is None:
            self._painter.fillRect(box, QColor(LIGHT.window))
        left, widths = 0.0, self._widths(table)
        for at, (head, width) in enumerate(zip(table.heads, widths, strict=True)):
            cell = None if line is None else line.cells[at]
            text = head.label if cell is None else cell.text
            ink = LIGHT.text
            if cell is not None and cell.status is not None:
                ink = LIGHT.hue(light(cell.status, hues(self._preset)).hue)
            self._painter.setPen(QColor(ink))
            side = Qt.AlignmentFlag.AlignRight if head.figures else Qt.AlignmentFlag.AlignLeft
            inner = QRectF(left, box.top(), width, box.height()).adjusted(3 * self._dot, 0, -3 * self._dot, 0)
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
            self._painter.drawText(inner, int(side | Qt.AlignmentFlag.AlignVCenter), shown)
            left += width
        self._painter.setPen(QPen(QColor(LIGHT.border if line is None else LIGHT.hairline), self._dot / 2))
        self._painter.drawLine(0, round(box.bottom()), round(self._width), round(box.bottom()))

    def _widths(self, table: Table) -> list[float]:
        """By what stands in the columns, so that a table fills the sheet and cuts nothing it need not."""
        metrics = self._use(_POINT)
        needs = [
            max(
                [
                    metrics.horizontalAdvance(head.label),
                    *(metrics.horizontalAdvance(line.cells[at].text) for line in table.lines),
                ]
            )
            + 8 * self._dot
            for at, head in enumerate(table.heads)
        ]
        most = self._width / 3
        needs = [min(each, most) for each in needs]
        return [each * self._width / sum(needs) for each in needs]

    def _foot(self, number: int, pages: int) -> None:
        self._use(_SMALL)
        self._painter.setPen(QColor(LIGHT.text_soft))
        box = QRectF(0, self._height - 12 * self._dot, self._width, 12 * self._dot)
        words = f"{self._sheet.name} {self._sheet.period.key} · 第 {number} 页，共 {pages} 页"
        self._painter.drawText(box, int(Qt.AlignmentFlag.AlignRight), words)

    def _use(self, points: float, bold: bool = False) -> QFontMetricsF:
        font = fonts.font(10, tabular=True, bold=bold)
        font.setPixelSize(round(points * self._dot))
        self._painter.setFont(font)
        return QFontMetricsF(font, self._printer)
