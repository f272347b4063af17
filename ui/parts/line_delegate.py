"""A line of a list that opens over the page: the chosen one marked, words and a grey remark drawn beside each other."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.theme import current

AT_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


class LineDelegate(QStyledItemDelegate):
    """Lines of one height (pixels at 100 %); what stands in one is said by `draw`."""

    def __init__(self, height: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._height = height

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, current().px(self._height))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect: QRect = option.rect  # type: ignore[attr-defined]  # missing in PySide's stubs
        if option.state & QStyle.StateFlag.State_Selected:  # type: ignore[attr-defined]
            painter.fillRect(rect, current().colour("selection"))
        self.draw(painter, rect, index)

    def draw(self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        """Draw what the line says."""
        raise NotImplementedError

    @staticmethod
    def words(painter: QPainter, room: QRect, text: str, colour: str = "text") -> None:
        """Words at the left of their room."""
        painter.setPen(current().colour(colour))
        painter.drawText(room, AT_LEFT, text)

    @classmethod
    def remark(cls, painter: QPainter, room: QRect, text: str) -> None:
        """A remark in grey, cut with an ellipsis where its room ends."""
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, max(0, room.width()))
        cls.words(painter, room, shown, "text_soft")
