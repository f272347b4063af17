"""设置 · 代码表: a code is added, called otherwise, chosen no longer, and given back."""

from collections.abc import Iterator

import pytest

from app.schema import codes
from app.schema.codes import code_list
from app.store.office import Office
from ui.main_window import MainWindow
from ui.settings.codes_section import CodesSection


@pytest.fixture(autouse=True)
def no_codes_left(office: Office) -> Iterator[None]:
    """Codes in force belong to the process: give them back."""
    yield
    codes.in_force(office.code, {})


def section(window: MainWindow) -> CodesSection:
    """The section as it stands, on 信访形式."""
    found = window.settings.codes
    found.list.setCurrentIndex(found.list.findData("intake_channel"))
    return found


def rows(found: CodesSection) -> list[list[str]]:
    return [
        [found.table.item(row, column).text() for column in range(3)] for row in range(found.table.rowCount())
    ]


def test_a_code_is_added_renamed_retired_and_given_back(window: MainWindow, office: Office) -> None:
    window.show_page(window.settings)
    found = section(window)
    found.word.setText("巡回接访")
    found.add()
    assert rows(section(window))[-1] == ["巡回接访", "本单位改的", "可选"]
    assert code_list("intake_channel").matching("xhjf")[0].label == "巡回接访"
    found = section(window)
    found.word.setText("巡回接访")
    found.add()
    assert "已经有“巡回接访”" in window.strip.message.text()
    found.table.selectRow(0)
    found.word.setText("群众来信")
    found.rename()
    assert rows(section(window))[0] == ["群众来信", "本单位改的", "可选"] and code_list(
        "intake_channel"
    ).find("来信")
    found = section(window)
    found.table.selectRow(0)
    found.offer()
    assert rows(section(window))[0][2] == "不再选用"
    found = section(window)
    found.table.selectRow(0)
    found.restore()
    assert rows(section(window))[0] == ["来信", "程序自带", "可选"]
    section(window).rename()
    assert "请先在表里选一项" in window.strip.message.text()
