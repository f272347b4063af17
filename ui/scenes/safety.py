"""The pictures of what keeps an office safe: who reported, passwords, the recovery sheet, a new data key, a restore."""

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.actions.rekey import Begun
from app.store.backups import Backup
from app.store.rekeying import LAST_CALL
from ui.main_window import MainWindow
from ui.scenes.scene import Scene, assistant, case_page, on_case, on_page, plain, scroll_to, show_card
from ui.scenes.stage import Stage
from ui.security.recovery_sheet import RecoverySheet

CODE = "7K2M-9QXW-4BHJ-RT8N-V3CD-6PFZ-YE5G-2SAU"
"""The recovery code of the pictures."""


def _assistant_at(stage: Stage, step: int) -> QWidget:
    """The first-run assistant where a password is asked, or its sheet."""
    from ui.welcome.assistant import Assistant

    window = assistant(stage, min(step, 3))
    inside = cast(Assistant, window.findChild(Assistant))
    if step > 3:
        inside.sheet.sheet.show_code(CODE)
        for line in (inside.password.new.first, inside.password.new.second):
            line.line.setText("柳树村的早晨很安静")
        inside.go_on()
    return window


def _restoring(stage: Stage) -> QWidget:
    from ui.backup.restoring import Restoring

    made = Backup(Path("20260305-170000_work.db"), datetime(2026, 3, 5, 17), "work", 186, 2210, "", 8_400_000)
    return plain("正在恢复备份", Restoring(stage.office.folder, made, b"", lambda _: None))


def _rekeying(stage: Stage, firm: bool) -> QWidget:
    from ui.security.rekeying import Rekeying

    inside = Rekeying(Begun(stage.office.folder, b"", "王敏", "", None), CODE, lambda *_: None)
    if firm:
        inside._step(LAST_CALL, 0, 0)
    inside._step("加密备份" if firm else "加密附件", 7, 24)
    QTimer.singleShot(0, inside, inside.look)
    return plain("正在更换数据密钥", inside)


def _ask_reason(window: QWidget) -> None:
    case_page(window).reporters.ask_reason()
    scroll_to(window, lambda page: page.reporters)


def _release(window: QWidget) -> None:
    case_page(window).reporters.ask_release()
    scroll_to(window, lambda page: page.reporters)


def _revealed(window: QWidget) -> None:
    part = case_page(window).reporters
    part.reveal("follow_up")
    part.clock.stop()
    scroll_to(window, lambda page: page.reporters)


def _new_sheet(window: QWidget) -> None:
    login = cast(MainWindow, window).settings.login
    login.ask_sheet()
    sheet = cast(RecoverySheet, login.findChild(RecoverySheet))
    sheet.show_code(CODE)
    show_card(window, "登录与口令")


def _new_key(window: QWidget) -> None:
    show_card(window, "登录与口令")
    cast(MainWindow, window).settings.login.ask_key()


SAFETY: tuple[Scene, ...] = (
    Scene("案件_反映人", on_case, partial(scroll_to, find=lambda page: page.reporters)),
    Scene("案件_查看反映人", on_case, _ask_reason),
    Scene("案件_移交反映人", on_case, _release),
    Scene("案件_反映人已显示", on_case, _revealed),
    Scene("新建单位_口令", partial(_assistant_at, step=3), demo=False),
    Scene("新建单位_恢复单", partial(_assistant_at, step=4), demo=False),
    Scene("设置_恢复单", partial(on_page, name="settings", office="safe"), _new_sheet),
    Scene("设置_更换密钥", partial(on_page, name="settings", office="safe"), _new_key),
    Scene("正在更换密钥", partial(_rekeying, firm=False)),
    Scene("正在更换密钥_不能停", partial(_rekeying, firm=True)),
    Scene("正在恢复", _restoring),
)
