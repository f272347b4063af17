"""A caller's cases are found from Ctrl+K by the whole value, and what was typed does not stay."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.store import journal
from app.store.office import Office
from tests.app.store.offices import REPORTER, reported
from tests.ui.workplace import Clock, new_town, town_window
from ui.case.find_caller import FindCallerPage
from ui.main_window import MainWindow


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> MainWindow:
    new_town(tmp_path / "town", Clock())
    window = town_window(qtbot, Office.open(tmp_path / "town", clock=Clock()))
    reported(window.office, REPORTER)
    window.destroyed.connect(window.office.close)
    return window


def opened(window: MainWindow) -> FindCallerPage:
    """The page as Ctrl+K opens it."""
    (hit,) = [each for each in window._found("按反映人") if each.title == "按反映人准确查找"]
    hit.run()
    page = window._over[-1]
    assert isinstance(page, FindCallerPage)
    return page


def results(page: FindCallerPage) -> list[QPushButton]:
    """The buttons of the cases found."""
    found = (page.found.itemAt(at) for at in range(page.found.count()))
    return [each.widget() for each in found if each is not None and isinstance(each.widget(), QPushButton)]


def test_a_whole_value_finds_the_case_and_leaves_the_line_empty(window: MainWindow) -> None:
    page = opened(window)
    page.way.setCurrentIndex(1)
    page.line.setText("139 0000 1111")
    page.find()
    (case,) = results(page)
    assert case.text().startswith("云信")
    assert page.line.text() == "" and page.said.text() == "找到 1 件。"
    case.click()
    assert window._over[-1].title.startswith("云信") or window._over[-1] is not page


def test_a_part_finds_nothing_and_is_journalled(window: MainWindow) -> None:
    page = opened(window)
    before = journal.head(window.office.db)[0]
    page.line.setText("黎不")
    page.find()
    assert results(page) == [] and page.said.text().startswith("没有找到。")
    assert journal.head(window.office.db)[0] == before + 1


def test_nothing_typed_is_refused_and_nothing_stays_when_the_page_is_left(window: MainWindow) -> None:
    page = opened(window)
    page.find()
    assert "完整" in window.strip.message.text()
    page.line.setText("黎不传")
    assert page.may_leave() and page.line.text() == ""


def test_who_has_not_the_right_does_not_get_there(window: MainWindow) -> None:
    window.office.roles = frozenset({"auditor"})
    window.find_caller()
    assert not any(isinstance(each, FindCallerPage) for each in window._over)
    assert "办理" in window.strip.message.text()
