"""A titled table with the chosen line in full and some buttons below: the form of the panels beside the files."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.exchange.table import PlainTable
from ui.exchange.whole import Whole
from ui.form.submit import button
from ui.parts.empty import Empty
from ui.parts.line_model import WordModel
from ui.theme import set_role


class Listing(QWidget):
    """`left` goes back. Derive, give title, words, heads, widths, what to say when empty, and the buttons."""

    left = Signal()

    def __init__(
        self, title: str, words: str, heads: Sequence[str], widths: Sequence[int], nothing: str,
        buttons: Sequence[QPushButton],
    ) -> None:  # fmt: skip
        super().__init__()
        self.head, self.words = QLabel(title), QLabel(words)
        set_role(self.head, "title")
        set_role(self.words, "quiet")
        self.words.setWordWrap(True)
        self.model = WordModel(self, heads)
        self.table = PlainTable(self.model, widths, title)
        self.table.selectionModel().currentChanged.connect(lambda now, before: self._tell(now.row()))
        self.whole = Whole()
        self.empty = Empty(nothing)
        self.back = button("返回(Esc)", self.left.emit)
        row = QHBoxLayout()
        row.setSpacing(8)
        for each in (*buttons, self.back):
            row.addWidget(each)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(10)
        column.addWidget(self.head)
        column.addWidget(self.words)
        for part in (self.table, self.empty):
            column.addWidget(part, 1)
        column.addWidget(self.whole)
        column.addLayout(row)

    def show_lines(self, lines: Sequence[Sequence[str]]) -> None:
        """Show these lines; the chosen one stays where it was."""
        row = max(0, self.table.currentIndex().row())
        self.model.show_lines(lines)
        for part in (self.table, self.whole):
            part.setVisible(bool(lines))
        self.empty.setVisible(not lines)
        if lines:
            self.table.selectRow(min(row, len(lines) - 1))
        self._tell(min(row, len(lines) - 1))

    def focus_first(self) -> None:
        """Put the focus on the table, or on the way back."""
        (self.table if self.model.lines else self.back).setFocus()

    @property
    def row(self) -> int:
        """The chosen line, -1 for none."""
        return self.table.currentIndex().row() if self.model.lines else -1

    def _tell(self, row: int) -> None:
        self.whole.setPlainText(self.told(row) if 0 <= row < len(self.model.lines) else "")
        self.dress(row)

    def told(self, row: int) -> str:
        """The line in full."""
        return "\n".join(each for each in self.model.lines[row] if each)

    def dress(self, row: int) -> None:
        """Say which buttons mean something for this line."""
