"""Every test of the screen sees the light theme at 100 % in the bundled font; most want a township in its window."""

import os
from collections.abc import Iterator
from pathlib import Path

os.environ["HUIYIN_FONT"] = "bundled"

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.store.office import Office
from tests.ready_made import Offices
from tests.ui.workplace import Clock, Typist, new_town, town_window
from ui.main_window import MainWindow
from ui.start import Program
from ui.theme import apply_theme


@pytest.fixture(autouse=True)
def theme(request: pytest.FixtureRequest) -> Iterator[None]:
    """Dress the application, and undress what a test changed."""
    if not {"qtbot", "qapp"} & set(request.fixturenames):
        yield
        return
    apply_theme(request.getfixturevalue("qapp"))
    yield


@pytest.fixture
def clock() -> Clock:
    """A clock that stands at Friday 2026-03-06, 9:00, until it is moved."""
    return Clock()


@pytest.fixture
def typist() -> Typist:
    """Somebody with a keyboard and nothing else."""
    return Typist()


@pytest.fixture
def office(offices: Offices, tmp_path: Path, clock: Clock) -> Iterator[Office]:
    """A township with two colleagues."""
    opened = Office.open(offices.copy(_town, tmp_path / "town"), clock=clock)
    yield opened
    opened.close()


def _town(folder: Path) -> None:
    new_town(folder, Clock())


@pytest.fixture
def window(qtbot: QtBot, office: Office) -> MainWindow:
    """The township's own window, on 今日."""
    return town_window(qtbot, office)


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot) -> Iterator[Program]:
    """The program as it starts, with no office open."""
    made = Program(qapp)
    yield made
    if made.window is not None:
        made.window.close()
        made.window.deleteLater()
    made.close()
