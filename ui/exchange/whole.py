"""The chosen line in full: read-only, left with Tab, as high as four lines at any size of type."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QPlainTextEdit

from ui.theme import current

LINES = 4


class Whole(QPlainTextEdit):
    """What a cell had no room for; can be read with the arrows and copied."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName("选中一行的全部内容")
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._measure()
        super().changeEvent(event)

    def _measure(self) -> None:
        self.setFixedHeight(current().px(22 * LINES + 16))
