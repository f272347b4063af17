"""Choosing a code by number, initials, part of the label or arrows, without the mouse."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.schema.codes import code_list
from app.schema.kinds import Choice
from tests.ui.form.conftest import MakeForm, Write
from ui.form.line import LineEditor
from ui.form.make import FormContext
from ui.form.pick import PickEditor, choice_editor

CHANNELS = code_list("intake_channel")
SECOND = CHANNELS.offered[1]


@pytest.fixture
def editor(qtbot: QtBot, form: MakeForm, context: FormContext) -> PickEditor:
    made = choice_editor(Choice("intake_channel"), context.today)
    page = form(made, LineEditor(Choice("category"), context.today))
    made._page = page  # type: ignore[attr-defined]  # keeps the page alive as long as its editor
    return made


@pytest.mark.parametrize("typed", ["2", SECOND.initials, SECOND.label, SECOND.label[-1:]])
def test_number_initials_and_part_of_the_label_find_the_code(
    qtbot: QtBot, editor: PickEditor, typed: str, write: Write
) -> None:
    write(editor.line, typed)
    assert editor.pop.isVisible()
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.value() == CHANNELS.matching(typed)[0].id
    assert editor.line.text() == CHANNELS.matching(typed)[0].label
    assert not editor.line.hasFocus()


def test_down_shows_the_whole_list_and_arrows_choose(qtbot: QtBot, editor: PickEditor) -> None:
    qtbot.keyClick(editor.line, Qt.Key.Key_Down)
    assert editor.pop.model().rowCount() == len(CHANNELS.offered)
    qtbot.keyClick(editor.line, Qt.Key.Key_Down)
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.value() == SECOND.id


def test_escape_closes_the_list_and_keeps_what_was_chosen(qtbot: QtBot, editor: PickEditor) -> None:
    editor.set_value(SECOND.id)
    qtbot.keyClick(editor.line, Qt.Key.Key_Down)
    qtbot.keyClick(editor.line, Qt.Key.Key_Escape)
    assert not editor.pop.isVisible()
    assert editor.value() == SECOND.id


def test_leaving_with_tab_takes_the_best_match_of_what_was_typed(
    qtbot: QtBot, editor: PickEditor, write: Write
) -> None:
    write(editor.line, "2")
    qtbot.keyClick(editor.line, Qt.Key.Key_Tab)
    assert editor.value() == SECOND.id
    assert not editor.pop.isVisible()


def test_leaving_an_open_list_without_typing_chooses_nothing(qtbot: QtBot, editor: PickEditor) -> None:
    qtbot.keyClick(editor.line, Qt.Key.Key_Down)
    qtbot.keyClick(editor.line, Qt.Key.Key_Tab)
    assert editor.value() is None


def test_a_word_that_is_on_no_list_is_refused_in_words(
    qtbot: QtBot, editor: PickEditor, write: Write
) -> None:
    write(editor.line, "飞鸽")
    assert not editor.pop.isVisible()
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    wrong = editor.holds_error()
    assert wrong is not None and "飞鸽" in wrong.sentence
    assert editor.line.hasFocus()


def test_a_click_in_the_list_chooses(qtbot: QtBot, editor: PickEditor) -> None:
    editor.show_all()
    with qtbot.waitSignal(editor.changed):
        editor.pop.clicked.emit(editor.pop.model().index(1, 0))
    assert editor.value() == SECOND.id


def test_the_list_stays_inside_the_window(qtbot: QtBot, editor: PickEditor) -> None:
    page = editor.window()
    assert isinstance(page, QWidget)
    page.resize(400, 200)
    editor.show_all()
    assert page.rect().contains(editor.pop.geometry())
