"""Mechanisms in which the window is the point, played with a keyboard and nothing else."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.records.proceedings import Review
from app.records.registration import Registration
from app.rules.stage import Stage
from app.store.case_file import read_case
from app.store.office import Office
from tests.journeys.telling import act, due, handled
from tests.ui.workplace import CTRL, SHIFT, Typist
from ui.case.page import CasePage
from ui.main_window import MainWindow


def choose(page: CasePage, typist: Typist, label: str) -> None:
    """Open the menu of all actions, find the action by its name, and take it."""
    QApplication.processEvents()
    page.widget.setFocus()
    typist.press(Qt.Key.Key_F4)
    typist.type(label)
    typist.enter()


def answer(page: CasePage, typist: Typist, said: dict[str, str]) -> None:
    """Go through the small form with Enter, typing where there is something to type; then Ctrl+S."""
    left = dict(said)
    assert page.actions.ask is not None
    rows = page.actions.ask.form.rows
    for _ in range(2 * len(rows)):
        focused = QApplication.focusWidget()
        name = next(
            (name for name, row in rows.items() if row.editor is focused or row.editor.isAncestorOf(focused)),
            "",
        )
        if name in left:
            typist.press(Qt.Key.Key_A, CTRL)
            typist.type(left.pop(name))
        if not left:
            break
        typist.enter()
    assert left == {}
    typist.press(Qt.Key.Key_S, CTRL)


def test_m42_a_report_is_returned_with_its_reason_done_again_and_passed_by_keys(
    window: MainWindow, office: Office, typist: Typist
) -> None:
    case = handled(office)
    for name in ("dispose", "begin_verification", "submit_report"):
        act(
            office,
            case,
            name,
            **({"handling__disposition": "preliminary_verification"} if name == "dispose" else {}),
        )
    window.open_case(case)
    page = window.page
    assert isinstance(page, CasePage)
    choose(page, typist, "审核把关")
    answer(page, typist, {"review.outcome": "2", "review.reviewer": "刘书记"})
    assert (
        page.actions.ask is not None
        and page.actions.ask.form.rows["review.reason"].error == "退回的要写明理由。"
    )
    answer(page, typist, {"review.reason": "证据不足"})
    assert page.actions.ask is None
    (kept,) = read_case(office, case).of(Review)
    assert (kept.outcome, kept.reviewer, kept.reason) == ("returned", "刘书记", "证据不足")
    assert page.stage.text() == Stage.VERIFYING.label
    assert [each.is_open for each in due(office, case, "H07")] == [True]
    choose(page, typist, "提交报告")
    typist.press(Qt.Key.Key_S, CTRL)
    assert page.stage.text() == Stage.UNDER_REVIEW.label
    choose(page, typist, "审核把关")
    answer(page, typist, {"review.outcome": "1", "review.reviewer": "刘书记"})
    assert {each.outcome for each in read_case(office, case).of(Review)} == {"returned", "passed"}


def test_m12_a_simple_matter_is_registered_and_closed_in_one_sitting_by_keys(
    window: MainWindow, office: Office, typist: Typist
) -> None:
    window.show_page(window.entry)
    typist.press(Qt.Key.Key_1)
    said = {"received_on": "", "intake_channel": "2", "intake_source": "1", "identity_status": "1",
            "summary": "反映公示栏没有更新", "category": "1", "handling_class": "3"}  # fmt: skip
    typist.fill(
        window.entry,
        {f"registration.{name}": text for name, text in said.items()} | {"visit.visit_kind": "1"},
    )
    typist.press(Qt.Key.Key_S, CTRL | SHIFT)
    page = window.page
    assert isinstance(page, CasePage) and page.actions.ask is not None
    answer(page, typist, {"handling.result": "当场更新公示"})
    (made,) = office.find(Registration)
    found = read_case(office, made.id)
    assert found.stage is Stage.CLOSED and found.handling is not None
    assert (found.handling.closing_way, found.handling.result) == ("on_the_spot", "当场更新公示")
    typist.press(Qt.Key.Key_Escape)
    assert window.page is window.pages["entry"]
