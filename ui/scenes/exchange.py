"""The pictures of 交换 and 对账."""

from functools import partial
from typing import cast

from PySide6.QtWidgets import QWidget

from ui.main_window import MainWindow
from ui.scenes.scene import (
    Scene,
    on_page,
)
from ui.scenes.stage import Stage


def _incoming(stage: Stage) -> MainWindow:
    window = on_page(stage, "exchange")
    window.exchange.open_file(stage.file)
    return window


def _folder(stage: Stage) -> MainWindow:
    window = on_page(stage, "exchange", office="gathering")
    window.exchange.open_many([stage.week])
    return window


def _configured(stage: Stage) -> MainWindow:
    """What the county sent down, taken and not decided yet."""
    window = on_page(stage, "exchange", office="configured")
    window.open_received()
    return window


def _issued(stage: Stage) -> MainWindow:
    window = on_page(stage, "exchange")
    window.exchange.open_file(stage.issued)
    return window


def _issuing(stage: Stage) -> MainWindow:
    """The county that changed its calendar, limits and lights."""
    assert stage.issued
    return on_page(stage, "exchange", office="issuing")


def _configure(window: QWidget) -> None:
    page = cast(MainWindow, window).exchange
    page.show_configure()
    page.configure.tick(["calendar", "rules", "presets"])


def _units_below(stage: Stage) -> MainWindow:
    window = on_page(stage, "exchange", office="gathering")
    window.exchange.many.ask_units()
    return window


def _typed(stage: Stage) -> MainWindow:
    window = on_page(stage, "exchange", office="trusting")
    window.exchange.open_file(stage.typed)
    return window


def _pair_password(window: QWidget) -> None:
    page = cast(MainWindow, window).exchange
    page.form.password.click()
    page.pairs.panel.show_word.click()
    page.pairs.panel.shown.setText("4827 1930 5561 7702 9146")  # a picture is the same each time


def _locked_file(stage: Stage) -> MainWindow:
    window = on_page(stage, "exchange", office="fresh")
    window.exchange.open_file(stage.file)
    return window


def _reconciled(stage: Stage) -> MainWindow:
    """The county beside the township, which wrote on since, and beside units that never wrote."""
    window = on_page(stage, "exchange", "gathering")
    window.open_reconcile()
    return window


EXCHANGE: tuple[Scene, ...] = (
    Scene("交换_收取前", _incoming, lambda window: None, wait=900),
    Scene("县_交换_手写", _typed, lambda window: None, large=True, wait=1500),
    Scene("县_交换_没有收的手写", partial(on_page, name="exchange", office="untaken"),
          lambda window: cast(MainWindow, window).exchange.beside.show_untaken(), large=True),
    Scene("交换_两边都改过", partial(on_page, name="exchange"),
          lambda window: cast(MainWindow, window).exchange.show_held()),
    Scene("交换_更正建议", partial(on_page, name="exchange"),
          lambda window: cast(MainWindow, window).exchange.show_proposals()),
    Scene("交换_附件", partial(on_page, name="exchange"),
          lambda window: cast(MainWindow, window).exchange.form.enclose.click()),
    Scene("交换_口令", partial(on_page, name="exchange"), _pair_password),
    Scene("交换_问口令", _locked_file, wait=900),
    Scene("县_对账", _reconciled, lambda window: None, large=True, wait=2500),
    Scene("县_交换_每台电脑", partial(on_page, name="exchange", office="county"),
          lambda window: cast(MainWindow, window).exchange.beside.show_desks()),
    Scene("县_交换_文件夹", _folder, lambda window: None, large=True, wait=2500),
    Scene("县_交换_寄给下级", _units_below, lambda window: None, large=True),
    Scene("县_交换_下发配置", _issuing, _configure),
    Scene("交换_收配置前", _issued, lambda window: None, wait=900),
    Scene("交换_县里的配置", _configured, lambda window: None, large=True, wait=900),
    Scene("县_交换", partial(on_page, name="exchange", office="county")),
)  # fmt: skip
