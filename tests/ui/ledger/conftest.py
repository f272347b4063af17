"""A township with invented cases, and its ledger page in a frame."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.store.office import Office
from tests.bench.invented import clock, fill, township
from tests.ready_made import Offices
from ui.frame import Frame
from ui.ledger.page import LedgerPage


class Clock:
    """A clock that a test moves by hand."""

    def __init__(self) -> None:
        self.at = clock()

    def __call__(self) -> datetime:
        return self.at


class Desk:
    """An office with its frame and page."""

    def __init__(self, office: Office, qtbot: QtBot, *, shown: bool = True) -> None:
        self.office, self.frame = office, Frame()
        self.page = LedgerPage(self.frame, office)
        self.frame.add_page(self.page)
        self.frame.undo_requested.connect(lambda: None)
        qtbot.addWidget(self.frame)
        self.frame.show_page(self.page)
        if shown:
            with qtbot.waitActive(self.frame):
                self.frame.show()
                self.frame.activateWindow()
        self.board, self.table, self.model = self.page.board, self.page.board.table, self.page.board.model
        self.table.setFocus()

    @property
    def said(self) -> str:
        """What the strip says."""
        return self.frame.strip.message.text()

    def at(self, name: str) -> int:
        """Place of a column."""
        return [column.name for column in self.model.columns].index(name)

    def texts(self, name: str) -> list[str]:
        """What stands in a column, from top to bottom."""
        return [self.model.text(row, self.at(name)) for row in range(self.model.rowCount())]


@pytest.fixture
def moving() -> Clock:
    return Clock()


@pytest.fixture
def office(offices: Offices, tmp_path: Path, moving: Clock) -> Iterator[Office]:
    """A township with forty cases."""
    made = Office.open(offices.copy(_forty_cases, tmp_path / "office"), clock=moving)
    yield made
    made.close()


def _forty_cases(folder: Path) -> None:
    office = township(folder)
    office.person = ""
    fill(office, 40)
    office.close()


@pytest.fixture
def desk(office: Office, qtbot: QtBot) -> Iterator[Desk]:
    """The page, shown. What was copied is let go: Qt would free it after Python has ended, and fall."""
    yield Desk(office, qtbot)
    QApplication.clipboard().clear()
