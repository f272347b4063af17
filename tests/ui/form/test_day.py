"""The day editor: typed shorthand becomes a date on leaving; the calendar opens by key."""

from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.schema.kinds import Day
from tests.ui.form.conftest import MakeForm, Write
from ui.form.day import CalendarPop, DayEditor
from ui.form.make import FormContext


@pytest.mark.parametrize("typed", ["3.5", "0305", "昨天", "2026-03-05", "3月5日"])
def test_shorthand_is_spelled_out_on_enter(
    qtbot: QtBot, typed: str, form: MakeForm, write: Write, context: FormContext
) -> None:
    editor = DayEditor(Day(past=True), context.today)
    form(editor)
    write(editor.line, typed)
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.line.text() == "2026-03-05"
    assert editor.value() == date(2026, 3, 5)
    assert editor.note() == "2026年3月5日 星期四"


def test_what_is_not_a_date_stays_as_it_was_typed(
    qtbot: QtBot, form: MakeForm, write: Write, context: FormContext
) -> None:
    editor = DayEditor(Day(), context.today)
    form(editor)
    write(editor.line, "13.40")
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.line.text() == "13.40"
    wrong = editor.holds_error()
    assert wrong is not None and "不是日期" in wrong.sentence
    assert editor.note() == ""


def test_alt_and_down_open_a_calendar_on_the_day_typed_and_picking_closes_it(
    qtbot: QtBot, qapp: QApplication, form: MakeForm, write: Write, context: FormContext
) -> None:
    editor = DayEditor(Day(), context.today)
    form(editor)
    write(editor.line, "2.14")
    qtbot.keyClick(editor.line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = qapp.activePopupWidget()
    assert isinstance(calendar, CalendarPop)
    assert calendar.days.selectedDate() == QDate(2026, 2, 14)
    with qtbot.waitSignal(editor.changed):
        calendar.days.activated.emit(QDate(2026, 2, 20))
    assert qapp.activePopupWidget() is None
    assert editor.value() == date(2026, 2, 20)
