"""A version with other rules: the lights are measured anew before anything is shown, with how far it is and a stop."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.store import preferences
from app.store.office import Office
from tests.ui.workplace import Clock, new_town, report
from ui.main_window import MainWindow
from ui.start import Program
from ui.welcome.measuring import STOPPED, Measuring
from ui.welcome.not_opened import NotOpened
from ui.welcome.plain_window import PlainWindow

_DUE = 'SELECT "due_on" FROM "case_row"'


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A township whose lights an older version measured, closed."""
    monkeypatch.setattr("app.store.office.MEASURED_AT_ONCE", 0)
    clock = Clock()
    clock.at = datetime.now()
    new_town(tmp_path / "town", clock)
    office = Office.open(tmp_path / "town")
    report(office)
    preferences.put(office.db, "lights.measured_by", "older rules")
    office.db.execute_sql('UPDATE "case_row" SET "due_on" = ?', ("2020-01-01",))
    office.close()
    return tmp_path / "town"


@pytest.fixture
def program(qapp: QApplication, town: Path) -> Iterator[Program]:
    """The program, opening that office."""
    made = Program(qapp)
    made.open_folder(town)
    yield made
    assert made.window is not None
    made.window.close()
    made.window.deleteLater()
    made.close()


def _measuring(program: Program) -> Measuring:
    assert isinstance(program.window, PlainWindow)
    (found,) = program.window.findChildren(Measuring)
    return found


def test_the_window_opens_by_itself_when_all_is_measured(program: Program, qtbot: QtBot) -> None:
    assert _measuring(program).isVisible()
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow), timeout=20_000)
    assert program.office is not None
    ((due,),) = program.office.db.execute_sql(_DUE).fetchall()
    assert due != "2020-01-01" and not program.office.lights_are_old


def test_stopped_it_leaves_all_as_it_was_and_says_what_comes_next(
    qapp: QApplication, town: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Program(qapp)
    with monkeypatch.context() as held:
        held.setattr(Measuring, "begin", lambda _: None)
        made.open_folder(town)
    measuring = _measuring(made)
    measuring.stop_button.click()
    measuring.begin()
    qtbot.waitUntil(lambda: bool(made.window is not None and made.window.findChildren(NotOpened)))
    assert isinstance(made.window, PlainWindow) and made.window.message.text() == STOPPED
    office = Office.open(town, lights_later=True)
    assert office.lights_are_old and office.db.execute_sql(_DUE).fetchall() == [("2020-01-01",)]
    office.close()
    made.window.close()
    made.window.deleteLater()
    made.close()
