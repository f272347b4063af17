"""Before a list is printed its sheets are shown; an empty period says that it is empty."""

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.ledger.meeting_sheet import meeting_sheet
from app.rules.stat_periods import parse
from app.store.office import Office
from ui.ledger.paper import new_printer
from ui.main_window import MainWindow
from ui.parts.empty import Empty
from ui.statistics.paper import print_list
from ui.statistics.preview import PreviewAsk


def test_the_sheets_are_shown_before_they_are_printed(
    qtbot: QtBot, window: MainWindow, office: Office
) -> None:
    sheet = meeting_sheet(office, "weekly", parse("2026-W10"))
    painted: list[QPrinter] = []

    def paint(printer: QPrinter) -> None:
        painted.append(printer)
        print_list(printer, sheet, office.measure.preset)

    asked = PreviewAsk(window, new_printer(), paint)
    qtbot.addWidget(asked)
    assert painted and asked.preview.pageCount() >= 1
    assert asked.words.text() == f"共 {asked.preview.pageCount()} 页"
    asked.go.click()
    assert asked.result() == 1


def test_a_period_without_anything_says_so(window: MainWindow, office: Office) -> None:
    page = window.statistics
    window.show_page(page)
    (empty,) = page.widget.findChildren(Empty)
    assert isinstance(empty.sentence, QLabel) and "还没有收到或办理的件" in empty.sentence.text()
