"""同一事项: who belongs to the matter, how far it has spread, what is found on demand, and what is judged of it."""

from datetime import date
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.actions.families import family_of, judge
from app.store.office import Office
from tests.app.store.offices import counts_of
from tests.ui.workplace import Typist, report
from ui.case.page import CasePage
from ui.main_window import MainWindow


def opened(window: MainWindow, case: str) -> CasePage:
    window.open_case(case)
    return cast(CasePage, window.page)


def words(page: CasePage) -> str:
    labels: list[QLabel] = page.family.findChildren(QLabel)
    return "\n".join(each.text() for each in labels if not each.isHidden())


def press(page: CasePage, word: str) -> None:
    buttons: list[QPushButton] = page.family.findChildren(QPushButton)
    next(each for each in buttons if each.text() == word and not each.isHidden()).click()


def test_a_case_that_stands_alone_says_so(window: MainWindow, office: Office) -> None:
    assert "没有重复件" in words(opened(window, report(office)))


def test_the_reports_of_a_matter_are_listed_with_its_spread(window: MainWindow, office: Office) -> None:
    main = report(office, received_on=date(2025, 5, 6))
    second = report(office, intake_source="forwarded_above", source_unit="清河县纪委监委信访室")
    judge(office, second, main)
    page = opened(window, second)
    said = words(page)
    assert "1 件 2 件次 · 多年(2025、2026) · 多层(本级、上级) · 多头(本机关、清河县纪委监委信访室)" in said
    assert "重复件 · 本件 · 2026-03-06 · 来信 · 上级转办 · 清河县纪委监委信访室" in said
    press(page, "云信〔2026〕1号")
    assert page.case == main and "主件 · 本件 · 2025-05-06" in words(page)


@pytest.mark.thorough
def test_similar_ones_are_found_on_demand_and_judged_by_a_key(
    qtbot: QtBot, window: MainWindow, office: Office, typist: Typist
) -> None:
    main, second = report(office), report(office)
    page = opened(window, second)
    page.family.look_for()
    qtbot.waitUntil(lambda: not page.family.compare.isHidden())
    assert QApplication.focusWidget() is page.family.compare
    typist.press(Qt.Key.Key_1)
    assert family_of(office, second) == [main, second] and page.family.compare.isHidden()
    assert "1 件 2 件次" in words(page)


@pytest.mark.thorough
def test_what_is_judged_apart_is_listed_and_not_found_again(
    qtbot: QtBot, window: MainWindow, office: Office, typist: Typist
) -> None:
    report(office)
    page = opened(window, report(office))
    page.family.look_for()
    qtbot.waitUntil(lambda: not page.family.compare.isHidden())
    typist.press(Qt.Key.Key_Delete)
    assert "不是同一件 · 2026-03-06 · 王敏" in words(page) and counts_of(office) == (2, 2)
    page.family.look_for()
    qtbot.waitUntil(lambda: not page.family.asker.is_busy)
    assert page.family.compare.isHidden() and window.strip.message.text() == "没有找到相近的件。"


@pytest.mark.thorough
def test_a_judgement_is_cancelled_with_its_reason(window: MainWindow, office: Office) -> None:
    main, second = report(office), report(office)
    judge(office, second, main)
    page = opened(window, main)
    press(page, "取消认定")
    assert page.family.ask is not None
    next(iter(page.family.ask.form.rows.values())).set_value("不是一回事")
    page.family.ask.confirm()
    assert counts_of(office) == (2, 2) and "没有重复件" in words(page)


@pytest.mark.thorough
def test_a_large_matter_lists_its_first_reports_until_all_are_wanted(
    window: MainWindow, office: Office
) -> None:
    main = report(office)
    for _ in range(12):
        judge(office, report(office), main)
    page = opened(window, main)
    assert "云信〔2026〕13号" not in [each.text() for each in page.family.findChildren(QPushButton)]
    press(page, "还有 3 件，全部列出")
    assert "云信〔2026〕13号" in [each.text() for each in page.family.findChildren(QPushButton)]


@pytest.mark.thorough
def test_esc_closes_what_was_found(qtbot: QtBot, window: MainWindow, office: Office, typist: Typist) -> None:
    report(office)
    page = opened(window, report(office))
    page.family.look_for()
    qtbot.waitUntil(lambda: not page.family.compare.isHidden())
    typist.press(Qt.Key.Key_Escape)
    assert page.family.compare.isHidden() and window.page is page
