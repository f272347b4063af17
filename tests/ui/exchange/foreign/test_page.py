"""Somebody else's ledger goes in through four steps, is corrected through a return workbook, and read again."""

import io
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.actions.units import add_unit
from app.exchange.encryption import encrypt, hint_of
from app.records.registration import Registration
from tests.app.exchange.foreign.ledgers import HEAD, row, workbook
from tests.app.exchange.foreign.test_locked import PROTECTED, WORD
from tests.ui.exchange.conftest import Desk
from tests.ui.exchange.waiting import work
from ui.exchange.foreign.columns_step import MISSING, WORDS
from ui.exchange.foreign.page import ForeignPage
from ui.exchange.foreign.tables_step import words_of


def opened(qtbot: QtBot, town: Desk, path: Path) -> ForeignPage:
    """Drop the file on the page, and see the four steps come."""
    work(qtbot, town, lambda: town.page.open_file(path))
    page = town.frame.page
    assert isinstance(page, ForeignPage)
    return page


def numbers(town: Desk) -> set[str | None]:
    return {each.case_no for each in town.office.find(Registration)}


def taken(qtbot: QtBot, town: Desk, page: ForeignPage) -> None:
    """Press 收取 when the rows have been compared with what is known."""
    work(qtbot, town, lambda: None)
    work(qtbot, town, page.rows.take.click)


def test_a_ledger_goes_in_what_was_refused_comes_back_and_is_read_again(
    qtbot: QtBot, town: Desk, tmp_path: Path
) -> None:
    rows = [HEAD, row(1), row(2, 收件时间="三月初"), row(3), ["合计", None, 3]]
    page = opened(qtbot, town, workbook(tmp_path / "石桥台账.xlsx", rows))
    assert page.tables.boxes[0].text() == "“台账”表"
    for _ in range(3):
        page.next.click()
    assert page.rows.counts.text() == "共读 4 行：新增 2，不收 1，跳过 1。"
    page.rows.every.setChecked(True)
    assert not page.rows.take.isEnabled() and "1 行不能收" in page.rows.why.text()
    page.rows.good.setChecked(True)
    taken(qtbot, town, page)
    assert numbers(town) == {"安塘信〔2024〕1号", "安塘信〔2024〕3号"}
    assert "还有 1 行不能收" in page.notice.words.text()
    assert page.rows.counts.text() == "共读 4 行：相同 2，不收 1，跳过 1。"
    page.save_back(tmp_path / "退回.xlsx")
    book = openpyxl.load_workbook(tmp_path / "退回.xlsx")
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[2]][2] == "三月初"
    sheet["C2"] = "2024.3.6"
    book.save(tmp_path / "退回.xlsx")
    page.leave.click()
    assert town.frame.page is town.page
    again = opened(qtbot, town, tmp_path / "退回.xlsx")
    again.go_to(3)
    assert again.rows.counts.text() == "共读 1 行：新增 1。"
    taken(qtbot, town, again)
    assert numbers(town) == {f"安塘信〔2024〕{each}号" for each in (1, 2, 3)}
    assert town.frame.page is town.page
    town.frame.undo()
    assert "安塘信〔2024〕2号" not in {
        each.case_no for each in town.office.find(Registration) if each.voided is None
    }


@pytest.mark.thorough
def test_a_column_is_said_by_initials_and_the_next_ledger_of_that_shape_knows_it(
    qtbot: QtBot, town: Desk, tmp_path: Path
) -> None:
    page = opened(qtbot, town, workbook(tmp_path / "a.xlsx", [HEAD, row(1, 备注="已约谈")]))
    page.go_on()
    step = page.columns
    last = step.model.rowCount() - 1
    step.table.selectRow(last)
    step.table.setFocus()
    QTest.keyClick(step.table, Qt.Key.Key_Return)
    assert step.field.pop.isVisible()
    QTest.keyClicks(step.field.line, "bljg")
    QTest.keyClick(step.field.line, Qt.Key.Key_Return)
    assert step.model.lines[last][2:] == ("办理 · 办理结果", "认准")
    assert step.table.currentIndex().row() == last
    page.go_to(3)
    taken(qtbot, town, page)
    again = opened(qtbot, town, workbook(tmp_path / "b.xlsx", [HEAD, row(2, 备注="已了结")]))
    again.go_on()
    assert again.columns.model.lines[last][2] == "办理 · 办理结果"
    again.columns.table.selectRow(last)
    assert "上次就是这样收的" in again.columns.why.text()


@pytest.mark.thorough
def test_what_is_missing_is_given_and_an_unknown_word_is_taught(
    qtbot: QtBot, town: Desk, tmp_path: Path
) -> None:
    rows = [HEAD, row(1, 信访形式="托人带来"), row(2, 信访形式="托人带来")]
    page = opened(qtbot, town, workbook(tmp_path / "a.xlsx", rows))
    page.go_on()
    step = page.columns
    step.chips.picked.emit(MISSING)
    qtbot.waitUntil(step.given["registration.intake_source"].isVisible)
    step.given["registration.intake_source"].set_value("leader_assigned")
    step.chips.picked.emit(WORDS)
    ((key, pick),) = step.words.items()
    assert key == ("intake_channel", "托人带来")
    qtbot.waitUntil(pick.isVisible)
    pick._pick("visit")
    page.go_on()
    page.go_back()
    assert step.given["registration.intake_source"].value() == "leader_assigned"
    assert step.words[key].value() == "visit"
    page.go_to(3)
    taken(qtbot, town, page)
    found = town.office.find(Registration, case_no="安塘信〔2024〕1号")[0]
    assert (found.intake_source, found.intake_channel) == ("leader_assigned", "visit")


@pytest.mark.thorough
def test_a_repair_is_refused_with_space_and_the_cell_stays_as_it_was_written(
    qtbot: QtBot, town: Desk, tmp_path: Path
) -> None:
    head = (*HEAD, "办结日期")
    page = opened(qtbot, town, workbook(tmp_path / "a.xlsx", [head, [*row(1), "2024.4.1"]]))
    page.go_to(2)
    step = page.repairs
    step.columns.setCurrentIndex(step.columns.findText("办结日期"))
    step.columns.activated.emit(step.columns.currentIndex())
    assert [each.note.text for each in step.shown] == ["2024.4.1"]
    assert page.sheet.currentIndex().column() == len(HEAD)
    step.table.setFocus()
    QTest.keyClick(step.table, Qt.Key.Key_Space)
    assert step.model.lines[0][3] == "不改"
    page.go_on()
    page.go_back()
    assert step.model.lines[0][3] == "不改"
    page.go_on()
    taken(qtbot, town, page)
    found = town.office.find(Registration, case_no="安塘信〔2024〕1号")[0]
    assert found.extra["列:办结日期"] == "2024.4.1"


@pytest.mark.thorough
def test_a_row_that_may_belong_above_asks_and_is_taken_once_answered(
    qtbot: QtBot, town: Desk, tmp_path: Path
) -> None:
    head = (*HEAD, "职级")
    rows = [head, [*row(1, 单位及职务="清河县副县长"), "县处级"]]
    page = opened(qtbot, town, workbook(tmp_path / "a.xlsx", rows))
    page.go_to(3)
    assert "不收 1" in page.rows.counts.text() and "归上级" in page.rows.shown[0].said
    page.go_back()
    page.repairs.chips.picked.emit("above")
    page.repairs.turn.click()
    assert page.repairs.model.lines[0][3] == "归本级"
    page.go_on()
    assert "新增 1" in page.rows.counts.text()


@pytest.mark.thorough
def test_a_table_is_left_out_and_esc_goes_a_step_back(qtbot: QtBot, town: Desk, tmp_path: Path) -> None:
    page = opened(qtbot, town, workbook(tmp_path / "a.xlsx", [HEAD, row(1)]))
    page.tables.boxes[0].click()
    page.go_to(3)
    assert page.rows.counts.text() == "共读 0 行：没有内容。" and not page.rows.take.isEnabled()
    for at in (2, 1, 0):
        town.frame._escape()
        assert page.at == at
    page.tables.boxes[0].click()
    page.go_to(3)
    assert "新增 1" in page.rows.counts.text()


@pytest.mark.thorough
def test_a_new_row_that_may_repeat_a_known_matter_says_so(qtbot: QtBot, town: Desk, tmp_path: Path) -> None:
    town.register("反映柳树村低保评定不公")
    said = row(1, 被反映人="曾小明", 单位及职务="柳树村支部书记", 问题摘要="反映柳树村低保评定不公平")
    page = opened(qtbot, town, workbook(tmp_path / "a.xlsx", [HEAD, said]))
    page.go_to(3)
    qtbot.waitUntil(lambda: page.rows.shown[0].result == "possible_repeat")
    assert page.rows.model.lines[0][4].startswith("可能重复 云信〔2026〕1号")
    page.leave.click()


@pytest.mark.parametrize("name", ["b.xlsx", "old.xls"])
@pytest.mark.thorough
def test_a_protected_ledger_asks_for_its_password_and_goes_on(
    qtbot: QtBot, town: Desk, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    if name == "old.xls":
        path.write_bytes((PROTECTED / name).read_bytes())
    else:
        plain = workbook(tmp_path / "a.xlsx", [HEAD, row(1)]).read_bytes()
        path.write_bytes(encrypt(io.BytesIO(plain), WORD, hint_of(WORD)))
    work(qtbot, town, lambda: town.page.open_file(path))
    ask = town.page.pairs.ask
    assert ask.isVisible() and town.frame.page is town.page
    ask.line.line.setText("nope")
    work(qtbot, town, ask.open.click)
    assert ask.isVisible() and "不对" in ask.said.text()
    ask.line.line.setText(WORD)
    work(qtbot, town, ask.open.click)
    assert isinstance(town.frame.page, ForeignPage) and town.frame.page.found.counts()["new"] >= 1


@pytest.mark.parametrize("name", ["a.csv", "b.txt"])
@pytest.mark.thorough
def test_a_file_without_a_header_opens_and_asks_where_it_is(
    qtbot: QtBot, town: Desk, tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_text("甲,乙\n1,2\n", encoding="gb18030")
    page = opened(qtbot, town, tmp_path / name)
    assert "没有找到台账的表头" in page.notice.words.text()
    page.next.click()
    assert page.at == 0 and "点一下表头的那一行" in page.error.words.text()
    page.leave.click()
    assert town.frame.page is town.page


@pytest.mark.thorough
def test_a_header_that_is_not_found_is_pointed_at_and_the_next_file_of_that_shape_knows_it(
    qtbot: QtBot, town: Desk, tmp_path: Path
) -> None:
    odd = ["件号码", "日子", "名头", "事体"]

    def rows(number: int) -> list[list[object]]:
        return [["石桥村的本子"], odd, [f"桥{number}号来件", "2026.2.3", "张三", "反映修路款去向不明"]]

    page = opened(qtbot, town, workbook(tmp_path / "a.xlsx", rows(1)))
    page.sheet.point_at(1)
    page.tables.header.say.click()
    assert page.found.looked[0].table.header_rows == (1, 2) and not page.tables.header.forget.isHidden()
    page.go_on()
    for place, field in enumerate(("registration.case_no", "registration.received_on", "allegation.respondent",
                                 "registration.summary")):  # fmt: skip
        page.columns.table.selectRow(place)
        page.columns.field._pick(field)
    page.go_to(3)
    assert "新增 1" in page.rows.counts.text()
    taken(qtbot, town, page)
    assert numbers(town) == {"桥1号来件"}
    again = opened(qtbot, town, workbook(tmp_path / "b.xlsx", rows(2)))
    again.go_to(3)
    assert "新增 1" in again.rows.counts.text()


@pytest.mark.thorough
def test_a_header_found_wrong_is_said_anew_and_taken_back(qtbot: QtBot, town: Desk, tmp_path: Path) -> None:
    page = opened(qtbot, town, workbook(tmp_path / "a.xlsx", [HEAD, row(1), row(2)]))
    page.sheet.point_at(1)
    page.tables.header.say.click()
    assert page.found.looked[0].table.header_rows == (1, 2)
    page.tables.header.forget.click()
    assert page.found.looked[0].table.header_rows == (0, 1) and page.tables.header.forget.isHidden()
    page.go_to(3)
    assert "新增 2" in page.rows.counts.text()


@pytest.mark.thorough
def test_a_file_that_bears_a_units_name_is_shown_as_that_units_ledger(
    qtbot: QtBot, town: Desk, tmp_path: Path
) -> None:
    add_unit(town.office, code="HX01", name="红星社区纪委", unit_kind="dispatched", uses_huiyin=False)
    page = opened(qtbot, town, workbook(tmp_path / "红星社区三月台账.xlsx", [HEAD, row(1)]))
    assert (
        page.tables.whose.currentText() == "红星社区纪委"
        and page.tables.owner == page.reading.sender == "HX01"
    )
    page.go_to(3)
    taken(qtbot, town, page)
    assert {each.owner for each in town.office.find(Registration)} == {"HX01"}


@pytest.mark.thorough
def test_whose_ledger_it_is_is_said_and_decides_what_its_rows_do(
    qtbot: QtBot, town: Desk, tmp_path: Path
) -> None:
    add_unit(town.office, code="SM02", name="石门村委会", unit_kind="township", uses_huiyin=False)
    add_unit(town.office, code="HX03", name="红星社区", unit_kind="township")
    page = opened(qtbot, town, workbook(tmp_path / "a.xlsx", [HEAD, row(1)]))
    at = page.tables.whose.findText("红星社区")
    page.tables.whose.setCurrentIndex(at)
    page.tables.whose.activated.emit(at)
    page.go_to(3)
    assert "不收 1" in page.rows.counts.text() and "用回音寄来" in page.rows.shown[0].said
    page.go_to(0)
    at = page.tables.whose.findText("石门村委会")
    page.tables.whose.setCurrentIndex(at)
    page.tables.whose.activated.emit(at)
    page.go_to(3)
    taken(qtbot, town, page)
    assert [each.owner for each in town.office.find(Registration)] == ["SM02"]


@pytest.mark.thorough
def test_hidden_rows_are_taken_and_said(qtbot: QtBot, town: Desk, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(workbook(tmp_path / "a.xlsx", [HEAD, row(1), row(2)]))
    book.worksheets[0].row_dimensions[3].hidden = True
    book.save(tmp_path / "a.xlsx")
    page = opened(qtbot, town, tmp_path / "a.xlsx")
    assert words_of(page.found.looked[0], page.reading.wished[0]).endswith("内容 2 行；其中隐藏的 1 行也收。")
    assert page.found.counts()["new"] == 2


def test_who_presses_before_the_rows_are_compared_sees_the_possible_repeats_first(
    qtbot: QtBot, town: Desk, tmp_path: Path
) -> None:
    page = opened(
        qtbot, town, workbook(tmp_path / "a.xlsx", [HEAD, row(1, 问题摘要="反映石桥村低保评定不公")])
    )
    page.go_to(3)
    work(qtbot, town, page.rows.take.click)  # nothing alike is known: taken once that is sure
    assert numbers(town) == {"安塘信〔2024〕1号"}
    again = [
        HEAD,
        row(2, 问题摘要="反映石桥村低保评定不公平"),
        row(3, 被反映人="钱大江", 单位及职务="柳树村会计", 问题摘要="私占鱼塘"),
    ]
    page = opened(qtbot, town, workbook(tmp_path / "b.xlsx", again))
    page.go_to(3)
    work(qtbot, town, page.rows.take.click)
    assert len(numbers(town)) == 1 and "再按一次" in page.rows.why.text()
    assert page.rows.counts.text() == "共读 2 行：新增 1，可能重复 1。"
    work(qtbot, town, page.rows.take.click)
    assert len(numbers(town)) == 3


def test_a_column_that_was_not_recognised_is_asked_for_at_every_step(
    qtbot: QtBot, town: Desk, tmp_path: Path
) -> None:
    head = ["事体" if each == "问题摘要" else each for each in HEAD]
    page = opened(qtbot, town, workbook(tmp_path / "a.xlsx", [head, row(1), row(2)]))
    asked = "没有认出“问题摘要”是哪一列"
    assert any(asked in each.text() for each in page.tables.findChildren(QLabel))
    page.go_to(3)
    assert not page.rows.take.isEnabled() and page.rows.why.text().startswith(asked)
    page.go_to(1)
    assert page.columns.how.text().startswith(asked)
    page.columns.table.selectRow(head.index("事体"))
    page.columns.field._pick("registration.summary")
    page.go_to(3)
    assert "新增 2" in page.rows.counts.text() and page.rows.take.isEnabled()
