"""The lists of a case: only what is there, each line with its form; what is open is completed from its line."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from app.actions.catalogue import CASE_ACTIONS
from app.records.aftermath import Repeat
from app.records.catalogue import AT_HOME, CASE_LISTS
from app.records.matters import Allegation, Attachment, Finding, Step, Visit
from app.records.movements import Receipt
from app.store.case_file import read_case
from app.store.office import Office
from tests.ui.workplace import CTRL, Typist, report
from ui.case.lists import SHOWN
from ui.case.page import CasePage
from ui.case.record_list import makers
from ui.main_window import MainWindow

ELSEWHERE = {Allegation, Finding, Step, Visit, Attachment, Repeat}
"""Lists with a panel of their own."""


def act(office: Office, case: str, name: str, **said: Any) -> None:
    action = CASE_ACTIONS[name]
    values = {each.replace("__", "."): value for each, value in said.items()}
    action.do(office, case, action.standing(office, read_case(office, case)) | values)


def opened(window: MainWindow, case: str) -> CasePage:
    window.open_case(case)
    assert isinstance(window.page, CasePage)
    window.page.widget  # noqa: B018 - builds it
    return window.page


def words(part: Any) -> str:
    return "\n".join(each.text() for each in part.findChildren(QLabel))


def press(part: Any, word: str) -> None:
    next(each for each in part.findChildren(QPushButton) if each.text() == word).click()


@pytest.fixture
def case(office: Office) -> str:
    made = report(office)
    act(office, made, "accept")
    act(office, made, "hand_over", handling__handler="李青云")
    return made


def test_every_list_of_a_case_is_shown_somewhere() -> None:
    assert set(SHOWN) | ELSEWHERE == {*CASE_LISTS, *AT_HOME}
    assert all(makers(kind) for kind in SHOWN)


@pytest.mark.thorough
def test_only_what_is_there_is_shown_and_the_rest_says_what_begins_it(
    window: MainWindow, office: Office, case: str
) -> None:
    page = opened(window, case)
    assert list(page.lists.lists) == [each.kind for each in SHOWN if read_case(office, case).of(each)]
    assert "延期申请" in words(page.lists.absent)
    page.lists.turn()
    said = words(page.lists.absent)
    assert "还没有延期申请，用“申请延期”写第一条。" in said
    press(page.lists.absent, "申请延期")
    assert page.actions.ask is not None and "extension.wanted_on" in page.actions.ask.form.rows


def test_a_receipt_is_signed_from_its_line(
    window: MainWindow, office: Office, typist: Typist, case: str
) -> None:
    act(office, case, "hand_item", receipt__item="原信", receipt__to_person="李青云", receipt__signed_on=None)
    act(office, case, "hand_item", receipt__item="照片", receipt__to_person="王敏", receipt__signed_on=None)
    page = opened(window, case)
    lines = page.lists.lists["receipt"].lines
    first = next(line for line in lines if "原信" in line.title.text())
    press(first, "领件签收")
    typist.press(Qt.Key.Key_S, CTRL)
    assert {each.item for each in office.find(Receipt, case=case) if each.signed_on} >= {"原信"}
    assert "照片" not in {each.item for each in office.find(Receipt, case=case) if each.signed_on}
    again = next(line for line in page.lists.lists["receipt"].lines if "原信" in line.title.text())
    assert f"签收日期：{office.today.isoformat()}" in again.detail.text()
    assert "领件签收" not in [each.text() for each in again.findChildren(QPushButton)]


@pytest.mark.thorough
def test_a_line_opens_its_form_and_can_be_voided(
    window: MainWindow, office: Office, typist: Typist, case: str
) -> None:
    act(office, case, "take_measure", measure__organizational=("criticism",))
    page = opened(window, case)
    panel = page.lists.lists["measure"]
    press(panel.lines[0], "修改")
    assert panel.ask is not None
    panel.ask.form.rows["measure.respondent"].set_value("刘某某")
    typist.press(Qt.Key.Key_S, CTRL)
    assert panel.lines[0].title.text().startswith("刘某某")
    press(panel.lines[0], "作废")
    typist.type("录错了")
    typist.press(Qt.Key.Key_S, CTRL)
    assert panel.lines == [] and panel.isHidden()


def test_an_extension_shows_what_was_asked_and_decided(window: MainWindow, office: Office, case: str) -> None:
    act(office, case, "ask_extension", extension__reason="complex")
    page = opened(window, case)
    panel = page.lists.lists["extension"]
    assert "申请延至" in panel.lines[0].detail.text()
    assert "审批延期" in [each.text() for each in panel.lines[0].findChildren(QPushButton)]


@pytest.mark.thorough
def test_protection_is_seen_only_by_those_who_may_write_it(
    window: MainWindow, office: Office, case: str
) -> None:
    act(office, case, "protect", protection__measure="confidential")
    assert "protection" in opened(window, case).lists.lists
    window.back()
    office.roles = frozenset({"handler"})
    try:
        page = opened(window, case)
        assert "protection" not in page.lists.lists and "保护申请" not in words(page.lists)
    finally:
        office.roles = None


@pytest.mark.thorough
def test_an_earlier_round_is_folded_and_unfolds(window: MainWindow, office: Office, case: str) -> None:
    act(office, case, "close", handling__finding="unsubstantiated", handling__result="已查清")
    act(office, case, "reopen", handling__reopen_kind="reinvestigate", handling__reopened_by="刘书记")
    page = opened(window, case)
    (earlier,) = page.rounds.bands
    assert "第 1 轮办理" in words(page.rounds) and "已查清" not in words(page.rounds)
    page.rounds.turn(earlier)
    assert "已查清" in words(page.rounds.bands[earlier])
