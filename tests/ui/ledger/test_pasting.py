"""Rows from a spreadsheet are pasted into the ledger; rows of the ledger are pasted back as they were."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.records.registration import Registration
from tests.ui.workplace import report
from ui.exchange.foreign.form_page import FormPage
from ui.exchange.foreign.page import ForeignPage
from ui.main_window import MainWindow


@pytest.fixture(autouse=True)
def emptied() -> Iterator[None]:
    """Leave nothing on the clipboard: Qt would let go of it after Python has ended."""
    yield
    QGuiApplication.clipboard().clear()


def clipboard(text: str, html: str = "") -> None:
    held = QMimeData()
    held.setText(text)
    if html:
        held.setHtml(html)
    QGuiApplication.clipboard().setMimeData(held)


def pasted(window: MainWindow) -> ForeignPage:
    window.show_page(window.pages["ledger"])
    QTest.keyClick(window.ledger.board.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    page = window.page
    assert isinstance(page, ForeignPage)
    return page


def test_rows_with_a_header_go_through_the_four_steps(qtbot: QtBot, window: MainWindow) -> None:
    clipboard(
        "信访编号\t收件时间\t被反映人\t问题摘要\t信访形式\n安塘信〔2024〕1号\t2024.3.5\t张三\t反映一件事\t来信\n"
    )
    page = pasted(window)
    assert page.notice.isHidden()
    page.go_to(3)
    assert page.rows.counts.text() == "共读 1 行：新增 1。"
    page.rows.take.click()
    qtbot.waitUntil(lambda: window.page is window.pages["ledger"])
    assert window.office.find(Registration, case_no="安塘信〔2024〕1号")


@pytest.mark.thorough
def test_rows_without_a_header_take_the_columns_from_the_current_one_on(
    qtbot: QtBot, window: MainWindow
) -> None:
    report(window.office)
    window.refresh()
    window.show_page(window.pages["ledger"])
    board = window.ledger.board
    labels = [column.label for column in board.model.columns]
    at = labels.index("收到日期")
    board.table.setCurrentIndex(board.model.index(0, at))
    clipboard("2024.3.5\tx\n2024.3.6\ty\n")
    page = pasted(window)
    assert "从“收到日期”起" in page.notice.words.text()
    headings = [each.heading for each in page.found.looked[0].understood.mapping]
    assert headings == labels[at : at + 2]


@pytest.mark.thorough
def test_rows_copied_from_the_ledger_are_the_same_when_pasted_back(qtbot: QtBot, window: MainWindow) -> None:
    report(window.office)
    report(window.office, summary="反映修路款去向不明")
    window.refresh()
    window.show_page(window.pages["ledger"])
    window.ledger.board.table.selectAll()
    window.ledger.hands.copy()
    page = pasted(window)
    page.go_to(3)
    many = len(window.office.find(Registration))
    assert page.rows.counts.text() == f"共读 {many} 行：相同 {many}。" and many > 2


@pytest.mark.thorough
def test_a_clipboard_without_a_table_is_explained(window: MainWindow) -> None:
    clipboard("一句话")
    window.show_page(window.pages["ledger"])
    window.ledger.paste()
    assert "剪贴板里没有表格" in window.strip.message.text() and window.page is window.pages["ledger"]


@pytest.mark.thorough
def test_the_countys_form_takes_the_rows_as_they_are_filtered(window: MainWindow) -> None:
    report(window.office)
    report(window.office, summary="反映修路款去向不明")
    window.refresh()
    window.show_page(window.pages["ledger"])
    window.ledger.board.search("修路款")
    window.ledger.board.toolbar.fill_asked.emit()
    page = window.page
    assert isinstance(page, FormPage)
    assert page.counts.text() == "要填的有 1 件（台账里现在筛出的）。"


@pytest.mark.thorough
def test_a_program_that_has_copied_ends_well_and_leaves_the_lines() -> None:
    root = Path(__file__).resolve().parents[3]
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.ledger.leaving"], cwd=root, capture_output=True, encoding="utf-8",
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(root)}, timeout=120, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "乙\t2\n"), done.stderr[-500:]
