"""口令: a protected store asks for the password, or the recovery code, before anything else."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from app.store.office import Office
from ui.do import Refusal, Teller, do
from ui.form.submit import button
from ui.parts.read_row import labelled
from ui.theme import set_role


class Unlock(QWidget):
    """One field and one button. `opened` gets the office."""

    def __init__(self, open_with: Callable[[str], Office], opened: Callable[[Office], object]) -> None:
        super().__init__()
        self._open_with, self._opened = open_with, opened
        self.teller: Teller | None = None
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setAccessibleName("口令")
        self.line.returnPressed.connect(self.unlock)
        self.wrong = QLabel()
        self.wrong.setWordWrap(True)
        set_role(self.wrong, "error")
        how = QLabel("忘了口令，可以输入恢复单上的恢复码。")
        set_role(how, "quiet")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(labelled("口令", self.line))
        layout.addWidget(self.wrong)
        layout.addWidget(how)
        layout.addWidget(button("打开", self.unlock, "primary"), 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)

    def begin(self) -> None:
        """Go to the field."""
        self.line.setFocus()

    def unlock(self) -> None:
        """Try what was typed; a wrong password is said below the field."""
        assert self.teller is not None
        do(self.teller, lambda: self._open_with(self.line.text()), done=self._opened, refused=self._refused)

    def _refused(self, refusal: Refusal) -> bool:
        self.wrong.setText(refusal.sentence)
        self.line.selectAll()
        self.line.setFocus()
        return True
