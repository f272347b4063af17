"""A county takes a folder in one preview and writes to all units below from a list with ticks."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.actions.send import send
from app.actions.take_folder import take_folder
from app.actions.undo import undo
from app.actions.units import add_unit
from app.records.registration import Registration
from tests.ui.exchange.conftest import Desk
from tests.ui.exchange.waiting import work
from ui.exchange import folder


def posted(town: Desk, place: Path, times: int) -> Path:
    """So many workbooks of the town in a folder."""
    place.mkdir(exist_ok=True)
    for number in range(times):
        town.register(f"反映第{number}件")
        send(town.office, "QH00", place)
    return place


def cases(desk: Desk) -> int:
    return len(desk.office.find(Registration, voided=False))


def test_a_folder_is_shown_file_by_file_and_taken_after_the_question_about_new_offices(
    qtbot: QtBot, town: Desk, county: Desk, tmp_path: Path
) -> None:
    place = posted(town, tmp_path / "本周", 2)
    (place / "坏.xlsx").write_bytes(b"nothing")
    page, panel = county.page, county.page.many.folder
    work(qtbot, county, lambda: page.open_many([place]))
    assert page.stack.currentWidget() is panel and cases(county) == 0
    assert [panel.model.index(row, 0).data() for row in range(3)] == ["可以收", "可以收", "不能收"]
    assert "第一次寄来" in panel.question.words.text() and not panel.take.isEnabled()
    next(iter(panel.question.choices.values())).click()
    assert panel.take.text() == "收取 2 份(Ctrl+回车)"
    work(qtbot, county, panel.take.click)
    assert cases(county) == 2 and panel.summary.text().startswith("已收 2 份。")
    assert [panel.model.index(row, 0).data() for row in range(3)] == ["已收", "已收", "不能收"]
    undo(county.office)
    assert cases(county) == 1
    work(qtbot, county, lambda: page.open_many([place]))
    assert panel.model.index(0, 0).data() == "收过了"


@pytest.mark.thorough
def test_one_file_of_a_folder_is_looked_at_alone_taken_and_the_folder_stands_there_again(
    qtbot: QtBot, town: Desk, county: Desk, tmp_path: Path
) -> None:
    place = posted(town, tmp_path / "本周", 2)
    page, panel = county.page, county.page.many.folder
    work(qtbot, county, lambda: page.open_many([place]))
    work(qtbot, county, panel.alone.click)
    assert page.stack.currentWidget() is page.preview and page.preview.model.rowCount() == 3
    work(qtbot, county, page.escaped)
    assert page.stack.currentWidget() is panel and cases(county) == 0
    work(qtbot, county, panel.alone.click)
    next(iter(page.preview.question.choices.values())).click()
    work(qtbot, county, page.preview.take.click)
    assert page.stack.currentWidget() is panel and cases(county) == 1
    assert [panel.model.index(row, 0).data() for row in range(2)] == ["收过了", "可以收"]
    work(qtbot, county, panel.take.click)
    assert cases(county) == 2
    assert page.escaped() and page.stack.currentIndex() == 0


@pytest.mark.thorough
def test_offices_that_nobody_knows_are_left_out(
    qtbot: QtBot, town: Desk, county: Desk, tmp_path: Path
) -> None:
    place = posted(town, tmp_path / "本周", 1)
    panel = county.page.many.folder
    work(qtbot, county, lambda: county.page.open_many([place]))
    list(panel.question.choices.values())[1].click()
    assert panel.take.isHidden() and panel.model.rowCount() == 0
    assert county.page.escaped() and county.page.stack.currentIndex() == 0


@pytest.mark.thorough
def test_stopping_leaves_whole_files_and_offers_to_go_on(
    qtbot: QtBot, town: Desk, county: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = posted(town, tmp_path / "本周", 3)
    panel = county.page.many.folder
    work(qtbot, county, lambda: county.page.open_many([place]))
    next(iter(panel.question.choices.values())).click()
    stops = iter((False, True))
    monkeypatch.setattr(
        "ui.exchange.many.take_folder",
        lambda office, found, count, stopped: take_folder(office, found, count, stopped=lambda: next(stops)),
    )
    work(qtbot, county, panel.take.click)
    assert cases(county) == 1 and not panel.more.isHidden()
    work(qtbot, county, panel.more.click)
    assert [panel.model.index(row, 0).data() for row in range(3)] == ["收过了", "可以收", "可以收"]


@pytest.mark.thorough
def test_each_ticked_unit_gets_its_workbook(qtbot: QtBot, county: Desk, tmp_path: Path) -> None:
    for code, name in (("YX01", "云溪镇纪委"), ("SQ02", "石桥镇纪委"), ("LH03", "柳河镇纪委")):
        add_unit(county.office, code=code, name=name, unit_kind="township")
    folder.remember(county.office, county.post)
    county.page.refresh(None)
    assert not county.page.form.several.isHidden()
    county.page.form.several.click()
    panel = county.page.many.send
    assert panel.ticked == ["YX01", "SQ02", "LH03"] and panel.export.text() == "导出 3 份(Ctrl+回车)"
    panel.list.item(1).setCheckState(Qt.CheckState.Unchecked)
    work(qtbot, county, panel.export.click)
    assert len(list(county.post.glob("*.xlsx"))) == 2
    assert panel.told.toPlainText().startswith("已写好 2 份。") and panel.ticked == []


@pytest.mark.thorough
def test_a_township_is_not_offered_what_a_county_does(town: Desk) -> None:
    assert town.page.form.several.isHidden() and town.page.drop.folder.isHidden()
