"""A window before an office is open: one thing in the middle, without rail and pages."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QMainWindow, QVBoxLayout, QWidget

from ui.parts.scroll import scrolling
from ui.theme import current, dress, set_role


class PlainWindow(QMainWindow):
    """Title, the thing asked, and one line for what could not be done."""

    def __init__(self, title: str, inside: QWidget) -> None:
        super().__init__()
        dress(self)
        self.setWindowTitle("回音")
        self.resize(1366, 768)
        head = QLabel(title)
        set_role(head, "title")
        self.message = QLabel()
        self.message.setWordWrap(True)
        set_role(self.message, "error")
        self.message.hide()
        box = QWidget()
        box.setMaximumWidth(current().px(720))
        column = QVBoxLayout(box)
        column.setContentsMargins(24, 48, 24, 24)
        column.setSpacing(16)
        for part in (head, inside, self.message):
            column.addWidget(part)
        column.addStretch(1)
        page = QWidget()
        page.setObjectName("page")
        row = QHBoxLayout(page)
        row.addStretch(1)
        row.addWidget(box, 4)
        row.addStretch(1)
        self.setCentralWidget(scrolling(page))

    def say_error(self, sentence: str) -> None:
        """Tell what could not be done."""
        self.message.setText(sentence)
        self.message.setVisible(bool(sentence))

    def refresh(self, change: object = None) -> None:
        """Nothing here follows a change."""
