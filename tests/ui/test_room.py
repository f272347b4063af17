"""The whole window fits a screen of 1366×768 with its taskbar and title, at every size of type."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.store.office import Office
from tests.ui.workplace import Clock, new_town, report, town_window
from ui.theme import apply_theme

WIDTH, HEIGHT = 1366, 768 - 40 - 32


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5])
def test_no_page_needs_more_room_than_a_small_screen_has(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, scale: float
) -> None:
    apply_theme(qapp, scale=scale)
    clock = Clock()
    new_town(tmp_path / "town", clock)
    office = Office.open(tmp_path / "town", clock=clock)
    window = town_window(qtbot, office)
    case = report(office)
    needed = {}
    for name, page in window.pages.items():
        window.show_page(page)
        QApplication.processEvents()
        needed[name] = window.minimumSizeHint().toTuple()
    window.open_case(case)
    QApplication.processEvents()
    needed["case"] = window.minimumSizeHint().toTuple()
    assert {name: size for name, size in needed.items() if size[0] > WIDTH or size[1] > HEIGHT} == {}
    assert len(needed) == len(window.pages) + 1 >= 7
    office.close()
