"""The chosen line in full: read-only, left with Tab, as high as a number of lines, or fewer where the type is large."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QPlainTextEdit

from ui.theme import current

LINES = 4
FEW = 2
"""Lines where the type is large and the list above needs the room: `Whole(FEW)`."""
LARGE = 1.2


class Whole(QPlainTextEdit):
    """What a cell had no room for; can be read with the arrows and copied."""

    def __init__(self, large: int = 0, lines: int = LINES) -> None:
        super().__init__()
        self._large, self._lines = large or lines, lines
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName("选中一行的全部内容")
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._measure()
        super().changeEvent(event)

    def _measure(self) -> None:
        self.setFixedHeight(current().px(22 * (self._lines if current().scale < LARGE else self._large) + 16))
