"""设置: the look, who I am, people, units, lights, calendar, numbers, data."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from app.actions.units import units
from app.records.offices import Staff
from app.rules.status import load_preset
from app.store import preferences
from app.store.office import Office
from tests.ui.workplace import CTRL, Typist, report
from ui import long_work
from ui.look import Look
from ui.main_window import MainWindow
from ui.parts.chip import ChipRow
from ui.settings.calendar_section import CalendarSection
from ui.settings.numbers_section import NumberLine
from ui.settings.page import SettingsPage
from ui.settings.sections import what_moves
from ui.theme import current


@pytest.fixture
def page(window: MainWindow) -> SettingsPage:
    window.show_page(window.settings)
    return window.settings


def press(page: SettingsPage, row: int, key: str) -> None:
    """Press a chip of one of the page's rows, as a click does."""
    chips = page.widget.findChildren(ChipRow)[row]
    chips._chips[key].click()


@pytest.mark.thorough
def test_theme_and_type_size_change_at_once_and_are_remembered(
    page: SettingsPage, window: MainWindow, office: Office
) -> None:
    press(page, 0, "dark")
    press(page, 1, "125")
    assert current().dark and current().scale == 1.25
    assert preferences.get(office.db, "look.dark") is True and preferences.get(office.db, "look.scale") == 125
    window.dress(Look(dark=False, scale=100))
    assert not current().dark and current().scale == 1.0


def test_who_i_am_goes_into_the_journal_and_is_remembered(
    page: SettingsPage, window: MainWindow, office: Office
) -> None:
    press(page, 2, "李青云")
    assert office.person == "李青云" and window.top_bar.person.text().strip() == "李青云"
    report(office)
    change = office.undoable()
    assert change is not None and change.person == "李青云"
    assert preferences.get(office.db, "person") == "李青云"


@pytest.mark.thorough
def test_a_person_and_a_unit_are_added_with_the_keyboard(
    page: SettingsPage, office: Office, typist: Typist
) -> None:
    page.people.open()
    typist.type("周晓燕")
    typist.press(Qt.Key.Key_S, CTRL)
    assert [each.name for each in office.find(Staff)] == ["王敏", "李青云", "周晓燕"]
    page.units.open()
    for text in ("YX02", "河湾镇纪委", "河", "2"):
        typist.type(text)
        typist.enter()
    typist.press(Qt.Key.Key_S, CTRL)
    assert [unit.code for unit in units(office)] == ["YX01", "QH00", "YX02"]


@pytest.mark.thorough
def test_what_a_new_person_misses_is_said_beside_the_field(page: SettingsPage) -> None:
    page.people.open()
    assert page.people.ask is not None
    page.people.ask.confirm()
    assert page.people.ask.form.rows["staff.name"].error == "请填写姓名。"
    assert page.escaped() and page.people.ask is None


@pytest.mark.thorough
def test_another_scheme_of_lights_says_what_moves(
    page: SettingsPage, window: MainWindow, office: Office, qtbot: QtBot
) -> None:
    press(page, 3, "C1")
    qtbot.waitUntil(lambda: office.setting("preset") == "C1" and not long_work._running)
    assert office.measure.preset.id == "C1"
    qtbot.waitUntil(lambda: "已换灯色“红黄绿三色" in window.strip.message.text())
    assert "在办：蓝 → 绿" in what_moves(load_preset("default"), load_preset("C1"))
    window.undo()
    qtbot.waitUntil(lambda: office.setting("preset") == "default" and not long_work._running)
    assert what_moves(load_preset("C1"), load_preset("C1")) == "现在用的就是这一套。"


def calendar(page: SettingsPage) -> CalendarSection:
    assert page.calendar is not None
    return page.calendar


def test_a_day_entered_in_the_calendar_moves_working_days(
    page: SettingsPage, office: Office, qtbot: QtBot
) -> None:
    assert office.calendar.is_working(date(2026, 3, 9))
    section = calendar(page)
    section.day.setText("3.9")
    section.name.setText("本地假日")
    section.add()

    def is_listed() -> bool:
        return bool(calendar(page).table.findItems("2026-03-09", Qt.MatchFlag.MatchExactly))

    qtbot.waitUntil(is_listed, timeout=30_000)
    assert not office.calendar.is_working(date(2026, 3, 9))
    section = calendar(page)  # as it was made anew once the change was told
    row = [each.day for each in section.entries].index(date(2026, 3, 9))
    section.table.setCurrentCell(row, 0)
    section.remove()
    qtbot.waitUntil(
        lambda: office.calendar.is_working(date(2026, 3, 9)) and not long_work._running, timeout=30_000
    )


@pytest.mark.thorough
def test_a_year_without_data_is_marked_provisional(page: SettingsPage) -> None:
    section = calendar(page)
    section.year.setCurrentIndex(section.year.findData(2027))
    assert section.year.currentText() == "2027年(暂定)"
    assert section.note.text() == "2027年的放假安排还没有录入，时限按周一至周五暂定。"


@pytest.mark.thorough
def test_a_day_that_is_none_is_refused_in_words(
    page: SettingsPage, window: MainWindow, office: Office
) -> None:
    section = calendar(page)
    section.day.setText("13.45")
    section.name.setText("假日")
    section.add()
    assert window.strip.message.text().startswith("“13.45”不是日期。")
    assert office.setting("calendar.changes") == []


@pytest.mark.thorough
def test_the_size_of_an_attachment_is_limited_here(
    page: SettingsPage, window: MainWindow, office: Office
) -> None:
    (line,) = [
        each for each in page.widget.findChildren(QLineEdit) if each.accessibleName() == "一个附件的大小上限"
    ]
    line.setText("20")
    line.returnPressed.emit()
    assert office.setting("attachment.megabytes") == 20
    line.setText("很大")
    line.returnPressed.emit()
    assert "不是个数" in window.strip.message.text() and office.setting("attachment.megabytes") == 20


@pytest.mark.thorough
def test_data_are_verified(qtbot: QtBot, page: SettingsPage, window: MainWindow) -> None:
    from PySide6.QtWidgets import QPushButton

    (check,) = [each for each in page.widget.findChildren(QPushButton) if each.text() == "验证数据"]
    check.click()
    qtbot.waitUntil(lambda: window.strip.message.text().startswith("数据完好"))


@pytest.mark.thorough
def test_a_number_is_restyled_by_writing_one_as_it_should_look(window: MainWindow, office: Office) -> None:
    window.show_page(window.settings)
    line = window.settings.widget.findChildren(NumberLine)[0]
    assert line.line.text() == "云信〔2026〕1号" and not line.go.isEnabled()
    assert line.said.text() == "以后是 云信〔2026〕18号、云信〔2026〕19号，明年是 云信〔2027〕1号"
    line.line.setText("云纪访2026-7")
    assert "云纪访2026-18" in line.said.text() and line.go.isEnabled()
    line.line.setText("云纪访-7")
    assert "请照真的编号写一个" in line.said.text() and not line.go.isEnabled()
    line.line.setText("云纪访2026-7")
    line.go.click()
    assert office.setting("number.case") == "{short}纪访{year}-{serial}"


@pytest.mark.thorough
def test_no_word_of_the_settings_is_a_template(window: MainWindow) -> None:
    window.show_page(window.settings)
    page = window.settings.widget
    texts = [each.text() for each in [*page.findChildren(QLabel), *page.findChildren(QLineEdit)]]
    assert len(texts) > 30 and [text for text in texts if "{" in text] == []


@pytest.mark.thorough
def test_the_units_stand_under_the_names_of_their_fields(window: MainWindow) -> None:
    window.show_page(window.settings)
    texts = [each.text() for each in window.settings.units.findChildren(QLabel)]
    assert texts[texts.index("单位代码") + 1 :][:2] == ["YX01", "QH00"] and "单位名称" in texts


@pytest.mark.thorough
def test_the_list_at_the_side_leads_to_each_part(window: MainWindow) -> None:
    window.show_page(window.settings)
    page = window.settings
    names = [page.side.item(row).text() for row in range(page.side.count())]
    assert names == list(page.cards) and names[0] == "外观" and "工作日历" in names
    page.side.setCurrentRow(names.index("单位"))
    assert page._body is not None
    assert page._body.verticalScrollBar().value() == page.cards["单位"].y() > 0


@pytest.mark.thorough
def test_what_statistics_are_reckoned_by_is_set_by_chips(page: SettingsPage, office: Office) -> None:
    def chips(row: int) -> ChipRow:
        return page.cards["统计口径"].findChildren(ChipRow)[row]

    chips(0)._chips["20"].click()
    chips(1)._chips["received"].click()
    chips(2)._chips["30"].click()
    asked = ("statistics.last_day", "statistics.closure_base", "statistics.least_base")
    assert [office.setting(key) for key in asked] == [20, "received", 30]
    assert chips(0).pressed == ("20",)
