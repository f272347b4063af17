"""The Qt binding itself can be trusted: some releases lose references to None and abort the program hours later."""

import sys

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot


def test_a_thousand_void_calls_leave_the_references_to_none_alone(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    label.setText("预热")
    before = sys.getrefcount(None)
    for _ in range(1000):
        label.setText("回音")
    assert abs(sys.getrefcount(None) - before) < 100
