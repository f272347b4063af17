"""首次: welcome, a doubtful clock, a password; then the office's own window."""

import errno
import shutil
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from app.store import journal, keys, opening
from app.store.office import Office
from app.store.upgrading import Upgrade
from tests.ui.workplace import CTRL, Clock, Typist, new_town
from ui.main_window import MainWindow
from ui.security.recovered import Recovered
from ui.start import Program
from ui.welcome.ask_date import AskDate
from ui.welcome.not_opened import NotOpened
from ui.welcome.plain_window import PlainWindow
from ui.welcome.unlock import Unlock
from ui.welcome.welcome import Welcome

PASSWORD, CODE = "correct horse", "ABCD-EFGH-JKMN-PQRS-TUVW-XYZ2-3456-789A"


pytestmark = pytest.mark.usefixtures("quick")


def activate(program: Program, qtbot: QtBot) -> QMainWindow:
    assert program.window is not None
    with qtbot.waitActive(program.window):
        program.window.activateWindow()
    return program.window


def inside(program: Program, kind: type) -> object:
    assert program.window is not None
    (found,) = program.window.findChildren(kind)
    return found


def test_an_office_that_is_there_opens_on_today(program: Program, tmp_path: Path) -> None:
    clock = Clock()
    clock.at = datetime.now()
    new_town(tmp_path / "town", clock)
    program.open_folder(tmp_path / "town")
    assert isinstance(program.window, MainWindow) and program.window.page is program.window.pages["today"]


def test_data_that_could_not_be_opened_are_never_called_missing_and_open_when_the_hindrance_is_gone(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = Path(__file__).resolve().parents[2] / "data/offices/0.1.0.db"
    shutil.copy(stored, tmp_path / opening.FILE_NAME)
    shutil.copy(stored.with_suffix(".key"), tmp_path / keys.KEY_FILE)

    def full(self: Upgrade) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Upgrade, "check", full)
        program.open_folder(tmp_path)
    assert isinstance(program.window, PlainWindow) and not program.window.findChildren(Welcome)
    assert program.window.message.text().startswith("升级没有完成，原来的数据没有动：磁盘已满")
    assert (tmp_path / opening.FILE_NAME).read_bytes() == stored.read_bytes()
    again = inside(program, NotOpened)
    assert isinstance(again, NotOpened)
    again.again.click()
    assert isinstance(program.window, MainWindow) or program.window.findChildren(AskDate)


def test_a_doubtful_clock_asks_the_date_before_anything_else(
    program: Program, qtbot: QtBot, tmp_path: Path, typist: Typist
) -> None:
    clock = Clock()
    new_town(tmp_path / "town", clock)
    clock.pass_days(90)
    program.use(Office.open(tmp_path / "town", clock=clock))
    activate(program, qtbot)
    asks = inside(program, AskDate)
    assert isinstance(asks, AskDate)
    typist.type("2026-03-01")
    typist.enter()
    assert asks.row.error.startswith("日期不能早于最后一次记录")
    typist.press(Qt.Key.Key_A, CTRL)
    typist.type("2026-03-10")
    typist.enter()
    assert isinstance(program.window, MainWindow)
    assert program.window.top_bar.today.text().endswith("2026年3月10日 星期二")


def test_data_are_verified_before_the_date_is_said(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    clock = Clock()
    new_town(tmp_path / "town", clock)
    clock.pass_days(90)
    office = Office.open(tmp_path / "town", clock=clock)
    lines = len(journal.lines(office.db))
    program.use(office)
    activate(program, qtbot)
    asks = inside(program, AskDate)
    assert isinstance(asks, AskDate)
    asks.verify()
    assert asks.found.text().startswith("数据完好")
    assert len(journal.lines(office.db)) == lines


def test_a_day_before_the_last_line_can_be_said_to_be_right(
    program: Program, qtbot: QtBot, tmp_path: Path, typist: Typist
) -> None:
    clock = Clock()
    new_town(tmp_path / "town", clock)
    clock.pass_days(-3)
    program.use(Office.open(tmp_path / "town", clock=clock))
    activate(program, qtbot)
    asks = inside(program, AskDate)
    assert isinstance(asks, AskDate) and asks.sure.isHidden()
    typist.type(clock.at.date().isoformat())
    typist.enter()
    assert asks.sure.isVisible()
    assert "没有错，今天就是" in asks.sure.text()
    asks.sure.click()
    window = program.window
    assert isinstance(window, MainWindow)
    assert window.office.today == clock.at.date()
    assert journal.lines(window.office.db)[0].action == "confirm_today"


def test_a_clock_that_leaps_while_the_window_is_open_asks_too(program: Program, tmp_path: Path) -> None:
    clock = Clock()
    new_town(tmp_path / "town", clock)
    program.use(Office.open(tmp_path / "town", clock=clock))
    window = program.window
    assert isinstance(window, MainWindow)
    clock.pass_days(45)
    window.days.look()
    assert isinstance(inside(program, AskDate), AskDate)


def protected(folder: Path) -> Path:
    """A township of today, protected for 王敏."""
    clock = Clock()
    clock.at = datetime.now()
    new_town(folder, clock)
    keys.protect(folder, keys.unlock(folder, None).key, "王敏", PASSWORD, CODE)
    return folder


def unlock_page(program: Program, qtbot: QtBot, folder: Path) -> Unlock:
    program.open_folder(protected(folder))
    activate(program, qtbot)
    asks = inside(program, Unlock)
    assert isinstance(asks, Unlock)
    return asks


@pytest.mark.thorough
def test_a_protected_store_asks_for_the_password_and_opens_on_today(
    program: Program, qtbot: QtBot, tmp_path: Path, typist: Typist
) -> None:
    asks = unlock_page(program, qtbot, tmp_path / "town")
    assert program.window is not None and program.window.windowTitle() == "回音"
    typist.type("wrong one")
    typist.enter()
    qtbot.waitUntil(lambda: asks.wrong.text().startswith("口令不对"))
    typist.press(Qt.Key.Key_A, CTRL)
    typist.type(PASSWORD)
    typist.enter()
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow))
    window = program.window
    assert isinstance(window, MainWindow) and window.page is window.pages["today"]
    assert (window.office.person, window.office.roles) == (
        "王敏", frozenset({"clerk", "handler", "administrator"}),
    )  # fmt: skip
    newest = journal.lines(window.office.db)[0]
    assert (newest.action, newest.person) == ("failed_login", "王敏") and newest.label.startswith(
        "口令输错 1 次"
    )


@pytest.mark.thorough
def test_the_recovery_code_asks_for_a_new_password(
    program: Program, qtbot: QtBot, tmp_path: Path, typist: Typist
) -> None:
    asks = unlock_page(program, qtbot, tmp_path / "town")
    asks.line.setText(CODE.lower())
    typist.enter()
    qtbot.waitUntil(lambda: bool(program.window and program.window.findChildren(Recovered)))
    activate(program, qtbot)
    for text in ("a new password", "a new passward"):
        typist.type(text)
        typist.enter()
    found = inside(program, Recovered)
    assert isinstance(found, Recovered) and "两遍输入的不一样" in found.new.wrong.text()
    typist.type("a new password")
    typist.enter()
    assert isinstance(program.window, MainWindow) and program.window.office.person == "王敏"
    assert keys.unlock(tmp_path / "town", "a new password").name == "王敏"


@pytest.mark.thorough
def test_a_password_in_the_environment_opens_at_once(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = protected(tmp_path / "town")
    monkeypatch.setenv("HUIYIN_PASSWORD", PASSWORD)
    program.open_folder(folder)
    assert isinstance(program.window, MainWindow)


def test_a_wrong_password_in_the_environment_asks(
    program: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = protected(tmp_path / "town")
    monkeypatch.setenv("HUIYIN_PASSWORD", "not the right one")
    program.open_folder(folder)
    asks = inside(program, Unlock)
    assert isinstance(asks, Unlock) and asks.wrong.text().startswith("口令不对")


@pytest.mark.thorough
def test_practice_opens_the_township_of_the_demonstration(program: Program, tmp_path: Path) -> None:
    program.open_folder(tmp_path / "new")
    welcome = inside(program, Welcome)
    assert isinstance(welcome, Welcome)
    welcome.practise()
    assert isinstance(program.window, MainWindow)
    assert program.window.office.level == "township"
    assert (tmp_path / "new-演示").is_dir() and not (tmp_path / "new").exists()
