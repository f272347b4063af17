"""设置 · 灯色 · 自定方案: made, changed and taken away by keys; what moves is listed before."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.rules.status import Status
from app.store.office import Office
from tests.ui.workplace import report
from ui import long_work
from ui.main_window import MainWindow
from ui.settings.page import SettingsPage


@pytest.fixture
def page(window: MainWindow) -> SettingsPage:
    window.show_page(window.settings)
    return window.settings


def quiet(qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not long_work._running)
    QApplication.processEvents()


def test_a_scheme_is_made_from_the_one_in_use_after_its_lights_were_looked_at_then_changed_and_taken_away(
    page: SettingsPage, office: Office, window: MainWindow, qtbot: QtBot
) -> None:
    report(office, received_on=office.today - timedelta(days=14))
    form = page.own_scheme
    assert not form.is_open and form.drop.isHidden()
    form.open()
    assert form.soon.text() == "3" and form.urgent.text() == ""
    form.name.setText("本镇七天")
    form.soon.setText("七")
    form.propose()
    assert "要写" in window.strip.message.text() or "整数" in window.strip.message.text()
    form.soon.setText("7")
    orange = form.colours[Status.DUE_SOON]
    orange.setCurrentIndex(orange.findData("orange"))
    form.propose()
    qtbot.waitUntil(lambda: page.scheme.proposal is not None and not long_work._running)
    assert page.scheme.told.text().startswith("用灯色方案“本镇七天”：1 件里，1 个灯会变颜色")
    assert office.setting("preset.local") == {}
    page.scheme.apply()
    quiet(qtbot)
    assert office.measure.preset.label == "本镇七天" and office.measure.preset.yellow_days == 7

    form = page.own_scheme
    assert form.begin.text().startswith("改这套方案") and not form.drop.isHidden()
    form.open()
    assert (form.name.text(), form.soon.text()) == ("本镇七天", "7")
    assert page.escaped() and not form.is_open
    form.propose_drop()
    qtbot.waitUntil(lambda: page.scheme.proposal is not None and not long_work._running)
    page.scheme.apply()
    quiet(qtbot)
    assert office.measure.preset.id == "default" and office.setting("preset.local") == {}
