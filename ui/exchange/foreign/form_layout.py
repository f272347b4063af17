"""Where the parts of 照县里的表填 stand: what is told above, form and columns beside each other, saving below."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from ui.exchange.foreign.page_layout import beside, down


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
    both = beside(sides, (560, 620))
    below = QWidget()
    row = QHBoxLayout(below)
    row.setContentsMargins(0, 0, 0, 0)
    for field in saving:
        row.addWidget(field)
    layout = down(page, said)
    layout.addLayout(line)
    layout.addWidget(both, 1)
    layout.addWidget(nothing, 1)
    layout.addWidget(below)
    return both, below
