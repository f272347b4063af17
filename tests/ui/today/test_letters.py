"""What stands behind the buttons of letters and reports on 今日."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.actions.create_office import create_office
from app.actions.issue_circular import issue_circular
from app.records.oversight import Periodic
from app.store import letters
from app.store.office import Office
from tests.app.exchange.two_offices import post, receive
from tests.app.store.offices import COUNTY, reported
from tests.ui.workplace import Clock, new_town, town_window
from ui.main_window import MainWindow
from ui.today.page import TodayPage


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A township to which a circular and a warning letter came."""
    clock = Clock()
    new_town(tmp_path / "town", clock)
    opened = Office.open(tmp_path / "town", clock=clock)
    above = create_office(tmp_path / "county", COUNTY, clock=clock)
    receive(above, post(opened, "QH00", tmp_path))
    issue_circular(above, "circular", opened.name, "一季度通报")
    issue_circular(above, "warning_letter", opened.name, "反映集中，请研判")
    receive(opened, post(above, "YX01", tmp_path))
    above.close()
    yield opened
    opened.close()


@pytest.fixture
def window(qtbot: QtBot, office: Office) -> MainWindow:
    return town_window(qtbot, office)


def press(page: TodayPage, word: str) -> None:
    """Press the button of the line that says this."""
    (line,) = [each for each in page._lines() if each.go.text() == word]
    line.go.click()


def test_a_circular_is_noted_as_read_and_a_warning_letter_answered_from_today(
    window: MainWindow, office: Office
) -> None:
    page = window.today
    window.show_page(page)
    press(page, "记已阅")
    assert page.ask is not None
    page.ask.confirm()
    assert [each.content for each in letters.answers(office.db)] == [None]
    press(page, "回复")
    assert page.ask is not None
    page.ask.confirm()
    assert "预警函要写明回复内容。" in page.ask.form.rows["answer.content"].error
    page.ask.form.rows["answer.content"].set_value("已研判")
    page.ask.confirm()
    assert [each.content for each in letters.answers(office.db)] == [None, "已研判"]
    assert not [each for each in page._lines() if each.go.text() in ("记已阅", "回复")]


@pytest.mark.thorough
def test_a_click_on_a_circular_and_ctrl_k_lead_to_its_line_in_the_ledger(
    window: MainWindow, office: Office
) -> None:
    circular, _ = letters.issued(office.db)
    page = window.today
    window.show_page(page)
    (line,) = [each for each in page._lines() if each.go.text() == "记已阅"]
    line.opened.emit()
    board = window.ledger.board
    assert (board.standing.view.source, board.model.rowCount()) == ("order", 1)
    window.show_page(window.today)
    (hit,) = [each for each in window._found("一季度") if each.title == circular.order_no]
    hit.run()
    assert window.ledger.board.standing.view.name == circular.order_no


@pytest.mark.thorough
def test_a_quarterly_report_is_noted_from_today(window: MainWindow, office: Office) -> None:
    case = reported(office)
    office.db.execute_sql(
        'UPDATE "registration" SET "registered_on" = ? WHERE "id" = ?', ("2025-12-30", case)
    )
    page = window.today
    window.show_page(page)
    page.refresh(None)
    line = next(each for each in page._lines() if each.go.text() == "记报送")
    line.go.click()
    assert page.ask is not None
    page.ask.confirm()
    assert [each.period_end_on for each in office.find(Periodic)] == [date(2025, 12, 31)]
