"""The field that is typed in stays in sight, also when a strip opens beneath and leaves the page less room."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.parts.scroll import scrolling


def test_less_room_brings_the_focused_field_back_into_sight(qtbot: QtBot) -> None:
    inner = QWidget()
    column = QVBoxLayout(inner)
    fields = [QLineEdit() for _ in range(40)]
    for field in fields:
        column.addWidget(field)
    area = scrolling(inner)
    qtbot.addWidget(area)
    area.resize(400, 600)
    with qtbot.waitActive(area):
        area.show()
        area.activateWindow()
    last = next(field for field in reversed(fields) if field.visibleRegion().boundingRect().height())
    last.setFocus()
    area.resize(400, 300)
    bottom = last.mapTo(area.viewport(), QPoint(0, last.height())).y()
    assert 0 < bottom <= area.viewport().height()
