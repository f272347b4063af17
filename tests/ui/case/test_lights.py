"""The lights of a case: what stands still says so, an extension keeps the old date in sight."""

from typing import Any

from PySide6.QtWidgets import QLabel

from app.actions.catalogue import CASE_ACTIONS
from app.store.case_file import read_case
from app.store.office import Office
from tests.ui.workplace import report
from ui.case.lights import STOPPED
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
