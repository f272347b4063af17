"""The lights of a case: what stands still says so, an extension keeps the old date in sight."""

from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from app.actions.catalogue import CASE_ACTIONS
from app.store.case_file import read_case
from app.store.office import Office
from tests.ui.workplace import report
from ui.case.lights import EARLIER, ENDED, STOPPED
from ui.case.page import CasePage
from ui.main_window import MainWindow
from ui.parts.light import LightLabel


def act(office: Office, case: str, name: str, said: dict[str, Any]) -> None:
    action = CASE_ACTIONS[name]
    action.do(office, case, action.standing(office, read_case(office, case)) | said)


def handled(window: MainWindow, office: Office) -> CasePage:
    case = report(office)
    act(office, case, "accept", {})
    act(office, case, "hand_over", {"handling.handler": "李青云"})
    window.open_case(case)
    assert isinstance(window.page, CasePage)
    window.page.widget  # noqa: B018 - builds it
    return window.page


def lights(page: CasePage) -> list[str]:
    return [each.accessibleName() for each in page.side.lights.findChildren(LightLabel)]


def words(page: CasePage) -> str:
    return "\n".join(each.text() for each in page.side.lights.findChildren(QLabel))


def test_a_stopped_duty_says_that_it_stands(window: MainWindow, office: Office) -> None:
    page = handled(window, office)
    assert STOPPED not in lights(page)
    act(office, page.case, "pause", {"pause.reason": "audit", "pause.approver": "刘书记"})
    page.refresh(None)
    assert STOPPED in lights(page) and "恢复后顺延" in words(page)


def test_an_extension_keeps_the_old_date_in_sight(window: MainWindow, office: Office) -> None:
    page = handled(window, office)
    act(office, page.case, "ask_extension", {"extension.reason": "complex"})
    act(office, page.case, "decide_extension", {"extension.approver": "刘书记"})
    page.refresh(None)
    assert "原到期日保留备查" in words(page)


@pytest.mark.thorough
def test_what_an_earlier_round_owed_stands_apart_below_the_current_round(
    window: MainWindow, office: Office
) -> None:
    page = handled(window, office)
    act(office, page.case, "close", {"handling.finding": "unsubstantiated", "handling.result": "已查清"})
    page.refresh(None)
    assert EARLIER not in words(page)
    act(
        office,
        page.case,
        "reopen",
        {"handling.reopen_kind": "reinvestigate", "handling.reopened_by": "刘书记"},
    )
    act(office, page.case, "hand_over", {"handling.handler": "李青云"})
    page.refresh(None)
    now, before = words(page).split(EARLIER)
    assert "线索处置" in now and "第1轮" not in now
    assert "线索处置（第1轮）" in before and "结果反馈（第1轮）" in before
    assert ENDED in lights(page) and "这一轮的时限随之终止" in before
