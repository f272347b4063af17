"""A file whose password is not kept here: it is asked for, on the page itself."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.form.submit import button
from ui.security.password_line import PasswordLine
from ui.theme import set_role

WHERE = "不要用和文件一起送来的口令。往来单位的收取以后会记住，下次不用再输；外来台账的不记。"


class AskWord(QWidget):
    """`given`: the file and what was typed."""

    given = Signal(object, str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.path = Path()
        self.head, self.file, self.said, where = (
            QLabel("这份工作簿加了口令"),
            QLabel(),
            QLabel(),
            QLabel(WHERE),
        )
        set_role(self.head, "title")
        set_role(self.file, "quiet")
        set_role(where, "quiet")
        for each in (self.file, self.said, where):
            each.setWordWrap(True)
        self.line = PasswordLine("工作簿的口令")
        self.line.entered.connect(self._give)
        self.open = button("打开", self._give, "primary")
        self.back = button("不收(Esc)", self.left.emit)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.open)
        buttons.addWidget(self.back)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 12)
        layout.setSpacing(12)
        layout.setAlignment(Qt.AlignmentFlag.AlignTop)
        for widget in (self.head, self.file, self.said, self.line, where):
            layout.addWidget(widget)
        layout.addLayout(buttons)

    def show_file(self, path: Path, sentence: str, *, wrong: bool) -> None:
        """Ask for the password of this file; `wrong`: one was typed already."""
        self.path = path
        self.file.setText(path.name)
        self.said.setText(sentence)
        set_role(self.said, "error" if wrong else "")
        self.line.clear()
        self.setAccessibleName(self.head.text())

    def focus_first(self) -> None:
        """Go to the field."""
        self.line.setFocus()

    def _give(self) -> None:
        if self.line.text().strip():
            self.given.emit(self.path, self.line.text())
        else:
            self.line.setFocus()
