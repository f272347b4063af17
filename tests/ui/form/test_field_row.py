"""A labelled row says in words what is wrong, and stops saying it when the person mends it."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.schema.field import Field
from app.schema.kinds import Count, Day, Text
from tests.ui.form.conftest import MakeForm, Write
from ui.form.line import LineEditor
from ui.form.make import FormContext, row_for


def test_an_error_appears_on_leaving_and_goes_while_typing(
    qtbot: QtBot, form: MakeForm, write: Write, context: FormContext
) -> None:
    row = row_for(Field(Day(), "收到日期", hint="可以写 3.5"), context)
    page = form(row)
    editor = row.editor
    assert isinstance(editor, LineEditor)
    assert row.below.text() == "可以写 3.5"
    editor.setFocus()
    write(editor.line, "13.45")
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    assert "不是日期" in row.error
    assert editor.line.property("wrong") is True
    assert editor.line.accessibleDescription() == row.error
    qtbot.keyClick(editor.line, Qt.Key.Key_Backspace)
    assert row.error == ""
    assert editor.line.property("wrong") is False
    assert page.isVisible()


def test_an_empty_required_field_is_wrong_only_when_all_must_be_there(
    qtbot: QtBot, context: FormContext
) -> None:
    row = row_for(Field(Text(), "问题属地", required=True), context)
    qtbot.addWidget(row)
    assert row.check()
    assert not row.check(complete=True)
    assert row.error == "请填写问题属地。"


def test_a_refusal_of_the_core_can_be_shown_beside_its_field(qtbot: QtBot, context: FormContext) -> None:
    row = row_for(Field(Count(), "联名人数"), context)
    qtbot.addWidget(row)
    row.show_error("联名人数不能少于 2。")
    assert row.error == "联名人数不能少于 2。"
    row.set_value(3)
    assert row.error == ""
    assert row.value() == 3


def test_label_and_required_mark_are_in_the_accessible_name(qtbot: QtBot, context: FormContext) -> None:
    row = row_for(Field(Text(), "问题属地", required=True), context)
    qtbot.addWidget(row)
    assert isinstance(row.editor, LineEditor)
    assert row.editor.line.accessibleName() == "问题属地，必填"
    assert row.label.text() == "问题属地 *"
