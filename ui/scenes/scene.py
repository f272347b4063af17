"""What a picture is, and the windows that pictures begin from."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from app.records.matters import Attachment
from ui.main_window import MainWindow
from ui.parts.read_row import ReadRow
from ui.parts.scroll import settle
from ui.scenes.stage import SHOWN, Stage

if TYPE_CHECKING:
    from ui.case.page import CasePage
    from ui.ledger.board import Board

WAIT = 120
"""Milliseconds in which what `then` did settles."""


@dataclass(frozen=True)
class Scene:
    """One picture. `then` is done once the window stands and takes `wait` milliseconds; `large`: at 150 % too."""

    name: str
    make: Callable[[Stage], QWidget]
    then: Callable[[QWidget], object] | None = None
    wait: int = WAIT
    large: bool = False
    demo: bool = True
    """Whether it needs the demonstration."""


def on_page(stage: Stage, name: str, office: str = "office") -> MainWindow:
    window = MainWindow(getattr(stage, office))
    window.show_page(window.pages[name])
    return window


def plain(title: str, inside: QWidget) -> QWidget:
    from ui.welcome.plain_window import PlainWindow

    window = PlainWindow(title, inside)
    inside.teller = window  # type: ignore[attr-defined]
    return window


def on_case(stage: Stage, action: str = "") -> MainWindow:
    window = on_page(stage, "today")
    window.open_case(stage.case(), action)
    return window


def attached(stage: Stage) -> MainWindow:
    """The case with a scan."""
    window = on_page(stage, "today")
    window.open_case(str(stage.office.find(Attachment)[0].case))
    return window


def assistant(stage: Stage, step: int = 2) -> QWidget:
    """The first-run assistant on one of its screens."""
    from ui.welcome.assistant import Assistant

    inside = Assistant(Path("回音数据"), lambda office: None)
    window = plain("新建单位", inside)
    inside.form.set_values({"unit.level": "township", "unit.code": "YX01", "unit.name": "云溪镇纪委"})
    inside.people.people[0][0].set_value("王敏")
    for _ in range(step):
        inside.go_on()
    return window


def case_page(window: QWidget) -> "CasePage":
    return cast("CasePage", cast(MainWindow, window).page)


def board_of(window: QWidget) -> "Board":
    return cast(MainWindow, window).ledger.board


def scroll_to(window: QWidget, find: Callable[["CasePage"], QWidget]) -> None:
    """Scroll a part of the case page to the top, once it is laid out."""
    inside = find(case_page(window))
    part: QWidget | None = inside
    while part is not None and not isinstance(part, QScrollArea):
        part = part.parentWidget()
    assert part is not None
    settle(inside)
    area = part
    QTimer.singleShot(60, lambda: area.verticalScrollBar().setValue(
        inside.mapTo(area.widget(), inside.rect().topLeft()).y() - 8
    ))  # fmt: skip


def show_card(window: QWidget, card: str) -> None:
    page = cast(MainWindow, window).settings
    for row, words in zip(rows(page.cards["数据"]), (str(SHOWN), "YX01/7K2M9QXW4B"), strict=True):
        row.show_text(words)  # what differs from run to run
    page.side.setCurrentRow(list(page.cards).index(card))


def rows(part: QWidget) -> list[ReadRow]:
    return cast("list[ReadRow]", part.findChildren(ReadRow))
