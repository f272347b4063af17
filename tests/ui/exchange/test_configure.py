"""A county ticks what goes down of its configuration, for one office or for all, with cases or alone."""

import pytest
from pytestqt.qtbot import QtBot

from app.actions.settings import set_limit
from app.actions.units import add_unit
from app.exchange.receive import open_truth
from app.exchange.truth import CONFIGURATION
from tests.ui.exchange.conftest import Desk
from tests.ui.exchange.waiting import carry_and_take, work


@pytest.fixture
def ready(county: Desk) -> Desk:
    """A county with two units below and a shorter limit."""
    add_unit(county.office, code="YX01", name="云溪镇纪委", unit_kind="township", above="QH00")
    add_unit(county.office, code="SQ02", name="石桥镇纪委", unit_kind="township", above="QH00")
    set_limit(county.office, "T03", limit=10)
    county.page.refresh(None)
    return county


def sent(desk: Desk) -> dict[str, object]:
    (line,) = open_truth(desk.newest).kept(CONFIGURATION)
    return dict(line["groups"])


@pytest.mark.thorough
def test_what_is_ticked_goes_with_the_next_workbook_and_is_then_unticked(qtbot: QtBot, ready: Desk) -> None:
    page = ready.page
    assert page.form.configure.isVisible() and page.form.configure.text() == "下发配置…"
    page.form.configure.click()
    assert page.stack.currentWidget() is page.configure
    assert page.configure.ticks["rules"].text() == "时限（与程序自带的不同 1 处）"
    assert not page.configure.alone.isEnabled()
    page.configure.ticks["rules"].click()
    page.configure.alone.click()
    assert page.configure.words == "时限（不带案件）"
    page.configure.done.click()
    assert page.stack.currentIndex() == 0 and page.form.configure.text() == "下发配置(1)…"
    work(qtbot, ready, lambda: page.export("YX01"))
    assert list(sent(ready)) == ["rules"] and "一起下发了时限。" in page.card.words.text()
    assert page.form.configure.text() == "下发配置…" and page.configure.ticked == []


@pytest.mark.thorough
def test_it_goes_to_every_ticked_unit_in_one_step(qtbot: QtBot, ready: Desk) -> None:
    page = ready.page
    page.many.ask_units()
    page.many.send.configure.click()
    page.configure.tick(["calendar", "presets"])
    page.configure.done.click()
    assert page.stack.currentWidget() is page.many.send
    assert page.many.send.words.text().endswith("；一起下发工作日历、灯色方案")
    work(qtbot, ready, page.many.send.export.click)
    assert page.many.send.told.toPlainText().count("（下发工作日历、灯色方案）") == 2
    assert list(sent(ready)) == ["calendar", "presets"]


def test_a_township_is_not_offered_to_send_any_and_sees_old_and_new_before_it_takes(
    qtbot: QtBot, ready: Desk, town: Desk
) -> None:
    assert not town.page.form.configure.isVisible()
    ready.page.configure.tick(["rules"])
    opened: list[str] = []
    town.page.opening._open_received = lambda: opened.append("configuration")
    carry_and_take(qtbot, ready, town)
    assert town.page.preview.configuration.toPlainText() == "受理告知：15 个工作日 → 10 个工作日"
    assert "接着逐项决定县里下发的配置" in town.page.preview.nothing.sentence.text()
    assert opened == ["configuration"] and town.page.badge() == 1
    assert town.page.received.words.text() == "县里下发的配置（时限）等着决定。"
    assert town.office.setting("rules.changes") == {}
    town.register("反映第一件")
    carry_and_take(qtbot, town, ready)
    ready.page.show_configure()
    assert ready.page.configure.told.toPlainText() == "云溪镇纪委：时限第 1 号：还没有决定"
