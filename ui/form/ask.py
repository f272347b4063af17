"""A small form that stands on the page while one thing is asked; never a dialog."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from app.change import Change
from ui.form.form import Form
from ui.form.submit import button, shortcut
from ui.theme import set_role


class AskForm(QFrame):
    """The fields of one action, on the page itself: Enter through, Ctrl+S does it, Esc closes.

    `is_typed`: whether somebody altered anything in it.
    """

    confirmed = Signal()
    given_up = Signal()

    def __init__(self, label: str, hint: str, form: Form, run: Callable[[], Change | None]) -> None:
        super().__init__()
        self.form, self.run = form, run
        self.is_typed = False
        form.changed.connect(self._typed)
        form.setParent(self)
        set_role(self, "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        head = QLabel(label)
        set_role(head, "band")
        column.addWidget(head)
        if hint:
            words = QLabel(hint)
            words.setWordWrap(True)
            set_role(words, "quiet")
            column.addWidget(words)
        for row in form.rows.values():
            column.addWidget(row)
        self._column = column
        buttons = QHBoxLayout()
        self.go = button(f"{label}(Ctrl+S)", self.confirm, "primary")
        buttons.addWidget(self.go)
        buttons.addWidget(button("不做了(Esc)", self.given_up.emit))
        buttons.addStretch(1)
        column.addLayout(buttons)
        shortcut("Ctrl+S", self, self.confirm)

    def _typed(self, _name: str = "") -> None:
        self.is_typed = True

    def add(self, words: QLabel) -> None:
        """Words under the fields, that follow from what is typed."""
        self._column.insertWidget(self._column.count() - 1, words)

    def begin(self) -> None:
        """Go to the first field."""
        next(iter(self.form.rows.values())).editor.setFocus()

    def confirm(self) -> None:
        """Do it, if nothing is wrong."""
        wrong = self.form.check()
        if wrong is not None:
            wrong.editor.setFocus()
        else:
            self.confirmed.emit()
