"""统计: the lists of meetings on screen, with the keyboard, into the ledger, onto paper and into a workbook."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.actions.edit import edit_cases
from app.actions.settings import set_setting
from app.ledger.meeting_sheet import meeting_sheet
from app.ledger.meetings import NAMES, OF_COUNTY
from app.records.oversight import Order
from app.rules.stat_periods import parse
from app.store import journal
from app.store.office import Office
from tests.ui.workplace import CTRL, SHIFT, Typist, report
from ui.case.page import CasePage
from ui.ledger.asks import PdfAsk, PrinterAsk
from ui.ledger.paper import to_pdf
from ui.long_work import Cancelled, LongWork
from ui.main_window import MainWindow
from ui.statistics import page as pages
from ui.statistics.asks import WorkbookAsk
from ui.statistics.page import StatisticsPage
from ui.statistics.paper import print_list
from ui.statistics.preview import PreviewAsk
from ui.statistics.table import SectionTable
from ui.today.page import TodayPage


@pytest.fixture
def page(window: MainWindow, office: Office) -> StatisticsPage:
    """The page on three reports of this week, one closed, one late from January."""
    for _ in range(3):
        report(office, received_on=date(2026, 3, 3))
    late = report(office, received_on=date(2026, 1, 5))
    edit_cases(office, [late], {"handling.unit": "云溪镇纪委", "handling.handler": "李青云"})
    closed = report(office, received_on=date(2026, 3, 2), identity_status="signed_unverified")
    edit_cases(office, [closed], {
        "registration.accepted_on": date(2026, 3, 2), "handling.unit": "云溪镇纪委", "handling.handler": "李青云",
        "handling.closed_on": date(2026, 3, 5), "handling.finding": "substantiated",
    })  # fmt: skip
    window.show_page(window.pages["statistics"])
    return window.statistics


def table(page: StatisticsPage, title: str) -> SectionTable:
    return next(each for each in page.tables if each.section.table.title == title)


def go_to(shown: SectionTable, first: str, column: int) -> None:
    row = next(row for row, line in enumerate(shown.section.table.lines) if line.cells[0].text == first)
    shown.setFocus()
    shown.setCurrentIndex(shown.section.index(row, column))


def words(page: StatisticsPage) -> str:
    return "\n".join(label.text() for label in page.widget.findChildren(QLabel))


def test_the_page_opens_on_the_weekly_list_of_the_week_of_yesterday(page: StatisticsPage) -> None:
    assert page.name.text() == "2026年第10周（3月2日至3月8日）"
    assert page.lists.pressed == ("weekly",) and page.kinds.pressed == ("week",)
    assert [each.section.table.title for each in page.tables][:2] == ["收办对账", "各单位"]
    assert "本期还没有结束，各期都算到同一天（本期到 2026-03-06）。" in words(page)


def test_a_number_opens_exactly_its_cases(page: StatisticsPage, window: MainWindow, typist: Typist) -> None:
    go_to(table(page, "收办对账"), "本期收到", 2)
    typist.press(Qt.Key.Key_Return)
    board = window.ledger.board
    assert window.page is window.pages["ledger"]
    assert board.model.rowCount() == 4 and board.toolbar.views.text() == "周对账 · 收办对账"
    assert not board.standing.text


@pytest.mark.thorough
def test_a_rate_opens_its_part_and_with_shift_its_base(
    page: StatisticsPage, window: MainWindow, typist: Typist
) -> None:
    go_to(table(page, "收办对账"), "办结率（已办结/受理）", 2)
    typist.press(Qt.Key.Key_Return, SHIFT)
    assert window.ledger.board.model.rowCount() == 1
    window.show_page(window.pages["statistics"])
    go_to(table(page, "收办对账"), "实名办结率（已办结/受理）", 2)
    typist.press(Qt.Key.Key_Return)
    assert window.ledger.board.model.rowCount() == 0


@pytest.mark.thorough
def test_a_line_of_a_case_opens_the_case(page: StatisticsPage, window: MainWindow, typist: Typist) -> None:
    shown = table(page, "逾期没有办完")
    case = shown.section.line(0).case
    go_to(shown, "云信〔2026〕4号", 0)
    typist.press(Qt.Key.Key_Return)
    assert isinstance(window.page, CasePage) and window.page.case == case


@pytest.mark.thorough
def test_all_rows_of_a_section_open_together(page: StatisticsPage, window: MainWindow) -> None:
    (go,) = [each for each in page.widget.findChildren(QPushButton) if each.text() == "在台账里看 1 行"
             and each.isEnabled()][:1]  # fmt: skip
    go.click()
    assert window.ledger.board.model.rowCount() == 1


@pytest.mark.thorough
def test_orders_open_as_a_ledger_of_orders(page: StatisticsPage, window: MainWindow, office: Office) -> None:
    with office.writing("督办", action="issue_order") as write:
        write.add(Order, unit="云溪镇纪委", order_kind="order", issued_on=date(2026, 3, 3))
    page.pick_list("monthly")
    go_to(table(page, "督办情况"), "发出督办", 2)
    table(page, "督办情况").press(table(page, "督办情况").currentIndex())
    assert window.ledger.board.model.source == "order" and window.ledger.board.model.rowCount() == 1


@pytest.mark.thorough
def test_another_period_by_the_keyboard(page: StatisticsPage, typist: Typist) -> None:
    page.entered()
    typist.press(Qt.Key.Key_Left, CTRL)
    assert page.period.key == "2026-W09" and page.forth.isEnabled()
    typist.press(Qt.Key.Key_Right, CTRL)
    assert page.period.key == "2026-W10" and not page.forth.isEnabled()
    typist.press(Qt.Key.Key_Right, CTRL)
    assert page.period.key == "2026-W10", "the future has no list"
    page.pick_kind("year")
    assert page.name.text().startswith("2026年（")


def test_every_list_stands_and_its_tables_are_sound(page: StatisticsPage, qtmodeltester: ModelTester) -> None:
    for id in NAMES:
        page.pick_list(id)
        assert page.lists.pressed == (id,)
        for each in page.tables:
            qtmodeltester.check(each.section)


@pytest.mark.thorough
def test_a_new_case_is_counted_when_the_page_is_seen_again(
    page: StatisticsPage, window: MainWindow, office: Office
) -> None:
    window.show_page(window.today)
    report(office, received_on=date(2026, 3, 4))
    window.refresh(office.undoable())
    window.show_page(window.pages["statistics"])
    lines = {line.cells[0].text: line.cells[2].text for line in table(page, "收办对账").section.table.lines}
    assert lines["本期收到"] == "5"


@pytest.mark.thorough
def test_a_list_is_saved_as_a_workbook_by_one_key(
    page: StatisticsPage, window: MainWindow, typist: Typist, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def ask(_parent: object, name: str) -> Path:
        asked.append(name)
        return tmp_path / "对账.xlsx"

    monkeypatch.setattr(WorkbookAsk, "ask", ask)
    page.entered()
    typist.press(Qt.Key.Key_S, CTRL)
    assert asked == ["云溪镇纪委-周对账-2026-W10"]
    assert load_workbook(tmp_path / "对账.xlsx")["收办对账"]["A1"].value == "信访举报件每周对账表　收办对账"
    assert "已存为 对账.xlsx" in window.strip.message.text()


@pytest.mark.thorough
def test_a_list_is_printed_and_journalled(
    page: StatisticsPage, office: Office, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PdfAsk, "ask", lambda _parent, _name: tmp_path / "对账.pdf")
    page.save_pdf()
    assert (tmp_path / "对账.pdf").read_bytes().startswith(b"%PDF")
    assert "已存为 对账.pdf，共 2 页" in window.strip.message.text()
    line = journal.read(office.db, journal.head(office.db)[0])
    assert line is not None and line.action == "print" and line.label.startswith("打印 周对账")
    before = journal.head(office.db)[0]
    monkeypatch.setattr(PreviewAsk, "ask", lambda _parent, _printer, _paint: False)
    page.print()
    monkeypatch.setattr(PreviewAsk, "ask", lambda _parent, _printer, _paint: True)
    monkeypatch.setattr(PrinterAsk, "ask", lambda _parent, _printer: False)
    page.print()
    assert journal.head(office.db)[0] == before


@pytest.mark.thorough
def test_a_long_list_repeats_its_heads_on_every_sheet(
    office: Office, window: MainWindow, tmp_path: Path
) -> None:
    for _ in range(60):
        report(office, received_on=date(2026, 1, 5))
    sheet = meeting_sheet(office, "weekly", parse("2026-W10"))
    assert print_list(to_pdf(tmp_path / "长.pdf"), sheet, office.measure.preset) >= 3


@pytest.mark.thorough
def test_the_statistical_month_of_the_office_is_used(
    page: StatisticsPage, office: Office, window: MainWindow
) -> None:
    set_setting(office, "statistics.last_day", 20)
    page.pick_list("monthly")
    assert page.name.text() == "2026年3月（2月21日至3月20日）"


@pytest.mark.thorough
def test_a_table_shows_a_light_with_its_words(page: StatisticsPage, qtbot: QtBot) -> None:
    from ui.parts.light import LIGHT_ROLE, LightCell

    shown = table(page, "逾期没有办完")
    lights = [shown.section.data(shown.section.index(0, column), LIGHT_ROLE) for column in range(9)]
    (cell,) = [each for each in lights if isinstance(each, LightCell)]
    assert cell.light.mark == "triangle" and cell.text.startswith("逾期")
    assert shown.section.data(shown.section.index(0, 3)).startswith("▲ 逾期")  # type: ignore[attr-defined]
    assert isinstance(page, StatisticsPage) and not isinstance(page, TodayPage)


@pytest.mark.thorough
def test_earlier_lights_are_reckoned_on_a_thread_and_stopped_leaves_what_stood(
    qtbot: QtBot, window: MainWindow, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "names", lambda level: {**NAMES, **OF_COUNTY})
    report(office)
    window.show_page(window.pages["statistics"])
    page = window.statistics
    monkeypatch.setattr(pages, "is_dear", lambda db: True)
    page.pick_list("page")
    assert page.sheet is not None and page.sheet.id == "weekly"
    qtbot.waitUntil(lambda: not window.findChildren(LongWork))
    assert (page.sheet.id, page.list_id) == ("page", "page")
    page.pick_list("weekly")

    def stopped(*_: object) -> None:
        raise Cancelled

    monkeypatch.setattr(pages, "meeting_sheet", stopped)
    page.pick_list("page")
    qtbot.waitUntil(lambda: not window.findChildren(LongWork))
    assert (page.sheet.id, page.list_id) == ("weekly", "weekly")
