"""锁定: the cover hides everything, keeps everything as it was, and lets the right person in."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.actions.settings import set_setting
from app.rules.jurisdiction import question
from app.store import attempts, drafts, journal, keys
from app.store.office import Office
from tests.ui.security.conftest import MINE, OTHER
from tests.ui.workplace import CTRL, Clock, Typist, new_town, report, town_window
from ui.case.page import CasePage
from ui.main_window import MainWindow
from ui.security.lock import TITLE, IdleWatch


def unlock(qtbot: QtBot, window: MainWindow, typist: Typist, secret: str) -> None:
    typist.type(secret)
    typist.enter()
    qtbot.waitUntil(lambda: not window.guard.cover.is_locked)


def begin_entry(window: MainWindow) -> None:
    """The form of a new report, at its first field."""
    answer = question(window.office.level).answered("1")
    assert answer is not None
    window.show_page(window.entry)
    window.entry.answer(answer)


def test_ctrl_l_covers_the_window_and_its_title(window: MainWindow, typist: Typist) -> None:
    typist.press(Qt.Key.Key_L, CTRL)
    cover = window.guard.cover
    assert cover.is_locked and cover.geometry() == window.rect()
    assert window.windowTitle() == TITLE and window.office.name not in TITLE
    assert cover.isAncestorOf(QApplication.focusWidget() or window)
    picture = window.grab().toImage()
    assert picture.pixelColor(3, 3) == picture.pixelColor(picture.width() - 4, picture.height() - 4)


def test_no_other_window_of_the_program_stays_in_sight(window: MainWindow, typist: Typist) -> None:
    beside, menu = QDialog(window), QMenu(window)
    beside.show()
    menu.popup(window.pos())
    window.guard.lock()
    assert not beside.isVisible() and not menu.isVisible()


@pytest.mark.thorough
def test_what_was_typed_and_the_cursor_are_as_before(
    window: MainWindow, qtbot: QtBot, typist: Typist
) -> None:
    begin_entry(window)
    window.entry.report.form.rows["registration.summary"].editor.setFocus()
    typist.type("反映柳树村账目不清")
    box = QApplication.focusWidget()
    assert isinstance(box, QPlainTextEdit)
    cursor = box.textCursor()
    cursor.setPosition(2)
    cursor.setPosition(5, cursor.MoveMode.KeepAnchor)
    box.setTextCursor(cursor)
    window.guard.lock()
    unlock(qtbot, window, typist, MINE)
    assert QApplication.focusWidget() is box and box.toPlainText() == "反映柳树村账目不清"
    assert (box.textCursor().anchor(), box.textCursor().position()) == (2, 5)
    assert window.page is window.pages["entry"]


def test_a_field_half_typed_is_neither_checked_nor_saved_by_the_lock(
    window: MainWindow, qtbot: QtBot, typist: Typist
) -> None:
    case = report(window.office)
    window.open_case(case)
    page = window.page
    assert isinstance(page, CasePage)
    row = page.bands["registration"].form.rows["registration.received_on"]
    row.editor.setFocus()
    typist.press(Qt.Key.Key_A, CTRL)
    typist.type("3.")
    line = journal.head(window.office.db)
    window.guard.lock()
    assert journal.head(window.office.db) == line and row.error == ""
    unlock(qtbot, window, typist, MINE)
    focused = QApplication.focusWidget()
    assert isinstance(focused, QLineEdit) and focused.text() == "3." and row.error == ""
    page.bands["registration"].give_up()


def test_no_key_reaches_what_is_below(window: MainWindow, typist: Typist) -> None:
    begin_entry(window)
    window.guard.lock()
    for key, modifier in (
        (Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier), (Qt.Key.Key_K, CTRL), (Qt.Key.Key_Z, CTRL),
        (Qt.Key.Key_S, CTRL), (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_Escape, CTRL),
    ):  # fmt: skip
        typist.press(key, modifier)
    assert window.page is window.pages["entry"] and window._palette_box is None
    for _ in range(12):
        typist.press(Qt.Key.Key_Tab)
        assert window.guard.cover.isAncestorOf(QApplication.focusWidget() or window)
    before = window.entry.report.form.rows["registration.summary"].editor
    assert not before.isAncestorOf(QApplication.focusWidget() or window)


def test_a_click_does_not_reach_what_is_below(window: MainWindow, qtbot: QtBot) -> None:
    window.guard.lock()
    entry = next(iter(window.rail._entries.values()))
    page = window.page
    for each in list(window.rail._entries.values())[1:]:
        qtbot.mouseClick(each, Qt.MouseButton.LeftButton)
    assert window.page is page and entry.isChecked()


def test_a_wrong_password_keeps_it_shut_and_is_journalled_after_the_right_one(
    window: MainWindow, qtbot: QtBot, typist: Typist
) -> None:
    window.guard.lock()
    cover = window.guard.cover
    typist.type("wrong one")
    typist.enter()
    qtbot.waitUntil(lambda: cover.ask.wrong.text().startswith("口令不对"))
    assert cover.is_locked and attempts.failed(window.office.folder) is not None
    typist.press(Qt.Key.Key_A, CTRL)
    unlock(qtbot, window, typist, MINE)
    newest = journal.lines(window.office.db)[0]
    assert (newest.action, newest.person) == ("failed_login", "王敏")
    assert window.windowTitle().startswith("云溪镇纪委")


@pytest.mark.thorough
def test_another_person_finds_a_window_of_the_own_and_the_draft_is_kept_for_the_first(
    window: MainWindow, office: Office, qtbot: QtBot, typist: Typist
) -> None:
    begin_entry(window)
    window.entry.report.form.rows["registration.summary"].editor.setFocus()
    typist.type("反映柳树村账目不清")
    window.guard.lock()
    with qtbot.waitSignal(window.person_changed):
        typist.type(OTHER)
        typist.enter()
    assert (office.person, office.roles) == ("李青云", frozenset({"handler"}))
    assert drafts.waiting(office, drafts.ENTRY_DRAFTS) == []
    again = town_window(qtbot, office)
    assert "entry" not in again.pages and "exchange" not in again.pages
    again.open_entry()
    assert "您现在的职责不能做" in again.strip.message.text()
    office.log_in("王敏")
    ((page, _),) = drafts.waiting(office, drafts.ENTRY_DRAFTS)
    assert "反映柳树村账目不清" in str(drafts.kept(office, page))


def test_the_recovery_code_opens_the_cover_with_a_new_password(
    window: MainWindow, office: Office, qtbot: QtBot, typist: Typist
) -> None:
    from app.actions.locks import renew_recovery

    code = renew_recovery(office)
    window.guard.lock()
    typist.type(code)
    typist.enter()
    cover = window.guard.cover
    qtbot.waitUntil(lambda: cover.recovered is not None)
    assert cover.is_locked
    typist.type("a new password")
    typist.enter()
    typist.type("a new password")
    typist.enter()
    assert not cover.is_locked and office.person == "王敏"
    assert keys.unlock(office.folder, "a new password").name == "王敏"


def test_an_office_without_a_password_is_not_offered_a_lock(
    qtbot: QtBot, tmp_path: object, typist: Typist
) -> None:
    from pathlib import Path

    folder = Path(str(tmp_path)) / "open"
    clock = Clock()
    new_town(folder, clock)
    office = Office.open(folder, clock=clock)
    window = town_window(qtbot, office)
    assert window.top_bar.lock.isHidden()
    typist.press(Qt.Key.Key_L, CTRL)
    window.guard.lock()
    assert not window.guard.cover.is_locked and not window.guard.idle.timer.isActive()
    office.close()


def test_the_idle_minutes_are_those_of_the_settings(window: MainWindow, office: Office) -> None:
    assert window.guard.idle.timer.interval() == 15 * 60 * 1000
    window.refresh(set_setting(office, "lock.minutes", 5))
    assert window.guard.idle.timer.interval() == 5 * 60 * 1000
    window.refresh(set_setting(office, "lock.minutes", 0))
    assert not window.guard.idle.timer.isActive()


class Patience:
    """A clock of seconds, and how often it was time."""

    def __init__(self) -> None:
        self.at, self.called = 0.0, 0

    def __call__(self) -> float:
        return self.at

    def idle(self) -> None:
        self.called += 1


@pytest.fixture
def patience(qapp: QApplication) -> Iterator[tuple[Patience, IdleWatch]]:
    clock = Patience()
    parent = QObject()
    watch = IdleWatch(clock.idle, clock, parent)
    watch.set_minutes(15)
    yield clock, watch
    watch.set_minutes(0)


def test_it_is_time_after_so_many_minutes_without_a_key(
    patience: tuple[Patience, IdleWatch], window: MainWindow, typist: Typist
) -> None:
    clock, watch = patience
    clock.at = 899
    watch.look()
    assert clock.called == 0 and watch.timer.isActive()
    typist.press(Qt.Key.Key_Down)
    clock.at = 1700
    watch.look()
    assert clock.called == 0
    clock.at = 899 + 900
    watch.look()
    assert clock.called == 1


def test_a_pc_that_slept_is_idle_at_the_first_key(
    patience: tuple[Patience, IdleWatch], window: MainWindow, typist: Typist
) -> None:
    clock, _ = patience
    clock.at = 8 * 3600
    typist.press(Qt.Key.Key_Down)
    assert clock.called == 1


@pytest.mark.thorough
def test_a_half_typed_action_is_kept_for_who_typed_it(
    window: MainWindow, qtbot: QtBot, typist: Typist
) -> None:
    office = window.office
    case = report(office)
    window.open_case(case, "accept")
    page = window.page
    assert isinstance(page, CasePage) and page.actions.ask is not None
    row = page.actions.ask.form.rows["registration.accepted_on"]
    row.editor.setFocus()
    typist.press(Qt.Key.Key_A, CTRL)
    typist.type("2026-03-05")
    window.guard.lock()
    with qtbot.waitSignal(window.person_changed):
        unlock(qtbot, window, typist, OTHER)
    assert office.person == "李青云"
    other = town_window(qtbot, office)
    other.open_case(case)
    assert isinstance(other.page, CasePage) and other.page.actions.ask is None
    assert drafts.waiting(office, drafts.ACTION_DRAFTS) == []
    office.log_in("王敏")
    again = town_window(qtbot, office)
    again.today.refresh(None)
    (line,) = [each for each in again.today._body.findChildren(QPushButton) if each.text() == "接着填"]
    line.click()
    page = again.page
    assert isinstance(page, CasePage) and page.actions.ask is not None
    assert page.actions.ask.form.value("registration.accepted_on") == date(2026, 3, 5)
    page.actions.ask.confirm()
    assert drafts.waiting(office, drafts.ACTION_DRAFTS) == []


@pytest.mark.thorough
def test_a_form_that_is_given_up_is_forgotten(window: MainWindow, qtbot: QtBot, typist: Typist) -> None:
    case = report(window.office)
    window.open_case(case, "accept")
    page = window.page
    assert isinstance(page, CasePage) and page.actions.ask is not None
    typist.type("3.5")
    qtbot.waitUntil(lambda: len(drafts.waiting(window.office, drafts.ACTION_DRAFTS)) == 1)
    assert page.escaped() and len(drafts.waiting(window.office, drafts.ACTION_DRAFTS)) == 1, (
        "it is asked first"
    )
    (give_up,) = [each for each in page.banner.findChildren(QPushButton) if each.text() == "放弃"]
    give_up.click()
    assert drafts.waiting(window.office, drafts.ACTION_DRAFTS) == []
