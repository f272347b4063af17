"""文书 on the screen: the list, the sheet, printing and saving by keyboard, the reporter for a minute."""

from pathlib import Path

import pytest
from docx import Document
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.actions.accept import ACTION as ACCEPT
from app.actions.reveal import SECONDS
from app.documents.paper import lines_of
from app.documents.template import FOLDER
from app.store import journal
from app.store.case_file import read_case
from app.store.office import Office
from tests.ui.workplace import CTRL, Typist, report, town_window
from ui.case.page import CasePage
from ui.documents.asks import DocxAsk
from ui.documents.page import PapersPage
from ui.ledger.asks import PrinterAsk
from ui.main_window import MainWindow


@pytest.fixture
def page(window: MainWindow, office: Office, typist: Typist) -> PapersPage:
    window.open_case(report(office))
    assert isinstance(window.page, CasePage)
    typist.press(Qt.Key.Key_P, CTRL)
    assert isinstance(window.page, PapersPage)
    return window.page


def labels(office: Office) -> list[str]:
    return [line.label for line in journal.lines(office.db)[:2]]


def test_ctrl_p_on_a_case_shows_its_likeliest_paper(page: PapersPage) -> None:
    assert page.offer is not None and page.offer.name == "registration_sheet" and page.offer.likely
    assert page.paper is not None and page.view.pages is not None and page.view.pages.count == 1
    assert "请核对" in page.look.text()
    assert not page.number_button.isVisible() and page.print_button.isEnabled()


def test_a_paper_that_is_not_ready_says_why(page: PapersPage, typist: Typist, window: MainWindow) -> None:
    page.choose("result_report")
    assert page.paper is None and "还没有承办" in page.why.text()
    assert not page.print_button.isEnabled() and not page.save_button.isEnabled()
    typist.press(Qt.Key.Key_P, CTRL)
    assert "还不能出" in window.strip.message.text()
    typist.press(Qt.Key.Key_S, CTRL)
    assert "还不能出" in window.strip.message.text()


def test_arrows_change_the_paper_and_esc_goes_back_to_the_case(
    page: PapersPage, typist: Typist, window: MainWindow
) -> None:
    first = page.offer
    typist.press(Qt.Key.Key_Down)
    assert page.offer is not None and page.offer != first
    typist.press(Qt.Key.Key_Escape)
    assert isinstance(window.page, CasePage)


@pytest.mark.thorough
def test_printing_is_journalled_and_giving_up_is_not(
    page: PapersPage, office: Office, typist: Typist, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PrinterAsk, "ask", lambda parent, printer: False)
    head = journal.head(office.db)
    typist.press(Qt.Key.Key_P, CTRL)
    assert journal.head(office.db) == head

    def to_file(parent: object, printer: object) -> bool:
        printer.setOutputFileName(str(tmp_path / "纸.pdf"))  # type: ignore[attr-defined]
        return True

    monkeypatch.setattr(PrinterAsk, "ask", to_file)
    typist.press(Qt.Key.Key_P, CTRL)
    assert labels(office)[0].startswith("打印《信访举报登记阅办单》")
    assert (tmp_path / "纸.pdf").stat().st_size > 1000


def test_saving_writes_a_document_and_says_so(
    page: PapersPage, office: Office, typist: Typist, window: MainWindow, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    offered: list[str] = []

    def chosen(parent: object, name: str) -> tuple[Path, bool]:
        offered.append(name)
        return tmp_path / "表.docx", False

    monkeypatch.setattr(DocxAsk, "ask", chosen)
    typist.press(Qt.Key.Key_S, CTRL)
    assert offered == ["信访举报登记阅办单 云信〔2026〕1号.docx"]
    assert Document(str(tmp_path / "表.docx")).paragraphs[0].text == "信访举报登记阅办单"
    assert "没有加密" in window.strip.message.text() and labels(office)[0].startswith("存为文档")
    typist.press(Qt.Key.Key_S, CTRL)
    assert "没有覆盖" in window.strip.message.text()
    monkeypatch.setattr(DocxAsk, "ask", lambda parent, name: None)
    head = journal.head(office.db)
    typist.press(Qt.Key.Key_S, CTRL)
    assert journal.head(office.db) == head


def test_the_reporter_stands_on_the_sheet_for_a_reason_and_a_minute(
    page: PapersPage, office: Office, typist: Typist
) -> None:
    assert page.paper is not None and not page.paper.names_reporter
    typist.press(Qt.Key.Key_R, CTRL)
    assert page.reason is not None
    typist.press(Qt.Key.Key_Escape)
    assert page.reason is None and not page.revealed
    typist.press(Qt.Key.Key_R, CTRL)
    typist.press(Qt.Key.Key_2)
    assert labels(office)[0].startswith("查看反映人信息") and page.reason is None
    assert page.paper.names_reporter and "李某某" in "".join(lines_of(page.paper))
    page.left = 1
    page.tick()
    assert not page.paper.names_reporter and "李某某" not in "".join(lines_of(page.paper))
    assert SECONDS == 60


@pytest.mark.thorough
def test_what_was_revealed_is_masked_when_the_page_is_left(
    page: PapersPage, typist: Typist, window: MainWindow
) -> None:
    page.reveal("follow_up")
    assert page.revealed
    window.back()
    assert not page.revealed and not page.clock.isActive()


@pytest.mark.thorough
def test_another_reason_is_written_first(page: PapersPage, office: Office, typist: Typist) -> None:
    page.ask_reason()
    typist.press(Qt.Key.Key_5)
    assert not page.revealed
    typist.type("当面核对")
    typist.enter()
    assert page.revealed and labels(office)[0] == "查看反映人信息：其他：当面核对"


@pytest.mark.thorough
def test_the_page_follows_the_case(page: PapersPage, office: Office, window: MainWindow) -> None:
    case = read_case(office, page.case)
    change = ACCEPT.do(office, page.case, ACCEPT.defaults(office, case))
    window.refresh(change)
    assert page.offers[0].name == "acceptance_record"
    assert page.offer is not None and page.offer.name == "registration_sheet"


@pytest.mark.thorough
def test_a_broken_template_of_the_office_is_told_where_the_paper_would_stand(
    window: MainWindow, office: Office, typist: Typist
) -> None:
    (office.folder / FOLDER).mkdir()
    (office.folder / FOLDER / "registration_sheet.toml").write_text("id = 1 2", "utf-8")
    window.open_case(report(office))
    typist.press(Qt.Key.Key_P, CTRL)
    assert isinstance(window.page, PapersPage)
    window.page.choose("registration_sheet")
    assert "registration_sheet.toml" in window.page.why.text()


def test_who_may_not_print_sees_the_buttons_off(qtbot: QtBot, office: Office, typist: Typist) -> None:
    case = report(office)
    office.roles = frozenset({"administrator"})
    window = town_window(qtbot, office)
    page = PapersPage(window, office, case)
    window.open_page(page)
    assert not page.print_button.isEnabled() and not page.save_button.isEnabled()
    assert not page.reveal_button.isEnabled()
