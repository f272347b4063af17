"""Cells of the ledger written in place: one, many at once, and those that somebody may not write."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ledger.query import Condition
from app.rules.rights import refusal
from app.store.case_file import read_case
from app.store.office import Office
from tests.ui.ledger.conftest import Desk
from tests.ui.ledger.keyboard import DAY, HANDLER, SUMMARY, edit, key, keys
from ui.ledger.hands import GONE


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


def test_delete_empties_a_cell_once_enter_says_so(desk: Desk) -> None:
    edit(desk, 2, HANDLER).editor.set_value("赵长河")
    assert desk.page.hands.editor is not None
    desk.page.hands.editor.commit(False)
    desk.table.choose([2], 2, desk.at(HANDLER))
    key(Qt.Key.Key_Delete)
    key(Qt.Key.Key_Escape)
    assert desk.texts(HANDLER)[2] == "赵长河"
    key(Qt.Key.Key_Delete)
    key(Qt.Key.Key_Return)
    assert desk.texts(HANDLER)[2] == "" and desk.page.hands.editor is None
    desk.table.choose([2], 2, desk.at("case.light"))
    key(Qt.Key.Key_Delete)
    assert desk.page.hands.editor is None, "what the program keeps is not emptied"


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
    for name, part in (
        ("case.respondents", "在案件页的“被反映人和问题”里改"),
        ("case.stage", "随办理的步骤变"),
    ):
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
