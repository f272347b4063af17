"""首次: welcome, a doubtful clock, a password; then the office's own window."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from app.store.office import Office
from tests.ui.workplace import CTRL, Clock, Typist, new_town
from ui.main_window import MainWindow
from ui.start import Program
from ui.welcome.ask_date import AskDate
from ui.welcome.unlock import Unlock
from ui.welcome.welcome import Welcome


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot) -> Iterator[Program]:
    made = Program(qapp)
    yield made
    if made.window is not None:
        made.window.close()
        made.window.deleteLater()
    made.close()


def activate(program: Program, qtbot: QtBot) -> QMainWindow:
    assert program.window is not None
    with qtbot.waitActive(program.window):
        program.window.activateWindow()
    return program.window


def inside(program: Program, kind: type) -> object:
    assert program.window is not None
    (found,) = program.window.findChildren(kind)
    return found


def test_an_empty_folder_is_welcomed_and_an_office_set_up_by_keyboard(
    program: Program, qtbot: QtBot, tmp_path: Path, typist: Typist
) -> None:
    program.open_folder(tmp_path / "new")
    activate(program, qtbot)
    typist.enter()
    for text in ("1", "YX01", "云溪镇纪委", "", "QH00", "清河县纪委监委信访室", "王敏"):
        if text:
            typist.type(text)
        typist.enter()
    typist.enter()
    window = program.window
    assert isinstance(window, MainWindow)
    assert (window.office.name, window.office.level, window.office.person) == ("云溪镇纪委", "township", "王敏")
    assert window.page is window.pages["today"]


def test_what_is_missing_in_a_new_office_is_said_beside_the_fields(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    program.open_folder(tmp_path / "new")
    welcome = inside(program, Welcome)
    assert isinstance(welcome, Welcome)
    welcome.start_new()
    welcome.set_up()
    assert welcome.form.rows["unit.code"].error == "请填写单位代码。"
    assert not (tmp_path / "new").exists()


def test_a_wrong_code_is_refused_in_words(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    program.open_folder(tmp_path / "new")
    welcome = inside(program, Welcome)
    assert isinstance(welcome, Welcome)
    welcome.start_new()
    welcome.form.set_values(
        {"unit.level": "township", "unit.code": "Y/1", "unit.name": "云溪镇纪委", "staff.name": "王敏"}
    )
    welcome.set_up()
    assert isinstance(program.window, QMainWindow) and not isinstance(program.window, MainWindow)
    assert "不能含“/”" in program.window.message.text()  # type: ignore[attr-defined]


def test_an_office_that_is_there_opens_on_today(program: Program, tmp_path: Path) -> None:
    clock = Clock()
    clock.at = datetime.now()
    new_town(tmp_path / "town", clock)
    program.open_folder(tmp_path / "town")
    assert isinstance(program.window, MainWindow) and program.window.page is program.window.pages["today"]


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


def test_a_clock_that_leaps_while_the_window_is_open_asks_too(program: Program, tmp_path: Path) -> None:
    clock = Clock()
    new_town(tmp_path / "town", clock)
    program.use(Office.open(tmp_path / "town", clock=clock))
    window = program.window
    assert isinstance(window, MainWindow)
    clock.pass_days(45)
    window.days.look()
    assert isinstance(inside(program, AskDate), AskDate)


def test_a_protected_store_asks_for_the_password(
    program: Program, qtbot: QtBot, tmp_path: Path, typist: Typist, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    clock.at = datetime.now()
    new_town(tmp_path / "town", clock)
    from app.store import keys

    key = keys.unlock(tmp_path / "town", None).key
    keys.protect(tmp_path / "town", key, "王敏", "correct horse")
    program.open_folder(tmp_path / "town")
    activate(program, qtbot)
    asks = inside(program, Unlock)
    assert isinstance(asks, Unlock)
    typist.type("wrong one")
    typist.enter()
    assert asks.wrong.text().startswith("口令不对")
    typist.press(Qt.Key.Key_A, CTRL)
    typist.type("correct horse")
    typist.enter()
    assert isinstance(program.window, MainWindow)


def test_practice_opens_the_township_of_the_demonstration(program: Program, tmp_path: Path) -> None:
    program.open_folder(tmp_path / "new")
    welcome = inside(program, Welcome)
    assert isinstance(welcome, Welcome)
    welcome.practise()
    assert isinstance(program.window, MainWindow)
    assert program.window.office.level == "township"
    assert (tmp_path / "new-演示").is_dir() and not (tmp_path / "new").exists()
