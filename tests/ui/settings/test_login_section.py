"""登录与口令: the first password, colleagues, roles, the recovery sheet, the idle minutes."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from app.actions import locks
from app.actions.people import set_roles
from app.records.offices import Staff
from app.store import keys
from app.store.office import Office
from tests.ui.workplace import ALT, CTRL, Typist, town_window
from ui.long_work import LongWork
from ui.main_window import MainWindow
from ui.parts.chip import ChipRow
from ui.security.recovery_sheet import RecoverySheet
from ui.settings.login_section import WHY_NO_LOCK, LoginSection

MINE, OTHER = "correct horse", "another good one"


pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture
def locked(qtbot: QtBot, office: Office) -> Iterator[MainWindow]:
    """The window of a protected township, on 设置; 王敏 has logged in."""
    locks.protect_office(office, "王敏", MINE)
    made = town_window(qtbot, office)
    made.show_page(made.settings)
    yield made


def section(window: MainWindow) -> LoginSection:
    return window.settings.login


def press(part: LoginSection, word: str, at: int = 0) -> None:
    """Press the button of that word."""
    found = [each for each in part.findChildren(QPushButton) if each.text() == word]
    found[at].click()


@pytest.fixture
def saved(qtbot: QtBot) -> Callable[[MainWindow], None]:
    """Wait until the password is saved: its key is drawn on a thread."""

    def wait(window: MainWindow) -> None:
        def over() -> bool:
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            return not window.findChildren(LongWork)

        qtbot.waitUntil(over)

    return wait


def confirm_sheet(part: LoginSection, typist: Typist) -> str:
    (sheet,) = part.findChildren(RecoverySheet)
    sheet.line.setFocus()
    typist.type(sheet.code[-4:])
    typist.enter()
    return sheet.code


def test_an_open_office_says_that_it_is_open_and_gets_its_first_password(
    window: MainWindow, office: Office, typist: Typist, saved: Callable[[MainWindow], None]
) -> None:
    window.show_page(window.settings)
    assert WHY_NO_LOCK in [each.text() for each in section(window).findChildren(type(window.top_bar.today))]
    press(section(window), "设口令")
    for _ in range(2):
        typist.type(MINE)
        typist.enter()
    assert not keys.is_protected(office.folder)
    code = confirm_sheet(section(window), typist)
    saved(window)
    assert keys.unlock(office.folder, MINE).name == "王敏" and keys.unlock(office.folder, code).recovered
    assert not window.top_bar.lock.isHidden() and office.roles is not None
    assert section(window).form is None


@pytest.mark.thorough
def test_ones_own_password_is_changed(
    locked: MainWindow, office: Office, typist: Typist, saved: Callable[[MainWindow], None]
) -> None:
    press(section(locked), "改我的口令")
    typist.type("not mine at all")
    typist.press(Qt.Key.Key_Tab)
    for text in (OTHER, OTHER):
        typist.type(text)
        typist.enter()
    saved(locked)
    form = section(locked).form
    assert form is not None and keys.unlock(office.folder, MINE).name == "王敏"
    assert any("口令不对" in each.text() for each in form.findChildren(type(locked.top_bar.today)))
    press(section(locked), "不做了(Esc)")
    press(section(locked), "改我的口令")
    typist.type(MINE)
    typist.press(Qt.Key.Key_Tab)
    for text in (OTHER, OTHER):
        typist.type(text)
        typist.enter()
    saved(locked)
    assert keys.unlock(office.folder, OTHER).name == "王敏"


@pytest.mark.thorough
def test_a_colleague_gets_a_login_and_loses_it(
    locked: MainWindow, office: Office, typist: Typist, saved: Callable[[MainWindow], None]
) -> None:
    press(section(locked), "给登录")
    for _ in range(2):
        typist.type(OTHER)
        typist.enter()
    saved(locked)
    assert locks.logins(office) == ["王敏", "李青云"]
    press(section(locked), "收回登录", 1)
    assert locks.logins(office) == ["王敏"]
    press(section(locked), "收回登录")
    assert "至少要留一位能登录的管理员" in locked.strip.message.text()


@pytest.mark.thorough
def test_roles_are_changed_with_what_they_weaken(locked: MainWindow, office: Office) -> None:
    press(section(locked), "改职责", 1)
    form = section(locked).form
    assert form is not None
    (roles,) = form.findChildren(ChipRow)
    for role in ("clerk", "leader"):
        roles._chips[role].click()
    assert any("登记人同时是领导" in each.text() for each in form.findChildren(type(locked.top_bar.today)))
    press(section(locked), "改职责(Ctrl+S)")
    (person,) = office.find(Staff, name="李青云")
    assert set(person.roles or ()) == {"clerk", "handler", "leader"}


@pytest.mark.thorough
def test_a_new_recovery_sheet_holds_only_when_it_was_typed_back(
    locked: MainWindow, office: Office, typist: Typist, saved: Callable[[MainWindow], None]
) -> None:
    old = locks.renew_recovery(office)
    press(section(locked), "更新恢复单")
    (sheet,) = section(locked).findChildren(RecoverySheet)
    assert keys.unlock(office.folder, old).recovered
    code = confirm_sheet(section(locked), typist)
    saved(locked)
    assert code == sheet.code and keys.unlock(office.folder, code).recovered


@pytest.mark.thorough
def test_the_idle_minutes_are_picked(locked: MainWindow, office: Office) -> None:
    (row,) = section(locked).band.findChildren(ChipRow)
    row._chips["5"].click()
    assert office.setting("lock.minutes") == 5
    assert locked.guard.idle.timer.interval() == 300_000


@pytest.mark.thorough
def test_who_is_no_administrator_sees_it_grey_and_why(qtbot: QtBot, office: Office, typist: Typist) -> None:
    locks.protect_office(office, "王敏", MINE)
    locks.add_login(office, "李青云", OTHER)
    office.log_in("李青云")
    window = town_window(qtbot, office)
    window.show_page(window.settings)
    part = section(window)
    for word in ("改职责", "换口令", "收回登录", "更新恢复单"):
        found = [each for each in part.findChildren(QPushButton) if each.text() == word]
        assert found and not any(each.isEnabled() for each in found), word
    assert not window.settings.people.isEnabled() and "管理员" in window.settings.people.toolTip()
    press(part, "改我的口令")
    assert part.form is not None
    typist.press(Qt.Key.Key_S, CTRL)
    assert any("至少 8 个字符" in each.text() for each in part.form.findChildren(type(window.top_bar.today)))
    window._escape()
    assert part.form is None


@pytest.mark.thorough
def test_who_changes_the_own_roles_has_the_pages_of_the_new_ones_at_once(
    locked: MainWindow, office: Office
) -> None:
    ledger = locked.ledger
    assert list(locked.pages) == ["today", "ledger", "entry", "exchange", "statistics", "settings"]
    (me,) = office.find(Staff, name="王敏")
    section(locked)._run(lambda: set_roles(office, me.id, ("handler", "administrator")), "已调整王敏的职责。")
    assert list(locked.pages) == ["today", "ledger", "statistics", "settings"]
    assert [entry.text().strip() for entry in locked.rail.findChildren(QPushButton) if entry.parent() is locked.rail] == [
        "今日", "台账", "统计", "设置",
    ]  # fmt: skip
    assert locked.page is locked.pages["settings"] and locked.strip.message.text() == "已调整王敏的职责。"
    assert locked.ledger is not ledger, "a page is made anew under the new rights"
    QTest.keyClick(locked, Qt.Key.Key_3, ALT)
    assert locked.page is locked.pages["settings"]
    section(locked)._run(lambda: set_roles(office, me.id, ("clerk", "administrator")), "已调整王敏的职责。")
    assert "entry" in locked.pages
    locked.show_page(locked.entry)
    assert locked.page is locked.pages["entry"]


@pytest.mark.parametrize("word", ["更换数据密钥…", "更新恢复单", "改我的口令"])
@pytest.mark.thorough
def test_the_form_that_is_opened_stands_whole_in_the_window(
    locked: MainWindow, qapp: QApplication, qtbot: QtBot, word: str
) -> None:
    locked.resize(1366, 728)
    locked.show()
    part = section(locked)
    press(part, word)
    assert part.form is not None
    area = part.form.parentWidget()
    while not isinstance(area, QScrollArea):
        assert area is not None
        area = area.parentWidget()
    port, form = area.viewport(), part.form

    def stands() -> bool:
        top = form.mapTo(port, form.rect().topLeft()).y()
        return top >= 0 and top + form.height() <= port.height()

    qtbot.waitUntil(stands)
