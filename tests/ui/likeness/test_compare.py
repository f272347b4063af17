"""Two reports side by side: what agrees is marked, and what is in them is shown as it was written."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.actions.likenesses import Named, Report, likenesses
from app.store.office import Office
from tests.ui.workplace import report
from ui.likeness.compare import CompareView, marked
from ui.main_window import MainWindow


def test_what_agrees_is_underlined_and_nothing_in_a_text_is_taken_for_markup() -> None:
    said = marked("<b>低保评定</b>", ((3, 7),))
    assert "&lt;b&gt;<span" in said and ">低保评定</span>&lt;/b&gt;" in said
    assert "underline" in said


def test_arrows_look_at_another_and_digits_choose_it(
    qtbot: QtBot, window: MainWindow, office: Office
) -> None:
    for _ in range(3):
        report(office)
    view = CompareView(office, "认定")
    qtbot.addWidget(view)
    view.show_cards(likenesses(office, Report((Named("曾小明"),), "", "反映村低保评定不公")))
    assert len(view.cards) == 3 and view.choose.text() == "认定(1)"
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.choose.text() == "认定(2)"
    with qtbot.waitSignal(view.chosen) as chosen:
        QTest.keyClick(view, Qt.Key.Key_3)
    assert chosen.args == [view.cards[2]]
    with qtbot.waitSignal(view.apart) as apart:
        QTest.keyClick(view, Qt.Key.Key_Delete)
    assert apart.args == [view.cards[2]]
    with qtbot.assertNotEmitted(view.chosen):
        QTest.keyClick(view, Qt.Key.Key_9)
