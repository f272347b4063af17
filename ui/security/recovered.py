"""After the recovery code: who gets a new password, and which; then work goes on as that person."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.actions.locks import logins, recover_login
from app.store.office import Office
from ui.do import Refusal, Teller, do
from ui.form.submit import button
from ui.parts.chip import ChipRow, ChipSpec
from ui.parts.read_row import labelled
from ui.security.new_password import NewPassword


class Recovered(QWidget):
    """`done` is called once the new password is set."""

    def __init__(self, teller: Teller, office: Office, done: Callable[[], object]) -> None:
        super().__init__()
        self._teller, self._office, self._done = teller, office, done
        self.people = ChipRow([ChipSpec(name, name) for name in logins(office)])
        self.new = NewPassword()
        self.new.entered.connect(self.set)
        words = QLabel("恢复码对了。请选您是谁，再设一个新口令；别人的口令不变。这一步记入日志。")
        words.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        for part in (words, labelled("我是", self.people), self.new):
            layout.addWidget(part)
        layout.addWidget(button("设好新口令", self.set, "primary"), 0, Qt.AlignmentFlag.AlignLeft)

    def begin(self) -> None:
        """Go to the password."""
        self.new.begin()

    def set(self) -> None:
        """Set the new password, or say what is wrong."""
        password = self.new.check()
        if password is not None:
            (name,) = self.people.pressed
            do(
                self._teller,
                lambda: recover_login(self._office, name, password),
                done=lambda _: self._done(),
                refused=self._refused,
            )

    def _refused(self, refusal: Refusal) -> bool:
        self.new.say(refusal.sentence)
        return True
