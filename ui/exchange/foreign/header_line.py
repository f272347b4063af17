"""Where the header is, said by a person: the row chosen in the sheet at the left, and how many rows it has."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.form.submit import button
from ui.theme import set_role

HOW = "表头不对，或没找到：在左边点表头那一行（两行的点上面一行），再按："
DEPTHS = ("表头一行", "表头两行", "表头三行")


class HeaderLine(QWidget):
    """`said`: the chosen row is the first of a header of so many rows; `forgotten`: find it again without a person."""

    said = Signal(int)
    forgotten = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.how = QLabel(HOW)
        self.how.setWordWrap(True)
        set_role(self.how, "quiet")
        self.how_many = QComboBox()
        self.how_many.setAccessibleName("表头有几行")
        self.how_many.addItems(DEPTHS)
        self.say = button("这一行是表头", lambda: self.said.emit(self.how_many.currentIndex() + 1))
        self.forget = button("改回自动认", self.forgotten.emit, "quiet")
        self.forget.setVisible(False)
        line = QHBoxLayout()
        line.setSpacing(8)
        for each in (self.how_many, self.say, self.forget):
            line.addWidget(each)
        line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.how)
        layout.addLayout(line)

    def show_header(self, rows: int, is_said: bool) -> None:
        """So many rows the header has now; `is_said` where a person pointed at it."""
        self.how_many.setCurrentIndex(min(max(rows, 1), len(DEPTHS)) - 1)
        self.forget.setVisible(is_said)
