"""One page at a time on a surface that scrolls: turned, made larger and smaller by keys and by the wheel."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea

from app.errors import Unavailable
from ui.viewer.pages import Pages

STEP = 1.25
SMALLEST, LARGEST = 0.1, 6.0
_SCREEN = 96
_MARGIN = 24
_KEPT = 4
"""Pages kept drawn."""


class PaperView(QScrollArea):
    """`turned`: another page or another size is shown. `failed` carries a sentence."""

    turned = Signal()
    failed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.pages: Pages | None = None
        self.page = 0
        self.fits = True
        self._factor = 1.0
        self._drawn: dict[tuple[int, int], QPixmap] = {}
        self.paper = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.setWidget(self.paper)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("附件内容")

    @property
    def factor(self) -> float:
        """How large the page is shown; 1 is its real size."""
        if not self.fits or self.pages is None:
            return self._factor
        width, _ = self.pages.size(self.page)
        room = self.viewport().width() - _MARGIN
        return max(SMALLEST, min(LARGEST, room / max(width * _SCREEN, 1)))

    def show_pages(self, pages: Pages) -> None:
        """Show the first page of these, as wide as the view."""
        self.pages, self.page, self.fits = pages, 0, True
        self.destroyed.connect(pages.close)  # a window may go without its pages being left
        self._draw()

    def turn(self, by: int) -> bool:
        """Turn so many pages; False at either end."""
        count = 0 if self.pages is None else self.pages.count
        wanted = max(0, min(count - 1, self.page + by))
        if wanted == self.page:
            return False
        self.page = wanted
        self._draw()
        bar = self.verticalScrollBar()
        bar.setValue(bar.minimum() if by > 0 else bar.maximum())
        return True

    def zoom(self, by: float) -> None:
        """Larger (by more than 1) or smaller; 0 fits the page to the width again."""
        if by:
            self._factor = max(SMALLEST, min(LARGEST, self.factor * by))
        self.fits = not by
        self._draw()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(STEP)
        elif key in (Qt.Key.Key_Minus, Qt.Key.Key_Underscore):
            self.zoom(1 / STEP)
        elif key == Qt.Key.Key_0:
            self.zoom(0)
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_Space):
            self._on(1, at_once=ctrl)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_Backspace):
            self._on(-1, at_once=ctrl)
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Left) and not self.horizontalScrollBar().maximum():
            self.turn(1 if key == Qt.Key.Key_Right else -1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self.pages is not None:
            self.turn(-self.page if key == Qt.Key.Key_Home else self.pages.count)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(STEP if event.angleDelta().y() > 0 else 1 / STEP)
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.fits and self.pages is not None and event.size().width() != event.oldSize().width():
            self._draw()

    def forget(self) -> None:
        """Let go of every page."""
        self.paper.clear()
        self._drawn.clear()
        if self.pages is not None:
            self.pages.close()
            self.pages = None

    def _on(self, by: int, *, at_once: bool) -> None:
        """A screenful further, and at the end of the page to the next one."""
        bar = self.verticalScrollBar()
        end = bar.maximum() if by > 0 else bar.minimum()
        if at_once or bar.value() == end:
            self.turn(by)
        else:
            bar.setValue(bar.value() + by * round(bar.pageStep() * 0.9))

    def _draw(self) -> None:
        if self.pages is None:
            return
        ratio = self.devicePixelRatioF()
        try:
            density = round(self.factor * _SCREEN * ratio)
            key = (self.page, density)
            if key not in self._drawn:
                while len(self._drawn) >= _KEPT:
                    self._drawn.pop(next(iter(self._drawn)))
                self._drawn[key] = QPixmap.fromImage(self.pages.image(self.page, density))
                self._drawn[key].setDevicePixelRatio(ratio)
        except Unavailable as error:
            self.paper.clear()
            self.failed.emit(error.sentence)
            return
        self.paper.setPixmap(self._drawn[key])
        self.turned.emit()
