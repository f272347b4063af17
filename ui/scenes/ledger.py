"""The pictures of the ledger, and of what opens over any page."""

from functools import partial
from typing import cast

from PySide6.QtWidgets import QWidget

from ui.main_window import MainWindow
from ui.scenes.scene import (
    Scene,
    board_of,
    on_page,
)
from ui.scenes.stage import Stage


def _ledger(stage: Stage) -> MainWindow:
    """The ledger with the second case chosen."""
    window = on_page(stage, "ledger")
    window.ledger.board.table.go_to(1)
    return window


def _beside(window: QWidget) -> None:
    """Its preview unfolded: once the window has its width, for a narrow one folds it."""
    if board_of(window).beside.is_folded:
        board_of(window).beside.toggle()


def _edit_wrong(window: QWidget) -> None:
    hands = cast(MainWindow, window).ledger.hands
    hands.edit(board_of(window).model.index(2, 2))
    assert hands.editor is not None
    hands.editor.editor.line.setText("2026-13-05")  # type: ignore[attr-defined]
    hands.editor.commit(False)


def _choose_rows(window: QWidget) -> None:
    board_of(window).table.choose(list(range(2, 7)), 4, 4)


def _search_ledger(window: QWidget) -> None:
    board_of(window).search("没有这样的")


def _dropped_head(window: QWidget) -> None:
    board_of(window).drops.values(4)


LEDGER: tuple[Scene, ...] = (
    Scene("台账_预览", _ledger, _beside, large=True, wait=400),
    Scene("台账_栏目筛选", _ledger, _dropped_head),
    Scene("台账_选栏目", _ledger, lambda window: board_of(window).drops.columns()),
    Scene("台账_选中几行", _ledger, _choose_rows, wait=400),
    Scene("台账_一格写错", _ledger, _edit_wrong),
    Scene("台账_没有找到", _ledger, _search_ledger, wait=400),
    Scene("搜索", partial(on_page, name="today"), lambda window: cast(MainWindow, window).palette_box.open("村")),
    Scene("快捷键", partial(on_page, name="ledger"), lambda window: cast(MainWindow, window).show_keys()),
)  # fmt: skip
