"""Editors of one line: text, numbers, money, telephone and identity numbers."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QLabel, QLineEdit

from app.errors import Invalid
from app.schema.kinds import IdNumber, Kind, Value, halfwidth
from ui.form.editor import Editor
from ui.theme import set_role


class LineEditor(Editor):
    """A line of text, read and written by its kind. On leaving it shows the kind's own spelling."""

    def __init__(
        self, kind: Kind, today: Callable[[], date], *, width: int = 0, unit: str = "", placeholder: str = ""
    ) -> None:
        super().__init__(kind, today, width=width)
        self.line = QLineEdit()
        self.line.setPlaceholderText(placeholder)
        self.line.textEdited.connect(self._edited)
        self.row.addWidget(self.line, 1)
        if unit:
            beside = QLabel(unit)
            set_role(beside, "quiet")
            self.row.addWidget(beside)
        self._use(self.line)

    def value(self) -> Value:
        return self.kind.from_text(self.line.text(), self.today())

    def set_value(self, value: Value) -> None:
        self.line.setText(self._shown(value))
        self.line.setCursorPosition(0)

    def select_all(self) -> None:
        self.line.selectAll()

    def _shown(self, value: Value) -> str:
        return self.kind.to_text(value)

    def _edited(self) -> None:
        self.changed.emit()

    def _settle(self) -> None:
        try:
            shown = self._shown(self.value())
        except Invalid:
            return
        if shown != self.line.text():
            self.line.setText(shown)


class IdNumberEditor(LineEditor):
    """An identity number in groups of place, birthday and rest, so that it can be compared with the card."""

    def __init__(self, kind: Kind, today: Callable[[], date], *, width: int = 220) -> None:
        super().__init__(kind, today, width=width)

    def _shown(self, value: Value) -> str:
        number = super()._shown(value)
        return f"{number[:6]} {number[6:-4]} {number[-4:]}" if len(number) in (15, 18) else number

    def note(self) -> str:
        number = halfwidth(self.line.text()).upper()
        if not number or not number[:17].isdigit():
            return ""
        if len(number) < 18:
            return f"已输入 {len(number)} 位，还差 {18 - len(number)} 位"
        right = len(number) == 18 and IdNumber.checksum_holds(number)
        return "" if right else "校验位对不上，请逐位核对"
