"""A line on the page that asks or tells something, with its answers as buttons; never a dialog."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from ui.theme import set_role

Choice = tuple[str, Callable[[], object]]
"""What the button says, and what it does."""

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Banner(QFrame):
    """Hidden until it has something to say. The first choice is the filled one, unless it is asked by key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "card")
        self.words = QLabel()
        self.words.setWordWrap(True)
        self._buttons: list[QPushButton] = []
        self._by_key: list[Callable[[], object]] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 8, 12, 8)
        self._row.setSpacing(8)
        self._row.addWidget(self.words, 1)
        self.hide()

    def ask(
        self,
        text: str,
        choices: Sequence[Choice] = (),
        *,
        focus: bool = True,
        wrong: bool = False,
        plain: bool = False,
    ) -> None:
        """Show a sentence with its answers; `focus` puts the focus on the first. `wrong`: it is an error; `plain`: it
        stands beside the page's own filled button."""
        self.dismiss()
        self.words.setText(text)
        set_role(self.words, "error" if wrong else "")
        for at, (word, run) in enumerate(choices):
            self._buttons.append(self._button(word, run, "primary" if at == 0 and not plain else ""))
        self.show()
        if focus and self._buttons:
            self._buttons[0].setFocus()

    def ask_by_key(self, text: str, choices: Sequence[Choice]) -> None:
        """Ask what only a digit answers (or the mouse): no answer is preset, and Enter does nothing."""
        self.ask(text, [(f"{key}  {word}", run) for key, (word, run) in enumerate(choices, 1)], focus=False)
        for each in self._buttons:
            each.setAutoDefault(False)
            set_role(each, "")
        self._by_key = [run for _, run in choices]
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._by_key or not (event.text().isdecimal() or event.key() in _ENTER):
            super().keyPressEvent(event)
            return
        at = int(event.text()) - 1 if event.text().isdecimal() else -1
        if 0 <= at < len(self._by_key) and not event.isAutoRepeat():
            self._by_key[at]()

    def dismiss(self) -> None:
        """Say nothing any more."""
        self._by_key = []
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for each in self._buttons:
            self._row.removeWidget(each)
            each.hide()
            each.deleteLater()
        self._buttons = []
        self.hide()

    @property
    def choices(self) -> dict[str, QPushButton]:
        """The buttons by their word."""
        return {each.text(): each for each in self._buttons}

    def _button(self, word: str, run: Callable[[], object], role: str) -> QPushButton:
        made = QPushButton(word)
        made.setAutoDefault(True)
        if role:
            set_role(made, role)
        made.clicked.connect(lambda: run())
        self._row.addWidget(made)
        return made
