"""A stack takes the room of what is in front."""

from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.parts.scroll import scrolling
from ui.parts.snug import Snug


def test_a_hidden_part_needs_no_room_and_the_one_in_front_does(qtbot: QtBot) -> None:
    stack = Snug()
    for height in (80, 900):
        part = QWidget()
        part.setFixedHeight(height)
        inner = QWidget()
        QVBoxLayout(inner).addWidget(part)
        stack.addWidget(inner)
    page = QWidget()
    QVBoxLayout(page).addWidget(stack)
    area = scrolling(page)
    qtbot.addWidget(area)
    area.resize(300, 400)
    area.show()
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() == 0)
    assert stack.minimumSizeHint().height() < 200
    stack.setCurrentIndex(1)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 400)
    stack.setCurrentIndex(0)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() == 0)
