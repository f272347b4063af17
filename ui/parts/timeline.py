"""What happened and what is to come, by day, down a line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.parts.light import paint_mark
from ui.theme import current, light, set_role


@dataclass(frozen=True)
class Moment:
    """One line: the day (None when it is not fixed), what happened, detail below, the status of its limit."""

    day: date | None
    title: str
    detail: str = ""
    status: str | None = None


class Timeline(QWidget):
    """Moments in the order given, each with its mark on one line."""

    def __init__(self, moments: Sequence[Moment] = ()) -> None:
        super().__init__()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._lines: list[QWidget] = []
        self.show_moments(moments)

    def show_moments(self, moments: Sequence[Moment]) -> None:
        """Show others."""
        for line in self._lines:
            self._layout.removeWidget(line)
            line.hide()
            line.deleteLater()
        last = len(moments) - 1
        self._lines = [_Line(moment, at == 0, at == last) for at, moment in enumerate(moments)]
        for line in self._lines:
            self._layout.addWidget(line)


class _Mark(QWidget):
    """The line with the mark of one moment on it."""

    def __init__(self, status: str | None, first: bool, last: bool) -> None:
        super().__init__()
        self._status, self._first, self._last = status, first, last
        self.setFixedWidth(24)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, centre, side = self.width() / 2, theme.px(14), theme.px(11)
        painter.setPen(QPen(theme.colour("hairline"), 2))
        if not self._first:
            painter.drawLine(round(middle), 0, round(middle), centre - side)
        if not self._last:
            painter.drawLine(round(middle), centre + side, round(middle), self.height())
        look = light(self._status or "none")
        colour = theme.colour(look.hue if self._status else "accent_text")
        box = QRectF(middle - side / 2, centre - side / 2, side, side)
        paint_mark(painter, box, look.mark if self._status else "ring", colour)
        painter.end()


class _Line(QWidget):
    def __init__(self, moment: Moment, first: bool, last: bool) -> None:
        super().__init__()
        day = QLabel(moment.day.isoformat() if moment.day else "日期待定")
        set_role(day, "day")
        title = QLabel(moment.title)
        title.setWordWrap(True)
        words = QVBoxLayout()
        words.setContentsMargins(0, 4, 0, 12)
        words.setSpacing(2)
        words.addWidget(title)
        if moment.detail:
            detail = QLabel(moment.detail)
            detail.setWordWrap(True)
            set_role(detail, "soft")
            words.addWidget(detail)
        words.addStretch(1)
        dated = QVBoxLayout()
        dated.setContentsMargins(0, 4, 0, 0)
        dated.addWidget(day, 0, Qt.AlignmentFlag.AlignTop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addLayout(dated)
        row.addWidget(_Mark(moment.status, first, last))
        row.addLayout(words, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
