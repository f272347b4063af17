"""Journeys through the ledger: take back, copy, print, look at one case, come back tomorrow."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.actions.edit import edit_cases
from app.actions.register import Entry, register
from app.store import journal
from app.store.office import Office
from tests.bench.invented import TODAY
from tests.ui.ledger.conftest import Clock, Desk
from tests.ui.ledger.keyboard import DAY, key
from ui.ledger import asks
from ui.theme import apply_theme


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
