"""The list that drops from a field while one types: it never takes the focus from the field."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPoint, QStringListModel, Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QListView, QWidget

from ui.theme import current, set_role

ROWS = 9
"""Lines shown before the list scrolls."""


@dataclass(frozen=True)
class Option:
    """One thing to choose: its id, and what is read."""

    id: str
    label: str


class PopList(QListView):
    """Options under a field. It lives inside the window: no window manager is needed, pictures show it."""

    picked = Signal(str)

    def __init__(self, field: QWidget) -> None:
        super().__init__(field.window())
        self._field = field
        self._options: tuple[Option, ...] = ()
        self._lines = QStringListModel(self)
        self.setModel(self._lines)
        set_role(self, "pop")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setAccessibleName("可选项")
        self.clicked.connect(self._clicked)
        self.hide()
        field.destroyed.connect(self.deleteLater)
        self._hide_on_scroll()

    def offer(self, options: Sequence[Option], *, chosen: str | None = None, first: bool = True) -> None:
        """Show the options, or hide when there are none. `first`: the first is ready to be taken by Enter."""
        self._options = tuple(options)
        if not self._options:
            self.hide()
            return
        self._lines.setStringList([option.label for option in self._options])
        ids = [option.id for option in self._options]
        row = ids.index(chosen) if chosen in ids else (0 if first else -1)
        self.setCurrentIndex(self._lines.index(row) if row >= 0 else QModelIndex())
        self._place()
        self.show()
        self.raise_()
        QTimer.singleShot(0, self, self._place)  # an error that has just appeared above moves the field

    def step(self, by: int) -> None:
        """Move the choice down or up by so many lines."""
        row = self.currentIndex().row()
        row = max(0, min(len(self._options) - 1, row + by)) if row >= 0 else 0
        self.setCurrentIndex(self._lines.index(row))

    def current(self) -> Option | None:
        """The option that Enter would take, while the list is open."""
        row = self.currentIndex().row()
        return self._options[row] if self.isVisible() and 0 <= row < len(self._options) else None

    def _clicked(self, index: QModelIndex) -> None:
        self.picked.emit(self._options[index.row()].id)
        self.hide()

    def _hide_on_scroll(self) -> None:
        """A list that floats over a page must not stay behind when the page is scrolled."""
        above = self._field.parentWidget()
        while above is not None:
            if isinstance(above, QAbstractScrollArea):
                above.verticalScrollBar().valueChanged.connect(self.hide)
            above = above.parentWidget()

    def _place(self) -> None:
        """Under the field, or above it when there is more room; whole lines only, so that none looks blank."""
        window = self._field.window()
        if self.parent() is not window:
            self.setParent(window)
        line = max(self.sizeHintForRow(0), current().px(28))
        around = current().px(3) * 2 + 2
        height = line * min(ROWS, len(self._options)) + around
        width = max(self._field.width(), self.sizeHintForColumn(0) + current().px(40))
        below = self._field.mapTo(window, QPoint(0, self._field.height() + 2))
        above = self._field.mapTo(window, QPoint(0, -2)).y()
        room = window.height() - below.y() - 8
        upward = room < height and above > room
        fits = ((above - 8 if upward else room) - around) // line
        height = min(height, line * max(1, fits) + around)
        left = max(0, min(below.x(), window.width() - width))
        self.setGeometry(left, above - height if upward else below.y(), width, height)
