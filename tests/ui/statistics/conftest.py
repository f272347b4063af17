"""A township in its real window, and somebody with a keyboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.store.office import Office
from tests.ui.workplace import Clock, Typist, new_town, town_window
from ui.main_window import MainWindow


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
