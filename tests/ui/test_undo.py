"""A small change is taken back at once, a large one on a thread, both with the same words."""

import threading
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from app.actions.undo import undo
from app.change import Change
from app.store.office import Office
from tests.ui.workplace import report
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
    with qtbot.waitSignal(work.over, timeout=10_000):
        pass
    assert threads and threads[0] != threading.get_ident()
    assert window.strip.message.text().startswith("已撤销：登记 云信")
    newest = office.undoable()
    assert newest is not None and newest.action == "add_staff"


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
    with qtbot.waitSignal(work.over, timeout=10_000):
        pass
    assert "已经撤销过" in window.strip.message.text()
