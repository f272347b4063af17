"""A page of editors to type into."""

from collections.abc import Iterator
from datetime import date
from typing import Protocol

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.form.make import FormContext


class MakeForm(Protocol):
    """Puts editors one below the other into an active window, the first with the focus."""

    def __call__(self, *editors: QWidget) -> QWidget: ...


@pytest.fixture
def form(qtbot: QtBot) -> Iterator[MakeForm]:
    pages = []

    def make(*editors: QWidget) -> QWidget:
        page = QWidget()
        pages.append(page)
        layout = QVBoxLayout(page)
        for editor in editors:
            layout.addWidget(editor)
        qtbot.addWidget(page)
        page.resize(600, 600)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        editors[0].setFocus()
        return page

    yield make


class Write(Protocol):
    """Types as an input method does: QTest's keys are Latin only."""

    def __call__(self, field: QWidget, text: str) -> None: ...


@pytest.fixture
def write(qapp: QApplication) -> Write:
    def commit(field: QWidget, text: str) -> None:
        event = QInputMethodEvent("", [])
        event.setCommitString(text)
        qapp.sendEvent(field, event)

    return commit


@pytest.fixture
def context() -> FormContext:
    """What editors ask for, on a fixed day."""
    return FormContext(lambda: date(2026, 3, 6))
