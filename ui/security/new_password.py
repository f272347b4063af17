"""A new password, typed twice."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.errors import Invalid
from app.store import keys
from ui.parts.read_row import labelled
from ui.security.password_line import PasswordLine
from ui.theme import set_role

ADVICE = f"至少 {keys.SHORTEST} 个字符。用一句自己好记、别人猜不到的话，比短而怪的口令更牢。"


class NewPassword(QWidget):
    """Two fields. `check` says below them what is wrong; `entered`: Enter was pressed in the second."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.first, self.second = PasswordLine("新口令"), PasswordLine("再输一遍")
        self.wrong = QLabel()
        self.wrong.setWordWrap(True)
        set_role(self.wrong, "error")
        self.wrong.hide()
        advice = QLabel(ADVICE)
        advice.setWordWrap(True)
        set_role(advice, "hint")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        for part in (labelled("新口令", self.first), labelled("再输一遍", self.second), self.wrong, advice):
            layout.addWidget(part)
        self.first.entered.connect(self.second.line.setFocus)
        self.second.entered.connect(self.entered)

    def begin(self) -> None:
        """Go to the first field."""
        self.first.line.setFocus()

    def clear(self) -> None:
        """Forget both."""
        self.first.clear()
        self.second.clear()
        self.say("")

    def say(self, sentence: str) -> None:
        """Say what is wrong, or nothing."""
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))

    def check(self) -> str | None:
        """The password when it is long enough and both are the same; else None, and why is said."""
        try:
            keys.check(self.first.text())
        except Invalid as refusal:
            self.say(refusal.sentence)
            self.first.line.setFocus()
            return None
        if self.first.text() != self.second.text():
            self.say("两遍输入的不一样，请再输一遍。")
            self.second.line.selectAll()
            self.second.line.setFocus()
            return None
        self.say("")
        return self.first.text()
