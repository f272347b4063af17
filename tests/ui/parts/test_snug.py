"""A stack takes the room of what is in front."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
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


def test_words_that_wrap_are_never_cut_off_at_the_foot(qtbot: QtBot) -> None:
    stack = Snug()
    inner, below = QWidget(), QWidget()
    words = QLabel("先预览，确认以后才收取；收取以后也能撤销。" * 20)
    words.setWordWrap(True)
    below.setFixedHeight(60)
    column = QVBoxLayout(inner)
    column.addWidget(words)
    column.addWidget(below)
    stack.addWidget(inner)
    page = QWidget()
    QVBoxLayout(page).addWidget(stack)
    area = scrolling(page)
    qtbot.addWidget(area)
    area.resize(200, 150)
    area.show()
    qtbot.waitUntil(lambda: words.height() >= words.heightForWidth(words.width()))
    assert below.height() == 60
