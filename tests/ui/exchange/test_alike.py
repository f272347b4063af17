"""Beside a preview stand the new cases that may be repeats, found meanwhile."""

from pytestqt.qtbot import QtBot

from tests.ui.exchange.conftest import Desk
from tests.ui.exchange.waiting import carry


def test_new_cases_that_may_be_repeats_are_listed_beside_the_preview(
    qtbot: QtBot, town: Desk, county: Desk
) -> None:
    county.register("反映柳树村低保评定不公")
    town.register("反映柳树村低保评定不公平")
    carry(qtbot, town, county)
    page = county.page
    qtbot.waitUntil(lambda: not page.preview.alike.isHidden())
    assert "新件里有 1 件可能是重复件" in page.preview.alike.text()
    assert "· 云信〔2026〕1号 ↔ 清信〔2026〕1号 很像" in page.preview.alike.text()
    page.show_files()
    assert not page.opening.asker.is_busy
