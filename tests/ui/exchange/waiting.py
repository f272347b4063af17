"""Waiting until a page's long work has ended, and seeing on which thread the core ran."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent
from pytest import MonkeyPatch
from pytestqt.qtbot import QtBot

from tests.ui.exchange.conftest import Desk
from ui.likeness.asker import Asker
from ui.long_work import LongWork


def work(qtbot: QtBot, desk: Desk, begin: Callable[[], object]) -> None:
    """Begin something long and wait for its end, and for that of what is asked beside the page."""
    begin()

    def over() -> bool:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        asking = any(each.is_busy for each in desk.frame.findChildren(Asker))
        return not asking and not desk.frame.findChildren(LongWork)

    qtbot.waitUntil(over)


def carry(qtbot: QtBot, sender: Desk, receiver: Desk) -> Path:
    """Export here through the button, and open the file there."""
    work(qtbot, sender, sender.page.form.export.click)
    work(qtbot, receiver, lambda: receiver.page.open_file(sender.newest))
    return sender.newest


def carry_and_take(qtbot: QtBot, sender: Desk, receiver: Desk) -> Path:
    """`carry`, then answer the question about the office if there is one, and press 收取."""
    path = carry(qtbot, sender, receiver)
    for word, answer in receiver.page.preview.question.choices.items():
        if word.startswith("是"):
            answer.click()
    work(qtbot, receiver, receiver.page.preview.take.click)
    return path


def threads_of(monkeypatch: MonkeyPatch, name: str) -> list[int]:
    """The threads on which the page calls this function of the core from now on."""
    from ui.exchange import opening, sending

    seen: list[int] = []
    page = sending if name == "send" else opening
    real = getattr(page, name)

    def watched(*given: Any, **said: Any) -> Any:
        seen.append(threading.get_ident())
        return real(*given, **said)

    monkeypatch.setattr(page, name, watched)
    return seen
