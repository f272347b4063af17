"""The head of a column: its name, the way it is sorted, and the button that drops down its values."""

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from ui.icons import icon
from ui.parts.viewport import viewport
from ui.theme import current

BUTTON = 22
"""Width of the drop-down button in pixels at 100 %."""


class LedgerHeader(QHeaderView):
    """A click on the name sorts, one on the arrow at its right asks for the filter, a right click for the columns."""

    sort_asked = Signal(int)
    filter_asked = Signal(int)
    columns_asked = Signal(QPoint)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setViewport(viewport())
        self._sorted: Mapping[int, bool] = {}
        self._filtered: frozenset[int] = frozenset()
        self._pressed = QPoint()
        self.covered = 0
        """So many sections at the left lie under the frozen ones, and nobody would see them painted."""
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(current().px(48))
        self.setToolTip("点一下排序，点箭头筛选，点右键选择要显示的栏目")
        self.sectionClicked.connect(self._clicked)

    def mark(self, sorted_by: Mapping[int, bool], filtered: frozenset[int]) -> None:
        """Show by which sections the table is sorted (True: descending) and which hold a filter."""
        self._sorted, self._filtered = sorted_by, filtered
        self.viewport().update()

    def button(self, section: int) -> QRect:
        """Where the drop-down button of a section is."""
        right = self.sectionViewportPosition(section) + self.sectionSize(section)
        width = current().px(BUTTON)
        return QRect(right - width - 2, 0, width, self.height())

    def needed(self, section: int) -> int:
        """Pixels in which the name, the way it is sorted and the button fit."""
        text = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
        return QFontMetrics(current().font()).horizontalAdvance(text) + current().px(BUTTON + 12)

    def sizeHint(self) -> QSize:
        return QSize(
            self.length(), current().px(36)
        )  # Qt's own measures every section, 45 times at the start

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.columns_asked.emit(event.globalPos())

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        if section < self.covered:
            return
        theme = current()
        busy = section in self._filtered or section in self._sorted
        painter.fillRect(rect, theme.colour("window"))
        painter.setPen(theme.colour("hairline"))
        painter.drawLine(rect.topRight() + QPoint(0, 8), rect.bottomRight() - QPoint(0, 8))
        painter.setPen(theme.colour("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        button = QRect(rect.right() - theme.px(BUTTON) - 1, rect.top(), theme.px(BUTTON), rect.height())
        words = rect.adjusted(theme.px(8), 0, -theme.px(BUTTON), 0)
        painter.setFont(theme.font())
        painter.setPen(theme.colour("accent_text" if busy else "text_soft"))
        text = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
        arrow = theme.px(14) if section in self._sorted else 0
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, words.width() - arrow)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
        if arrow:
            at = words.left() + painter.fontMetrics().horizontalAdvance(shown) + 2
            self._picture(painter, QRect(at, rect.top(), arrow, rect.height()),
                          "arrow-down" if self._sorted[section] else "arrow-up", "accent_text")  # fmt: skip
        filtered = section in self._filtered
        self._picture(painter, button, "filter" if filtered else "chevron-down",
                      "accent_text" if filtered else "text_off")  # fmt: skip

    def _picture(self, painter: QPainter, rect: QRect, name: str, token: str) -> None:
        side = current().px(14)
        corner = rect.center() - QPoint(side // 2, side // 2)
        icon(name, token).paint(painter, QRect(corner, QSize(side, side)))

    def _clicked(self, section: int) -> None:
        if self.button(section).contains(self._pressed):
            self.filter_asked.emit(section)
        else:
            self.sort_asked.emit(section)
