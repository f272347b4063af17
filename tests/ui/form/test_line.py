"""Fields of one line: read by their kind, spelled its way on leaving, moved on from with Enter."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.errors import Invalid
from app.schema.kinds import Count, IdNumber, Money, Phone, Text
from tests.ui.form.conftest import MakeForm, Write
from ui.form.line import IdNumberEditor, LineEditor
from ui.form.make import FormContext


def test_enter_goes_on_to_the_next_field_and_shift_enter_back(
    qtbot: QtBot, form: MakeForm, write: Write, context: FormContext
) -> None:
    first, second = LineEditor(Text(), context.today), LineEditor(Text(), context.today)
    form(first, second)
    write(first.line, "云溪镇")
    with qtbot.waitSignal(first.entered):
        qtbot.keyClick(first.line, Qt.Key.Key_Return)
    assert second.line.hasFocus()
    qtbot.keyClick(second.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert first.line.hasFocus()


def test_enter_stays_in_a_field_that_is_wrong(
    qtbot: QtBot, form: MakeForm, write: Write, context: FormContext
) -> None:
    first, second = LineEditor(Count(), context.today), LineEditor(Text(), context.today)
    form(first, second)
    write(first.line, "三")
    with qtbot.assertNotEmitted(first.entered):
        qtbot.keyClick(first.line, Qt.Key.Key_Return)
    assert first.line.hasFocus()
    with pytest.raises(Invalid, match="不是个数"):
        first.value()


def test_only_typing_says_changed(qtbot: QtBot, form: MakeForm, context: FormContext) -> None:
    editor = LineEditor(Text(), context.today)
    form(editor)
    with qtbot.assertNotEmitted(editor.changed):
        editor.set_value("机动地")
    with qtbot.waitSignal(editor.changed):
        qtbot.keyClick(editor.line, Qt.Key.Key_A)


def test_money_in_ten_thousand_yuan_is_exact(
    qtbot: QtBot, form: MakeForm, write: Write, context: FormContext
) -> None:
    editor = LineEditor(Money(), context.today, unit="万元")
    form(editor)
    write(editor.line, "２.3５万元")
    assert editor.value() == Decimal("2.35")
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.line.text() == "2.35"


def test_blank_is_no_value(qtbot: QtBot, context: FormContext) -> None:
    editor = LineEditor(Phone(), context.today)
    qtbot.addWidget(editor)
    editor.line.setText("   ")
    assert editor.value() is None


def test_an_identity_number_is_shown_in_groups_and_says_what_is_missing(
    qtbot: QtBot, form: MakeForm, write: Write, context: FormContext
) -> None:
    editor = IdNumberEditor(IdNumber(), context.today)
    form(editor)
    write(editor.line, "11010519491231002")
    assert editor.note() == "已输入 17 位，还差 1 位"
    qtbot.keyClick(editor.line, Qt.Key.Key_1)
    assert editor.note() == "校验位对不上，请逐位核对"
    qtbot.keyClick(editor.line, Qt.Key.Key_Backspace)
    qtbot.keyClick(editor.line, Qt.Key.Key_X)
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.line.text() == "110105 19491231 002X"
    assert editor.value() == "11010519491231002X"
    assert editor.note() == ""


def test_in_a_table_cell_enter_is_left_to_the_table(
    qtbot: QtBot, form: MakeForm, context: FormContext
) -> None:
    first, second = LineEditor(Text(), context.today, width=100), LineEditor(Text(), context.today)
    first.fill_cell()
    form(first, second)
    with qtbot.waitSignal(first.entered):
        qtbot.keyClick(first.line, Qt.Key.Key_Return)
    assert first.line.hasFocus()
