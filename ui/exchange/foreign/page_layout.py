"""Where the parts of 收取台账 stand: the steps above, the sheet and what was understood of it side by side, the ways below."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from ui.theme import current


def lay_out(
    page: QWidget, said: Sequence[QWidget], steps: tuple[QWidget, QWidget], sides: tuple[QWidget, QWidget],
    ways: Sequence[QWidget], leave: QWidget,
) -> None:  # fmt: skip
    """`said` from top to bottom, then `steps` with which sheet is meant, both `sides`, and `ways` with `leave` at the end."""
    above, below = QHBoxLayout(), QHBoxLayout()
    above.addWidget(steps[0], 1)
    above.addWidget(steps[1], 0, Qt.AlignmentFlag.AlignTop)
    for each in ways:
        below.addWidget(each)
    below.addStretch(1)
    below.addWidget(leave)
    right = QWidget()
    room = QVBoxLayout(right)
    room.setContentsMargins(12, 0, 0, 0)
    room.addWidget(sides[1])
    both = beside((sides[0], right), (520, 680))
    layout = down(page, said)
    layout.addLayout(above)
    layout.addWidget(both, 1)
    layout.addLayout(below)


def beside(sides: Sequence[QWidget], widths: Sequence[int]) -> QSplitter:
    """Both sides with a line between them that can be moved; widths in pixels at 100 %."""
    both = QSplitter(Qt.Orientation.Horizontal)
    both.setChildrenCollapsible(False)
    for side in sides:
        both.addWidget(side)
    both.setSizes([current().px(width) for width in widths])
    return both


def down(page: QWidget, said: Sequence[QWidget]) -> QVBoxLayout:
    """The layout of such a page, with what is told at its top."""
    layout = QVBoxLayout(page)
    layout.setContentsMargins(24, 16, 24, 12)
    layout.setSpacing(10)
    for part in said:
        layout.addWidget(part)
    return layout
