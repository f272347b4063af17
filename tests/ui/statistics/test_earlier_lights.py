"""本周一页 of a large county: its earlier lights are reckoned away from the window, and can be stopped."""

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.ledger.meetings import NAMES, OF_COUNTY
from app.store.office import Office
from tests.ui.workplace import report
from ui.long_work import Cancelled, LongWork
from ui.main_window import MainWindow
from ui.statistics import page as pages


@pytest.mark.thorough
def test_it_is_worked_out_on_a_thread_and_stopped_leaves_what_stood(
    qtbot: QtBot, window: MainWindow, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "names", lambda level: {**NAMES, **OF_COUNTY})
    report(office)
    window.show_page(window.pages["statistics"])
    page = window.statistics
    monkeypatch.setattr(pages, "is_dear", lambda db: True)
    page.pick_list("page")
    assert page.sheet is not None and page.sheet.id == "weekly"
    qtbot.waitUntil(lambda: not window.findChildren(LongWork))
    assert (page.sheet.id, page.list_id) == ("page", "page")
    page.pick_list("weekly")

    def stopped(*_: Any) -> None:
        raise Cancelled

    monkeypatch.setattr(pages, "meeting_sheet", stopped)
    page.pick_list("page")
    qtbot.waitUntil(lambda: not window.findChildren(LongWork))
    assert (page.sheet.id, page.list_id) == ("weekly", "weekly")
