"""A field and the lines it finds, laid over the page. Arrows choose, Enter opens, Esc or a click elsewhere closes."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QStandardItemModel
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from ui.parts.band import hairline
from ui.parts.line_delegate import LineDelegate
from ui.theme import set_role


class PopList(QFrame):
    """What it lists, opens and gives the focus back to is said by whoever makes one of it."""

    def __init__(self, over: QWidget, delegate: type[LineDelegate], height: int, page: int) -> None:
        """Lines so many pixels high at 100 %; the page keys go so many lines further."""
        super().__init__(over)
        self.setObjectName("pop")
        self._page = page
        self.line, self.list, self.nothing = QLineEdit(), QListView(), QLabel()
        self.line.installEventFilter(self)
        self.model = QStandardItemModel(self)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(delegate(height, self.list))
        self.list.setModel(self.model)
        self.list.clicked.connect(lambda index: self.open_row(index.row()))
        set_role(self.nothing, "quiet")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 8)
        layout.setSpacing(4)
        for part in (self.line, hairline(), self.list, self.nothing):
            layout.addWidget(part)
        self.hide()

    def open_row(self, row: int) -> None:
        """Open the line of this row, if any."""
        raise NotImplementedError

    def enter(self) -> None:
        """Open the line that is chosen."""
        self.open_row(self.list.currentIndex().row())

    def dismiss(self, *, back: bool = True) -> bool:
        """Close it; False when it was not open. With `back` the focus goes to where it came from."""
        raise NotImplementedError

    def step(self, row: int, by: int) -> int:
        """The row so many lines further."""
        return max(0, min(self.model.rowCount() - 1, row + by))

    def choose(self, row: int) -> None:
        """Make it the line that Enter opens."""
        self.list.setCurrentIndex(self.model.index(row, 0))

    def show_found(self, found: bool) -> None:
        """Show the list, or the words for nothing."""
        self.list.setVisible(found)
        self.nothing.setVisible(not found)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        elif event.type() == QEvent.Type.FocusOut and self.isVisible():
            QTimer.singleShot(0, self, self._close_if_left)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: self._page,
            Qt.Key.Key_PageUp: -self._page,
        }
        key, row = Qt.Key(event.key()), self.list.currentIndex().row()
        if key == Qt.Key.Key_Escape:
            self.dismiss()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.enter()
        elif key in steps and self.model.rowCount():
            self.choose(self.step(row, steps[key]))
        else:
            return False
        return True

    def _close_if_left(self) -> None:
        if self.isVisible() and not self.isAncestorOf(self.window().focusWidget() or self.window()):
            self.dismiss(back=False)
