"""The light of a case: mark, word and days; painted the same in a table cell, a label and a print."""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.theme import Light, Mark, Theme, current, light

LIGHT_ROLE = int(Qt.ItemDataRole.UserRole) + 41
"""Model role under which a cell gives its LightCell to `LightDelegate`."""


@dataclass(frozen=True)
class LightCell:
    """What a cell says about its light. `days` are working days left, below zero past the limit."""

    light: Light
    days: int | None = None
    instead: str = ""
    """Said in place of the light's own words."""

    @property
    def text(self) -> str:
        """The words beside the mark."""
        return self.instead or self.light.words(self.days)


def light_cell(status: str, days: int | None = None) -> LightCell:
    """The cell of a status in the default hues."""
    return LightCell(light(status), days)


def light_width(cell: LightCell, metrics: QFontMetrics, theme: Theme) -> int:
    """Pixels that mark, words and their margins take."""
    return metrics.horizontalAdvance(cell.text) + theme.px(12) + theme.px(24)


def paint_light(
    painter: QPainter, rect: QRect, cell: LightCell, theme: Theme, *, on_screen: bool = False
) -> None:
    """Mark and words at the left of `rect`; the three that press stand on a quiet fill of their hue. `on_screen`: the
    mark is drawn once and copied from then on."""
    look = cell.light
    colour = QColor(look.colour(theme))
    side, gap = theme.px(12), theme.px(6)
    pill = QRectF(rect.left(), 0, light_width(cell, painter.fontMetrics(), theme), theme.px(24))
    pill.setWidth(min(pill.width(), rect.width()))
    pill.moveTop(rect.center().y() - pill.height() / 2 + 0.5)
    if look.filled:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.tokens.soft(look.hue)))
        painter.drawRoundedRect(pill, theme.px(6), theme.px(6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    box = QRectF(pill.left() + theme.px(8), pill.center().y() - side / 2, side, side)
    if on_screen:
        painter.drawPixmap(box.topLeft(), mark_picture(look, theme, painter.device().devicePixelRatioF()))
    else:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_mark(painter, box, look.mark, colour)
    painter.setPen(colour)
    words = QRectF(box.right() + gap, rect.top(), pill.right() - box.right() - gap, rect.height())
    painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), cell.text)


@lru_cache(maxsize=64)
def mark_picture(look: Light, theme: Theme, ratio: float) -> QPixmap:
    """The mark of a light as a picture for a screen of that pixel ratio."""
    side = theme.px(12)
    drawn = QPixmap(round(side * ratio), round(side * ratio))
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_mark(painter, QRectF(0, 0, side, side), look.mark, QColor(look.colour(theme)))
    painter.end()
    return drawn


def paint_mark(painter: QPainter, box: QRectF, mark: Mark, colour: QColor) -> None:
    """The shape, drawn rather than written, so that it is the same in every font."""
    pen = QPen(colour, box.width() / 7)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    filled = mark in ("triangle", "diamond", "disc")
    painter.setPen(Qt.PenStyle.NoPen if filled else pen)
    painter.setBrush(colour if filled else Qt.BrushStyle.NoBrush)
    if mark in ("disc", "ring"):
        painter.drawEllipse(box.adjusted(1, 1, -1, -1))
        return
    points = {
        "triangle": ((0.5, 0.02), (1.0, 0.95), (0.0, 0.95)),
        "diamond": ((0.5, 0.0), (1.0, 0.5), (0.5, 1.0), (0.0, 0.5)),
        "check": ((0.08, 0.55), (0.38, 0.85), (0.95, 0.2)),
        "dash": ((0.1, 0.5), (0.9, 0.5)),
    }[mark]
    shape = QPolygonF([QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in points])
    if filled:
        painter.drawPolygon(shape)
    else:
        painter.drawPolyline(shape)


class LightLabel(QWidget):
    """A light that stands in a page."""

    def __init__(self, cell: LightCell) -> None:
        super().__init__()
        self._cell = cell
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.show_cell(cell)

    def show_cell(self, cell: LightCell) -> None:
        """Show another light."""
        self._cell = cell
        self.setAccessibleName(cell.text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        theme = current()
        return QSize(light_width(self._cell, self.fontMetrics(), theme) + 1, theme.px(28))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_light(painter, self.rect(), self._cell, current())
        painter.end()


class LightDelegate(QStyledItemDelegate):
    """Paints the cells of a table column that give a LightCell under LIGHT_ROLE."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        cell = index.data(LIGHT_ROLE)
        if not isinstance(cell, LightCell):
            super().paint(painter, option, index)
            return
        rect: QRect = option.rect  # type: ignore[attr-defined]  # missing in PySide's stubs
        from PySide6.QtWidgets import QStyle  # late, for it is large and the ledger paints without it

        theme = current()
        if option.state & QStyle.StateFlag.State_Selected:  # type: ignore[attr-defined]
            painter.fillRect(rect, theme.colour("selection"))
        painter.setFont(option.font)  # type: ignore[attr-defined]
        paint_light(painter, rect.adjusted(theme.px(4), 0, -theme.px(4), 0), cell, theme)
