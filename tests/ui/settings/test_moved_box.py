"""Before a calendar, a limit or a scheme is changed: every light that moves stands in a list; a press opens its case."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.actions.edit import edit_cases
from app.actions.settings import set_setting
from app.ledger.would_move import would_move
from app.store.office import Office
from tests.ui.workplace import report
from ui import long_work
from ui.case.page import CasePage
from ui.main_window import MainWindow
from ui.parts.light import LIGHT_ROLE
from ui.settings.moved_box import HEADERS, MovedBox, Proposal


@pytest.fixture
def box(window: MainWindow) -> MovedBox:
    window.show_page(window.settings)
    return window.settings.scheme


def looked_at(box: MovedBox, proposal: Proposal, qtbot: QtBot) -> None:
    """Wait until what would move is listed."""
    box.look(proposal)
    qtbot.waitUntil(lambda: box.proposal is not None and not long_work._running)


def shorter(office: Office) -> Proposal:
    """The notice of acceptance within three working days."""
    said = {"T03": {"limit": 3}}
    return Proposal("改时限 T03", {"rules.changes": said}, lambda: set_setting(office, "rules.changes", said))


def test_every_light_that_moves_is_a_row_and_opens_its_case(
    window: MainWindow, office: Office, qtbot: QtBot, box: MovedBox
) -> None:
    cases = [report(office, received_on=office.today - timedelta(days=10)) for _ in range(30)]
    looked_at(box, shorter(office), qtbot)
    model = box.table.model()
    assert (model.rowCount(), model.columnCount()) == (30, len(HEADERS))
    row = [str(model.index(0, column).data()) for column in range(len(HEADERS))]
    assert row[1:4] == ["受理告知", "○ 在办", "▲ 逾期"]
    assert row[4] > row[5]
    lights = [model.index(0, column).data(LIGHT_ROLE) for column in range(len(HEADERS))]
    assert [each and each.light.hue for each in lights] == [None, None, "blue", "red", None, None]
    assert box.told.text().startswith("改时限 T03：30 件里，30 个灯会变颜色，0 个只变到期日。")
    assert office.setting("rules.changes") == {}
    box.table.activated.emit(model.index(3, 0))
    page = window.page
    assert isinstance(page, CasePage)
    assert box.found[3].case in cases


@pytest.mark.thorough
def test_a_change_that_is_stopped_on_the_way_changes_nothing(
    office: Office, qtbot: QtBot, box: MovedBox
) -> None:
    report(office, received_on=office.today - timedelta(days=10))
    looked_at(box, shorter(office), qtbot)

    def stop(at: int, of: int) -> None:
        raise long_work.Cancelled

    office.progress = stop
    with pytest.raises(long_work.Cancelled):
        set_setting(office, "rules.changes", {"T03": {"limit": 3}})
    office.progress = None
    assert office.setting("rules.changes") == {}
    assert {each.limit for each in office.measure.rules if each.id == "T03"} == {15}
    box.apply()
    qtbot.waitUntil(lambda: not long_work._running)
    QApplication.processEvents()
    assert office.setting("rules.changes") == {"T03": {"limit": 3}}


@pytest.mark.thorough
def test_where_no_light_moves_a_day_of_the_calendar_is_entered_at_once(
    office: Office, qtbot: QtBot, window: MainWindow
) -> None:
    window.show_page(window.settings)
    section = window.settings.calendar
    assert section is not None
    section.day.setText("3.9")
    section.name.setText("本地假日")
    section.add()
    qtbot.waitUntil(
        lambda: not office.calendar.is_working(office.today.replace(month=3, day=9)), timeout=30_000
    )
    qtbot.waitUntil(lambda: not long_work._running)


def test_a_light_by_age_has_a_line_of_its_own(office: Office) -> None:
    case = report(office, received_on=office.today - timedelta(days=100))
    edit_cases(office, [case], {"registration.acceptance_told_on": office.today - timedelta(days=95)})
    (moved,) = would_move(office, {"preset": "C3"})
    assert (moved.label, moved.status_after, moved.due_after) == ("整件", "overdue", None)


@pytest.mark.thorough
def test_what_is_reckoned_tells_how_far_it_is(office: Office) -> None:
    for _ in range(3):
        report(office)
    told: list[tuple[int, int]] = []
    would_move(office, {"preset": "C1"}, lambda at, of: told.append((at, of)))
    assert told == [(0, 3)]
