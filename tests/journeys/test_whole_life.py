"""The whole life of one case in the real window, with the keyboard alone: from the envelope to the archive and again."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.records.movements import Extension, Receipt
from app.records.registration import Registration
from app.rules.stage import Stage
from app.store.case_file import CaseFile, read_case
from app.store.office import Office
from tests.ui.workplace import ALT, CTRL, Clock, Typist
from ui.case.page import CasePage
from ui.main_window import MainWindow

R, H, A = "registration", "handling", "allegation"
HEAD = "刘书记"


class Clerk:
    """Somebody with a keyboard who finds each action in the menu by its name and types what it asks."""

    def __init__(self, window: MainWindow, office: Office, typist: Typist) -> None:
        self.window, self.office, self.typist = window, office, typist
        self.case = ""

    def register(self, texts: dict[str, str], point: dict[str, str]) -> None:
        """A new report, from Alt+3 to Enter on 保存."""
        self.typist.press(Qt.Key.Key_3, ALT)
        self.typist.type("1")
        self.typist.fill(self.window.entry, texts, [point])
        self.typist.enter()
        (self.case,) = [each.id for each in self.office.find(Registration)]

    def open(self) -> CasePage:
        """The case, by its serial under Ctrl+K."""
        number = read_case(self.office, self.case).title
        self.typist.press(Qt.Key.Key_K, CTRL)
        self.typist.type(number)
        self.typist.enter()
        page = self.window.page
        assert isinstance(page, CasePage) and page.case == self.case
        return page

    def do(self, name: str, texts: dict[str, str] | None = None) -> CaseFile:
        """One action: F4, its name, Enter; its fields in turn; Ctrl+S."""
        self.typist.press(Qt.Key.Key_F4)
        self.typist.type(name)
        self.typist.enter()
        page = self.window.page
        assert isinstance(page, CasePage)
        assert page.actions.ask is not None, self.window.strip.message.text()
        rows, waiting = page.actions.ask.form.rows, dict(texts or {})
        for field, row in rows.items():
            inside = QApplication.focusWidget()
            assert inside is not None and row.editor.isAncestorOf(inside), f"the focus is not in {field}"
            if field in waiting:
                self.typist.press(Qt.Key.Key_A, CTRL)
                self.typist.type(waiting.pop(field))
                if row is not list(rows.values())[-1]:
                    self.typist.enter()
                    continue
            if row is not list(rows.values())[-1]:
                self.typist.press(Qt.Key.Key_Tab)
        assert not waiting, f"not asked: {waiting}"
        self.typist.press(Qt.Key.Key_S, CTRL)
        wrong = [row.error for row in rows.values() if row.error] if page.actions.ask is not None else []
        assert page.actions.ask is None, f"{name}: {wrong}"
        return read_case(self.office, self.case)


@pytest.fixture
def clerk(window: MainWindow, office: Office, typist: Typist) -> Clerk:
    return Clerk(window, office, typist)


def test_a_case_lives_from_the_envelope_to_the_archive_by_keyboard(
    clerk: Clerk, office: Office, clock: Clock
) -> None:
    clerk.register(
        {
            f"{R}.received_on": "3.5", f"{R}.intake_channel": "1", f"{R}.intake_source": "1", f"{R}.identity_status": "3",
            f"{R}.summary": "反映村低保评定不公", f"{R}.category": "1", "reporter.name": "赵某某",
            "reporter.phone": "13800000001",
        },
        {"respondent": "曾小明", "unit": "柳树村", "rank_class": "5"},
    )  # fmt: skip
    clerk.open()
    clerk.do("拟办", {f"{R}.proposed_action": "1", f"{R}.proposer": "王敏"})
    clerk.do("批示", {f"{R}.instruction": "同意受理", f"{R}.approver": HEAD})
    assert clerk.do("受理").stage is Stage.ACCEPTED
    clerk.do("受理告知")
    clerk.do("移交承办人", {f"{H}.handler": "李青云"})
    clerk.do(
        "交件登记", {"receipt.item": "原信 1 份", "receipt.to_person": "李青云", "receipt.signed_on": " "}
    )
    clerk.do("领件签收")
    assert all(each.signed_on for each in office.find(Receipt, case=clerk.case))
    clerk.do("申请延期", {"extension.reason": "1"})
    found = clerk.do("审批延期", {"extension.approver": HEAD})
    assert [each.decision for each in found.of(Extension)] == ["approved"]
    assert any(each.moves for each in found.obligations)
    clerk.do("定处置方式", {f"{H}.disposition": "cbhs"})
    assert clerk.do("开始核查").stage is Stage.VERIFYING
    clock.pass_days(10)
    assert clerk.do("提交报告").stage is Stage.UNDER_REVIEW
    clerk.do("审核把关", {"review.reviewer": HEAD})
    found = clerk.do("办结", {f"{H}.finding": "3", f"{H}.result": "已纠正"})
    assert found.stage is Stage.CLOSED
    assert clerk.do("反馈", {f"{H}.satisfaction": "1"}).stage is Stage.FED_BACK
    clerk.do("回访", {"followup.state": "认可"})
    assert clerk.do("归档").stage is Stage.ARCHIVED
    found = clerk.do("重新办理", {f"{H}.reopen_kind": "1", f"{H}.reopened_by": HEAD})
    assert len(found.handlings) == 2 and found.handling is not None and found.handling.round_no == 2
    assert found.registration.received_on == date(2026, 3, 5)
    page = clerk.window.page
    assert isinstance(page, CasePage) and len(page.rounds.bands) == 1
    kinds = [step.step_kind for step in found.steps]
    assert {"propose", "instruct", "accept", "hand_over", "sign_receipt", "extend_request", "extend_decide",
            "dispose", "verify", "submit_report", "review", "close", "feed_back", "follow_up", "archive",
            "reopen"} <= set(kinds)  # fmt: skip
