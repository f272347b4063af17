"""How a cell is painted: one line of text or a light, the row's selection, and a frame round the cell one is in.

It paints by itself instead of asking the style sheet for every cell: a page of the table then takes a third of
the time.
"""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.ledger.model import LedgerModel
from ui.parts.light import LIGHT_ROLE, LightCell, paint_light
from ui.theme import current

_RIGHT = int(Qt.AlignmentFlag.AlignRight)


class CellDelegate(QStyledItemDelegate):
    """Paints the cells of a ledger. `view` is the table that has the keyboard, `shown_by` the one painted."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme = current()
        rect: QRect = option.rect  # type: ignore[attr-defined]  # missing in PySide's stubs
        selected = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        if selected:
            painter.fillRect(rect, theme.colour("selection"))
        painter.setPen(theme.colour("hairline"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inner = rect.adjusted(theme.px(8), 0, -theme.px(8), 0)
        cell = index.data(LIGHT_ROLE)
        painter.setFont(option.font)  # type: ignore[attr-defined]
        if isinstance(cell, LightCell):
            paint_light(painter, rect.adjusted(theme.px(4), 0, -theme.px(4), 0), cell, theme)
        else:
            self._text(painter, inner, index)
        if selected and self._view.hasFocus() and index == self._view.currentIndex():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -2))

    def _text(self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        model = index.model()
        assert isinstance(model, LedgerModel)
        text = model.text(index.row(), index.column())
        if not text:
            return
        text = text.replace("\n", " ")
        painter.setPen(current().colour("text"))
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(text[:200], Qt.TextElideMode.ElideRight, rect.width())
        align = index.data(Qt.ItemDataRole.TextAlignmentRole)
        flags = int(align) if isinstance(align, int) else int(Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(rect, flags | int(Qt.TextFlag.TextSingleLine), shown)
