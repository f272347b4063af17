"""The editor of several codes of a list: those chosen as chips, and a field that adds one more."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton

from app.errors import Invalid
from app.schema.kinds import Choices, Value
from ui.form.editor import Editor
from ui.form.pop_list import Option, PopList
from ui.icons import icon


class ChoicesEditor(Editor):
    """Type and Enter to add; Enter in the empty field moves on; Backspace in it takes the last chip away."""

    def __init__(self, kind: Choices, today: Callable[[], date], *, width: int = 0) -> None:
        super().__init__(kind, today, width=width)
        self._codes = kind.codes
        self._chosen: list[str] = []
        self._chips: list[QPushButton] = []
        self._pop: PopList | None = None
        self._frame = QFrame()
        self._frame.setObjectName("chips")
        self._inside = QHBoxLayout(self._frame)
        self._inside.setContentsMargins(4, 1, 4, 1)
        self._inside.setSpacing(4)
        self.line = QLineEdit()
        self.line.textEdited.connect(self._edited)
        self._inside.addWidget(self.line, 1)
        self.row.addWidget(self._frame, 1)
        self._use(self.line)

    def value(self) -> Value:
        if text := self.line.text().strip():
            raise Invalid(f"“{text}”还没有选定，请用方向键选一项后按回车。")
        return tuple(self._chosen) or None

    def set_value(self, value: Value) -> None:
        self._chosen = [str(each) for each in value] if isinstance(value, tuple) else []
        self.line.clear()
        self._show()

    def show_error(self, sentence: str | None) -> None:
        super().show_error(sentence)
        self._mark("wrong", bool(sentence))

    @property
    def pop(self) -> PopList:
        """The list; made when first needed."""
        if self._pop is None:
            self._pop = PopList(self._frame)
            self._pop.picked.connect(self._add)
        return self._pop

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut) and watched is self.line:
            self._mark("focused", event.type() == QEvent.Type.FocusIn)
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape and self._pop is not None and self._pop.isVisible():
                event.accept()
                return True
            return False
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        is_open = self._pop is not None and self._pop.isVisible()
        key = Qt.Key(event.key())
        if is_open and key == Qt.Key.Key_Escape:
            self.pop.hide()
        elif is_open and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.pop.step(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Down:
            self._offer("")
        elif key == Qt.Key.Key_Backspace and not self.line.text() and self._chosen:
            self._remove(self._chosen[-1])
        else:
            return super()._key(event)
        return True

    def _enter(self) -> None:
        ready = self._pop.current() if self._pop is not None else None
        if ready is not None:
            self._add(ready.id)
        else:
            super()._enter()

    def _settle(self) -> None:
        if self._pop is not None:
            self._pop.hide()
        found = self._codes.find(self.line.text())
        if found is not None:
            self._add(found.id)

    def _edited(self, text: str) -> None:
        if text.strip():
            self._offer(text.strip())
        elif self._pop is not None:
            self._pop.hide()
        self.changed.emit()

    def _offer(self, typed: str) -> None:
        numbers = {code.id: number for number, code in enumerate(self._codes.offered, start=1)}
        left = [code for code in self._codes.matching(typed) if code.id not in self._chosen]
        self.pop.offer([Option(code.id, f"{numbers[code.id]}  {code.label}") for code in left])

    def _add(self, code_id: str) -> None:
        self.line.clear()
        self.pop.hide()
        if code_id not in self._chosen:
            self._chosen.append(code_id)
            self._show()
        self.changed.emit()

    def _remove(self, code_id: str) -> None:
        self._chosen.remove(code_id)
        self._show()
        self.line.setFocus()
        self.changed.emit()

    def _mark(self, name: str, on: bool) -> None:
        self._frame.setProperty(name, on)
        self._frame.style().unpolish(self._frame)
        self._frame.style().polish(self._frame)

    def _show(self) -> None:
        for chip in self._chips:
            self._inside.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [self._chip(code_id) for code_id in self._chosen]
        for at, chip in enumerate(self._chips):
            self._inside.insertWidget(at, chip)

    def _chip(self, code_id: str) -> QPushButton:
        chip = QPushButton(icon("x", "text_soft"), self._codes.name_of(code_id))
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        chip.setAccessibleName(f"去掉 {self._codes.name_of(code_id)}")
        chip.setToolTip("点一下去掉")
        chip.clicked.connect(lambda: self._remove(code_id))
        return chip
