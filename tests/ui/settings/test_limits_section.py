"""设置 · 时限: what would move is listed before anything is changed; local rules come and go; circulars and reports."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.records.oversight import Order, Periodic
from app.store.case_file import read_case
from app.store.office import Office
from tests.ui.workplace import CTRL, Typist, report
from ui import long_work
from ui.main_window import MainWindow
from ui.settings.moved_box import texts
from ui.settings.page import SettingsPage

LOCAL = """
[[rule]]
id = "X01"
label = "两日内分流"
applies_to = "case"
start = "registration.received_on"
limit = 2
unit = "working_days"
done = ["registration.accepted_on"]
begins = "收到"
ends = "受理"
source = "本地做法"
"""


@pytest.fixture
def case(office: Office) -> str:
    return report(office, received_on=office.today - timedelta(days=10))


@pytest.fixture
def page(window: MainWindow, case: str) -> SettingsPage:
    window.show_page(window.settings)
    return window.settings


def choose(page: SettingsPage, rule: str) -> None:
    box = page.limits.rule
    box.setCurrentIndex(box.findData(rule))


def said(page: SettingsPage) -> str:
    box = page.limits.box
    return "\n".join([box.told.text(), *(" ".join(texts(each)) for each in box.found)])


def apply(page: SettingsPage, qtbot: QtBot) -> None:
    """Make the change that was looked at, on its thread."""
    page.limits.box.apply()
    quiet(qtbot)


def quiet(qtbot: QtBot) -> None:
    """Wait until no work is under way."""
    qtbot.waitUntil(lambda: not long_work._running)
    QApplication.processEvents()


def test_a_shorter_limit_lists_the_lights_that_would_move_before_it_is_applied(
    page: SettingsPage, office: Office, case: str, qtbot: QtBot
) -> None:
    choose(page, "T03")
    assert page.limits.length.text() == "15"
    page.limits.length.setText("3")
    page.limits.propose()
    qtbot.waitUntil(lambda: page.limits.box.proposal is not None)
    assert "1 个灯会变颜色" in said(page) and "云信〔2026〕1号 受理告知 ○ 在办 ▲ 逾期" in said(page)
    assert office.setting("rules.changes") == {}
    apply(page, qtbot)
    assert office.setting("rules.changes")["T03"]["limit"] == 3
    assert {each.rule.limit for each in read_case(office, case).obligations if each.rule.id == "T03"} == {3}
    choose(page, "T03")
    assert "来源：本单位改的" in page.limits.source.text()
    page.limits.propose_reset()
    qtbot.waitUntil(lambda: page.limits.box.proposal is not None)
    apply(page, qtbot)
    assert office.setting("rules.changes") == {}


@pytest.mark.thorough
def test_what_was_looked_at_can_be_left(page: SettingsPage, office: Office, qtbot: QtBot) -> None:
    choose(page, "T03")
    page.limits.length.setText("4")
    page.limits.propose()
    qtbot.waitUntil(lambda: page.limits.box.proposal is not None)
    assert page.escaped() and page.limits.box.proposal is None and office.setting("rules.changes") == {}


@pytest.mark.thorough
def test_a_length_that_is_no_number_is_refused(page: SettingsPage, window: MainWindow) -> None:
    page.limits.length.setText("很久")
    page.limits.propose()
    assert page.limits.box.proposal is None and window.strip.message.text()


@pytest.mark.thorough
def test_a_local_set_of_rules_is_looked_at_loaded_and_dropped(
    page: SettingsPage, office: Office, case: str, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "南岳做法.toml"
    file.write_text(LOCAL, encoding="utf-8")
    page.limits.propose_set(file)
    qtbot.waitUntil(lambda: page.limits.box.proposal is not None)
    assert "云信〔2026〕1号 两日内分流 没有 " in said(page)
    apply(page, qtbot)
    assert "X01" in {each.rule.id for each in read_case(office, case).obligations}
    page.limits.propose_drop("南岳做法")
    qtbot.waitUntil(lambda: page.limits.box.proposal is not None)
    apply(page, qtbot)
    assert office.setting("rules.local") == {}


@pytest.mark.thorough
def test_a_file_that_is_no_set_of_rules_is_refused(
    page: SettingsPage, window: MainWindow, tmp_path: Path, office: Office
) -> None:
    file = tmp_path / "照片.toml"
    file.write_bytes(b"\xff\xd8\xff")
    page.limits.propose_set(file)
    assert "不是时限规则文件" in window.strip.message.text() and office.setting("rules.local") == {}


@pytest.mark.thorough
def test_a_circular_is_issued_and_a_periodic_report_noted(
    page: SettingsPage, office: Office, typist: Typist
) -> None:
    page.circulars.open()
    assert page.circulars.ask is not None
    rows = page.circulars.ask.form.rows
    rows["order.unit"].set_value("柳树村")
    rows["order.requirement"].set_value("按时回复督办。")
    typist.press(Qt.Key.Key_S, CTRL)
    (order,) = office.find(Order)
    assert (order.order_kind, order.unit, order.case) == ("circular", "柳树村", None) and order.order_no
    page.periodic.open()
    assert page.periodic.ask is not None
    page.periodic.ask.form.rows["periodic.duty"].set_value("results")
    page.periodic.ask.confirm()
    (sent,) = office.find(Periodic)
    assert sent.duty == "results" and sent.period_end_on is not None and sent.sent_on == office.today
