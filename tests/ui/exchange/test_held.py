"""What two hands wrote unknown to each other is looked at side by side and decided by its owner."""

from dataclasses import replace

import pytest
from msgspec import structs
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.actions.decide import held
from app.exchange.recused import KEPT_BACK
from tests.ui.exchange.conftest import Desk
from tests.ui.exchange.waiting import carry_and_take


def test_two_hands_stand_side_by_side_with_what_both_knew(town: Desk, torn: str) -> None:
    page = town.page
    assert [line.state for line in page.taken.model.files] == ["有 1 处待定"]
    assert page.waiting.isVisible() and town.page.badge() == 1
    page.waiting.choices["逐条处理"].click()
    cells = page.held.model.sides[0].cells
    assert cells == ("问题摘要", "反映低保评定不公", "甲改", "乙改", "请选 1 或 2")
    assert page.held.list.hasFocus()
    assert page.waiting.choices["逐条处理"].property("role") != "primary", (
        "the page has its own filled button"
    )


@pytest.mark.thorough
def test_the_respondent_sees_that_a_record_waits_but_not_what_it_says(town: Desk, torn: str) -> None:
    town.office.person, town.office.roles = "曾小明", frozenset({"clerk", "handler", "leader"})
    town.page.refresh(None)
    town.page.show_held()
    held = town.page.held
    assert held.words.text() == KEPT_BACK
    assert not held.keep.isEnabled() and not held.take.isEnabled() and not held.whole.isVisible()
    assert held.model.rowCount() == 0


@pytest.mark.parametrize(("key", "kept"), [(Qt.Key.Key_F7, "甲改"), (Qt.Key.Key_F8, "乙改")])
@pytest.mark.thorough
def test_the_owner_decides_with_one_key_and_can_take_it_back(
    qtbot: QtBot, town: Desk, torn: str, key: Qt.Key, kept: str
) -> None:
    town.page.show_held()
    qtbot.keyClick(town.page.held.list, key)
    assert town.summary(torn) == kept
    assert town.page.held.stack.currentIndex() == 1 and town.page.badge() == 0
    town.frame.undo()
    assert town.summary(torn) == "甲改"
    assert [one.id for one in town.page.held.held] == [torn]
    assert town.page.held.stack.currentIndex() == 0


@pytest.mark.thorough
def test_who_does_not_own_the_record_waits_and_may_show_the_other(
    qtbot: QtBot, town: Desk, county: Desk, torn: str
) -> None:
    page = county.page
    county.come_to_front(qtbot)
    page.waiting.choices["看一看"].click()
    assert page.held.words.text().startswith("等 云溪镇纪委 决定")
    assert not page.held.keep.isVisible()
    shown = county.summary(torn)
    qtbot.keyClick(page.held.list, Qt.Key.Key_F7)
    assert county.summary(torn) == shown
    page.held.take.click()
    assert {shown, county.summary(torn)} == {"甲改", "乙改"}
    assert len(page.held.held) == 1


@pytest.mark.thorough
def test_several_other_versions_are_looked_at_one_by_one(town: Desk, torn: str) -> None:
    (one,) = held(town.office)
    third = structs.replace(one.others[0], fields={**one.others[0].fields, "summary": "丙改"})
    panel = town.page.held
    panel.show_held([replace(one, others=(*one.others, third))])
    town.page.show_held()
    second = panel.others.findChildren(QPushButton)[1]
    second.click()
    assert panel.model.sides[0].theirs == "丙改"
    decided: list[tuple[list[str], str, int]] = []
    panel.decided.disconnect()
    panel.decided.connect(lambda *said: decided.append(said))
    panel.take.click()
    assert decided == [([torn], "theirs", 1)]


@pytest.mark.thorough
def test_the_owners_decision_ends_the_matter_at_the_county(
    qtbot: QtBot, town: Desk, county: Desk, torn: str
) -> None:
    town.page.show_held()
    town.page.held.take.click()
    town.page.escaped()
    carry_and_take(qtbot, town, county)
    assert county.summary(torn) == "乙改"
    assert county.page.badge() == 0 and not county.page.waiting.isVisible()
