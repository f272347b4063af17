"""How the rows of a ledger are painted: text or a light, what is chosen, what is locked, the cell one is in.

The table paints by rows itself. Through a delegate Qt would ask the model three times for the flags of every cell and
the style sheet once, and a page would take three times as long.
"""

from functools import lru_cache

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QTableView

from ui.ledger.model import REPEAT, LedgerModel
from ui.parts.light import paint_light
from ui.theme import Theme, current

_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextSingleLine)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight) | int(Qt.TextFlag.TextSingleLine)
_WIDE = 0x2E80
"""From this sign on all are as wide as the first of them, 一."""


class Elider:
    """Cuts texts to a width by the widths of their signs: Qt would shape every text whole to do it."""

    def __init__(self, font: QFont) -> None:
        self._metrics = QFontMetrics(font)
        self._wide = self._metrics.horizontalAdvance("一")
        self._narrow: dict[str, int] = {}

    def cut(self, text: str, room: int) -> str:
        """The text, or as much of it as fits with an ellipsis."""
        if len(text) * self._wide <= room:
            return text
        used, kept, least = 0, 0, room - self._wide
        for at, sign in enumerate(text):
            used += self._wide if ord(sign) >= _WIDE else self._width(sign)
            if used > room:
                return f"{text[:kept].rstrip()}…"
            if used <= least:
                kept = at + 1
        return text

    def _width(self, sign: str) -> int:
        found = self._narrow.get(sign)
        if found is None:
            found = self._narrow[sign] = self._metrics.horizontalAdvance(sign)
        return found


@lru_cache(maxsize=4)
def _elider(theme: Theme) -> Elider:
    return Elider(theme.font(tabular=True))


def paint_rows(
    view: QTableView,
    event: QPaintEvent,
    columns: range,
    chosen: list[tuple[int, int]],
    here: tuple[int, int] | None,
) -> None:
    """Paint these columns of the rows in sight. `chosen` are first and last rows of what is selected, `here` the cell
    that has the keyboard."""
    model, area, theme = view.model(), event.rect(), current()
    assert isinstance(model, LedgerModel)
    first, last = view.rowAt(area.top()), view.rowAt(area.bottom())
    if first < 0:
        return
    spans = [(each, view.columnViewportPosition(each), view.columnWidth(each)) for each in columns]
    spans = [each for each in spans if each[1] <= area.right() and each[1] + each[2] >= area.left()]
    painter = QPainter(view.viewport())
    painter.setFont(theme.font(tabular=True))
    height = view.rowHeight(first)
    for row in range(first, (last if last >= 0 else model.rowCount() - 1) + 1):
        top = view.rowViewportPosition(row)
        line = QRect(area.left(), top, area.width(), height)
        is_chosen = any(begin <= row <= end for begin, end in chosen)
        _paint_row(painter, model, row, line, spans, theme, is_chosen)
        if here is not None and is_chosen and here[0] == row and here[1] in columns:
            left, width = view.columnViewportPosition(here[1]), view.columnWidth(here[1])
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRect(QRect(left, top, width, height).adjusted(1, 1, -1, -2))
    painter.end()


def mark_width(mark: str, theme: Theme) -> int:
    """Pixels at the right end of a cell that the mark of a matter takes."""
    return QFontMetrics(theme.font(12, tabular=True)).horizontalAdvance(mark) + theme.px(14) if mark else 0


def _paint_mark(painter: QPainter, cell: QRect, mark: str, theme: Theme) -> int:
    """How many reports a matter has, at the right of its number; a click there opens or folds it."""
    width, before = mark_width(mark, theme), painter.font()
    box = QRect(cell.right() - width - theme.px(4), cell.top(), width, cell.height())
    painter.setFont(theme.font(12, tabular=True))
    painter.setPen(theme.colour("text_soft" if mark == REPEAT else "accent_text"))
    painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), mark)
    painter.setFont(before)
    painter.setPen(theme.colour("text"))
    return width


def _paint_row(
    painter: QPainter,
    model: LedgerModel,
    row: int,
    line: QRect,
    spans: list[tuple[int, int, int]],
    theme: Theme,
    is_chosen: bool,
) -> None:
    margin, elider, right = theme.px(8), _elider(theme), line.right()
    top, height = line.top(), line.height()
    if is_chosen:
        painter.fillRect(line, theme.colour("selection"))
    else:
        shut = theme.colour("window")
        for column, left, width in spans:
            if model.is_shut(row, column):
                painter.fillRect(QRect(left, top, width, height), shut)
    painter.setPen(theme.colour("hairline"))
    end = min(right, spans[-1][1] + spans[-1][2] - 1) if spans else right
    painter.drawLine(QPoint(line.left(), line.bottom()), QPoint(end, line.bottom()))
    ink = theme.colour("text")
    painter.setPen(ink)
    for column, left, width in spans:
        if column == model.light_at:
            box = QRect(left + margin // 2, top, width - margin, height)
            paint_light(painter, box, model.light_cell(row), theme, on_screen=True)
            painter.setPen(ink)
        elif text := model.row(row).texts[column]:
            room = width - 2 * margin
            if column == model.number_at and (mark := model.fold_mark(row)):
                room -= _paint_mark(painter, QRect(left, top, width, height), mark, theme)
            shown = elider.cut(text.replace("\n", " ") if "\n" in text else text, room)
            painter.drawText(
                left + margin, top, room, height, _RIGHT if column in model.numeric else _LEFT, shown
            )
