"""A township in its real window, and somebody with a keyboard."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.store.office import Office
from tests.ui.workplace import Clock, Typist, new_town, town_window
from ui.main_window import MainWindow
from ui.start import Program


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def typist() -> Typist:
    return Typist()


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A township's folder, set up today and closed, as the program itself opens it."""
    clock = Clock()
    clock.at = datetime.now()
    new_town(tmp_path / "town", clock)
    return tmp_path / "town"


@pytest.fixture
def office(tmp_path: Path, clock: Clock) -> Iterator[Office]:
    new_town(tmp_path / "office", clock)
    opened = Office.open(tmp_path / "office", clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def window(qtbot: QtBot, office: Office) -> MainWindow:
    return town_window(qtbot, office)


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot) -> Iterator[Program]:
    made = Program(qapp)
    yield made
    if made.window is not None:
        made.window.close()
        made.window.deleteLater()
    made.close()
