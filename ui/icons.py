"""Icons: one outline set (Tabler, MIT), drawn in the theme's colour at the moment of painting.

An icon is given out once and keeps itself right: after a switch of theme the next paint uses the new colours.
"""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.paths import resource
from ui.theme import current

SIZE = 20
"""Side of an icon in pixels at 100 %."""


@lru_cache(maxsize=128)
def icon(name: str, token: str = "text") -> QIcon:
    """The icon of a name in `resources/icons`, tinted by a token. Raises KeyError for an unknown name."""
    _source(name)
    return QIcon(_Engine(name, token))


@lru_cache(maxsize=512)
def pixmap(name: str, colour: str, side: int, ratio: float = 1.0) -> QPixmap:
    """The picture of an icon: `side` pixels, a #rrggbb colour, for a screen of that pixel ratio."""
    drawn = QPixmap(round(side * ratio), round(side * ratio))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    source = _source(name).replace("currentColor", colour).replace('stroke-width="2"', 'stroke-width="1.6"')
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(drawn.rect()))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    path = resource("icons", f"{name}.svg")
    if not path.is_file():
        raise KeyError(name)
    return path.read_text(encoding="utf-8")


class _Engine(QIconEngine):
    """Paints one icon in the colour its token has now."""

    def __init__(self, name: str, token: str) -> None:
        super().__init__()
        self._name = name
        self._token = token

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._token)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ratio = painter.device().devicePixelRatioF() if painter.device() else 1.0
        side = min(rect.width(), rect.height())
        drawn = pixmap(self._name, self._colour(mode, state), side, ratio)
        painter.drawPixmap(rect.center() - QPoint((side - 1) // 2, (side - 1) // 2), drawn)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return pixmap(self._name, self._colour(mode, state), min(size.width(), size.height()))

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        return pixmap(self._name, self._colour(mode, state), min(size.width(), size.height()), 1.0)

    def _colour(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        token = self._token
        if mode == QIcon.Mode.Disabled:
            token = "text_off"
        elif state == QIcon.State.On and token == "text_soft":
            token = "accent_text"
        return QColor(current().colour(token)).name()
