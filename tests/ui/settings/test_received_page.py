"""A journey in a window: what the county sent down is looked at, taken with its lights, seen in 设置, given back, undone."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.actions.create_office import NewOffice, create_office
from app.actions.send import send
from app.actions.settings import set_calendar, set_limit
from app.actions.units import add_unit
from app.exchange.issued.arrived import offers
from app.schema import codes
from app.store.case_file import read_case
from app.store.office import Office
from tests.ui.workplace import report
from ui import long_work
from ui.long_work import LongWork
from ui.main_window import MainWindow
from ui.settings.received_page import ReceivedPage


@pytest.fixture
def county(office: Office, tmp_path: Path) -> Iterator[Office]:
    """The office above, which knows the township."""
    new = NewOffice(office.above, "清河县纪委监委信访室", "county", "清", person="赵科")
    made = create_office(tmp_path / "above", new, clock=lambda: office.now)
    add_unit(made, code=office.code, name=office.name, unit_kind="township", above=made.code)
    yield made
    made.close()
    codes.in_force(made.code, {})
    codes.in_force(office.code, {})


def quiet(qtbot: QtBot) -> None:
    """Wait until no work is under way and what it changed has been shown."""

    def over() -> bool:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        windows = [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow)]
        return not long_work._running and not any(each.findChildren(LongWork) for each in windows)

    qtbot.waitUntil(over)
    QApplication.processEvents()


def taken(window: MainWindow, path: Path, qtbot: QtBot) -> ReceivedPage:
    """Look at the file in 交换, take it, and land on what it brings of configuration."""
    window.show_page(window.exchange)
    window.exchange.open_file(path)
    quiet(qtbot)
    for word, answer in window.exchange.preview.question.choices.items():
        if word.startswith("是"):
            answer.click()
    window.exchange.preview.take.click()
    quiet(qtbot)
    page = window.page
    assert isinstance(page, ReceivedPage)
    return page


def test_the_county_s_configuration_is_decided_item_by_item_and_undone(
    window: MainWindow, office: Office, county: Office, qtbot: QtBot, tmp_path: Path
) -> None:
    case = report(office, received_on=office.today - timedelta(days=18))
    due = {each.rule.id: each.due_on for each in read_case(office, case).obligations}["T03"]
    set_limit(county, "T03", limit=5)
    set_limit(county, "T04", limit=30)
    set_limit(county, "H03", limit=3)
    set_calendar(county, [(date(2026, 10, 10), "ordinary", "国庆节")])
    set_limit(office, "H03", limit=4)
    page = taken(window, send(county, office.code, tmp_path, configuration=["rules", "calendar"]).path, qtbot)

    ticked = [each.id for each in page.ticked]
    assert ticked == ["calendar/2026-10-10", "rules/T03"]
    notes = {item.id: line.text(3) for line, item in page._lines()}
    assert notes["rules/H03"] == "本单位自己改过" and "▲ 比《规则》第二十七条" in notes["rules/T04"]
    assert page.longer.isHidden()
    page.tick("rules/T04")
    assert not page.longer.isHidden() and not page.look.isEnabled()
    page.longer.click()
    assert page.look.isEnabled()
    page.tick("rules/T04", on=False)
    assert page.longer.isHidden() and page.look.isEnabled()

    page.propose()
    quiet(qtbot)
    assert page.box.told.text().startswith("采用县里下发的配置 2 处：1 件里，1 个灯会变颜色")
    assert office.setting("rules.changes") == {"H03": {"limit": 4}}
    page.box.apply()
    quiet(qtbot)
    assert office.setting("rules.changes") == {"H03": {"limit": 4}, "T03": {"limit": 5}}
    assert {each.rule.id: each.due_on for each in read_case(office, case).obligations}["T03"] < due
    assert [each.waiting for each in offers(office)] == [False, False]
    assert [item.id for _, item in page._lines()] == ["rules/H03", "rules/T04"] and page.ticked == []

    window.show_page(window.settings)
    limits = window.settings.limits
    for rule, source in (("T03", "县里下发，"), ("H03", "本单位改的"), ("T04", "程序自带")):
        limits.rule.setCurrentIndex(limits.rule.findData(rule))
        assert f"来源：{source}" in limits.source.text()
    set_limit(office, "T03", limit=8)
    window.refresh()
    limits = window.settings.limits
    limits.rule.setCurrentIndex(limits.rule.findData("T03"))
    assert "来源：本单位改的" in limits.source.text() and not limits.county.isHidden()
    limits.propose_county()
    quiet(qtbot)
    limits.box.apply()
    quiet(qtbot)
    assert office.setting("rules.changes")["T03"] == {"limit": 5}

    for _ in range(3):
        window.take_back()
        quiet(qtbot)
    assert office.setting("rules.changes") == {"H03": {"limit": 4}}
    assert {each.rule.id: each.due_on for each in read_case(office, case).obligations}["T03"] == due
    window.open_received()
    page = window.page
    assert isinstance(page, ReceivedPage)
    page.none.click()
    assert [each.waiting for each in offers(office)] == [False, False]
    assert "不采用县里下发的配置" in window.strip.message.text()
