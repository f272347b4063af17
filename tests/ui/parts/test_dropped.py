"""A window that drops from a control shows all of itself."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.parts.dropped import drop, fit

FRAME = 2
"""Pixels that Qt's offscreen screen adds around every window, also around one that drops."""


def _pop(parent: QWidget, high: int) -> tuple[QFrame, QLabel]:
    pop = QFrame(parent, Qt.WindowType.Popup)
    tall, below = QLabel("上"), QLabel("下")
    tall.setFixedHeight(high)
    layout = QVBoxLayout(pop)
    layout.addWidget(tall)
    layout.addWidget(below)
    return pop, below


def test_a_window_higher_than_two_thirds_of_the_screen_is_not_cut(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    room = parent.screen().availableGeometry()
    pop, below = _pop(parent, round(room.height() * 0.8))

    drop(pop, QPoint(10, 10), 300)

    assert pop.width() == 300
    assert pop.height() > room.height() * 0.8
    assert below.geometry().top() > round(room.height() * 0.8)
    pop.close()


def test_it_is_moved_so_far_that_all_of_it_is_seen(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    room = parent.screen().availableGeometry()
    pop, _ = _pop(parent, 200)

    drop(pop, room.bottomRight(), 300)

    assert room.adjusted(0, 0, FRAME, FRAME).contains(QRect(pop.pos(), pop.size()))
    pop.close()


def test_it_grows_with_what_is_said_in_it(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    pop, below = _pop(parent, 40)
    drop(pop, QPoint(10, 10), 200)
    before = pop.height()

    below.setFixedHeight(below.height() + 90)
    fit(pop)

    assert pop.height() > before
    pop.close()
