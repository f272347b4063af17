"""口令: one field that opens the lock, away from the screen's thread, so that the window stays alive meanwhile."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.store.keys import Unlocked
from ui.form.submit import button
from ui.parts.read_row import labelled
from ui.security.aside import Aside, Refusal
from ui.security.password_line import PasswordLine
from ui.theme import set_role

CHECKING = "正在核对口令…"


class AskPassword(QWidget):
    """`unlocked` carries the opened lock. The password says who it is, so no name is asked."""

    unlocked = Signal(object)

    def __init__(self, open_lock: Callable[[str], Unlocked], verb: str = "打开") -> None:
        super().__init__()
        self._open_lock = open_lock
        self._busy = False
        self.field = PasswordLine("口令")
        self.field.entered.connect(self.unlock)
        self.line = self.field.line
        self.wrong = QLabel()
        self.wrong.setWordWrap(True)
        set_role(self.wrong, "error")
        how = QLabel("谁的口令就以谁的名义打开。忘了口令，可以输入恢复单上的恢复码。")
        how.setWordWrap(True)
        set_role(how, "quiet")
        self.go = button(verb, self.unlock, "primary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(labelled("口令", self.field))
        layout.addWidget(self.wrong)
        layout.addWidget(how)
        layout.addWidget(self.go, 0, Qt.AlignmentFlag.AlignLeft)

    def begin(self) -> None:
        """Go to the empty field."""
        self.field.clear()
        self.wrong.clear()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def unlock(self) -> None:
        """Try what was typed; a wrong password is said below the field."""
        secret = self.field.text()
        if self._busy or not secret:
            return
        self._say_busy(True)
        Aside(self, lambda: self._open_lock(secret), self._opened, self._refused)

    def _opened(self, lock: Unlocked) -> None:
        self._say_busy(False)
        self.field.clear()
        self.wrong.clear()
        self.unlocked.emit(lock)

    def _refused(self, refusal: Refusal) -> None:
        self._say_busy(False)
        set_role(self.wrong, "error")
        self.wrong.setText(refusal.sentence)
        self.line.selectAll()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_busy(self, busy: bool) -> None:
        self._busy = busy
        self.line.setReadOnly(busy)
        self.go.setEnabled(not busy)
        if busy:
            set_role(self.wrong, "quiet")
            self.wrong.setText(CHECKING)
