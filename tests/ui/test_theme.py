"""The theme fills the style sheet, switches at run time, and gives every status a light of its own."""

import re

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
from pytestqt.qtbot import QtBot

from app.paths import resource
from ui.theme import LIGHTS, SMALLEST_TYPE, apply_theme, current, dress, light, set_role
from ui.tokens import DARK, LIGHT


def test_a_switch_at_run_time_reaches_widgets_that_are_already_there(
    qtbot: QtBot, qapp: QApplication
) -> None:
    window, label = QMainWindow(), QLabel("回音")
    qtbot.addWidget(window)
    dress(window)
    window.setCentralWidget(label)
    window.show()
    assert label.palette().color(QPalette.ColorRole.WindowText).name() == LIGHT.text
    apply_theme(qapp, dark=True, scale=1.25)
    assert label.palette().color(QPalette.ColorRole.WindowText).name() == DARK.text
    assert label.font().pixelSize() == 18
    apply_theme(qapp)
    assert label.font().pixelSize() == 14


def test_a_switch_at_run_time_reaches_the_roles_of_parts_of_a_window(
    qtbot: QtBot, qapp: QApplication
) -> None:
    window, label = QMainWindow(), QLabel("回音")
    qtbot.addWidget(window)
    set_role(label, "title")
    dress(window)
    window.setCentralWidget(label)
    window.show()
    before = label.font().pixelSize()
    apply_theme(qapp, scale=1.5)
    assert label.font().pixelSize() == round(1.5 * before) > 1.5 * 14
    apply_theme(qapp)
    assert label.font().pixelSize() == before


@pytest.mark.parametrize(("asked", "held"), [(0.5, 1.0), (1.25, 1.25), (9.0, 1.5)])
def test_the_scale_stays_between_100_and_150_percent(qapp: QApplication, asked: float, held: float) -> None:
    assert apply_theme(qapp, scale=asked).scale == held
    assert current().px(8) == round(8 * held)


def test_no_type_in_the_style_sheet_is_smaller_than_twelve_pixels(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    dress(window)
    sizes = [int(found) for found in re.findall(r"font-size: (\d+)px", window.styleSheet())]
    assert sizes and min(sizes) >= SMALLEST_TYPE


def test_the_style_sheet_names_no_colour_that_the_table_of_tokens_does_not_have() -> None:
    text = resource("style", "app.qss").read_text(encoding="utf-8")
    assert not re.findall(r"#[0-9a-fA-F]{6}\b", text)


def test_lights_differ_in_mark_or_word_so_that_a_monochrome_print_tells_them_apart() -> None:
    assert len({(look.mark, look.word) for look in LIGHTS.values()}) == len(LIGHTS)


@pytest.mark.parametrize(
    ("status", "days", "words"),
    [
        ("overdue", -3, "逾期3工作日"),
        ("urgent", 1, "剩1工作日"),
        ("due_soon", 0, "今天到期"),
        ("due_soon", None, "将到期"),
        ("running", 9, "在办"),
        ("done_late", -2, "迟办结"),
    ],
)
def test_a_light_says_its_days_where_they_press(status: str, days: int | None, words: str) -> None:
    assert light(status).words(days) == words


def test_a_preset_may_give_a_status_another_hue() -> None:
    assert light("done_late", {"done_late": "purple"}).hue == "purple"
    assert light("done", {"done_late": "purple"}).hue == "green"
    assert light("a status of a later version").status == "none"
