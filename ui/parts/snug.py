"""A stack that needs no more room than the part in front: a large part that is hidden must not widen the window."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget


class Snug(QStackedWidget):
    """As large, and at least as large, as what is in front.

    Directly inside a scroll area Qt would ask its layout instead, which takes the largest part: give it a parent.
    """

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(lambda _at: self.updateGeometry())

    def sizeHint(self) -> QSize:
        shown = self.currentWidget()
        return shown.sizeHint() if shown is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        if not self.count():
            return super().minimumSizeHint()
        shown = self.currentWidget()
        least, layout = shown.minimumSizeHint(), shown.layout()
        if layout is not None and layout.hasHeightForWidth():
            # words that wrap need more height than the hint knows of; else they and what stands above are cut off
            least.setHeight(max(least.height(), layout.minimumHeightForWidth(self.width())))
        return least

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return (
            False  # else a scroll area gives the height that is wished for instead of the one that is needed
        )
