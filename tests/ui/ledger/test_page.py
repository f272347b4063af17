"""Journeys through the ledger: filter, sort, edit in place, fill down, take back, copy, print, come back tomorrow."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.actions.edit import edit_cases
from app.actions.register import Entry, register
from app.ledger.query import Condition
from app.rules.rights import refusal
from app.rules.status import Status
from app.store import journal
from app.store.case_file import read_case
from app.store.office import Office
from tests.bench.invented import TODAY, township
from tests.ui.ledger.conftest import Clock, Desk
from ui.ledger import asks
from ui.ledger.cell_editor import CellEditor
from ui.ledger.hands import GONE
from ui.parts.empty import Empty
from ui.theme import apply_theme

DAY, SUMMARY, HANDLER = "registration.received_on", "registration.summary", "handling.handler"


def keys(text: str) -> None:
    """Type on whatever has the focus, as a person does."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, text)


def key(which: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """One key on whatever has the focus."""
    focused = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, which, modifier)


def edit(desk: Desk, row: int, name: str) -> CellEditor:
    """Open the editor of a cell."""
    desk.page.hands.edit(desk.model.index(row, desk.at(name)))
    editor = desk.page.hands.editor
    assert editor is not None
    return editor


def empty(desk: Desk) -> Empty:
    """What stands where the table was."""
    found = desk.board._stack.currentWidget()
    assert isinstance(found, Empty)
    return found


# -- filtering --------------------------------------------------------------------------------------------------


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


# -- sorting, columns, views ------------------------------------------------------------------------------------


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


# -- editing ----------------------------------------------------------------------------------------------------


def test_an_open_cell_stays_with_its_case_when_the_rows_are_sorted_anew(desk: Desk) -> None:
    name = "handling.handler"
    editor = edit(desk, 2, name)
    case, before = desk.model.record_id(2), desk.texts(name)
    editor.editor.line.setText("赵长河")  # type: ignore[attr-defined]

    desk.board.stand(desk.board.standing.with_view(sort=(("registration.received_on", False),)))
    QApplication.processEvents()
    place = next(at for at in range(desk.model.rowCount()) if desk.model.record_id(at) == case)
    assert place != 2 and desk.page.hands.editor is editor
    assert editor.editor.line.text() == "赵长河"  # type: ignore[attr-defined]
    editor.commit(False)

    assert desk.page.hands.editor is None
    assert desk.model.text(place, desk.at(name)) == "赵长河"
    assert sorted(desk.texts(name)) == sorted([*before[:2], "赵长河", *before[3:]])


@pytest.mark.thorough
def test_a_cell_whose_row_has_left_the_view_says_so_and_still_writes_its_own_case(desk: Desk) -> None:
    name = "registration.summary"
    editor = edit(desk, 2, name)
    case, day = desk.model.record_id(2), desk.model.value(2, desk.at(DAY))
    editor.editor.box.setPlainText("反映水渠失修")  # type: ignore[attr-defined]

    desk.board.filter_by(DAY, Condition(DAY, (str(day + timedelta(days=1)), None), "between"))  # type: ignore[operator]
    QApplication.processEvents()
    assert case not in {desk.model.record_id(at) for at in range(desk.model.rowCount())}
    assert editor.error == GONE
    editor.commit(False)

    assert desk.page.hands.editor is None
    assert read_case(desk.office, case).registration.summary == "反映水渠失修"


@pytest.mark.thorough
def test_what_is_wrong_is_said_beside_the_cell_and_what_was_typed_stays(desk: Desk) -> None:
    before = desk.texts(DAY)[2]
    desk.table.choose([2], 2, desk.at(DAY))
    key(Qt.Key.Key_F2)
    keys("2026-13-05")
    key(Qt.Key.Key_Return)
    editor = desk.page.hands.editor
    assert editor is not None
    assert "不是日期" in editor.error
    assert editor.below.isVisible()
    assert editor.editor.line.text() == "2026-13-05"  # type: ignore[attr-defined]
    assert not desk.page.may_leave()
    for _ in range(len("13-05")):
        key(Qt.Key.Key_Backspace)
    assert editor.error == ""
    keys("02-03")
    key(Qt.Key.Key_Return)
    assert desk.page.hands.editor is None
    assert desk.texts(DAY)[2] == "2026-02-03"
    assert desk.table.hasFocus()
    desk.frame.undo()
    assert desk.texts(DAY)[2] == before


def test_tab_says_what_is_wrong_too_and_esc_gives_up(desk: Desk) -> None:
    before = desk.texts(DAY)[2]
    desk.table.choose([2], 2, desk.at(DAY))
    key(Qt.Key.Key_F2)
    keys("x")
    key(Qt.Key.Key_Tab)
    editor = desk.page.hands.editor
    assert editor is not None
    assert "不是日期" in editor.error
    key(Qt.Key.Key_Escape)
    assert desk.page.hands.editor is None
    assert desk.texts(DAY)[2] == before


@pytest.mark.thorough
def test_in_a_long_text_f2_puts_the_cursor_at_the_end(desk: Desk) -> None:
    before = desk.texts(SUMMARY)[2]
    desk.table.choose([2], 2, desk.at(SUMMARY))
    key(Qt.Key.Key_F2)
    keys("abc")
    key(Qt.Key.Key_Return)
    assert desk.texts(SUMMARY)[2] == f"{before}abc"


@pytest.mark.thorough
def test_typing_after_f2_replaces_what_was_there_and_an_arrow_keeps_it(desk: Desk) -> None:
    name = HANDLER
    desk.table.choose([2], 2, desk.at(name))
    key(Qt.Key.Key_F2)
    keys("abc")
    key(Qt.Key.Key_Return)
    assert desk.texts(name)[2] == "abc"
    key(Qt.Key.Key_F2)
    key(Qt.Key.Key_End)
    keys("de")
    key(Qt.Key.Key_Return)
    assert desk.texts(name)[2] == "abcde"


@pytest.mark.thorough
def test_esc_gives_the_old_value_back_and_a_required_field_is_not_emptied(desk: Desk, qtbot: QtBot) -> None:
    before = desk.texts("registration.summary")
    editor = edit(desk, 0, "registration.summary")
    editor.editor.box.setPlainText("")  # type: ignore[attr-defined]
    editor.commit(False)
    assert editor.error == "请填写“问题摘要”。"
    qtbot.keyClick(editor.editor.box, Qt.Key.Key_Escape)  # type: ignore[attr-defined]
    assert desk.page.hands.editor is None
    assert desk.texts("registration.summary") == before
    line = edit(desk, 0, "handling.handler").editor.line  # type: ignore[attr-defined]
    line.setText("甲")
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert desk.page.hands.editor is None


def test_a_computed_cell_says_why_it_cannot_be_written(desk: Desk, qtbot: QtBot) -> None:
    desk.table.choose([0], 0, desk.at("case.light"))
    qtbot.keyClick(desk.table, Qt.Key.Key_F2)
    assert desk.page.hands.editor is None
    assert desk.said == "“期限”由程序维护，不能手工改。"
    for name, part in (("case.respondents", "在案件页的“反映问题”里改"), ("case.stage", "随办理的步骤变")):
        desk.page.hands.edit(desk.model.index(0, desk.at(name)))
        assert part in desk.said and "Enter" in desk.said


@pytest.mark.thorough
def test_ctrl_enter_fills_the_rows_chosen_and_one_undo_takes_all_back(desk: Desk, qtbot: QtBot) -> None:
    name = "handling.handler"
    before = desk.texts(name)
    desk.table.choose([1, 2, 5], 2, desk.at(name))
    assert desk.board.bulk.count.text() == "已选 3 件"
    editor = edit(desk, 2, name)
    assert "3 行" in editor.below.text()
    editor.editor.line.setText("赵长河")  # type: ignore[attr-defined]
    qtbot.keyClick(editor.editor.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)  # type: ignore[attr-defined]
    assert desk.page.hands.editor is None
    assert [desk.texts(name)[row] for row in (1, 2, 5)] == ["赵长河"] * 3
    assert desk.table.chosen() == [1, 2, 5]
    assert "3 件" in desk.said
    desk.frame.undo()
    assert desk.texts(name) == before


@pytest.mark.thorough
def test_the_bar_fills_every_row_chosen_with_enter_and_one_undo_takes_all_back(desk: Desk) -> None:
    before = desk.texts(HANDLER)
    desk.table.go_to(1)
    key(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    key(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert desk.board.bulk.count.text() == "已选 3 件"
    desk.board.bulk.fill.setFocus(Qt.FocusReason.TabFocusReason)
    wanted = desk.model.columns[desk.at(HANDLER)].label
    key(Qt.Key.Key_Space)
    menu = desk.board.bulk.fill.menu()
    while menu.activeAction() is None or menu.activeAction().text() != wanted:
        key(Qt.Key.Key_Down)
    key(Qt.Key.Key_Return)
    editor = desk.page.hands.editor
    assert editor is not None
    assert editor.below.text() == "Enter 填入所选 3 行"
    keys("abc")
    key(Qt.Key.Key_Return)
    assert desk.page.hands.editor is None
    assert desk.texts(HANDLER) == [*before[:1], "abc", "abc", "abc", *before[4:]]
    assert desk.table.chosen() == [1, 2, 3]
    desk.frame.undo()
    assert desk.texts(HANDLER) == before


@pytest.mark.thorough
def test_ctrl_enter_on_a_cell_opens_it_to_fill_the_rows_chosen(desk: Desk) -> None:
    before = desk.texts(HANDLER)
    desk.table.choose([1, 2], 2, desk.at(HANDLER))
    key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    keys("abc")
    key(Qt.Key.Key_Return)
    assert desk.texts(HANDLER) == [before[0], "abc", "abc", *before[3:]]


@pytest.mark.thorough
def test_a_row_of_another_office_among_those_chosen_stops_the_fill(desk: Desk) -> None:
    desk.model.row(3).beside["row.registration"] = "QH00"
    desk.table.choose([2, 3], 2, desk.at("registration.summary"))
    editor = edit(desk, 2, "registration.summary")
    editor.editor.box.setPlainText("改")  # type: ignore[attr-defined]
    editor.commit(True)
    assert editor.error.startswith("所选的行里有 1 行不能改")


@pytest.mark.thorough
def test_lists_are_edited_too(desk: Desk) -> None:
    desk.board._pick_view(next(view for view in desk.board.views if view.id == "staff"))
    editor = edit(desk, 0, "staff.post")
    editor.editor.line.setText("干事")  # type: ignore[attr-defined]
    editor.commit(False)
    assert desk.texts("staff.post") == ["干事"]


# -- rows chosen ------------------------------------------------------------------------------------------------


@pytest.mark.thorough
def test_rows_are_voided_with_a_reason_and_come_back(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asks.LineAsk, "ask", classmethod(lambda cls, *said: "重复登记"))
    desk.table.choose([0, 1], 0, 0)
    desk.board.bulk.void.click()
    assert desk.model.rowCount() == 38
    desk.frame.undo()
    assert desk.model.rowCount() == 40
    desk.model.row(0).beside["row.registration"] = "QH00"
    desk.table.choose([0, 1], 0, 0)
    desk.board.bulk.void.click()
    assert "不是本单位登记" in desk.said


@pytest.mark.thorough
def test_copied_rows_go_as_lines_and_as_a_table_and_are_noted(desk: Desk, qtbot: QtBot) -> None:
    desk.table.choose([0, 1], 0, 0)
    qtbot.keyClick(desk.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    held = QApplication.clipboard().mimeData()
    lines = held.text().split("\n")
    assert lines[0].split("\t")[0] == "信访编号"
    assert lines[1].split("\t")[0] == desk.texts("registration.case_no")[0]
    assert len(lines) == 3
    assert "<table" in held.html()
    assert desk.texts("case.light")[1] in held.html()
    kept_out = (
        "ExcludeClipboardContentFromMonitorProcessing",
        "CanUploadToCloudClipboard",
        "x-kde-passwordManagerHint",
    )
    assert set(kept_out) <= set(held.formats())  # of the clipboard's history and its clouds
    noted = journal.read(desk.office.db, journal.head(desk.office.db)[0])
    assert noted is not None
    assert noted.label == "复制 全部案件 2 行"


@pytest.mark.thorough
def test_the_view_is_saved_as_a_pdf_and_noted(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "台账.pdf"
    monkeypatch.setattr(asks.PdfAsk, "ask", classmethod(lambda cls, *said: file))
    desk.page.hands.save_pdf()
    assert file.read_bytes().startswith(b"%PDF")
    assert re.search(r"40 行，共 [2-4] 页", desk.said)
    monkeypatch.setattr(asks.PdfAsk, "ask", classmethod(lambda cls, *said: tmp_path / "no" / "where.pdf"))
    desk.page.hands.save_pdf()
    assert "没有打印" in desk.said


@pytest.mark.thorough
def test_ctrl_p_asks_for_the_printer(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[QWidget] = []

    def ask(cls: type, parent: QWidget, printer: object) -> bool:
        asked.append(parent)
        return False

    monkeypatch.setattr(asks.PrinterAsk, "ask", classmethod(ask))
    qtbot.keyClick(desk.table, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert asked == [desk.board]


# -- going elsewhere and coming back ----------------------------------------------------------------------------


@pytest.mark.thorough
def test_enter_opens_the_button_registers_and_space_folds_the_preview(desk: Desk, qtbot: QtBot) -> None:
    desk.table.go_to(2)
    with qtbot.waitSignal(desk.page.open_case) as caught:
        qtbot.keyClick(desk.table, Qt.Key.Key_Return)
    assert caught.args == [desk.model.record_id(2)]
    with qtbot.waitSignal(desk.page.new_case):
        desk.board.toolbar.new.click()
    folded = desk.board.preview.isHidden()
    qtbot.keyClick(desk.table, Qt.Key.Key_Space)
    assert desk.board.preview.isHidden() is not folded
    again = Desk(desk.office, qtbot)
    assert again.board.preview.isHidden() is not folded


@pytest.mark.thorough
def test_the_preview_shows_the_case_that_is_chosen(desk: Desk, qtbot: QtBot) -> None:
    number = desk.texts("registration.case_no")[4]
    desk.table.go_to(4)
    qtbot.waitUntil(lambda: desk.board.preview.title.text() == number)
    desk.board.search("没有这样的")
    assert desk.board.preview.title.text() == "没有选中的案件"


@pytest.mark.thorough
def test_neighbours_are_those_of_the_table_as_it_stands(desk: Desk) -> None:
    desk.board.sort_by(DAY, False)
    ids = [desk.model.record_id(row) for row in range(40)]
    assert desk.page.neighbour(ids[3], 1) == ids[4]
    assert desk.page.neighbour(ids[3], -1) == ids[2]
    assert desk.page.neighbour(ids[0], -1) is None
    assert desk.page.neighbour(ids[39], 1) is None


@pytest.mark.thorough
def test_place_and_selection_stay_with_their_records_through_a_change(desk: Desk) -> None:
    desk.board.sort_by(DAY, False)
    desk.table.choose([20, 22], 22, 4)
    desk.table.verticalScrollBar().setValue(15)
    ids = [desk.model.record_id(row) for row in (20, 22)]
    change = edit_cases(desk.office, [desk.model.record_id(0)], {DAY: TODAY})
    desk.frame.refresh(change)
    assert [desk.model.record_id(row) for row in desk.table.chosen()] == ids
    assert desk.table.chosen() == [19, 21]
    assert desk.table.currentIndex().row() == 21
    assert desk.table.verticalScrollBar().value() == 14


@pytest.mark.thorough
def test_a_change_that_moves_nothing_asks_for_no_ids(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr("ui.ledger.board.survey", lambda *said: asked.append(said))
    change = edit_cases(desk.office, [desk.model.record_id(0)], {"registration.summary": "改过了"})
    desk.frame.refresh(change)
    assert desk.texts("registration.summary")[0] == "改过了"
    assert asked == []


@pytest.mark.thorough
def test_lights_turn_when_a_new_day_has_come(desk: Desk, moving: Clock, qtbot: QtBot) -> None:
    entry = Entry({"received_on": TODAY, "intake_channel": "letter", "intake_source": "self", "summary": "反映鱼塘承包",
                   "identity_status": "real_name", "category": "misconduct_report"})  # fmt: skip
    desk.frame.refresh(register(desk.office, entry))
    chip = desk.board.toolbar.chips._chips["overdue"]
    light, count = desk.texts("case.light")[0], int(chip.text().split()[-1])
    assert "逾期" not in light
    desk.table.go_to(0)
    moving.at += timedelta(days=26)
    desk.frame.refresh(None)
    assert desk.texts("case.light")[0].startswith("▲ 逾期")
    qtbot.waitUntil(lambda: int(chip.text().split()[-1]) > count)


@pytest.mark.thorough
def test_while_the_clock_is_in_doubt_no_light_says_anything_and_a_sentence_asks_for_the_date(
    desk: Desk, moving: Clock
) -> None:
    moving.at += timedelta(days=200)
    assert desk.office.clock_doubt() is not None
    desk.frame.refresh(None)
    assert desk.model.rowCount() == 40
    assert set(desk.texts("case.light")) == {"– 日期待核对"}
    assert "请核对今天的日期" in desk.board.doubt.words.text()
    assert desk.board.doubt.isVisible()
    chips = desk.board.toolbar.chips
    assert not chips.isEnabled()
    assert [chip.text().strip() for key, chip in chips._chips.items() if key == "overdue"] == ["逾期"]
    desk.office.confirm_today(moving.at.date())
    desk.frame.refresh(None)
    assert "– 日期待核对" not in desk.texts("case.light")
    assert chips.isEnabled()
    assert desk.board.doubt.isHidden()


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


def shown_columns(desk: Desk) -> int:
    """How many columns are wholly in sight."""
    places = [
        (desk.table.columnViewportPosition(at), desk.table.columnWidth(at))
        for at in range(desk.model.columnCount())
    ]
    return sum(left + width <= desk.table.viewport().width() for left, width in places)


@pytest.mark.thorough
def test_with_large_type_the_preview_gives_its_room_to_the_columns_until_it_is_asked_for(
    office: Office, qtbot: QtBot, qapp: QApplication
) -> None:
    apply_theme(qapp, scale=1.25)
    desk = Desk(office, qtbot)
    assert desk.frame.size().toTuple() == (1366, 768)
    assert desk.board.preview.isHidden()
    QApplication.processEvents()
    assert shown_columns(desk) >= 8
    key(Qt.Key.Key_Space)
    assert desk.board.preview.isVisible()
    apply_theme(qapp)
    assert desk.board.preview.isVisible()
    assert desk.table.font().pixelSize() == 14
    assert desk.table.rowHeight(0) == 34
    apply_theme(qapp, scale=1.25)
    assert desk.board.preview.isHidden()
    assert desk.table.rowHeight(0) == 42


@pytest.mark.thorough
def test_cells_that_this_person_may_not_write_are_shown_as_locked_and_say_why(
    office: Office, qtbot: QtBot
) -> None:
    office.roles = ("leader",)
    desk = Desk(office, qtbot)
    assert desk.model.is_shut(0, desk.at(SUMMARY))
    desk.table.choose([0], 0, desk.at(SUMMARY))
    key(Qt.Key.Key_F2)
    assert desk.page.hands.editor is None
    assert desk.said == refusal("edit", ("leader",))
    seen = desk.table.grab().toImage()
    office.roles = ("clerk",)
    desk.board.refresh(None)
    assert not desk.model.is_shut(0, desk.at(SUMMARY))
    assert desk.table.grab().toImage() != seen


@pytest.mark.thorough
def test_the_frozen_columns_stay_in_sight_and_share_the_cell(desk: Desk, qtbot: QtBot) -> None:
    desk.table.setColumnWidth(desk.at("registration.summary"), 900)
    desk.table.go_to(0)
    desk.table.choose([0], 0, 8)
    desk.table.scrollTo(desk.model.index(0, 8))
    assert desk.table.horizontalScrollBar().value() > 0
    assert desk.table.frozen.visualRect(desk.model.index(0, 0)).left() == 0
    assert [desk.table.frozen.isColumnHidden(at) for at in range(4)] == [False, False, True, True]
    desk.table.scrollTo(desk.model.index(0, 2))
    assert desk.table.visualRect(desk.model.index(0, 2)).left() >= desk.table.frozen_width()
    spot = desk.table.frozen.visualRect(desk.model.index(3, 1)).center()
    qtbot.mouseClick(desk.table.frozen.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert desk.table.currentIndex().row() == 3
    assert desk.table.hasFocus()
    desk.table.verticalScrollBar().setValue(9)
    assert desk.table.frozen.verticalScrollBar().value() == 9


def test_every_control_has_an_accessible_name(desk: Desk) -> None:
    from PySide6.QtGui import QAccessible

    QAccessible.setActive(True)
    nameless = []
    for widget in desk.board.findChildren(QWidget):
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisible():
            face = QAccessible.queryAccessibleInterface(widget)
            if face is not None and not face.text(QAccessible.Text.Name):
                nameless.append(widget)
    assert nameless == []


@pytest.mark.thorough
def test_the_keys_of_the_page_are_listed(desk: Desk) -> None:
    said = dict(desk.page.keys())
    assert {"Enter", "空格", "F2", "Ctrl+Enter", "Ctrl+P"} <= set(said)


# -- cells of another office --------------------------------------------------------------------------------------


@pytest.mark.thorough
def test_a_cell_that_another_office_fills_takes_a_proposal_instead_of_an_edit(desk: Desk) -> None:
    from app.exchange.proposals import proposals

    id = desk.model.record_id(0)
    desk.office.db.execute_sql('UPDATE "registration" SET "owner" = ? WHERE "id" = ?', ("QH00", id))
    desk.page.refresh(None)
    row = next(at for at in range(desk.model.rowCount()) if desk.model.record_id(at) == id)
    before = desk.model.text(row, desk.at(SUMMARY))
    editor = edit(desk, row, SUMMARY)
    assert "提更正建议" in editor.below.text()
    editor.editor.set_value("反映鱼塘发包不公开")
    editor.commit(False)
    (one,) = proposals(desk.office)
    assert (one.record, one.new, one.mine, one.owner) == (id, "反映鱼塘发包不公开", True, "QH00")
    assert desk.model.text(row, desk.at(SUMMARY)) == before
    assert desk.page.hands.editor is None
