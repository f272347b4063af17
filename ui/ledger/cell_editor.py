"""Editing in place: the form's own editor laid over a cell, with the sentence that says what is wrong beside it."""

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QVBoxLayout, QWidget

from app.errors import Invalid
from app.schema.kinds import LongText, Value
from ui.form.editor import Editor
from ui.theme import current, set_role


class CellEditor(QFrame):
    """Enter, Tab or leaving it commits, Ctrl+Enter commits to all rows chosen, Esc goes back to what was there.

    With `fill` it was opened to fill, and whatever commits fills. `committed` carries the value and whether to fill.
    What is typed stays until it is taken or given up.
    """

    committed = Signal(object, bool)
    given_up = Signal()

    def __init__(
        self, parent: QWidget, editor: Editor, label: str, value: Value, rows: int, *, fill: bool = False,
        hint: str = "",
    ) -> None:  # fmt: skip
        super().__init__(parent)
        set_role(self, "card")
        self.editor = editor
        self.before = value
        self._over = False
        self._long = isinstance(editor.kind, LongText)
        self._fill = fill and rows > 1
        self._hint = hint or f"{'Enter' if fill else 'Ctrl+Enter'} 填入所选 {rows} 行" * (rows > 1)
        self.below = QLabel()
        self.below.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.setSpacing(2)
        layout.addWidget(editor, 1)
        layout.addWidget(self.below)
        editor.fill_cell()
        editor.set_name(label)
        editor.set_value(value)
        editor.entered.connect(lambda: self.commit(self._fill))
        editor.refused.connect(lambda: self.commit(self._fill))
        editor.changed.connect(lambda: self.say(None))
        editor.left.connect(self._left)
        editor.given_up.connect(self.given_up)
        editor.tabbed.connect(lambda forward: self.commit(self._fill))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda: self.commit(True))
        self.say(None)

    @property
    def error(self) -> str:
        """The sentence shown now, or nothing."""
        return self.below.text() if self.below.property("role") == "error" else ""

    def say(self, sentence: str | None) -> None:
        """Say what is wrong, or nothing."""
        self.editor.show_error(sentence)
        set_role(self.below, "error" if sentence else "hint")
        text = sentence or self._hint
        self.below.setText(text)
        self.below.setVisible(bool(text))
        self._fit()

    def begin(self, cell: QRect) -> None:
        """Stand over the cell with everything selected: typing replaces it, an arrow key keeps it.

        In a long text the cursor stands at the end: what took minutes to write is not replaced by one key.
        """
        self.lay_over(cell)
        if self._long:
            self.editor.go_to_end()
        else:
            self.editor.select_all()

    def lay_over(self, cell: QRect) -> None:
        """Stand over the cell, wide enough to type in, inside the table."""
        self._cell = cell
        self._fit()
        self.show()
        self.raise_()
        self.editor.setFocus()

    def commit(self, fill: bool) -> None:
        """Give the value away, or say why that cannot be."""
        try:
            value = self.editor.value()
        except Invalid as wrong:
            self.say(wrong.sentence)
            self.editor.setFocus()
            return
        self.committed.emit(value, fill)

    def close_down(self) -> None:
        """Go away for good."""
        self._over = True
        self.hide()
        self.deleteLater()

    def _left(self) -> None:
        """The focus went elsewhere: what is right and new is kept, what is wrong stays open."""
        now = QApplication.focusWidget()
        if self._over or not self.isVisible() or now is None or self.isAncestorOf(now):
            return
        if QApplication.activePopupWidget() is not None or not self.isActiveWindow():
            return
        if self.editor.holds_error() is None and self.editor.value() == self.before:
            self.given_up.emit()
        elif not self.error:
            self.commit(self._fill)

    def event(self, event: QEvent) -> bool:
        """Esc is the editor's, not the frame's."""
        asking = (
            event if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride else None
        )
        if asking is not None and asking.key() == Qt.Key.Key_Escape:
            asking.accept()
            return True
        return super().event(event)

    def _fit(self) -> None:
        cell = getattr(self, "_cell", None)
        table = self.parentWidget()
        if cell is None or table is None:
            return
        theme = current()
        width = max(cell.width(), theme.px(360 if self._long else 220))
        height = theme.px(120 if self._long else 40)
        if self.below.text():
            room = self.below.heightForWidth(width - 8)
            height += max(room, theme.px(20)) + 4
        left = max(0, min(cell.left(), table.width() - width - 2))
        top = max(0, min(cell.top() - 2, table.height() - height - 2))
        self.setGeometry(left, top, width, height)
