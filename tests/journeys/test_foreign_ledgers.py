"""A new user's first hour: three old ledgers of different shape go in, what was refused comes back mended, and the county's
form is filled; every click is counted, so that a step more is seen."""

import io
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QAbstractButton, QComboBox
from pytestqt.qtbot import QtBot

from app.records.registration import Registration
from tests.ui.exchange.conftest import Desk, clock, desk, town
from tests.ui.exchange.waiting import work
from ui.exchange.foreign.form_page import FormPage
from ui.exchange.foreign.page import ForeignPage
from ui.parts.chip import Chip

__all__ = ["clock", "desk", "town"]

LEDGERS = Path(__file__).resolve().parents[1] / "data" / "foreign"
ROWS = 14
"""Matters in each of the ledgers."""


class Hand:
    """Presses only what can be seen and pressed, and counts."""

    def __init__(self, qtbot: QtBot, town: Desk) -> None:
        self.qtbot, self.town, self.clicks = qtbot, town, 0

    def drop(self, path: Path) -> ForeignPage:
        """Drag a file onto 交换."""
        self.clicks += 1
        work(self.qtbot, self.town, lambda: self.town.page.open_file(path))
        page = self.town.frame.page
        assert isinstance(page, ForeignPage)
        return page

    def press(self, button: QAbstractButton) -> None:
        assert button.isVisible() and button.isEnabled(), button.text()
        self.clicks += 1
        work(self.qtbot, self.town, button.click)

    def step(self, page: ForeignPage, word: str) -> None:
        """Go to one of the four steps by its chip."""
        (chip,) = [each for each in page.chips.findChildren(Chip) if each.text().startswith(word)]
        self.press(chip)

    def pick(self, box: QComboBox, word: str) -> None:
        """Open a drop-down and choose."""
        at = box.findText(word)
        assert at >= 0 and box.isVisible(), [box.itemText(each) for each in range(box.count())]
        self.clicks += 2
        box.setCurrentIndex(at)
        box.activated.emit(at)


def spoiled(folder: Path) -> Path:
    """The ledger of a campaign in which two cells were typed carelessly."""
    book = openpyxl.load_workbook(LEDGERS / "L6-6.xlsx")
    sheet = book.worksheets[0]
    sheet["C3"], sheet["G5"] = "三月初", None
    book.save(folder / "集中整治.xlsx")
    return folder / "集中整治.xlsx"


def mended(path: Path) -> Path:
    """What the sender does with a return workbook: the red cells filled in, saved."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    red = [cell for row in sheet.iter_rows() for cell in row if cell.comment is not None]
    assert len(red) == 2
    for cell in red:
        cell.value = "2024.3.5" if cell.column_letter == "C" else "反映石桥村修路款去向不明，要求公布账目"
    book.save(path)
    return path


@pytest.fixture
def hand(qtbot: QtBot, town: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hand:
    """Files are saved where the dialog is answered with one click."""
    made = Hand(qtbot, town)

    def answer(parent: object, title: str, start: str, kinds: str) -> tuple[str, str]:
        made.clicks += 1
        return str(tmp_path / Path(start).name), kinds

    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getSaveFileName", answer)
    return made


def test_three_ledgers_go_in_one_through_a_return_workbook_and_the_countys_form_comes_out(
    hand: Hand, town: Desk, tmp_path: Path
) -> None:
    for name in ("L4-3.xlsx", "L8-3.xls"):
        page = hand.drop(LEDGERS / name)
        hand.step(page, "4")
        assert page.found.counts()["new"] == ROWS
        hand.press(page.rows.take)
        assert town.frame.page is town.page
    page = hand.drop(spoiled(tmp_path))
    hand.step(page, "4")
    assert "不收 2" in page.rows.counts.text()
    hand.press(page.rows.take)
    hand.press(page.notice.choices["存退回表…"])
    hand.press(page.leave)
    page = hand.drop(mended(tmp_path / "集中整治_退回.xlsx"))
    hand.step(page, "4")
    assert page.found.counts()["new"] == page.found.counts()["read"] == 2
    hand.press(page.rows.take)
    assert len(town.office.find(Registration)) == 3 * ROWS
    assert hand.clicks <= 18

    before = hand.clicks
    hand.press(town.page.form.form)
    form = town.frame.page
    assert isinstance(form, FormPage)
    hand.pick(form.choice.known, "现成的：县集中整治问题线索台账")
    (all_times,) = [each for each in form.times.findChildren(Chip) if each.text() == "全部"]
    hand.press(all_times)
    hand.press(form.save)
    assert f"已填 {3 * ROWS} 件" in form.done.words.text() and hand.clicks - before <= 6
    (filled,) = tmp_path.glob("县集中整治*.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(filled.read_bytes())).worksheets[0]
    assert [sheet.cell(row, 1).value for row in (6, 6 + 3 * ROWS - 1)] == [1, 3 * ROWS]
    assert {sheet.cell(row, 7).value for row in range(6, 6 + 3 * ROWS)} >= {
        "反映石桥村修路款去向不明，要求公布账目"
    }
    assert str(sheet.cell(6 + 3 * ROWS, 1).value) == "合计"
    print(f"clicks: {before} for three ledgers, {hand.clicks - before} for the form")
