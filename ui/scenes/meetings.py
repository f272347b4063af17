"""The pictures of meetings and of the sweep: minutes, a decision, a circular from the figures, 大起底, one's own lines."""

from functools import partial
from typing import cast

from PySide6.QtWidgets import QWidget

from app.actions.record_meeting import meetings_about, record_meeting
from app.ledger.views import SHIPPED
from app.rules.stat_periods import containing
from ui.main_window import MainWindow
from ui.scenes.scene import Scene, on_page
from ui.scenes.stage import Stage
from ui.statistics.meeting_band import MeetingBand


def _band(window: QWidget) -> MeetingBand:
    band = cast(MainWindow, window).statistics.meeting
    assert band is not None
    return band


def _decided(stage: Stage) -> MainWindow:
    """The county's weekly list, with a meeting about it."""
    office = stage.county
    week = containing("week", office.today)
    said = {"chair": "赵科", "attendants": "各室负责人", "minutes": "逐件对账，逾期三件由承办单位说明原因。"}
    if not meetings_about(office, "weekly", week):
        record_meeting(office, "weekly", week, said)
    window = on_page(stage, "statistics", "county")
    window.statistics.pick_list("weekly")
    return window


def _decide(window: QWidget) -> None:
    page = cast(MainWindow, window).statistics
    _band(window).open_decision(meetings_about(page._office, page.list_id, page.period)[0])


def _circular(window: QWidget) -> None:
    cast(MainWindow, window).statistics.pick_list("monthly")
    _band(window).open_circular()


def _in_house(stage: Stage) -> MainWindow:
    """A township's weekly list with a meeting that spoke of a case by its number."""
    from app.store.case_file import read_case

    office = stage.busy
    case, week = read_case(office, stage.long_case), containing("week", office.today)
    said = f"逐件对账。{case.registration.case_no}低保名册还没有核完；其他按期。"
    if not meetings_about(office, "weekly", week):
        record_meeting(office, "weekly", week, {"chair": "刘书记", "minutes": said})
    window = on_page(stage, "statistics", "busy")
    window.statistics.pick_list("weekly")
    return window


def _going_up(stage: Stage) -> MainWindow:
    """That case about to go to the level above: what goes with it."""
    _in_house(stage).deleteLater()
    window = on_page(stage, "today", "busy")
    window.open_case(stage.long_case, "escalate_case")
    return window


def _sweep(window: QWidget) -> None:
    (sweep,) = [view for view in SHIPPED if view.id == "sweep"]
    cast(MainWindow, window).ledger.board.open_view(sweep)


MEETINGS: tuple[Scene, ...] = (
    Scene("台账_大起底", partial(on_page, name="ledger"), _sweep, wait=400),
    Scene(
        "今日_我的",
        partial(on_page, name="today"),
        lambda window: cast(MainWindow, window).today.show_mine(True),
    ),
    Scene(
        "统计_记会议",
        partial(on_page, name="statistics"),
        lambda window: _band(window).open_minutes(),
        large=True,
    ),
    Scene("统计_拟通报", partial(on_page, name="statistics"), _circular),
    Scene("统计_内部督办", _in_house, _decide, wait=400),
    Scene("案件_转为报上级件", _going_up),
    Scene("县_统计_议定督办", _decided, _decide, wait=400),
)
"""The last of all, for a meeting is written into the county of the pictures."""
