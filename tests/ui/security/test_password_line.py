"""A password is hidden until it is asked to be shown, and Caps Lock is said."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from ui.security.caps_lock import typed_in_capitals
from ui.security.password_line import PasswordLine


@pytest.mark.parametrize(
    ("text", "shift", "said"),
    [("A", False, True), ("a", False, False), ("a", True, True), ("A", True, False), ("1", False, None),
     ("口", False, None), ("", False, None)],
)  # fmt: skip
def test_one_letter_tells_whether_caps_lock_is_on(text: str, shift: bool, said: bool | None) -> None:
    modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    assert typed_in_capitals(text, modifier) is said


def test_a_large_letter_without_shift_brings_the_hint_and_a_small_one_takes_it_away(qtbot: QtBot) -> None:
    field = PasswordLine("口令")
    qtbot.addWidget(field)
    field.show()
    qtbot.keyClick(field.line, "A")
    assert field.caps.isVisible()
    qtbot.keyClick(field.line, "b")
    assert not field.caps.isVisible()


def test_the_signs_are_shown_on_asking(qtbot: QtBot) -> None:
    field = PasswordLine("口令")
    qtbot.addWidget(field)
    assert field.line.echoMode() == QLineEdit.EchoMode.Password
    field.turn()
    assert field.line.echoMode() == QLineEdit.EchoMode.Normal
    field.turn()
    assert field.line.echoMode() == QLineEdit.EchoMode.Password
