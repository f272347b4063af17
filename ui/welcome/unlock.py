"""口令: a protected store asks for the password, or the recovery code, before anything else."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import Damaged
from app.store import attempts
from app.store.keys import Unlocked
from app.store.office import Office
from ui.do import Refusal, Teller, do
from ui.security.ask_password import AskPassword


class Unlock(QWidget):
    """The field for the password. `opened` gets the office, which is opened once the lock is; `damaged` the opened
    lock of data that cannot be read."""

    def __init__(
        self, folder: Path, opened: Callable[[Office], object], damaged: Callable[[Damaged, Unlocked], object]
    ) -> None:
        super().__init__()
        self._folder, self._opened, self._damaged = folder, opened, damaged
        self.teller: Teller | None = None
        self.ask = AskPassword(lambda secret: attempts.unlock(folder, secret, datetime.now()))
        self.ask.unlocked.connect(self._open)
        self.line, self.wrong = self.ask.line, self.ask.wrong
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.ask)
        layout.addStretch(1)

    def begin(self) -> None:
        """Go to the field."""
        self.ask.begin()

    def _open(self, lock: Unlocked) -> None:
        assert self.teller is not None

        def refused(refusal: Refusal) -> bool:
            if isinstance(refusal, Damaged):
                self._damaged(refusal, lock)
            return isinstance(refusal, Damaged)

        do(
            self.teller,
            lambda: Office.open(self._folder, lock=lock, lights_later=True),
            done=self._opened,
            refused=refused,
        )
