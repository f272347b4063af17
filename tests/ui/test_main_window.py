"""The composition: pages in the rail, search, undo, keys; nothing heavy is read before it is wanted."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.records.registration import Registration
from app.store.office import Office
from tests.bench.invented import fill, township
from tests.ui.workplace import ALT, CTRL, Clock, Typist, new_town, report, town_window
from ui.case.page import CasePage
from ui.look import Look
from ui.main_window import MainWindow
from ui.page import Page

NEVER_AT_START = (
    *("pypinyin", "cryptography", "openpyxl", "xlsxwriter", "python_calamine"),
    *("app.exchange", "app.documents", "PySide6.QtPrintSupport", "ui.form.make", "app.actions.catalogue"),
)


def opened(qtbot: QtBot, folder: Path) -> tuple[Office, MainWindow]:
    clock = Clock()
    new_town(folder, clock)
    office = Office.open(folder, clock=clock)
    return office, town_window(qtbot, office)


def test_every_page_opens_by_its_key(qtbot: QtBot, tmp_path: Path) -> None:
    office, window = opened(qtbot, tmp_path / "town")
    for number, (name, page) in enumerate(window.pages.items(), start=1):
        Typist().press(Qt.Key(Qt.Key.Key_0.value + number), ALT)
        assert window.page is page, name
        assert page.is_built
        assert window.page.keys()
    office.close()


@pytest.mark.thorough
def test_a_case_is_found_by_number_name_and_initials_and_opened(qtbot: QtBot, tmp_path: Path) -> None:
    office, window = opened(qtbot, tmp_path / "town")
    case = report(office)
    for text in ("云信〔2026〕1号", "曾小明", "zxm"):
        hits = window._found(text)
        assert [hit.title for hit in hits] == ["云信〔2026〕1号"], text
    hits[0].run()
    assert isinstance(window.page, CasePage) and window.page.case == case
    assert "登记新来件" in [hit.title for hit in window._found("登记")]
    assert not window._found("")
    office.close()


@pytest.mark.thorough
def test_undo_and_redo_reach_back_past_the_strip(qtbot: QtBot, tmp_path: Path) -> None:
    office, window = opened(qtbot, tmp_path / "town")
    report(office)
    typist = Typist()
    typist.press(Qt.Key.Key_Z, CTRL)
    assert not office.find(Registration, voided=False)
    typist.press(Qt.Key.Key_Y, CTRL)
    assert len(office.find(Registration, voided=False)) == 1
    assert window.strip.message.text() == "已重做：登记 云信〔2026〕1号"
    office.close()


def test_nothing_heavy_is_imported_before_the_first_pages_are_painted(tmp_path: Path) -> None:
    office = township(tmp_path / "town")
    fill(office, 3)
    office.close()
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from PySide6.QtWidgets import QApplication\n"
        "app = QApplication([])\n"
        "from app.store.office import Office\n"
        "from tests.bench.invented import clock\n"
        "from ui.main_window import MainWindow\n"
        f"office = Office.open(Path({str(tmp_path / 'town')!r}), clock=clock)\n"
        "window = MainWindow(office)\n"
        "window.show_page(window.today)\n"
        "window.show_page(window.ledger)\n"
        "window.show()\n"
        "app.processEvents()\n"
        "assert not window.ledger.board.grab().isNull()\n"
        f"print([name for name in {NEVER_AT_START!r} if name in sys.modules])\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def _buttons(page: Page) -> list[QPushButton]:
    return [each for each in page.widget.findChildren(QPushButton) if each.isVisible()]


@pytest.mark.thorough
def test_a_clock_that_leaps_while_the_window_is_open_asks_for_the_date_and_breaks_nothing(
    qtbot: QtBot, tmp_path: Path
) -> None:
    clock = Clock()
    new_town(tmp_path / "town", clock)
    office = Office.open(tmp_path / "town", clock=clock)
    case, window = report(office), town_window(qtbot, office)
    for name in ("ledger", "exchange", "settings", "today"):
        window.show_page(window.pages[name])
    clock.pass_days(-40)
    assert office.clock_doubt() is not None

    window.refresh(None)
    for page in window.pages.values():
        window.show_page(page)
    window.dress(Look(False, 100))
    window.open_case(case)
    window.back()
    window.show_page(window.pages["today"])

    assert window.pages["today"].badge() == 0
    with qtbot.waitSignal(window.date_doubtful) as asked:
        (button,) = [each for each in _buttons(window.today) if each.text() == "核对日期"]
        button.click()
    assert "请核对今天的日期" in asked.args[0]
    office.confirm_today(clock().date(), sure=True)
    window.refresh(None)
    assert "核对日期" not in [each.text() for each in _buttons(window.today)]
    office.close()


@pytest.mark.thorough
def test_a_window_made_while_the_clock_is_in_doubt_stands(qtbot: QtBot, tmp_path: Path) -> None:
    clock = Clock()
    new_town(tmp_path / "town", clock)
    office = Office.open(tmp_path / "town", clock=clock)
    report(office)
    clock.pass_days(200)
    window = town_window(qtbot, office)
    assert window.pages["today"].badge() == 0 and window.page is window.pages["today"]


def test_an_auditor_sees_no_page_of_cases_but_the_way_to_the_journal(qtbot: QtBot, tmp_path: Path) -> None:
    office = township(tmp_path)
    office.person, office.roles = "审计", frozenset({"auditor"})
    window = MainWindow(office)
    qtbot.addWidget(window)
    window.show()
    window.show_page(window.first)
    assert list(window.pages) == ["settings"]
    assert window.page is window.pages["settings"]
    window.open_entry()
    assert "信访干部" in window.strip.message.text()
    assert window._found("云信") == []
    office.close()


@pytest.mark.thorough
def test_ctrl_n_goes_to_a_new_report_from_any_page(qtbot: QtBot, tmp_path: Path) -> None:
    office, window = opened(qtbot, tmp_path / "town")
    for page in (window.today, window.ledger, window.settings):
        window.show_page(page)
        QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        assert window.page is window.pages["entry"]
    office.close()


@pytest.mark.thorough
def test_the_ledger_is_made_ahead_of_the_first_look_and_shows_what_came_meanwhile(
    qtbot: QtBot, tmp_path: Path
) -> None:
    office, window = opened(qtbot, tmp_path / "town")
    window.show_page(window.first)
    assert not window.pages["ledger"].is_built
    window.make_ready()
    qtbot.waitUntil(lambda: window.pages["ledger"].is_built)
    assert window.page is window.pages["today"]
    before = window.ledger.board.model.rowCount()
    report(office)
    window.refresh(office.undoable())
    window.show_page(window.pages["ledger"])
    assert window.ledger.board.model.rowCount() == before + 1
    office.close()
