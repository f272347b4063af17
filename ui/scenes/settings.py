"""The pictures of 设置, card by card."""

from functools import partial
from typing import cast

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ui.main_window import MainWindow
from ui.scenes.scene import (
    Scene,
    on_page,
    show_card,
)
from ui.scenes.stage import Stage


def _own_scheme(window: QWidget) -> None:
    show_card(window, "灯色")
    cast(MainWindow, window).settings.own_scheme.open()


def _limits(window: QWidget) -> None:
    """A shorter limit, and the lights that it would move."""
    section = cast(MainWindow, window).settings.limits
    section.rule.setCurrentIndex(section.rule.findData("T03"))
    section.length.setText("3")
    section.propose()
    QTimer.singleShot(600, lambda: show_card(window, "时限"))


def _password(window: QWidget) -> None:
    show_card(window, "登录与口令")
    cast(MainWindow, window).settings.login.ask_first()


def _restore(window: QWidget) -> None:
    section = cast(MainWindow, window).settings.backup
    show_card(window, "备份与恢复")
    section.ask(section.table.chosen)


def _journal(stage: Stage) -> MainWindow:
    from ui.journal.page import JournalPage

    window = on_page(stage, "settings")
    window.open_page(JournalPage(window, stage.office))
    return window


SETTINGS: tuple[Scene, ...] = (
    Scene("设置_统计口径", partial(on_page, name="settings"), partial(show_card, card="统计口径")),
    Scene("设置_设口令", partial(on_page, name="settings"), _password),
    Scene("设置_单位", partial(on_page, name="settings"), partial(show_card, card="单位")),
    Scene("设置_自定灯色", partial(on_page, name="settings"), _own_scheme),
    Scene("设置_时限", partial(on_page, name="settings"), _limits, wait=900),
    Scene("设置_通报", partial(on_page, name="settings"), partial(show_card, card="通报和预警函")),
    Scene("设置_工作日历", partial(on_page, name="settings"), partial(show_card, card="工作日历")),
    Scene("设置_编号样式", partial(on_page, name="settings"), partial(show_card, card="编号样式"), large=True),
    Scene("设置_备份", partial(on_page, name="settings"), partial(show_card, card="备份与恢复")),
    Scene("设置_恢复", partial(on_page, name="settings"), _restore, wait=900),
    Scene("设置_代码表", partial(on_page, name="settings"), partial(show_card, card="代码表")),
    Scene("设置_县里下发", partial(on_page, name="settings", office="configured"), partial(show_card, card="县里下发")),
    Scene("设置_灯色", partial(on_page, name="settings"), partial(show_card, card="灯色")),
    Scene("日志", _journal),
)  # fmt: skip
