"""What holds for the whole of the screen's foundation: names for screen readers, and no window too large."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.gallery import window
from ui.theme import apply_theme


def nameless(top: QWidget) -> list[str]:
    """Focusable widgets that a screen reader could not name."""
    QAccessible.setActive(True)
    found = []
    for widget in top.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not widget.focusProxy():
            face = QAccessible.queryAccessibleInterface(widget)
            if not face.text(QAccessible.Text.Name):
                found.append(f"{type(widget).__name__} {widget.objectName()}")
    return found


def test_every_control_that_takes_the_focus_has_an_accessible_name(qtbot: QtBot) -> None:
    frame, _form, table = window()
    qtbot.addWidget(frame)
    frame.show_page(table)
    frame.palette_box.open("")
    assert nameless(frame) == []
    assert len(frame.findChildren(QWidget)) > 100


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5])
def test_the_window_keeps_to_a_small_screen_at_every_size_of_type(
    qtbot: QtBot, qapp: QApplication, scale: float
) -> None:
    apply_theme(qapp, scale=scale)
    frame, _form, _table = window()
    qtbot.addWidget(frame)
    for page in frame._pages:
        frame.show_page(page)
    frame.show()
    frame.resize(1366, 728)
    qapp.processEvents()
    assert (frame.width(), frame.height()) == (1366, 728)


@pytest.mark.thorough
def test_the_theme_can_be_switched_with_everything_open(qtbot: QtBot, qapp: QApplication) -> None:
    frame, _form, _table = window()
    qtbot.addWidget(frame)
    frame.show()
    for dark, scale in ((True, 1.0), (True, 1.5), (False, 1.0)):
        before = frame.grab().toImage()
        apply_theme(qapp, dark, scale)
        qapp.processEvents()
        assert frame.grab().toImage() != before
