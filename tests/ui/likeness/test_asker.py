"""Questions are answered away from the window's thread, and only the newest."""

from threading import Event, get_ident

from pytestqt.qtbot import QtBot

from app.errors import Invalid
from app.store.office import Office
from ui.likeness.asker import Asker
from ui.main_window import MainWindow


def asker(window: MainWindow, office: Office, told: list[object]) -> "Asker[object]":
    return Asker(window, office, told.append, window, rest=0)


def test_a_question_is_answered_on_another_thread(qtbot: QtBot, window: MainWindow, office: Office) -> None:
    told: list[object] = []
    asked = asker(window, office, told)
    asked.ask(get_ident)
    qtbot.waitUntil(lambda: told != [])
    assert told != [get_ident()]


def test_the_answer_to_an_older_question_is_dropped(qtbot: QtBot, window: MainWindow, office: Office) -> None:
    told: list[object] = []
    asked, go = asker(window, office, told), Event()
    asked.ask_now(go.wait)
    asked.ask_now(lambda: "new")
    go.set()
    qtbot.waitUntil(lambda: not asked.is_busy)
    assert told == ["new"]


def test_a_refusal_says_nothing(qtbot: QtBot, window: MainWindow, office: Office) -> None:
    told: list[object] = []
    asked = asker(window, office, told)

    def refuse() -> None:
        raise Invalid("不行")

    asked.ask_now(refuse)
    qtbot.waitUntil(lambda: not asked.is_busy)
    assert told == [] and window.strip.message.text() == ""


def test_leaving_waits_for_the_question_that_runs(window: MainWindow, office: Office) -> None:
    told: list[object] = []
    asked, seen = asker(window, office, told), Event()
    asked.ask_now(seen.set)
    asked.settle()
    assert seen.is_set() and told == [] and not asked.is_busy
