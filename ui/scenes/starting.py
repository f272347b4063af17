"""The pictures of the windows before the window: welcome, password, date, rescue."""

from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtWidgets import QWidget

from ui.main_window import MainWindow
from ui.scenes.scene import (
    Scene,
    assistant,
    on_page,
    plain,
)
from ui.scenes.stage import Stage


def _welcome(stage: Stage) -> QWidget:
    from ui.welcome.welcome import Welcome

    inside = Welcome(Path("回音数据"), lambda office: None, lambda: stage.office, lambda folder: None)
    return plain("欢迎使用回音", inside)


def _unlock(stage: Stage) -> QWidget:
    from ui.welcome.unlock import Unlock

    inside = Unlock(stage.office.folder, lambda office: None, lambda error, lock: None)
    window = plain("请输入口令", inside)
    inside.begin()
    return window


def _ask_date(stage: Stage) -> QWidget:
    from ui.welcome.ask_date import AskDate

    doubt = "电脑时间离最近一次操作已超过 30 天，请核对今天的日期后再继续。"
    inside = AskDate(stage.office, doubt, lambda: None)
    window = plain("先核对今天的日期", inside)
    inside.begin()
    return window


def _rescue(stage: Stage) -> QWidget:
    from app.store import keys
    from app.store.opening import FILE_NAME
    from ui.backup.rescue_window import RescueSide

    folder = stage.damaged
    inside = RescueSide(
        folder,
        f"数据文件 {FILE_NAME} 损坏，打不开。",
        keys.unlock(folder, None),
        lambda *_: None,
        lambda _: None,
    )
    window = plain("数据打不开，可以救", inside)
    inside.begin()
    return window


STARTING: tuple[Scene, ...] = (
    Scene("锁定", partial(on_page, name="today"), lambda window: cast(MainWindow, window).guard.cover.lock(), demo=False),
    Scene("口令", _unlock, demo=False),
    Scene("欢迎", _welcome, demo=False),
    Scene("新建单位", partial(assistant, step=0), demo=False),
    Scene("新建单位_人员", assistant, demo=False),
    Scene("核对日期", _ask_date, demo=False),
    Scene("救数据", _rescue, wait=900),
)  # fmt: skip
