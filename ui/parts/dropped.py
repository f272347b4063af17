"""How a small window drops from a control: as wide as it is told, as high as it needs, inside the screen.

`adjustSize` would cut a window of its own at two thirds of the screen's height, and its parts would lie over each other.
"""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget


def drop(pop: QWidget, below: QPoint, width: int) -> None:
    """Show it with its top left corner there, moved so far that all of it is seen."""
    room = pop.screen().availableGeometry()
    pop.setFixedWidth(min(width, room.width()))
    fit(pop)
    left = max(room.left(), min(below.x(), room.right() + 1 - pop.width()))
    top = max(room.top(), min(below.y(), room.bottom() + 1 - pop.height()))
    pop.move(left, top)
    pop.show()


def fit(pop: QWidget) -> None:
    """Give it the height that its parts need now."""
    pop.ensurePolished()
    layout = pop.layout()
    assert layout is not None
    layout.activate()
    needed = (
        layout.totalHeightForWidth(pop.width()) if layout.hasHeightForWidth() else pop.sizeHint().height()
    )
    pop.resize(pop.width(), min(needed, pop.screen().availableGeometry().height()))
