"""Buttons that Enter presses too, as in the fields before them."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from ui.theme import set_role


def button(text: str, run: Callable[[], object], role: str = "") -> QPushButton:
    """A button that a click, Space and Enter press."""
    made = QPushButton(text)
    made.setAutoDefault(True)
    if role:
        set_role(made, role)
    made.clicked.connect(lambda: run())
    return made


def shortcut(keys: str, inside: QWidget, run: Callable[[], object]) -> QShortcut:
    """Keys that work while the focus is somewhere inside a widget."""
    made = QShortcut(QKeySequence(keys), inside)
    made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    made.activated.connect(lambda: run())
    return made
