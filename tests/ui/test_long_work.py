"""Long work: its panel waits half a second, can stop the work, and the window takes no other input meanwhile."""

import threading

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.errors import Unavailable
from tests.ui.gallery import EmptyPage
from ui.frame import Frame
from ui.long_work import APPEARS_AFTER, Progress, run_long
from ui.rescue import RescueDialog


@pytest.fixture
def frame(qtbot: QtBot) -> Frame:
    made = Frame()
    qtbot.addWidget(made)
    made.add_page(EmptyPage())
    made.show_page(made._pages[0])
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def test_the_result_comes_back_to_the_thread_of_the_screen(qtbot: QtBot, frame: Frame) -> None:
    seen: list[tuple[int, bool]] = []
    here = threading.get_ident()
    work = run_long(frame, "导出", lambda progress: threading.get_ident(),
                    done=lambda there: seen.append((there, threading.get_ident() == here)))  # fmt: skip
    with qtbot.waitSignal(work.over):
        pass
    assert seen[0][0] != here
    assert seen[0][1]


def test_quick_work_shows_nothing_and_slow_work_shows_how_far_it_is(qtbot: QtBot, frame: Frame) -> None:
    go_on = threading.Event()

    def slow(progress: Progress) -> None:
        progress.step("正在写第 3 张表", 30, 100)
        go_on.wait(10)

    work = run_long(frame, "导出", slow)
    panel = work.panel
    assert not panel.isVisible()
    assert work._patience.interval() == APPEARS_AFTER == 500
    work._patience.timeout.emit()
    assert panel.isVisible() and panel.stop.hasFocus()
    qtbot.waitUntil(lambda: panel.bar.value() == 30)
    assert panel.what.text() == "正在写第 3 张表 30/100，还剩 70"
    with qtbot.waitSignal(work.over):
        go_on.set()


def test_stop_ends_the_work_at_its_next_step(qtbot: QtBot, frame: Frame) -> None:
    started = threading.Event()
    results: list[object] = []

    def endless(progress: Progress) -> None:
        while True:
            progress.step("正在读")
            started.set()
            threading.Event().wait(0.005)

    work = run_long(frame, "收取", endless, done=results.append)
    qtbot.waitUntil(started.is_set)
    work._patience.timeout.emit()
    with qtbot.waitSignal(work.over):
        work.panel.stop.click()
    assert results == []
    assert frame.strip.message.text() == "已停止：收取。"


def test_escape_stops_the_work_once_the_panel_is_there(qtbot: QtBot, frame: Frame) -> None:
    go_on = threading.Event()
    work = run_long(frame, "导出", lambda progress: go_on.wait(10))
    work._patience.timeout.emit()
    qtbot.keyClick(work.panel.stop, Qt.Key.Key_Escape)
    assert work.progress.stopped
    assert work.panel.what.text() == "正在停止…"
    with qtbot.waitSignal(work.over):
        go_on.set()


def test_the_window_takes_no_keys_and_does_not_close_while_work_is_under_way(
    qtbot: QtBot, frame: Frame
) -> None:
    go_on = threading.Event()
    work = run_long(frame, "导出", lambda progress: go_on.wait(10))
    qtbot.keyClick(frame, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert not frame.palette_box.isVisible()
    assert not frame.close()
    with qtbot.waitSignal(work.over):
        go_on.set()
    qtbot.keyClick(frame, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert frame.palette_box.isVisible()


def test_refusals_and_bugs_of_the_work_go_where_those_of_do_go(
    qtbot: QtBot, frame: Frame, monkeypatch: pytest.MonkeyPatch
) -> None:
    rescued: list[BaseException] = []
    monkeypatch.setattr(RescueDialog, "ask", lambda error: rescued.append(error))

    def full(progress: Progress) -> None:
        raise Unavailable("磁盘已满，请腾出空间后再试。")

    def broken(progress: Progress) -> None:
        raise ZeroDivisionError

    for job in (full, broken):
        ended: list[bool] = []
        work = run_long(frame, "导出", job, ended=lambda ended=ended: ended.append(True))
        with qtbot.waitSignal(work.over):
            pass
        assert ended == [True]
    assert frame.strip.message.text() == "磁盘已满，请腾出空间后再试。"
    assert [type(error) for error in rescued] == [ZeroDivisionError]
