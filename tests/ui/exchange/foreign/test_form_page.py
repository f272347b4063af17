"""The county's blank form, seen column by column, filled, saved and kept."""

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from pytestqt.qtbot import QtBot

from tests.app.exchange.foreign.ledgers import workbook
from tests.ui.exchange.conftest import Desk
from tests.ui.exchange.waiting import work
from ui.exchange.foreign.form_columns import NOBODY
from ui.exchange.foreign.form_page import FormPage
from ui.exchange.foreign.form_times import between

HEAD = ["序号", "编号", "反映人姓名", "被反映人", "问题摘要", "县里批注"]


def opened(town: Desk) -> FormPage:
    town.page.form.form.click()
    page = town.frame.page
    assert isinstance(page, FormPage)
    return page


def cells(path: Path) -> list[list[object]]:
    sheet = openpyxl.load_workbook(io.BytesIO(path.read_bytes())).worksheets[0]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_a_form_is_filled_and_kept_and_the_next_time_it_is_there(
    qtbot: QtBot, town: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.register("反映低保评定不公")
    page = opened(town)
    assert page.counts.text() == "要填的有 1 件（按收到日期）。" and not page.both.isVisible()
    page.open_file(workbook(tmp_path / "县纪委季报.xlsx", [["季报"], HEAD], ["A1:F1"]))
    assert page.columns.model.lines[0][1:] == ("序号", "序号 1、2、3…")
    assert page.columns.model.lines[2][1:] == ("反映人姓名", NOBODY)
    assert page.columns.blank.text() == "留空的列：反映人姓名、县里批注。"
    page.columns.table.selectRow(5)
    page.columns.field._pick("allegation.unit")
    assert (
        page.columns.model.lines[5][2].endswith("单位")
        and page.columns.blank.text() == "留空的列：反映人姓名。"
    )
    page.period.setText("每季度")
    work(qtbot, town, lambda: page.fill_into(tmp_path / "填好.xlsx"))
    assert cells(tmp_path / "填好.xlsx")[2] == [
        1,
        "云信〔2026〕1号",
        None,
        "曾小明",
        "反映低保评定不公",
        "柳树村",
    ]
    assert "已填 1 件" in page.done.words.text() and "反映人姓名" in page.done.words.text()
    shown: list[str] = []
    monkeypatch.setattr(
        "ui.exchange.foreign.form_page.QDesktopServices.openUrl", lambda url: shown.append(url.toLocalFile())
    )
    page.done.choices["打开文件夹"].click()
    assert shown == [str(tmp_path)]
    town.frame.back()
    again = opened(town)
    assert again.choice.known.itemText(1) == "县纪委季报（每季度）"
    assert again.choice.known.itemText(2).startswith("现成的：")
    again.choice.known.setCurrentIndex(1)
    again.choice.known.activated.emit(1)
    assert again.columns.model.lines[5][2].endswith("单位") and again.period.text() == "每季度"
    again.pick_time("last")
    assert again.counts.text().startswith("要填的有 0 件") and not again.save.isEnabled()
    again.choice.forget.click()
    assert again.choice.known.itemText(1).startswith("现成的：") and again.choice.forget.isHidden()
    assert not again.keep.isChecked() and again.name.text() == "县纪委季报"
    town.frame.undo()
    assert again.choice.known.itemText(1) == "县纪委季报（每季度）"
    again.choice.known.activated.emit(2)
    assert again.choice.forget.isHidden(), "what comes with the program is not the office's to remove"


def test_a_form_that_comes_with_the_program_is_filled_and_handed_out_blank(
    qtbot: QtBot, town: Desk, tmp_path: Path
) -> None:
    town.register("反映低保评定不公")
    page = opened(town)
    at = page.choice.known.findText("现成的：县集中整治问题线索台账")
    page.choice.known.setCurrentIndex(at)
    page.choice.known.activated.emit(at)
    assert page.columns.model.rowCount() == 24 and page.name.text() == "县集中整治问题线索台账"
    page.save_blank(tmp_path / "空白.xlsx")
    work(qtbot, town, lambda: page.fill_into(tmp_path / "填好"))
    blank, filled = cells(tmp_path / "空白.xlsx"), cells(tmp_path / "填好.xlsx")
    assert (blank[5][3], filled[5][3]) == (None, "曾小明")
    assert blank[2:5] == filled[2:5] and blank[-1] == filled[-1]


@pytest.mark.thorough
def test_a_new_blank_with_a_known_header_is_offered_the_last_mapping(
    qtbot: QtBot, town: Desk, tmp_path: Path
) -> None:
    town.register("反映低保评定不公")
    page = opened(town)
    page.open_file(workbook(tmp_path / "一季度.xlsx", [["一季度"], HEAD], ["A1:F1"]))
    page.columns.go_to(5)
    page.columns.field._pick("allegation.unit")
    work(qtbot, town, lambda: page.fill_into(tmp_path / "填好.xlsx"))
    page.open_file(workbook(tmp_path / "二季度.xlsx", [["二季度"], HEAD], ["A1:F1"]))
    assert page.columns.model.lines[5][2].endswith("单位")


@pytest.mark.thorough
def test_what_is_no_form_is_explained(town: Desk, tmp_path: Path) -> None:
    page = opened(town)
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04 no")
    page.open_file(tmp_path / "a.xlsx")
    assert page.error.isVisible() and page.form is None
    town.frame._escape()
    assert not page.error.isVisible() and town.frame.page is page


@pytest.mark.parametrize(
    ("key", "first", "last"),
    [
        ("month", date(2026, 3, 1), date(2026, 3, 6)), ("last", date(2026, 2, 1), date(2026, 2, 28)),
        ("quarter", date(2026, 1, 1), date(2026, 3, 6)), ("year", date(2026, 1, 1), date(2026, 3, 6)),
    ],
)  # fmt: skip
def test_the_times_that_are_offered(key: str, first: date, last: date) -> None:
    assert between(key, date(2026, 3, 6)) == (first, last)


@pytest.mark.thorough
def test_what_the_county_would_send_back_is_told_before_the_form_is_saved(
    qtbot: QtBot, town: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.register("反" * 60)
    page = opened(town)
    page.open_file(workbook(tmp_path / "季报.xlsx", [["序号", "编号", "被反映人", "问题摘要（50字以内）"]]))
    out, checked = tmp_path / "填好.xlsx", tmp_path / "核对"
    work(qtbot, town, lambda: page.fill_into(out))
    assert page.doubts.isVisible() and not out.exists()
    assert page.doubts.words.text().startswith("表还没有存。县里会核对：要确认 1 处。\n要确认：第 2 行 ")
    monkeypatch.setattr(
        "ui.exchange.foreign.form_page.QFileDialog.getSaveFileName", lambda *said: (str(checked), "")
    )
    page.doubts.choices["存核对清单…"].click()
    assert [line[4] for line in cells(tmp_path / "核对.xlsx") if line[0] == "要确认"] == [
        "有 60 字，表上限 50 字：请写短些"
    ]
    assert page.escaped() and not page.doubts.isVisible() and not out.exists()
    work(qtbot, town, lambda: page.fill_into(out))
    page.doubts.choices["照样存"].click()
    assert out.exists() and not page.doubts.isVisible() and "已填 1 件" in page.done.words.text()
