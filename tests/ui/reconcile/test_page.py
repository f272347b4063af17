"""对账 in the window: units, cases apart that open, what is sent again, paper and workbook."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.actions.send import send
from app.actions.take import take
from app.actions.units import units
from app.exchange.receive import preview
from app.store import preferences
from app.store.office import Office
from tests.app.exchange import two_offices as two
from tests.ui.workplace import report
from ui.case.page import CasePage
from ui.long_work import LongWork
from ui.main_window import MainWindow
from ui.reconcile import page as pages
from ui.reconcile.page import ReconcilePage
from ui.statistics.asks import WorkbookAsk


@pytest.fixture
def county(tmp_path: Path) -> Iterator[Office]:
    made = two.county(tmp_path / "county")
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow, office: Office, county: Office, tmp_path: Path) -> ReconcilePage:
    """One case both know, two that the county does not, opened from 交换."""
    (tmp_path / "post").mkdir()
    preferences.put(office.db, "exchange.folder", str(tmp_path / "post"))
    report(office)
    take(county, preview(county, send(office, "QH00", tmp_path).path))
    take(office, preview(office, send(county, office.code, tmp_path).path))
    report(office)
    report(office)
    window.show_page(window.pages["exchange"])
    exchange = window.exchange
    exchange.drop.reconcile.click()
    over(qtbot, window)
    found = window.page
    assert isinstance(found, ReconcilePage)
    return found


def over(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.findChildren(LongWork))


def texts(page: ReconcilePage) -> str:
    return "\n".join(each.text() for each in page.widget.findChildren(QLabel))


def press(page: ReconcilePage, word: str) -> None:
    (wanted,) = [each for each in page.bands["QH00"].findChildren(QPushButton) if each.text() == word]
    wanted.click()


def test_it_shows_both_lists_and_opens_a_case(page: ReconcilePage, window: MainWindow) -> None:
    (found,) = page.found
    assert found.ours > found.theirs > 0 and len(found.apart) == 2
    assert "2 件不一致" in texts(page) and "怎么办：再寄一份就补齐。" in texts(page)
    page.tables[1].press(page.tables[1].model().index(0, 0))
    case = window.page
    assert isinstance(case, CasePage)
    assert any(found.apart[0].case_no in each.text() for each in case.widget.findChildren(QLabel))


@pytest.mark.thorough
def test_sending_again_goes_out_on_the_exchange_page_and_is_then_under_way(
    qtbot: QtBot, page: ReconcilePage, window: MainWindow, office: Office
) -> None:
    press(page, "再寄一份")
    over(qtbot, window)
    exchange = window.exchange
    assert not exchange.card.isHidden()
    exchange.drop.reconcile.click()
    over(qtbot, window)
    again = window.page
    assert isinstance(again, ReconcilePage)
    assert "已随第 2 号寄出" in again.found[0].apart[0].to_do


@pytest.mark.thorough
def test_a_full_one_carries_every_case(qtbot: QtBot, page: ReconcilePage, window: MainWindow) -> None:
    press(page, "寄全量…")
    over(qtbot, window)
    assert "3 件" in window.exchange.card.words.text()


@pytest.mark.thorough
def test_what_is_said_on_the_telephone_can_be_copied(page: ReconcilePage) -> None:
    press(page, "复制催报的话")
    assert QGuiApplication.clipboard().text() == page.found[0].asking
    assert "请再导出一份寄来" in page.found[0].asking


@pytest.mark.thorough
def test_it_is_saved_as_a_workbook(
    page: ReconcilePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "对账.xlsx"
    monkeypatch.setattr(WorkbookAsk, "ask", lambda parent, name: path)
    page.save.click()
    book = load_workbook(path)
    assert book.sheetnames[:2] == ["各单位", "清河县纪委监委信访室"]


@pytest.mark.thorough
def test_it_compares_anew_only_after_something_changed(
    qtbot: QtBot, page: ReconcilePage, window: MainWindow, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(pages, "reconcile_all", lambda *said: asked.append(1) or [])
    page.entered()
    assert asked == []
    page.refresh(None)
    page.entered()
    over(qtbot, window)
    assert asked == [1] and len(units(office)) > 0
