"""Long text, flag and person: their own keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.schema.kinds import Flag, LongText, Person, Text
from tests.ui.form.conftest import MakeForm, Write
from ui.form.flag import FlagEditor
from ui.form.line import LineEditor
from ui.form.long_text import LongTextEditor
from ui.form.make import FormContext
from ui.form.person import PersonEditor


def test_in_long_text_enter_goes_on_and_alt_enter_breaks_the_line(
    qtbot: QtBot, form: MakeForm, write: Write, context: FormContext
) -> None:
    editor, after = LongTextEditor(LongText(), context.today), LineEditor(Text(), context.today)
    page = form(editor, after)
    write(editor.box, "一")
    qtbot.keyClick(editor.box, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    write(editor.box, "二")
    assert editor.value() == "一\n二"
    qtbot.keyClick(editor.box, Qt.Key.Key_Return)
    assert after.line.hasFocus()
    assert editor.value() == "一\n二"
    assert page.isVisible()


def test_long_text_grows_with_its_lines_up_to_a_limit(
    qtbot: QtBot, qapp: QApplication, form: MakeForm, context: FormContext
) -> None:
    editor = LongTextEditor(LongText(), context.today)
    page = form(editor)
    heights = []
    for lines in (1, 6, 40, 80):
        editor.set_value("\n".join("字" for _ in range(lines)))
        qapp.processEvents()
        heights.append(editor.box.height())
    assert heights[0] < heights[1] < heights[2] == heights[3]
    assert page.isVisible()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        (Qt.Key.Key_Space, True),
        (Qt.Key.Key_1, True),
        (Qt.Key.Key_Y, True),
        (Qt.Key.Key_0, False),
        (Qt.Key.Key_N, False),
    ],
)
def test_a_flag_is_unsaid_until_a_key_says_it(
    qtbot: QtBot, key: Qt.Key, value: bool, form: MakeForm, context: FormContext
) -> None:
    editor = FlagEditor(Flag(), context.today)
    page = form(editor)
    assert editor.value() is None
    assert editor.box.text() == "未填"
    with qtbot.waitSignal(editor.changed):
        qtbot.keyClick(editor.box, key)
    assert editor.value() is value
    assert editor.box.text() == ("是" if value else "否")
    qtbot.keyClick(editor.box, Qt.Key.Key_Delete)
    assert editor.value() is None
    assert page.isVisible()


def test_a_name_is_taken_from_the_list_only_when_asked_for(
    qtbot: QtBot, form: MakeForm, write: Write, context: FormContext
) -> None:
    def known(typed: str) -> list[str]:
        return [name for name in ("王敏", "王小明") if name.startswith(typed)]

    editor, after = PersonEditor(Person(), context.today, known), LineEditor(Text(), context.today)
    page = form(editor, after)
    write(editor.line, "王")
    assert editor.pop.isVisible()
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.value() == "王"
    editor.setFocus()
    editor.line.clear()
    write(editor.line, "王")
    qtbot.keyClick(editor.line, Qt.Key.Key_Down)
    qtbot.keyClick(editor.line, Qt.Key.Key_Down)
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.value() == "王小明"
    assert after.line.hasFocus()
    assert page.isVisible()
