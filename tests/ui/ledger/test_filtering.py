"""What the ledger shows: filtered by letters, chips and heads, sorted, remembered, kept as a view of one's own."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from app.ledger.query import Condition
from app.rules.status import Status
from tests.bench.invented import township
from tests.ui.ledger.conftest import Desk
from tests.ui.ledger.keyboard import DAY, empty
from ui.ledger import asks


def test_letters_typed_in_the_table_filter_after_a_pause_and_esc_clears(desk: Desk, qtbot: QtBot) -> None:
    name = desk.texts("case.respondents")[3]
    qtbot.keyClicks(desk.table, "zx")
    field = desk.board.toolbar.field
    assert field.hasFocus()
    field.setText(name.partition("、")[0])
    qtbot.waitUntil(lambda: desk.model.rowCount() < 40)
    assert all(name.partition("、")[0] in text for text in desk.texts("case.respondents"))
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert desk.table.hasFocus()
    qtbot.keyClick(desk.table, Qt.Key.Key_Escape)
    assert desk.model.rowCount() == 40
    assert field.text() == ""


def test_a_chip_shows_the_cases_of_its_light_and_its_count(desk: Desk, qtbot: QtBot) -> None:
    chips = desk.board.toolbar.chips
    qtbot.mouseClick(chips._chips["overdue"], Qt.MouseButton.LeftButton)
    assert desk.model.rowCount() > 0
    assert all(text.startswith("▲ 逾期") for text in desk.texts("case.light"))
    assert chips._chips["overdue"].text().endswith(str(desk.model.rowCount()))
    assert chips._chips["all"].text().endswith("40")
    qtbot.mouseClick(chips._chips["all"], Qt.MouseButton.LeftButton)
    assert desk.model.rowCount() == 40


def test_the_head_drops_its_values_with_counts_and_filters_by_those_ticked(desk: Desk) -> None:
    name = "registration.intake_channel"
    desk.board.drops.values(desk.at(name))
    pop = desk.board.drops.filter_pop
    assert pop is not None
    counted = sum(int(item.text().split()[-1]) for item in pop._items())
    assert counted == 40
    for item in pop._items()[1:]:
        item.setCheckState(Qt.CheckState.Unchecked)
    kept = pop._items()[0].text().split()[0]
    pop.apply()
    assert set(desk.texts(name)) == {kept}
    assert not desk.board.toolbar._dropped.isHidden()
    desk.board.toolbar._drops[0].click()
    assert desk.model.rowCount() == 40


def test_a_head_without_a_tick_says_so_and_clears_on_demand(desk: Desk) -> None:
    desk.board.filter_by("registration.intake_channel", Condition("registration.intake_channel", ("letter",)))
    desk.board.drops.values(desk.at("registration.intake_channel"))
    pop = desk.board.drops.filter_pop
    assert pop is not None
    pop.all.click()
    pop.all.click()
    if pop.all.isChecked():
        pop.all.click()
    pop.apply()
    assert pop.error.text() == "请至少勾选一个值。"
    pop.clear.click()
    assert desk.model.rowCount() == 40


def test_days_are_filtered_by_period_or_from_to(desk: Desk) -> None:
    desk.board.drops.values(desk.at(DAY))
    pop = desk.board.drops.filter_pop
    assert pop is not None
    pop.chips.press("year")
    pop.apply()
    assert desk.texts(DAY)
    assert all(day.startswith("2026") for day in desk.texts(DAY))
    desk.board.drops.values(desk.at(DAY))
    pop = desk.board.drops.filter_pop
    assert pop is not None
    pop.since.line.setText("2025-06-01")
    pop.until.line.setText("2024-06-01")
    pop.apply()
    assert "对调" in pop.error.text()
    pop.until.line.setText("2025-12-31")
    pop.apply()
    assert all("2025-06-01" <= day <= "2025-12-31" for day in desk.texts(DAY))


def test_a_free_text_is_filtered_by_what_it_contains(desk: Desk) -> None:
    desk.board.drops.values(desk.at("registration.summary"))
    pop = desk.board.drops.filter_pop
    assert pop is not None
    pop.search.setText("鱼塘")
    pop.apply()
    assert desk.texts("registration.summary")
    assert all("鱼塘" in text for text in desk.texts("registration.summary"))


def test_nothing_found_offers_to_clear_and_no_cases_to_register(
    desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    desk.board.search("没有这样的")
    assert empty(desk).sentence.text() == "没有符合筛选的内容。"
    empty(desk).button.click()  # type: ignore[union-attr]
    assert desk.model.rowCount() == 40
    bare = Desk(township(tmp_path / "bare"), qtbot)
    assert empty(bare).sentence.text() == "还没有案件。"
    with qtbot.waitSignal(bare.page.new_case):
        empty(bare).button.click()  # type: ignore[union-attr]
    bare.frame.close()
    bare.office.close()


def click_head(desk: Desk, qtbot: QtBot, name: str) -> None:
    """Click the name in a head."""
    head = desk.table.heads[0]
    left = head.sectionViewportPosition(desk.at(name))
    qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(left + 12, 10))


def test_a_head_sorts_up_down_and_not_at_all(desk: Desk, qtbot: QtBot) -> None:
    plain = desk.texts(DAY)
    click_head(desk, qtbot, DAY)
    assert desk.texts(DAY) == sorted(plain)
    click_head(desk, qtbot, DAY)
    assert desk.texts(DAY) == sorted(plain, reverse=True)
    click_head(desk, qtbot, DAY)
    assert desk.texts(DAY) == plain


def test_columns_widths_and_sort_are_remembered_after_a_restart(desk: Desk, qtbot: QtBot) -> None:
    desk.board.drops.columns()
    chooser = desk.board.drops.chooser
    assert chooser is not None
    chooser.tick("case.stage", False)
    chooser.tick("registration.registrar", True)
    chooser.list.setCurrentRow(2)
    chooser.move_current(1)
    chooser.ready.click()
    desk.board.sort_by(DAY, True)
    desk.table.setColumnWidth(desk.at(DAY), 200)
    shown = [column.name for column in desk.model.columns]
    assert "case.stage" not in shown
    assert shown[3] == DAY
    width = desk.board.standing.view.width(DAY)
    desk.frame.close()
    again = Desk(desk.office, qtbot)
    assert [column.name for column in again.model.columns] == shown
    assert again.texts(DAY) == sorted(again.texts(DAY), reverse=True)
    assert again.board.standing.view.width(DAY) == width > 20
    again.board.forget_look()
    assert again.at("case.stage") == 6


def test_a_view_of_ones_own_is_kept_opened_and_deleted(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.board.pick_status(Status.OVERDUE)
    late = desk.model.rowCount()
    monkeypatch.setattr(asks.LineAsk, "ask", classmethod(lambda cls, *said: "我的逾期"))
    desk.page.hands.keep_view()
    assert desk.board.standing.view.name == "我的逾期"
    assert desk.board.toolbar.views.text() == "我的逾期"
    desk.frame.close()
    again = Desk(desk.office, qtbot)
    assert again.board.standing.view.name == "我的逾期"
    assert again.model.rowCount() == late
    desk.page.hands.keep_view()
    assert "已经有名为" in desk.said
    desk.board.delete_view()
    assert desk.board.standing.view.id == "all"


@pytest.mark.thorough
def test_every_view_opens_and_the_wrong_one_is_not_deleted(desk: Desk) -> None:
    for view in desk.board.views:
        desk.board._pick_view(view)
        assert desk.board.standing.view.id == view.id
        assert desk.board.toolbar.chips.isHidden() == (view.source != "case")
    desk.board.toolbar.delete_asked.emit()
    assert "不能删除" in desk.said


@pytest.mark.thorough
def test_a_filter_that_leaves_out_the_readers_own_case_says_so(desk: Desk) -> None:
    name = str(desk.model.value(0, desk.at("case.respondents"))).split("、")[0]
    desk.office.person, desk.office.roles = name, frozenset({"clerk", "handler", "leader"})
    desk.frame.refresh(None)
    assert desk.board.left_out.isHidden(), "everything is listed, masked"
    desk.board.filter_by(DAY, Condition(DAY, ("2000-01-01", None), "between"))
    assert desk.board.left_out.isVisible() and "统计" in desk.board.left_out.text()
    desk.board.clear()
    assert desk.board.left_out.isHidden()
