"""Where the parts of 照县里的表填 stand: what is told above, form and columns beside each other, saving below."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from ui.theme import current


def lay_out(
    page: QWidget, said: Sequence[QWidget], above: Sequence[QWidget], choice: QWidget, sides: Sequence[QWidget],
    nothing: QWidget, saving: Sequence[QWidget],
) -> tuple[QSplitter, QWidget]:  # fmt: skip
    """Put them there; what is shown only where a form was chosen comes back: both sides, and the line below."""
    line = QHBoxLayout()
    for part in above:
        line.addWidget(part)
    line.addStretch(1)
    line.addWidget(choice)
    both = QSplitter(Qt.Orientation.Horizontal)
    both.setChildrenCollapsible(False)
    for side in sides:
        both.addWidget(side)
    both.setSizes([current().px(560), current().px(620)])
    below = QWidget()
    row = QHBoxLayout(below)
    row.setContentsMargins(0, 0, 0, 0)
    for field in saving:
        row.addWidget(field)
    layout = QVBoxLayout(page)
    layout.setContentsMargins(24, 16, 24, 12)
    layout.setSpacing(10)
    for each in said:
        layout.addWidget(each)
    layout.addLayout(line)
    layout.addWidget(both, 1)
    layout.addWidget(nothing, 1)
    layout.addWidget(below)
    return both, below
