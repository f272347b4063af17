"""Who reported: shown by one key for a reason, for a minute, and never to whoever is reported."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from app.actions.reveal import SECONDS
from app.store import journal
from app.store.office import Office
from tests.ui.workplace import ALT, CTRL, Typist, report, town_window
from ui.case.page import CasePage
from ui.case.reporters import ReportersPanel
from ui.main_window import MainWindow


def opened(window: MainWindow, case: str) -> CasePage:
    window.open_case(case)
    page = window.page
    assert isinstance(page, CasePage) and page.widget
    return page


@pytest.fixture
def panel(window: MainWindow, office: Office) -> ReportersPanel:
    return opened(window, report(office)).reporters


def test_one_key_shows_the_reporter_and_the_journal_knows_why(
    panel: ReportersPanel, office: Office, typist: Typist
) -> None:
    line = journal.head(office.db)[0]
    panel.ask_reason()
    assert not panel.revealed and journal.head(office.db)[0] == line
    typist.press(Qt.Key.Key_4)
    assert panel.revealed[0].name == "李某某"
    newest = journal.lines(office.db)[0]
    assert (newest.seq, newest.label) == (line + 1, "查看反映人信息：回访")


def test_what_is_shown_stands_in_sight_to_its_last_line(
    window: MainWindow, panel: ReportersPanel, qtbot: QtBot
) -> None:
    window.resize(1366, 768)
    panel.reveal("follow_up")
    part: QWidget = panel._band
    area = part.parentWidget()
    while not isinstance(area, QScrollArea):
        area = area.parentWidget()
    seen = area.viewport().rect()
    qtbot.waitUntil(lambda: seen.contains(part.mapTo(area.viewport(), part.rect().bottomLeft())))
    assert seen.contains(part.mapTo(area.viewport(), part.rect().topLeft()))


def test_another_reason_is_written(
    window: MainWindow, panel: ReportersPanel, office: Office, typist: Typist
) -> None:
    panel.ask_reason()
    typist.press(Qt.Key.Key_5)
    assert not panel.revealed
    typist.enter()
    assert not panel.revealed and "要写明理由" in window.strip.message.text()
    typist.type("5 号来信要核对")
    typist.enter()
    assert panel.revealed and journal.lines(office.db)[0].label == "查看反映人信息：其他：5 号来信要核对"


@pytest.mark.thorough
def test_what_is_shown_can_be_changed_by_the_keyboard_and_taken_back(
    window: MainWindow, panel: ReportersPanel, office: Office, typist: Typist
) -> None:
    panel.reveal("result")
    panel.open_edit(panel.revealed[0])
    assert panel.ask is not None
    panel.left = 1
    phone = panel.ask.form.rows["reporter.phone"]
    phone.editor.setFocus()
    typist.press(Qt.Key.Key_A, CTRL)
    typist.type("13900003333")
    assert panel.left == SECONDS
    typist.press(Qt.Key.Key_S, CTRL)
    assert panel.ask is None and not panel.revealed
    assert window.strip.message.text() == "已修改反映人 云信〔2026〕1号"
    panel.reveal("result")
    assert panel.revealed[0].phone == "13900003333"
    typist.press(Qt.Key.Key_Z, CTRL)
    panel.reveal("result")
    assert panel.revealed[0].phone == "13800000000"


def test_the_form_goes_with_the_minute_and_with_escape(
    window: MainWindow, panel: ReportersPanel, typist: Typist
) -> None:
    panel.reveal("result")
    panel.open_edit(panel.revealed[0])
    typist.press(Qt.Key.Key_Escape)
    assert panel.ask is None and panel.revealed
    panel.open_edit(panel.revealed[0])
    for _ in range(SECONDS):
        panel.tick()
    assert panel.ask is None and not panel.revealed


def test_after_a_minute_it_is_masked_again(panel: ReportersPanel) -> None:
    panel.reveal("result")
    assert panel.clock.isActive() and panel._countdown.text() == f"{SECONDS} 秒后遮住"
    for _ in range(SECONDS - 1):
        panel.tick()
    assert panel.revealed and panel._countdown.text() == "1 秒后遮住"
    panel.tick()
    assert not panel.revealed and not panel.clock.isActive()


def test_leaving_the_page_masks_it(window: MainWindow, panel: ReportersPanel) -> None:
    panel.reveal("result")
    assert window.page is not None and window.page.may_leave()
    assert not panel.revealed and not panel.clock.isActive()


def test_without_the_right_it_is_not_offered(qtbot: QtBot, office: Office) -> None:
    case = report(office)
    office.person, office.roles = "李青云", frozenset({"administrator"})
    page = opened(town_window(qtbot, office), case)
    (look,) = [each for each in page.reporters.findChildren(QPushButton) if each.text() == "查看"]
    assert not look.isEnabled() and "您现在的职责不能做" in look.toolTip()
    assert list(page.actions.buttons) == []


def test_whoever_is_reported_cannot_open_the_case_nor_turn_to_it(
    qtbot: QtBot, office: Office, typist: Typist
) -> None:
    own = report(office)
    from app.actions.register import Entry, register, registered_case

    said = {"received_on": office.today, "intake_channel": "letter", "intake_source": "self",
            "identity_status": "anonymous", "category": "misconduct_report", "summary": "另一件"}  # fmt: skip
    other = registered_case(register(office, Entry(said, [{"respondent": "刘某某"}], {})))
    office.person, office.roles = "曾小明", frozenset({"clerk", "handler"})
    window = town_window(qtbot, office)
    window.open_case(own)
    assert not isinstance(window.page, CasePage) and "要回避" in window.strip.message.text()
    page = opened(window, other)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
        typist.press(key, ALT)
    assert page.case == other and page.number.text()


def test_the_preview_of_the_ledger_says_only_that_it_is_refused(qtbot: QtBot, office: Office) -> None:
    report(office)
    office.person, office.roles = "曾小明", frozenset({"clerk", "handler"})
    window = town_window(qtbot, office)
    window.show_page(window.ledger)
    board = window.ledger.board
    board.table.setCurrentIndex(board.model.index(0, 0))
    board.beside.show_now()
    words = [each.text() for each in board.beside.preview.findChildren(type(window.top_bar.today))]
    assert any("要回避" in each for each in words) and not any("低保" in each for each in words)


def test_they_are_given_to_the_office_above_sealed_and_for_a_reason(
    window: MainWindow, panel: ReportersPanel, office: Office
) -> None:
    (give,) = [
        each for each in panel.findChildren(QPushButton) if each.text() == "移交…" and each.isVisible()
    ]
    give.click()
    ask = panel.release_ask
    assert ask is not None and ask.units.currentData() == "QH00"
    ask.ask.reasons[0].click()
    seq, _, _ = journal.head(office.db)
    change = journal.read(office.db, seq)
    assert change is not None and change.label.startswith("把反映人信息交给")
    assert any("清河县" in each.text() for each in panel.findChildren(QLabel))
