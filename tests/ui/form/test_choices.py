"""Several codes: Enter adds, Enter in the empty field goes on, Backspace takes the last away."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.schema.codes import code_list
from app.schema.kinds import Choices, Text
from tests.ui.form.conftest import MakeForm, Write
from ui.form.choices import ChoicesEditor
from ui.form.line import LineEditor
from ui.form.make import FormContext

TAGS = [code.id for code in code_list("campaign_tag").offered]


def test_codes_are_added_and_taken_away_with_the_keyboard_alone(
    qtbot: QtBot, form: MakeForm, write: Write, context: FormContext
) -> None:
    editor, after = ChoicesEditor(Choices("campaign_tag"), context.today), LineEditor(Text(), context.today)
    page = form(editor, after)
    for typed in ("2", "1"):
        write(editor.line, typed)
        qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.value() == (TAGS[1], TAGS[0])
    assert editor.line.hasFocus()
    qtbot.keyClick(editor.line, Qt.Key.Key_Backspace)
    assert editor.value() == (TAGS[1],)
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    assert after.line.hasFocus()
    assert page.isVisible()


def test_what_is_chosen_is_not_offered_again(qtbot: QtBot, form: MakeForm, context: FormContext) -> None:
    editor = ChoicesEditor(Choices("campaign_tag"), context.today)
    editor.set_value((TAGS[0],))
    page = form(editor)
    qtbot.keyClick(editor.line, Qt.Key.Key_Down)
    assert editor.pop.model().rowCount() == len(TAGS) - 1
    qtbot.keyClick(editor.line, Qt.Key.Key_Escape)
    assert not editor.pop.isVisible()
    assert page.isVisible()


def test_half_a_word_left_behind_is_told(qtbot: QtBot, context: FormContext) -> None:
    editor = ChoicesEditor(Choices("campaign_tag"), context.today)
    qtbot.addWidget(editor)
    editor.line.setText("不存在的")
    wrong = editor.holds_error()
    assert wrong is not None and "还没有选定" in wrong.sentence
    editor.set_value(None)
    assert editor.value() is None
