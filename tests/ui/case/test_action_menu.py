"""全部操作: grouped by phase, found by typing, opened by Enter; what cannot be done says why."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.actions.catalogue import CASE_ACTIONS
from app.actions.phases import PHASES
from app.records.movements import Receipt
from app.store.case_file import read_case
from app.store.office import Office
from tests.ui.workplace import Typist, report
from ui.case.page import CasePage
from ui.main_window import MainWindow


@pytest.fixture
def page(window: MainWindow, office: Office) -> CasePage:
    return opened(window, report(office))


def opened(window: MainWindow, case: str) -> CasePage:
    window.open_case(case)
    assert isinstance(window.page, CasePage)
    window.page.widget  # noqa: B018 - builds it
    return window.page


def names(page: CasePage) -> list[str]:
    return [line.label for line in page.actions.menu.shown if line is not None]


def test_the_menu_groups_every_action_by_phase(page: CasePage, typist: Typist) -> None:
    typist.press(Qt.Key.Key_F4)
    menu = page.actions.menu
    assert menu.isVisible() and QApplication.focusWidget() is menu.line
    phases = [line.phase for line in menu.shown if line is not None]
    assert list(dict.fromkeys(phases)) == list(PHASES)
    assert {each.label for each in CASE_ACTIONS.values() if not each.quiet} <= set(names(page))
    typist.press(Qt.Key.Key_Escape)
    assert menu.isHidden() and page.actions.ask is None


def test_typing_initials_and_enter_opens_the_form(page: CasePage, typist: Typist) -> None:
    typist.press(Qt.Key.Key_F4)
    typist.type("hssf")
    assert names(page) == ["核实身份"]
    typist.enter()
    assert page.actions.ask is not None and "registration.identity_checked_on" in page.actions.ask.form.rows


def test_enter_takes_the_action_of_just_that_name(page: CasePage, typist: Typist) -> None:
    typist.press(Qt.Key.Key_F4)
    typist.type("澄清")
    menu = page.actions.menu
    assert names(page) == ["提出澄清", "批准澄清", "澄清"]
    chosen = menu.shown[menu.list.currentIndex().row()]
    assert chosen is not None and chosen.label == "澄清"


@pytest.mark.thorough
def test_initials_find_an_action_from_its_middle_as_the_field_says(page: CasePage, typist: Typist) -> None:
    typist.press(Qt.Key.Key_F4)
    assert "yq 找延期" in page.actions.menu.line.placeholderText()
    typist.type("yq")
    assert {"申请延期", "审批延期"} <= set(names(page))


@pytest.mark.thorough
def test_what_cannot_be_done_yet_says_why(window: MainWindow, page: CasePage, typist: Typist) -> None:
    typist.press(Qt.Key.Key_F4)
    typist.type("归档")
    typist.enter()
    assert window.strip.message.text() == "现在不能归档：还没有办结，不能归档。请先办结。"
    assert page.actions.ask is None and page.actions.menu.isVisible()


@pytest.mark.thorough
def test_a_rare_action_is_found_by_its_name_though_it_cannot_be_done(page: CasePage, typist: Typist) -> None:
    typist.press(Qt.Key.Key_F4)
    assert "恢复计时" not in names(page)
    typist.type("恢复")
    assert names(page) == ["恢复计时"]


@pytest.mark.thorough
def test_ctrl_k_finds_the_actions_of_the_case_in_front(window: MainWindow, page: CasePage) -> None:
    found = window._found("不予")
    assert [hit.title for hit in found] == ["不予受理"]
    found[0].run()
    assert page.actions.ask is not None and "registration.rejection_ground" in page.actions.ask.form.rows


@pytest.mark.thorough
def test_of_several_open_receipts_one_is_chosen(window: MainWindow, office: Office, typist: Typist) -> None:
    case = report(office)
    hand = CASE_ACTIONS["hand_item"]
    for item, person in (("原信", "李青云"), ("照片", "王敏")):
        standing = hand.standing(office, read_case(office, case))
        hand.do(office, case, standing | {
            "receipt.item": item, "receipt.to_person": person, "receipt.signed_on": None
        })  # fmt: skip
    page = opened(window, case)
    page.actions.open(CASE_ACTIONS["sign_item"])
    assert page.actions.ask is not None
    rows = page.actions.ask.form.rows
    assert rows["receipt.to_person"].value() == "王敏"
    assert "照片" in rows["which"].editor.line.text()  # type: ignore[attr-defined]
    rows["which"].editor.setFocus()
    typist.press(Qt.Key.Key_Down)
    typist.press(Qt.Key.Key_Down)
    typist.enter()
    assert page.actions.ask.form.rows["receipt.to_person"].value() == "李青云"
    typist.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert {each.item: each.signed_on for each in office.find(Receipt, case=case)} == {
        "原信": office.today, "照片": None,
    }  # fmt: skip
