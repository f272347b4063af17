"""The two columns of 交换: what waits for a decision above, then 寄出 and 收到, each with its list of files."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from ui.exchange.file_list import FileList
from ui.parts.band import Band


def columns(
    notices: Sequence[QWidget], sending: Sequence[QWidget], sent: FileList, taking: Sequence[QWidget], taken: FileList
) -> QWidget:  # fmt: skip
    """Put them there. `notices` stand over both columns, the lists side by side at one height."""
    both = QWidget()
    grid = QGridLayout(both)
    grid.setContentsMargins(0, 0, 0, 12)
    grid.setHorizontalSpacing(32)
    grid.setVerticalSpacing(12)
    grid.addWidget(_side_by_side(notices), 0, 0, 1, 2)
    below = 1
    for column, (title, words, parts, files) in enumerate(
        (("寄出", "给上级或下级", sending, sent), ("收到", "对方寄来的", taking, taken))
    ):
        band = Band(title, words)
        for part in parts:
            band.add(part)
        grid.addWidget(band, below, column, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(files, below + 1, column)
        grid.setColumnStretch(column, 1)
    grid.setRowStretch(below + 1, 1)
    return both


def _side_by_side(notices: Sequence[QWidget]) -> QWidget:
    """The notices that stand now, in one line: the files below keep their room."""
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    for each in notices:
        row.addWidget(each, 1)
    return line
