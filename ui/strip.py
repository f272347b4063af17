"""The message strip at the bottom: what was done and how to take it back, or what could not be done."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy

from ui.icons import icon
from ui.theme import set_role

Undo = Callable[[], object]


class Strip(QFrame):
    """One message at a time; it stays until the next."""

    undo_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("strip")
        self._undo: Undo | None = None
        self.message, self.waiting = QLabel(), QLabel()
        self.message.setObjectName("message")
        self.waiting.setObjectName("waiting")
        self.message.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.message.setMinimumWidth(1)
        self.button = QPushButton(icon("undo", "accent_text"), "撤销(Ctrl+Z)")
        set_role(self.button, "quiet")
        self.button.clicked.connect(self.undo_pressed)
        self.button.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 3, 24, 3)
        layout.setSpacing(16)
        layout.addWidget(self.message)
        layout.addWidget(self.button)
        layout.addStretch(1)
        layout.addWidget(self.waiting)

    def say(self, text: str, undo: Undo | None = None) -> None:
        """Tell what was done; with `undo` it can be taken back."""
        self._tell(text, "")
        self._undo = undo
        self.button.setVisible(undo is not None)
        self.button.setAccessibleName(f"撤销：{text}")

    def say_error(self, sentence: str) -> None:
        """Tell what could not be done, in the light's red. Ctrl+Z still takes back what was offered."""
        self._tell(sentence, "error")
        self.button.hide()

    def show_waiting(self, text: str) -> None:
        """What stands at the right, in full at once: it may come while nothing else is laid out anew."""
        self.waiting.setText(text)
        layout = self.layout()
        if layout is not None:
            layout.activate()

    def take_undo(self) -> Undo | None:
        """The undo on offer; it is offered once."""
        undo, self._undo = self._undo, None
        self.button.hide()
        return undo

    def _tell(self, text: str, role: str) -> None:
        from PySide6.QtGui import QAccessible, QAccessibleEvent  # heavy, and nothing is told at the start

        set_role(self.message, role)
        self.message.setText(text)
        self.message.setToolTip(text)
        self.message.setAccessibleName(text)
        QAccessible.updateAccessibility(QAccessibleEvent(self.message, QAccessible.Event.Alert))
