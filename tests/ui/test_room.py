"""The whole window fits a screen of 1366×768 with its taskbar and title, at every size of type."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from app.store.office import Office
from tests.tiers import some
from tests.ui.workplace import Clock, new_town, report, town_window
from ui.theme import apply_theme

WIDTH, HEIGHT = 1366, 768 - 40 - 32


def _cut_at_the_right(page: QWidget) -> list[tuple[int, int]]:
    """Of what scrolls down only: the width it needs and the width it has, where it has less."""
    found = []
    for area in page.findChildren(QScrollArea):
        inside = area.widget()
        if area.isVisible() and inside is not None:
            found.append((inside.minimumSizeHint().width(), area.viewport().width()))
    return [each for each in found if each[0] > each[1]]


@pytest.mark.parametrize("scale", some([1.5, 1.25, 1.0]))
def test_no_page_needs_more_room_than_a_small_screen_has(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, scale: float
) -> None:
    apply_theme(qapp, scale=scale)
    clock = Clock()
    new_town(tmp_path / "town", clock)
    office = Office.open(tmp_path / "town", clock=clock)
    window = town_window(qtbot, office)
    case = report(office)
    window.resize(WIDTH, HEIGHT)
    needed, cut = {}, []
    for name, page in window.pages.items():
        window.show_page(page)
        QApplication.processEvents()
        cut += [(name, *sizes) for sizes in _cut_at_the_right(page.widget)]
        needed[name] = window.minimumSizeHint().toTuple()
    window.open_case(case)
    QApplication.processEvents()
    assert window.page is not None
    cut += [("case", *sizes) for sizes in _cut_at_the_right(window.page.widget)]
    assert cut == []
    needed["case"] = window.minimumSizeHint().toTuple()
    assert {name: size for name, size in needed.items() if size[0] > WIDTH or size[1] > HEIGHT} == {}
    assert len(needed) == len(window.pages) + 1 >= 7
    office.close()
