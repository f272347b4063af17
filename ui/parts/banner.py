"""A line on the page that asks or tells something, with its answers as buttons; never a dialog."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from ui.theme import set_role

Choice = tuple[str, Callable[[], object]]
"""What the button says, and what it does."""


class Banner(QFrame):
    """Hidden until it has something to say. The first choice is the filled one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "card")
        self.words = QLabel()
        self.words.setWordWrap(True)
        self._buttons: list[QPushButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 8, 12, 8)
        self._row.setSpacing(8)
        self._row.addWidget(self.words, 1)
        self.hide()

    def ask(
        self, text: str, choices: Sequence[Choice] = (), *, focus: bool = True, wrong: bool = False
    ) -> None:
        """Show a sentence with its answers; `focus` puts the focus on the first. `wrong`: it is an error."""
        self.dismiss()
        self.words.setText(text)
        set_role(self.words, "error" if wrong else "")
        for at, (word, run) in enumerate(choices):
            self._buttons.append(self._button(word, run, "primary" if at == 0 else ""))
        self.show()
        if focus and self._buttons:
            self._buttons[0].setFocus()

    def dismiss(self) -> None:
        """Say nothing any more."""
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
