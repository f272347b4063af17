"""A township in its real window, dressed, and somebody with a keyboard."""

import os
from collections.abc import Iterator
from pathlib import Path

os.environ["HUIYIN_FONT"] = "bundled"

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.store.office import Office
from tests.ui.workplace import Clock, Typist, new_town, town_window
from ui.main_window import MainWindow
from ui.theme import apply_theme


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def typist() -> Typist:
    return Typist()


@pytest.fixture
def office(tmp_path: Path, clock: Clock) -> Iterator[Office]:
    new_town(tmp_path / "town", clock)
    opened = Office.open(tmp_path / "town", clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def window(qtbot: QtBot, office: Office) -> MainWindow:
    return town_window(qtbot, office)


@pytest.fixture(autouse=True)
def theme(qapp: QApplication) -> None:
    """The light theme at 100 %."""
    apply_theme(qapp)
