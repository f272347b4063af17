"""A view on paper: A4 across, the head repeated on every sheet, the light as mark and word, the sheets numbered.

Always in the light theme's colours; what is red is also a triangle, so a black and white printer tells it too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPageLayout, QPageSize, QPainter, QPen
from PySide6.QtPrintSupport import QPrinter

from app.errors import Unavailable
from app.schema.kinds import LongText
from ui import fonts
from ui.ledger.model import LedgerModel
from ui.parts.light import LightCell, paint_mark
from ui.tokens import LIGHT

MOST = 2000
"""Rows that are printed at once at most: some hundred sheets."""
_POINT, _SMALL, _TITLE = 8.5, 7.5, 14.0
_LINES = 4


@dataclass(frozen=True)
class Sheet:
    """What stands above the table: the view, whose ledger, the day and the filter."""

    title: str
    under: str


def new_printer() -> QPrinter:
    """A printer set to A4 across."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    margins = QMarginsF(12, 12, 12, 12)
    printer.setPageLayout(
        QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Landscape, margins,
                    QPageLayout.Unit.Millimeter)
    )  # fmt: skip
    return printer


def to_pdf(path: Path) -> QPrinter:
    """A printer that writes a PDF file. Raises Unavailable when the file cannot be written."""
    try:
        path.open("ab").close()
    except OSError:
        raise Unavailable(f"“{path.name}”存不了，没有打印。请检查文件夹，或换一个文件名再试。") from None
    printer = new_printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def print_rows(printer: QPrinter, sheet: Sheet, model: LedgerModel, places: Sequence[int]) -> int:
    """Print these rows and return the number of sheets. Raises Unavailable when the printer or file cannot be used."""
    painter = QPainter()
    if not painter.begin(printer):
        raise Unavailable("打不开打印机或文件，没有打印。请检查打印机，或换一个文件名再试。")
    try:
        return _Press(printer, painter, sheet, model).run(places)
    finally:
        painter.end()


class _Press:
    def __init__(self, printer: QPrinter, painter: QPainter, sheet: Sheet, model: LedgerModel) -> None:
        self._printer, self._painter, self._sheet, self._model = printer, painter, sheet, model
        area = printer.pageLayout().paintRectPixels(printer.resolution())
        self._width, self._height = float(area.width()), float(area.height())
        self._dot = printer.resolution() / 72
        self._widths = self._columns()
        self._metrics = self._use(_POINT)

    def run(self, places: Sequence[int]) -> int:
        heights = [self._row_height(at) for at in places]
        pages = self._pages(heights)
        done = 0
        for number, count in enumerate(pages, start=1):
            if number > 1:
                self._printer.newPage()
            top = self._head()
            for at in range(done, done + count):
                self._row(places[at], top, heights[at])
                top += heights[at]
            done += count
            self._foot(number, len(pages), len(places))
        return len(pages)

    def _pages(self, heights: Sequence[float]) -> list[int]:
        room = self._height - self._head_height() - 16 * self._dot
        pages, used = [0], 0.0
        for height in heights:
            if used + height > room and pages[-1]:
                pages.append(0)
                used = 0.0
            pages[-1] += 1
            used += height
        return pages

    def _columns(self) -> list[float]:
        wanted = [max(6, min(30, column.field.width)) for column in self._model.columns]
        return [self._width * each / sum(wanted) for each in wanted]

    def _use(self, points: float, bold: bool = False) -> QFontMetricsF:
        font = fonts.font(10, tabular=True, bold=bold)
        font.setPixelSize(round(points * self._dot))
        self._painter.setFont(font)
        return QFontMetricsF(font, self._printer)

    def _row_height(self, at: int) -> float:
        lines = 1
        for place, column in enumerate(self._model.columns):
            if isinstance(column.kind, LongText):
                width = self._widths[place] - 6 * self._dot
                flags = int(Qt.TextFlag.TextWordWrap)
                box = self._metrics.boundingRect(QRectF(0, 0, width, 1e6), flags, self._model.text(at, place))
                lines = max(lines, min(_LINES, round(box.height() / self._metrics.lineSpacing())))
        return lines * self._metrics.lineSpacing() + 6 * self._dot

    def _head_height(self) -> float:
        return (_TITLE * 1.5 + _SMALL * 1.8 + _POINT * 1.4 + 10) * self._dot

    def _head(self) -> float:
        painter, dot = self._painter, self._dot
        painter.setPen(QColor(LIGHT.text))
        self._use(_TITLE, bold=True)
        painter.drawText(QRectF(0, 0, self._width, _TITLE * 1.5 * dot), 0, self._sheet.title)
        self._use(_SMALL)
        painter.setPen(QColor(LIGHT.text_soft))
        painter.drawText(QRectF(0, _TITLE * 1.5 * dot, self._width, _SMALL * 1.8 * dot), 0, self._sheet.under)
        self._metrics = self._use(_POINT)
        top, height = (_TITLE * 1.5 + _SMALL * 1.8) * dot, (_POINT * 1.4 + 10) * dot
        painter.fillRect(QRectF(0, top, self._width, height), QColor(LIGHT.window))
        painter.setPen(QColor(LIGHT.text))
        left = 0.0
        for width, column in zip(self._widths, self._model.columns, strict=True):
            self._words(QRectF(left, top, width, height), column.label)
            left += width
        painter.setPen(QPen(QColor(LIGHT.border), dot))
        painter.drawLine(0, round(top + height), round(self._width), round(top + height))
        painter.setPen(QColor(LIGHT.text))
        return top + height

    def _row(self, at: int, top: float, height: float) -> None:
        left = 0.0
        for place, width in enumerate(self._widths):
            box = QRectF(left, top, width, height)
            if self._model.columns[place].name == "case.light":
                self._light(box, self._model.light_cell(at))
            elif isinstance(self._model.columns[place].kind, LongText):
                inner = box.adjusted(3 * self._dot, 3 * self._dot, -3 * self._dot, -3 * self._dot)
                self._painter.drawText(inner, int(Qt.TextFlag.TextWordWrap), self._model.text(at, place))
            else:
                self._words(box, self._model.text(at, place))
            left += width
        self._painter.setPen(QPen(QColor(LIGHT.hairline), self._dot / 2))
        self._painter.drawLine(0, round(top + height), round(self._width), round(top + height))
        self._painter.setPen(QColor(LIGHT.text))

    def _light(self, box: QRectF, cell: LightCell) -> None:
        side = 7 * self._dot
        colour = QColor(LIGHT.hue(cell.light.hue))
        paint_mark(self._painter, QRectF(box.left() + 3 * self._dot, box.center().y() - side / 2, side, side),
                   cell.light.mark, colour)  # fmt: skip
        self._painter.setPen(colour)
        self._words(box.adjusted(side + 3 * self._dot, 0, 0, 0), cell.text)
        self._painter.setPen(QColor(LIGHT.text))

    def _words(self, box: QRectF, text: str) -> None:
        inner = box.adjusted(3 * self._dot, 0, -3 * self._dot, 0)
        shown = self._metrics.elidedText(text.replace("\n", " "), Qt.TextElideMode.ElideRight, inner.width())
        flags = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
        self._painter.drawText(inner, flags, shown)

    def _foot(self, number: int, pages: int, rows: int) -> None:
        self._use(_SMALL)
        self._painter.setPen(QColor(LIGHT.text_soft))
        box = QRectF(0, self._height - 12 * self._dot, self._width, 12 * self._dot)
        self._painter.drawText(
            box, int(Qt.AlignmentFlag.AlignRight), f"共 {rows} 行 · 第 {number} 页，共 {pages} 页"
        )
        self._metrics = self._use(_POINT)
        self._painter.setPen(QColor(LIGHT.text))
