"""A protected township in its real window, two logins, and somebody with a keyboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.actions import locks
from app.store import keys
from app.store.office import Office
from tests.ui.workplace import Clock, Typist, new_town, town_window
from ui.main_window import MainWindow

MINE, OTHER = "correct horse", "another good one"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "MEMORY", 1024)
    monkeypatch.setattr(keys, "ITERATIONS", 1)


@pytest.fixture
def typist() -> Typist:
    return Typist()


@pytest.fixture
def office(tmp_path: Path, quick: None) -> Iterator[Office]:
    """王敏 (clerk, handler, administrator) has logged in; 李青云 (handler) may."""
    clock = Clock()
    new_town(tmp_path / "town", clock)
    opened = Office.open(tmp_path / "town", clock=clock)
    locks.protect_office(opened, "王敏", MINE)
    locks.add_login(opened, "李青云", OTHER)
    yield opened
    opened.close()


@pytest.fixture
def window(qtbot: QtBot, office: Office) -> MainWindow:
    return town_window(qtbot, office)
