"""The pictures of the page of a case: actions, records, attachments, papers."""

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from app.records.matters import Attachment
from ui.main_window import MainWindow
from ui.parts.scroll import settle
from ui.scenes.scene import (
    Scene,
    attached,
    case_page,
    on_case,
    on_page,
    scroll_to,
)
from ui.scenes.stage import Stage


def _add_attachment(window: QWidget) -> None:
    """The form that asks what a file is."""
    from app.paths import resource

    case_page(window).attachments.add_paths([resource("demo", "letter.pdf")])
    QTimer.singleShot(600, lambda: _to_attachments(window))


def _to_attachments(window: QWidget) -> None:
    part: QWidget | None = case_page(window).attachments
    while part is not None and not isinstance(part, QScrollArea):
        part = part.parentWidget()
    assert part is not None
    settle(case_page(window).attachments)
    part.verticalScrollBar().setValue(part.verticalScrollBar().maximum())


def _attachment(stage: Stage) -> MainWindow:
    """An attachment as the program shows it."""
    window = attached(stage)
    case_page(window).attachments.look(stage.office.find(Attachment)[0])
    return window


def _others(window: QWidget) -> None:
    case_page(window).actions.turn_others()


def _deep(stage: Stage) -> MainWindow:
    """A case with everything: receipts, a stop, an extension, measures, an order, a second round."""
    window = on_page(stage, "today", "busy")
    window.open_case(stage.long_case)
    return window


def _unfold(window: QWidget) -> None:
    """What is not there yet, and what begins it."""
    case_page(window).lists.turn()
    scroll_to(window, lambda page: page.lists.absent)


def _history(window: QWidget) -> None:
    """Who changed what, unfolded at the right."""
    case_page(window).side._history.turn()
    scroll_to(window, lambda page: page.side._history)


def _search_actions(window: QWidget) -> None:
    menu = case_page(window).actions
    menu.turn_others()
    menu.menu.line.setText("yq")
    menu.menu._fill()


def _refuse_action(window: QWidget) -> None:
    ask = case_page(window).actions.ask
    assert ask is not None
    ask.form.clear()
    ask.confirm()


CASES: tuple[Scene, ...] = (
    Scene("案件", on_case, large=True, demo=False),
    Scene("案件_操作", partial(on_case, action="close"), large=True),
    Scene("案件_操作没填", partial(on_case, action="close"), _refuse_action),
    Scene("案件_其他操作", on_case, _others),
    Scene("案件_查找操作", on_case, _search_actions),
    Scene("案件_各种记录", _deep, partial(scroll_to, find=lambda page: page.lists)),
    Scene("案件_没有的记录", _deep, _unfold),
    Scene("案件_以前的轮次", _deep, partial(scroll_to, find=lambda page: page.rounds)),
    Scene("案件_修改记录", _deep, _history),
    Scene("案件_附件", attached, _to_attachments, large=True),
    Scene("案件_加附件", on_case, _add_attachment, large=True, wait=900),
    Scene("案件_文书", on_case, lambda window: case_page(window).open_papers(), large=True),
    Scene("附件", _attachment, lambda window: None, large=True, wait=900),
)  # fmt: skip
