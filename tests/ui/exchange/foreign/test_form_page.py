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
from ui.exchange.foreign.form_page import NOBODY, FormPage, between

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
    assert page.model.lines[0][1:] == ("序号", "序号 1、2、3…")
    assert page.model.lines[2][1:] == ("反映人姓名", NOBODY)
    assert page.blank.text() == "留空的列：反映人姓名、县里批注。"
    page.table.selectRow(5)
    page.field._pick("allegation.unit")
    assert page.model.lines[5][2].endswith("单位") and page.blank.text() == "留空的列：反映人姓名。"
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
    assert [again.known.itemText(at) for at in range(1, again.known.count())] == ["县纪委季报（每季度）"]
    again.known.setCurrentIndex(1)
    again.known.activated.emit(1)
    assert again.model.lines[5][2].endswith("单位") and again.period.text() == "每季度"
    again.pick_time("last")
    assert again.counts.text().startswith("要填的有 0 件") and not again.save.isEnabled()


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
