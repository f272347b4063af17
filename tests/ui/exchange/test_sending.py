"""A workbook goes out: to whom, where it lies, and what is told when it cannot be written."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.errors import Unavailable
from app.store import preferences
from tests.ui.exchange.conftest import Desk
from tests.ui.exchange.waiting import carry_and_take, work
from ui.exchange import folder
from ui.exchange.outbox import OTHER_DESK
from ui.exchange.page import ExchangePage


def test_the_office_above_is_chosen_and_the_export_says_where_the_file_lies_and_who_must_get_it(
    qtbot: QtBot, town: Desk
) -> None:
    town.register("反映低保评定不公")
    page = town.page
    assert (page.form.receiver, page.form.units.count()) == ("QH00", 2)  # and another desk of ours
    work(qtbot, town, page.form.export.click)
    assert page.card.isVisible() and not page.form.isVisible()
    assert page.card.place.text() == str(town.newest)
    assert "清河县纪委监委信访室" in page.card.words.text()
    page.card.copy.click()
    assert QGuiApplication.clipboard().text() == str(town.newest)
    assert page.sent.model.files[0].spoken == "第 1 号，清河县纪委监委信访室，2026-03-02，1 件，等待回执"
    page.card.fold.click()
    assert page.form.isVisible() and page.form.export.hasFocus()


@pytest.mark.thorough
def test_the_folder_of_the_file_is_opened(qtbot: QtBot, town: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        "ui.exchange.outbox.QDesktopServices.openUrl", lambda url: opened.append(url.toLocalFile())
    )
    work(qtbot, town, town.page.form.export.click)
    town.page.card.open.click()
    assert opened == [str(town.post)]


@pytest.mark.thorough
def test_a_county_chooses_among_its_townships_and_the_choice_is_remembered(
    qtbot: QtBot, town: Desk, county: Desk
) -> None:
    from app.actions.units import add_unit

    assert not county.page.form.export.isEnabled()
    assert county.page.form.why_not.isVisible()
    for code, name in (("YX01", "云溪镇纪委"), ("SM02", "石门乡纪委")):
        add_unit(county.office, code=code, name=name, unit_kind="township")
    add_unit(county.office, code="C1", name="柳树村", unit_kind="village")
    county.frame.refresh()
    units = county.page.form.units
    assert [units.itemText(at) for at in range(units.count())] == ["云溪镇纪委", "石门乡纪委", OTHER_DESK]
    units.setCurrentIndex(1)
    work(qtbot, county, county.page.form.export.click)
    assert "石门乡纪委" in county.newest.name
    assert preferences.get(county.office.db, "exchange.receiver") == "SM02"


def test_a_missing_folder_is_explained_and_another_can_be_chosen_on_the_spot(
    qtbot: QtBot, town: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.post.rmdir()
    town.page.form.export.click()
    assert "插好 U 盘" in town.page.error.words.text()
    other = tmp_path / "other"
    other.mkdir()
    monkeypatch.setattr(folder, "ask_folder", lambda parent, start: other)
    town.page.error.choices["换文件夹…"].click()
    assert town.page.error.isHidden()
    assert town.page.form.folder.toolTip() == str(other) == str(folder.remembered(town.office))
    work(qtbot, town, town.page.form.export.click)
    assert len(list(other.glob("*.xlsx"))) == 1


def test_a_full_disk_is_told_on_the_page_and_uses_up_no_number(
    qtbot: QtBot, town: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(office: object, posting: object, path: Path) -> None:
        raise Unavailable("没有写成。磁盘已满，“第1号.xlsx”没有写成。请腾出空间后重试。")

    monkeypatch.setattr("app.exchange.leaving.begin", full)
    work(qtbot, town, town.page.form.export.click)
    assert "磁盘已满" in town.page.error.words.text()
    assert town.page.error.choices["知道了"].hasFocus()
    assert town.page.sent.model.files == []


@pytest.mark.thorough
def test_a_file_that_had_not_got_its_name_is_finished_and_told_when_the_page_opens(
    qtbot: QtBot, town: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.exchange.leaving.os.replace", full)
    work(qtbot, town, town.page.form.export.click)
    monkeypatch.undo()
    assert "自动改好" in town.page.error.words.text()
    again = ExchangePage(town.frame, town.office)
    qtbot.addWidget(again.widget)
    assert "已经补好" in again.error.words.text()
    assert len(list(town.post.glob("*.xlsx"))) == 1


@pytest.mark.thorough
def test_one_button_stands_out_the_one_that_comes_next(qtbot: QtBot, town: Desk, county: Desk) -> None:
    def primary(desk: Desk) -> list[str]:
        both = {"export": desk.page.form.export, "choose": desk.page.drop.choose}
        return [name for name, each in both.items() if each.property("role") == "primary"]

    town.register("反映低保评定不公")
    assert primary(town) == primary(county) == ["export"]
    carry_and_take(qtbot, town, county)
    assert primary(town) == ["choose"], "the receipt is awaited"
    assert primary(county) == ["export"], "the receipt is to be sent"
