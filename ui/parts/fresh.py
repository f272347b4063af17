"""A body of parts that is drawn anew as a whole and scrolls: what a list of sections is shown in."""

from collections.abc import Iterable

from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ui.parts.scroll import scrolling


class FreshBody(QWidget):
    """Empty until it is drawn."""

    def __init__(self) -> None:
        super().__init__()
        self._room = QVBoxLayout(self)
        self._room.setContentsMargins(0, 0, 0, 0)
        self.area: QScrollArea = scrolling(QWidget())
        self._room.addWidget(self.area)

    def draw(self, parts: Iterable[QWidget], at: int = 0) -> None:
        """Show these in the place of those that stood, scrolled to `at` (pixels)."""
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 16, 24)
        column.setSpacing(20)
        for each in parts:
            column.addWidget(each)
        column.addStretch(1)
        fresh, old = scrolling(body), self.area
        self._room.replaceWidget(old, fresh)
        old.hide()
        old.deleteLater()
        fresh.show()
        self.area = fresh
        fresh.verticalScrollBar().setValue(at)
