"""Work of minutes on a thread, in the place of a page: what is done, how far it is, and a stop."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from ui.backup.busy import Busy
from ui.form.submit import button
from ui.long_work import Progress

_LOOK_EVERY = 100


class Underway(QWidget):
    """`words` say what is done, `at` how far it is; whoever makes one of it starts the work."""

    def __init__(self, words: str, called: str) -> None:
        super().__init__()
        self.progress = Progress()
        self.busy = Busy(self, [])
        self.words, self.bar, self.at = QLabel(words), QProgressBar(), QLabel()
        self.words.setWordWrap(True)
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(called)
        self.stop_button = button("停止", self.stop)
        buttons = QHBoxLayout()
        buttons.addWidget(self.stop_button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        for part in (self.words, self.bar, self.at):
            layout.addWidget(part)
        layout.addLayout(buttons)
        self.clock = QTimer(self, interval=_LOOK_EVERY)
        self.clock.timeout.connect(self.look)

    def stop(self) -> None:
        """Stop it at its next step."""
        self.progress.stop()
        self.stop_button.setEnabled(False)

    def look(self) -> None:
        """Show how far it is."""
        self.bar.setRange(0, self.progress.of)
        self.bar.setValue(self.progress.at)
        self.at.setText(self.said())

    def said(self) -> str:
        """How far it is, in words."""
        return self.progress.what
