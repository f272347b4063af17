"""The small parts: chips, lights, timeline, empty state, flow."""

from datetime import date

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ui.parts.chip import ChipRow, ChipSpec
from ui.parts.empty import Empty
from ui.parts.light import LightLabel, light_cell
from ui.parts.spoken import spoken_day
from ui.parts.timeline import Moment, Timeline
from ui.theme import LIGHTS, light

SPECS = [
    ChipSpec("all", "全部", 9),
    ChipSpec("overdue", "逾期", 2, light("overdue")),
    ChipSpec("none", "未启动"),
]


def test_one_chip_is_pressed_at_a_time_and_a_click_says_which(qtbot: QtBot) -> None:
    row = ChipRow(SPECS)
    qtbot.addWidget(row)
    assert row.pressed == ("all",)
    with qtbot.waitSignal(row.picked) as said:
        row._chips["overdue"].click()
    assert said.args == ["overdue"]
    assert row.pressed == ("overdue",)
    with qtbot.assertNotEmitted(row.picked):
        row.press("all")
    assert row.pressed == ("all",)


def test_several_chips_can_be_pressed_where_the_page_says_so(qtbot: QtBot) -> None:
    row = ChipRow(SPECS, several=True)
    qtbot.addWidget(row)
    assert row.pressed == ()
    row._chips["overdue"].click()
    row._chips["none"].click()
    assert row.pressed == ("overdue", "none")
    row._chips["overdue"].click()
    assert row.pressed == ("none",)


def test_counts_are_shown_and_spoken(qtbot: QtBot) -> None:
    row = ChipRow(SPECS)
    qtbot.addWidget(row)
    row.set_counts({"all": 12, "overdue": 3})
    assert row._chips["all"].text() == "全部  12"
    assert row._chips["overdue"].accessibleName() == "逾期，3 件"
    assert row._chips["none"].text() == "未启动  0"


def test_chips_break_into_lines_when_there_is_no_room(qtbot: QtBot) -> None:
    row = ChipRow(SPECS)
    qtbot.addWidget(row)
    assert row.heightForWidth(120) > row.heightForWidth(900)


def test_every_light_paints_something_of_its_own(qtbot: QtBot) -> None:
    pictures = []
    for status in LIGHTS:
        label = LightLabel(light_cell(status))
        qtbot.addWidget(label)
        label.setFixedSize(140, 28)
        drawn = QPixmap(label.size())
        label.render(drawn)
        pictures.append(drawn.toImage())
        assert label.accessibleName() == LIGHTS[status].word
    assert all(one != other for at, one in enumerate(pictures) for other in pictures[:at])


def test_a_light_is_wide_enough_for_its_words(qtbot: QtBot) -> None:
    label = LightLabel(light_cell("overdue", -3))
    qtbot.addWidget(label)
    assert label.sizeHint().width() > label.fontMetrics().horizontalAdvance("逾期3工作日") + 24


def test_a_timeline_shows_other_moments_and_leaves_none_behind(qtbot: QtBot, qapp: QApplication) -> None:
    line = Timeline([Moment(date(2026, 3, 5), "收到来信", "王敏登记", "done"), Moment(None, "反馈")])
    qtbot.addWidget(line)
    assert [label.text() for label in line.findChildren(QLabel)] == [
        "2026-03-05",
        "收到来信",
        "王敏登记",
        "日期待定",
        "反馈",
    ]
    line.show_moments([Moment(date(2026, 3, 6), "受理")])
    qapp.sendPostedEvents(None, 52)
    assert [label.text() for label in line.findChildren(QLabel)] == ["2026-03-06", "受理"]


def test_an_empty_list_says_so_and_offers_what_can_be_done(qtbot: QtBot) -> None:
    pressed: list[bool] = []
    empty = Empty("今天没有到期的事项。", action="登记一件", run=lambda: pressed.append(True))
    qtbot.addWidget(empty)
    assert empty.sentence.text() == "今天没有到期的事项。"
    assert empty.button is not None
    empty.button.click()
    assert pressed == [True]
    quiet = Empty("没有。")
    qtbot.addWidget(quiet)
    assert quiet.button is None


def test_a_day_is_spoken_with_its_weekday() -> None:
    assert spoken_day(date(2026, 3, 6)) == "2026年3月6日 星期五"
