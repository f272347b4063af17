"""The editor of yes or no."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox

from app.schema.kinds import Kind, Value
from ui.form.editor import Editor

_YES = (Qt.Key.Key_1, Qt.Key.Key_Y)
_NO = (Qt.Key.Key_0, Qt.Key.Key_N)


class FlagEditor(Editor):
    """A box: space turns it, 1 or Y says 是, 0 or N says 否, Delete empties it again (nobody has said)."""

    def __init__(self, kind: Kind, today: Callable[[], date], *, width: int = 160) -> None:
        super().__init__(kind, today, width=width)
        self._value: bool | None = None
        self.box = QCheckBox()
        self.box.clicked.connect(self._clicked)
        self.row.addWidget(self.box, 1)
        self._use(self.box)
        self._show()

    def value(self) -> Value:
        return self._value

    def set_value(self, value: Value) -> None:
        self._value = None if value is None else bool(value)
        self._show()

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in _YES or key in _NO:
            self._choose(key in _YES)
            return True
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._choose(None)
            return True
        return super()._key(event)

    def _clicked(self) -> None:
        self._choose(not self._value)

    def _choose(self, value: bool | None) -> None:
        self.set_value(value)
        self.changed.emit()

    def _show(self) -> None:
        with QSignalBlocker(self.box):
            self.box.setChecked(bool(self._value))
        self.box.setText("未填" if self._value is None else self.kind.to_text(self._value))
