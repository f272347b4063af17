"""A small change is taken back at once, a large one on a thread, both with the same words."""

import threading
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from app.actions.settings import set_limit
from app.actions.undo import undo
from app.change import Change
from app.store.office import Office
from tests.ui.workplace import report
from ui import long_work
from ui import undo as taking_back
from ui.long_work import LongWork
from ui.main_window import MainWindow


def test_a_small_change_is_taken_back_at_once(window: MainWindow, office: Office) -> None:
    report(office)
    window.take_back()
    assert window.strip.message.text().startswith("已撤销：登记 云信")


def test_a_large_change_is_taken_back_on_a_thread_that_cannot_be_stopped_halfway(
    qtbot: QtBot, window: MainWindow, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    report(office)
    monkeypatch.setattr(taking_back, "LARGE", 1)
    threads: list[int] = []

    def watched() -> Change:
        threads.append(threading.get_ident())
        return undo(office)

    taking_back.reverse(window, office, office.undoable(), watched)
    (work,) = window.findChildren(LongWork)
    assert work.panel.stop.isHidden()
    with qtbot.waitSignal(work.over):
        pass
    assert threads and threads[0] != threading.get_ident()
    assert window.strip.message.text().startswith("已撤销：登记 云信")
    newest = office.undoable()
    assert newest is not None and newest.action == "add_staff"


def test_a_setting_that_measures_all_cases_anew_is_taken_back_with_progress_and_can_be_stopped(
    qtbot: QtBot, window: MainWindow, office: Office
) -> None:
    report(office)
    set_limit(office, "T03", limit=3)
    seen: list[tuple[str, int]] = []
    change = office.undoable()
    assert change is not None

    def stopped() -> Change:
        told = office.progress
        assert told is not None
        (work,) = window.findChildren(LongWork)
        work.progress.stop()
        return office.reverse(change.seq)

    taking_back.reverse(window, office, change, stopped)
    (work,) = window.findChildren(LongWork)
    assert not work.panel.stop.isHidden()
    with qtbot.waitSignal(work.over):
        pass
    assert office.setting("rules.changes") == {"T03": {"limit": 3}} and office.progress is None

    def told() -> Change:
        before = office.progress
        assert before is not None
        office.progress = lambda at, of: (seen.append(("measured", of)), before(at, of))[1]
        return office.reverse(change.seq)

    taking_back.reverse(window, office, change, told)
    qtbot.waitUntil(lambda: office.setting("rules.changes") == {})
    qtbot.waitUntil(lambda: not long_work._running)
    assert seen and seen[-1] == ("measured", 1)


def test_what_moved_on_since_is_refused_from_the_thread_too(
    qtbot: QtBot, window: MainWindow, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    report(office)
    change = office.undoable()
    assert change is not None
    undo(office)
    monkeypatch.setattr(taking_back, "LARGE", 1)
    taking_back.take_back(window, office, replace(change))
    (work,) = window.findChildren(LongWork)
    with qtbot.waitSignal(work.over):
        pass
    assert "已经撤销过" in window.strip.message.text()
