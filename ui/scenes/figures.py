"""The pictures of 今日 and 统计."""

from functools import partial
from typing import cast

from PySide6.QtWidgets import QWidget

from ui.main_window import MainWindow
from ui.scenes.scene import (
    Scene,
    on_page,
)


def _put_off(window: QWidget) -> None:
    """The form that puts the first line off."""
    cast(MainWindow, window).today.sections[0].lines[0].later.click()


def quarter(window: QWidget) -> None:
    """The list of the quarterly meeting."""
    cast(MainWindow, window).statistics.pick_list("quarterly")


FIGURES: tuple[Scene, ...] = (
    Scene("今日_缓办", partial(on_page, name="today"), _put_off),
    Scene("统计_月督办", partial(on_page, name="statistics"),
          lambda window: cast(MainWindow, window).statistics.pick_list("monthly"), large=True),
    Scene("统计_季通报", partial(on_page, name="statistics"), quarter),
    Scene("县_统计_本周一页", partial(on_page, name="statistics", office="gathering"),
          lambda window: cast(MainWindow, window).statistics.pick_list("page"), large=True),
    Scene("县_统计_收报情况", partial(on_page, name="statistics", office="gathering"),
          lambda window: cast(MainWindow, window).statistics.pick_list("reports")),
)  # fmt: skip
