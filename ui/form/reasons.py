"""Why a reporter is looked at: the reasons as buttons, each with its key, and a line for 其他."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.actions.reveal import OTHER
from app.schema.codes import code_list
from ui.form.submit import button, shortcut
from ui.parts.flow import FlowLayout


class ReasonAsk(QWidget):
    """`chosen`: the code of the reason and the words for 其他. `given_up`: nobody wants to look (or `give_up` says what
    is not done, and `verb` what Enter does)."""

    chosen = Signal(str, str)
    given_up = Signal()

    def __init__(self, give_up: str = "不看了", verb: str = "查看") -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        line = QWidget()
        row = FlowLayout(line)
        self.reasons: list[QPushButton] = []
        for number, code in enumerate(code_list("reveal_reason").codes, start=1):
            made = button(f"{number} {code.label}", partial(self.choose, code.id))
            self.reasons.append(made)
            row.addWidget(made)
            shortcut(str(number), self, partial(self.choose, code.id))
        row.addWidget(button(give_up, self.given_up.emit, "quiet"))
        self.words = QLineEdit()
        self.words.setPlaceholderText(f"写明理由，按回车{verb}")
        self.words.setAccessibleName("其他理由")
        self.words.returnPressed.connect(lambda: self.chosen.emit(OTHER, self.words.text()))
        self.words.hide()
        column.addWidget(line)
        column.addWidget(self.words)

    def choose(self, reason: str) -> None:
        """A reason was chosen; 其他 asks for words first."""
        if reason == OTHER and self.words.isHidden():
            self.words.show()
            self.words.setFocus()
        else:
            self.chosen.emit(reason, self.words.text() if reason == OTHER else "")
