"""A paper as pages for the viewer and for the printer: what is seen is what is printed."""

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from app.documents.paper import Paper
from app.errors import Unavailable
from ui.documents.print_layout import HEIGHT, WIDTH, draw_sheet, sheets_of

_INCH = 25.4


class PaperPages:
    """The pages of one paper (the viewer's `Pages`)."""

    def __init__(self, paper: Paper) -> None:
        self._sheets = sheets_of(paper)
        self.count = len(self._sheets)

    def size(self, page: int) -> tuple[float, float]:
        """Width and height of a sheet in inches."""
        return WIDTH / _INCH, HEIGHT / _INCH

    def image(self, page: int, pixels_per_inch: float) -> QImage:
        """One sheet, black on white whatever the theme."""
        width, height = (round(each * pixels_per_inch) for each in self.size(page))
        made = QImage(max(1, width), max(1, height), QImage.Format.Format_RGB32)
        made.fill(0xFFFFFFFF)
        painter = QPainter(made)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        draw_sheet(painter, self._sheets[page], pixels_per_inch)
        painter.end()
        return made

    def close(self) -> None:
        """Let go of what it says."""
        self._sheets = []


def new_printer() -> QPrinter:
    """A printer set to A4 upright; the layout has the margins."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    size, upright = QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait
    printer.setFullPage(True)
    printer.setPageLayout(QPageLayout(size, upright, QMarginsF(0, 0, 0, 0)))
    return printer


def print_on(printer: QPrinter, paper: Paper) -> int:
    """Print the paper; the number of sheets. Raises Unavailable when the printer cannot be used."""
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        raise Unavailable("打不开打印机，没有打印。请检查打印机，或先存为 .docx。")
    sheets = sheets_of(paper)
    try:
        for number, sheet in enumerate(sheets):
            if number:
                printer.newPage()
            draw_sheet(painter, sheet, printer.resolution())
    finally:
        painter.end()
    return len(sheets)
