"""Sheets: every word of the paper stands on one of them, inside its room, whatever somebody pasted."""

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.documents.making import make
from app.documents.paper import Cell, Paper, Table, Text
from app.documents.subject import Subject
from app.documents.template import shipped
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.documents.golden import papers
from tests.app.documents.test_making import HOSTILE
from tests.app.documents.test_plain_docx import words_wanted
from tests.ui.workplace import report
from ui.documents.paper_pages import PaperPages, new_printer, print_on
from ui.documents.print_layout import ACROSS, DOWN, Sheet, sheets_of


def words_of(sheets: list[Sheet]) -> str:
    return "".join(words.text for sheet in sheets for words in sheet.words)


def same_letters(text: str) -> list[str]:
    """The signs of a text, sorted: cells stand side by side, so their lines come in another order."""
    return sorted(re.sub(r"\s+", "", text))


def inside(sheets: list[Sheet]) -> bool:
    return all(0 <= words.x <= ACROSS and 0 <= words.y <= DOWN for sheet in sheets for words in sheet.words)


def test_every_paper_stands_whole_on_one_sheet(qapp: QApplication, tmp_path: Path) -> None:
    for paper in papers(tmp_path):
        sheets = sheets_of(paper)
        assert len(sheets) == 1 and inside(sheets), paper.name
        assert same_letters(words_of(sheets)) == same_letters(words_wanted(paper)), paper.name


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_what_people_paste_is_printed_whole(qapp: QApplication, office: Office, text: str) -> None:
    case = read_case(office, report(office, summary=text, incident_place=text[:200]))
    for name in ("registration_sheet", "transfer_letter"):
        paper = make(shipped(name), Subject(case, office.today, {}))
        sheets = sheets_of(paper)
        assert inside(sheets)
        assert same_letters(words_of(sheets)) == same_letters(words_wanted(paper))
        assert (len(sheets) > 5) is (len(text) == 10_000)


def test_the_part_that_is_cut_off_is_not_torn(qapp: QApplication) -> None:
    apart = (Table(((Cell("电话", 4, is_label=True), Cell("", 20, lines=8)),)),)
    for lines in range(20, 50):
        paper = Paper("x", "题", "", (Text("\n".join("行" * lines)),), "保密联", apart)
        sheets = sheets_of(paper)
        torn = [any(word.text == said for word in sheets[-1].words) for said in ("保密联", "电话")]
        assert torn == [True, True], lines


def test_the_head_of_a_long_list_stands_on_every_sheet(qapp: QApplication) -> None:
    rows = [(Cell("序号", 4, is_label=True), Cell("内容", 20, is_label=True))]
    rows += [(Cell(str(at), 4), Cell("一行", 20)) for at in range(120)]
    sheets = sheets_of(Paper("x", "题", "", (Table(tuple(rows), heads=1),)))
    assert len(sheets) > 2
    assert all([words.text for words in sheet.words].count("序号") == 1 for sheet in sheets)


def test_the_screen_and_the_printer_have_the_same_sheets(qapp: QApplication, tmp_path: Path) -> None:
    paper = Paper("x", "题", "", tuple(Text("一段话，" * 60) for _ in range(12)))
    pages = PaperPages(paper)
    printer = new_printer()
    printer.setOutputFileName(str(tmp_path / "a.pdf"))
    assert print_on(printer, paper) == pages.count == len(sheets_of(paper)) > 1
    assert (tmp_path / "a.pdf").read_bytes()[:5] == b"%PDF-"
    image = pages.image(0, 96)
    assert (image.width(), image.height()) == (794, 1123)
    dark = sum(image.pixelColor(x, y).lightness() < 128 for x in range(0, 794, 2) for y in range(0, 1123, 2))
    assert 1000 < dark < 100_000 and image.pixelColor(5, 5).name() == "#ffffff"
    pages.close()
