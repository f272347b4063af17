"""Keys pressed and cells opened in the ledger, as a person does, and the columns that tests write in."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.ledger.conftest import Desk
from ui.ledger.cell_editor import CellEditor
from ui.parts.empty import Empty

DAY, SUMMARY, HANDLER = "registration.received_on", "registration.summary", "handling.handler"


def keys(text: str) -> None:
    """Type on whatever has the focus, as a person does."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, text)


def key(which: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """One key on whatever has the focus."""
    focused = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, which, modifier)


def edit(desk: Desk, row: int, name: str) -> CellEditor:
    """Open the editor of a cell."""
    desk.page.hands.edit(desk.model.index(row, desk.at(name)))
    editor = desk.page.hands.editor
    assert editor is not None
    return editor


def empty(desk: Desk) -> Empty:
    """What stands where the table was."""
    found = desk.board._stack.currentWidget()
    assert isinstance(found, Empty)
    return found
