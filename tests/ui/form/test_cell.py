"""The form's editors in a table: Enter and Tab commit once, Esc gives up, a wrong value stays open."""

from typing import NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from app.schema.codes import code_list
from app.schema.field import Field
from app.schema.kinds import Choice, Count
from tests.ui.form.conftest import MakeForm, Write
from ui.form.cell import CellDelegate
from ui.form.editor import Editor
from ui.form.line import LineEditor
from ui.form.make import FormContext

FIELDS = [
    Field(Choice("intake_channel"), "信访形式", name="intake_channel", record="registration"),
    Field(Count(), "联名人数", name="joint_count", record="registration"),
]
SECOND = code_list("intake_channel").offered[1]


class Open(NamedTuple):
    """A table of one row, and what it refused."""

    table: QTableView
    refused: list[str]

    def edit(self, column: int) -> LineEditor:
        """Open the editor of a cell, as F2 does."""
        index = self.table.model().index(0, column)
        self.table.setCurrentIndex(index)
        self.table.edit(index)
        editor = self.table.viewport().findChild(Editor)
        assert isinstance(editor, LineEditor)
        return editor

    def value(self, column: int) -> object:
        """What the model holds."""
        return self.table.model().index(0, column).data(Qt.ItemDataRole.EditRole)


@pytest.fixture
def opened(form: MakeForm, context: FormContext) -> Open:
    table, refused = QTableView(), []
    model = QStandardItemModel(1, 2, table)
    table.setModel(model)
    table.setItemDelegate(CellDelegate(table, lambda index: FIELDS[index.column()], context, refused.append))
    form(table)
    return Open(table, refused)


@pytest.mark.parametrize("leave", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
def test_a_code_is_typed_in_a_cell_and_taken_by_enter_or_tab(
    qtbot: QtBot, opened: Open, write: Write, leave: Qt.Key
) -> None:
    editor = opened.edit(0)
    assert editor.line.hasFocus()
    write(editor.line, "2")
    qtbot.keyClick(editor.line, leave)
    assert opened.value(0) == SECOND.id
    assert opened.table.currentIndex().column() == (1 if leave == Qt.Key.Key_Tab else 0)


def test_escape_in_a_cell_leaves_the_value_as_it_was(qtbot: QtBot, opened: Open, write: Write) -> None:
    editor = opened.edit(1)
    write(editor.line, "3")
    qtbot.keyClick(editor.line, Qt.Key.Key_Escape)
    assert opened.value(1) is None


def test_a_wrong_value_keeps_the_cell_open_and_says_why(qtbot: QtBot, opened: Open, write: Write) -> None:
    editor = opened.edit(1)
    write(editor.line, "三个")
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    assert opened.value(1) is None
    assert "不是个数" in opened.refused[0]
    assert editor.line.property("wrong") is True
    editor.line.clear()
    write(editor.line, "3")
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    assert opened.value(1) == 3
