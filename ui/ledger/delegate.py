"""How a cell is painted: one line of text or a light, the row's selection, and a frame round the cell one is in.

It paints by itself instead of asking the style sheet for every cell: a page of the table then takes a third of
the time.
"""

from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from ui.ledger.model import LedgerModel
from ui.parts.light import paint_light
from ui.theme import Theme, current

_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextSingleLine)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight) | int(Qt.TextFlag.TextSingleLine)
_LONGEST = 200


@lru_cache(maxsize=4)
def _inks(theme: Theme) -> tuple[QColor, QColor, QColor, QPen]:
    return (
        theme.colour("selection"), theme.colour("hairline"), theme.colour("text"), QPen(theme.colour("accent"), 2)
    )  # fmt: skip


class CellDelegate(QStyledItemDelegate):
    """Paints the cells of a ledger; `view` is the table that has the keyboard.

    `covered`: so many columns at the left lie under the frozen ones, and nobody would see them painted.
    """

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self.covered = 0

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row, column = index.row(), index.column()
        if column < self.covered:
            return
        theme, model = current(), index.model()
        assert isinstance(model, LedgerModel)
        selection, hairline, ink, frame = _inks(theme)
        rect: QRect = option.rect  # type: ignore[attr-defined]  # missing in PySide's stubs
        selected = self._view.selectionModel().isSelected(index)
        if selected:
            painter.fillRect(rect, selection)
        painter.setPen(hairline)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setFont(option.font)  # type: ignore[attr-defined]
        margin = theme.px(8)
        if column == model.light_at:
            paint_light(painter, rect.adjusted(margin // 2, 0, -margin // 2, 0), model.light_cell(row), theme)
        elif text := model.text(row, column):
            inner = rect.adjusted(margin, 0, -margin, 0)
            plain = text[:_LONGEST].replace("\n", " ")
            if len(plain) * theme.px(14) > inner.width():  # no sign is wider than the type is high
                plain = painter.fontMetrics().elidedText(plain, Qt.TextElideMode.ElideRight, inner.width())
            painter.setPen(ink)
            painter.drawText(inner, _RIGHT if column in model.numeric else _LEFT, plain)
        if selected and self._view.hasFocus() and index == self._view.currentIndex():
            painter.setPen(frame)
            painter.drawRect(rect.adjusted(1, 1, -1, -2))
