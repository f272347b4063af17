"""The editor of several lines of text: it grows with what is typed."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from app.schema.kinds import Kind, Value
from ui.form.editor import ENTER, Editor
from ui.theme import current

LEAST, MOST = 3, 12
"""Lines shown for an empty text, and before it scrolls."""

HINT = "回车到下一项，换行按 Alt+Enter"


class LongTextEditor(Editor):
    """Enter goes on to the next field as everywhere; Alt+Enter breaks the line, as in Excel."""

    def __init__(self, kind: Kind, today: Callable[[], date], *, width: int = 0) -> None:
        super().__init__(kind, today, width=width)
        self.box = _Box()
        self.box.textChanged.connect(self.changed)
        self.row.addWidget(self.box, 1)
        self._use(self.box)

    def value(self) -> Value:
        return self.kind.from_text(self.box.toPlainText(), self.today())

    def set_value(self, value: Value) -> None:
        with QSignalBlocker(self.box):
            self.box.setPlainText(self.kind.to_text(value))
        self.box.grow()

    def select_all(self) -> None:
        self.box.selectAll()

    def go_to_end(self) -> None:
        self.box.moveCursor(QTextCursor.MoveOperation.End)

    def fill_cell(self) -> None:
        super().fill_cell()
        self.box.free = True
        self.box.setMinimumHeight(0)
        self.box.setMaximumHeight(16_777_215)

    def _key(self, event: QKeyEvent) -> bool:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.key() in ENTER and alt:
            self.box.insertPlainText("\n")
            return True
        return super()._key(event)


class _Box(QPlainTextEdit):
    """Plain text as high as its lines."""

    def __init__(self) -> None:
        super().__init__()
        self.free = False
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.textChanged.connect(self.grow)
        self.grow()

    def grow(self) -> None:
        """Fit the height to the lines, counted as they wrap."""
        if self.free:
            return
        lines = max(LEAST, min(MOST, round(self.document().size().height())))
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + current().px(8) + 12)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.grow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.grow()
