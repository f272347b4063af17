"""The look: one theme at a time, made from `tokens` and the style sheet in `resources/style`, and the lights.

The theme belongs to the QApplication, so it is the one thing of the screen that is asked for by function.
Widgets that paint by hand call `current()` while painting and so follow a switch by themselves.
"""

import os
from collections.abc import Mapping
from functools import lru_cache
from string import Template
from typing import Literal, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from app.paths import resource
from app.rules.status import Status
from ui import fonts
from ui.tokens import DARK, LIGHT, Hue, Tokens

STYLE_VARIABLE, STYLE = "QT_STYLE_OVERRIDE", "fusion"
"""Whoever makes the QApplication sets this first: to ask it for its style PySide would load all that styles know."""

SMALLEST_TYPE = 12
"""No text is drawn below this many pixels."""

Mark = Literal["triangle", "diamond", "disc", "ring", "check", "dash"]


class Theme(NamedTuple):
    """Colours and sizes that hold now. `scale` is 1.0 to 1.5."""

    dark: bool = False
    scale: float = 1.0

    @property
    def tokens(self) -> Tokens:
        """The colours."""
        return DARK if self.dark else LIGHT

    def px(self, pixels: float) -> int:
        """A length meant at 100 %, at the present scale."""
        return round(pixels * self.scale)

    def colour(self, token: str) -> QColor:
        """The colour of a token by name."""
        return QColor(getattr(self.tokens, token))

    def font(self, pixels: int = 14, *, tabular: bool = False, bold: bool = False) -> QFont:
        """The font at a size meant at 100 %; never below the smallest type."""
        return fonts.font(max(SMALLEST_TYPE, self.px(pixels)), tabular=tabular, bold=bold)


_current = Theme()
_sheet = ""


def current() -> Theme:
    """The theme that holds now."""
    return _current


def apply_theme(app: QApplication, dark: bool = False, scale: float = 1.0) -> Theme:
    """Dress the whole program; may be called again at any time. `scale` is held to 1.0-1.5."""
    global _current, _sheet
    theme = Theme(dark=dark, scale=min(1.5, max(1.0, scale)))
    _current = theme
    sheet = _style_sheet(theme)
    if _sheet == sheet:
        return theme
    _sheet = sheet
    if os.environ.get(STYLE_VARIABLE) != STYLE and app.style().name() != STYLE:
        app.setStyle(STYLE)
    app.setPalette(_palette(theme.tokens))
    app.setFont(theme.font())
    for window in app.topLevelWidgets():
        if isinstance(window, QMainWindow):
            dress(window)
    return theme


def dress(window: QWidget) -> None:
    """Give a new window the style sheet, and with it all that is put into it.

    Not to the application: each part of a page would be polished anew at every step of its way into the window, which
    made a page open three to five times as slowly.
    """
    window.setStyleSheet(_sheet)


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget one of the style sheet's roles (title, hint, error, primary …), also at run time."""
    if widget.property("role") == role:
        return
    widget.setProperty("role", role)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # else Qt does it once, before showing
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def _palette(tokens: Tokens) -> QPalette:
    parts: dict[QPalette.ColorRole, str] = {
        QPalette.ColorRole.Window: tokens.window,
        QPalette.ColorRole.WindowText: tokens.text,
        QPalette.ColorRole.Base: tokens.surface,
        QPalette.ColorRole.AlternateBase: tokens.window,
        QPalette.ColorRole.Text: tokens.text,
        QPalette.ColorRole.Button: tokens.surface,
        QPalette.ColorRole.ButtonText: tokens.text,
        QPalette.ColorRole.BrightText: tokens.red,
        QPalette.ColorRole.Highlight: tokens.selection,
        QPalette.ColorRole.HighlightedText: tokens.text,
        QPalette.ColorRole.PlaceholderText: tokens.text_soft,
        QPalette.ColorRole.Link: tokens.accent_text,
        QPalette.ColorRole.Accent: tokens.accent,
        QPalette.ColorRole.ToolTipBase: tokens.surface,
        QPalette.ColorRole.ToolTipText: tokens.text,
        QPalette.ColorRole.Light: tokens.surface,
        QPalette.ColorRole.Midlight: tokens.hairline,
        QPalette.ColorRole.Mid: tokens.border,
        QPalette.ColorRole.Dark: tokens.border,
    }
    palette = QPalette()
    for role, colour in parts.items():
        palette.setColor(role, QColor(colour))
    off = QColor(tokens.text_off)
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, off)
    return palette


@lru_cache(maxsize=8)
def _style_sheet(theme: Theme) -> str:
    """The template with its colours, lengths (`$pN`: N pixels at 100 %) and type sizes (`$tN`) filled in."""
    text = resource("style", "app.qss").read_text(encoding="utf-8")
    style = resource("style").as_posix()
    sizes = {f"p{each}": f"{theme.px(each)}px" for each in range(1, 260)}
    types = {f"t{each}": f"{max(SMALLEST_TYPE, theme.px(each))}px" for each in range(12, 40)}
    field, chip = theme.px(32), theme.px(28)
    boxes = {
        "field_in": str(field - 2),
        "field_focus": str(field - 4),
        "chip_in": str(chip - 2),
        "chip_focus": str(chip - 4),
        "chip_round": str(chip // 2),
    }
    return Template(text).substitute(theme.tokens.as_dict(), **sizes, **types, **boxes, style=style)


class Light(NamedTuple):
    """How one status looks: a shape, a hue, and the core's own mark and word, so that it can be told without colour."""

    status: str
    mark: Mark
    glyph: str
    word: str
    hue: Hue
    filled: bool = False

    def colour(self, theme: Theme) -> str:
        """Colour of mark and words in a theme, #rrggbb."""
        return theme.tokens.hue(self.hue)

    def words(self, days: int | None = None) -> str:
        """What the core says of the status; `days` are working days left, below zero past the limit."""
        return Status(self.status).words(days)


_LOOKS: Mapping[Status, tuple[Mark, Hue]] = {
    Status.OVERDUE: ("triangle", "red"),
    Status.URGENT: ("diamond", "orange"),
    Status.DUE_SOON: ("disc", "yellow"),
    Status.RUNNING: ("ring", "blue"),
    Status.DONE: ("check", "green"),
    Status.DONE_LATE: ("check", "green"),
    Status.NONE: ("dash", "grey"),
}
LIGHTS: Mapping[str, Light] = {
    status.value: Light(
        status.value, mark, status.mark, status.label, hue, filled=mark in ("triangle", "diamond", "disc")
    )
    for status, (mark, hue) in _LOOKS.items()
}
"""One light per status of `app.rules`, in the order of gravity."""


def light(status: str, hues: Mapping[str, Hue] | None = None) -> Light:
    """The light of a status; `hues` are the preset's own colours. An unknown status looks like none."""
    plain = LIGHTS.get(status, LIGHTS["none"])
    return plain._replace(hue=hues[status]) if hues and status in hues else plain
