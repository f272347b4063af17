"""What every editor of a value is: reads and shows a value, says when it changed, goes on with Enter."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.errors import Invalid
from app.schema.kinds import Kind, Value
from ui.theme import current

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CELL_KEYS = (Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


class Editor(QWidget):
    """One value on the screen.

    `changed`: the person altered it (never by `set_value`). `entered`: Enter was pressed and the value is right.
    `refused`: Enter or Tab was pressed and it is wrong. `left`: the focus went elsewhere, or that. With `moves_on`
    Enter goes to the next control and Shift+Enter back; a table cell switches that off and listens to `entered`,
    `refused`, `given_up` (Esc) and `tabbed` (True: forward).
    """

    changed = Signal()
    entered = Signal()
    refused = Signal()
    left = Signal()
    given_up = Signal()
    tabbed = Signal(bool)

    def __init__(self, kind: Kind, today: Callable[[], date], *, width: int = 0) -> None:
        """`width` is the widest it grows, in pixels at 100 %; 0 means as wide as there is room."""
        super().__init__()
        self.kind = kind
        self.today = today
        self.moves_on = True
        self._width = width
        self._inner: QWidget = self
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(4)
        self.setSizePolicy(
            QSizePolicy.Policy.Maximum if width else QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed
        )

    @property
    def widget(self) -> QWidget:
        """What to put into a layout."""
        return self

    def value(self) -> Value:
        """The value typed; blank is None. Raises Invalid with a sentence when it is not one of its kind."""
        raise NotImplementedError

    def set_value(self, value: Value) -> None:
        """Show a value without saying `changed`."""
        raise NotImplementedError

    def holds_error(self) -> Invalid | None:
        """What is wrong with the text as it stands, or None."""
        try:
            self.value()
        except Invalid as wrong:
            return wrong
        return None

    def finish(self) -> None:
        """Take what was typed as leaving the field would: a key that saves is pressed from within it."""
        self._leave()

    def select_all(self) -> None:
        """Select what is there, so that typing replaces it; an arrow key keeps it."""

    def go_to_end(self) -> None:
        """Put the cursor behind what is there, so that typing adds to it; only long texts do."""

    def note(self) -> str:
        """A grey remark about the value as it stands (a weekday, digits still missing); usually empty."""
        return ""

    def show_error(self, sentence: str | None) -> None:
        """Mark the field as wrong, or as right again; the words stand in the row."""
        for part in (self._inner, self):
            part.setProperty("wrong", bool(sentence))
            part.style().unpolish(part)
            part.style().polish(part)
        self._inner.setAccessibleDescription(sentence or "")

    def set_name(self, name: str) -> None:
        """The accessible name, which is the label of the row."""
        self._inner.setAccessibleName(name)

    def fill_cell(self) -> None:
        """Fit into a table cell: take all the width, and leave Enter to the table."""
        self._width = 0
        self.moves_on = False
        self.setAutoFillBackground(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(current().px(self._width), hint.height()) if self._width else hint

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), current().px(self._width or 120)), hint.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the inner field go to `_key` first; leaving it settles the value."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        if event.type() == QEvent.Type.FocusOut and watched is self._inner:
            self._leave()
        return False

    def _use(self, inner: QWidget) -> None:
        """Take `inner` as the field that has the focus."""
        self._inner = inner
        self.setFocusProxy(inner)
        inner.installEventFilter(self)

    def _key(self, event: QKeyEvent) -> bool:
        """Handle a key before the field does; True when it is done with."""
        if not self.moves_on and event.key() in _CELL_KEYS:
            self._cell_key(Qt.Key(event.key()))
            return True
        if event.key() not in ENTER:
            return False
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers == Qt.KeyboardModifier.NoModifier:
            self._enter()
            return True
        if modifiers == Qt.KeyboardModifier.ShiftModifier and self.moves_on:
            self._inner.focusPreviousChild()
            return True
        return False

    def _cell_key(self, key: Qt.Key) -> None:
        if key == Qt.Key.Key_Escape:
            self.given_up.emit()
            return
        self._accept()
        self._settle()
        if self.holds_error() is None:
            self.tabbed.emit(key == Qt.Key.Key_Tab)
        else:
            self._refuse()

    def _enter(self) -> None:
        self._settle()
        if self.holds_error() is not None:
            self._refuse()
            return
        self.entered.emit()
        if self.moves_on:
            self._inner.focusNextChild()

    def _refuse(self) -> None:
        self.left.emit()
        self.refused.emit()

    def _leave(self) -> None:
        self._accept()
        self._settle()
        self.left.emit()

    def _accept(self) -> None:
        """Take what an open list has ready for the text typed; called on leaving."""

    def _settle(self) -> None:
        """Bring what was typed into its usual form; called on Enter and on leaving."""
