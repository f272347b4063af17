"""A page or column that scrolls when it is higher than the window, and brings the focused field into view."""

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from ui.theme import current

_ROUND = 12
"""Pixels left free above and below what is brought into sight."""


class _Scroll(QScrollArea):
    """Scrolls up and down only; the field that gets the focus is never left outside."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        inner.setObjectName("scrolled")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inner)
        running = QApplication.instance()
        if isinstance(running, QApplication):
            running.focusChanged.connect(self._follow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A strip that opens beneath leaves less room: the field that is typed in stays in sight."""
        super().resizeEvent(event)
        if event.size().height() < event.oldSize().height():
            self._follow(None, QApplication.focusWidget())

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.widget() is not None and self.widget().isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, current().px(72))


def settle(inside: QWidget) -> None:
    """Lay out everything from `inside` up to its scroll area now: else words stand squeezed for a moment."""
    widget: QWidget | None = inside
    while widget is not None and not isinstance(widget, QScrollArea):
        layout = widget.layout()
        if layout is not None:
            layout.activate()
        widget = widget.parentWidget()


def show_whole(part: QWidget) -> None:
    """Once it is laid out, scroll until all of `part` is in sight; of one higher than the window its top."""

    def scroll() -> None:
        area = part.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is None or area.widget() is None:
            return
        settle(part)
        top = part.mapTo(area.widget(), QPoint(0, 0)).y() - _ROUND
        below = top + part.height() + 2 * _ROUND - area.viewport().height()
        bar = area.verticalScrollBar()
        bar.setValue(min(top, max(below, bar.value())))

    QTimer.singleShot(0, part, scroll)


def scrolling(inner: QWidget) -> QScrollArea:
    """Put `inner` into a scroll area that fits its width."""
    return _Scroll(inner)
