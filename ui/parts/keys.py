"""The list of keys under F1."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.theme import current, set_role

KeyRow = tuple[str, str]
"""(the keys as they are printed on the keyboard, what they do)."""

ALONE = 8
"""Rows up to which one column is enough."""


class KeysDialog(QDialog):
    """Two columns of keys and what they do; Esc closes."""

    def __init__(self, parent: QWidget, rows: Sequence[KeyRow]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("快捷键")
        table = QGridLayout()
        table.setHorizontalSpacing(current().px(16))
        table.setVerticalSpacing(current().px(8))
        high = len(rows) if len(rows) <= ALONE else (len(rows) + 1) // 2
        for at, (keys, what) in enumerate(rows):
            column = at // high * 3
            key, meaning = QLabel(keys), QLabel(what)
            set_role(key, "quiet")
            table.addWidget(key, at % high, column, Qt.AlignmentFlag.AlignRight)
            table.addWidget(meaning, at % high, column + 1)
            table.setColumnMinimumWidth(column + 2, current().px(24))
        close = QPushButton("关闭")
        close.clicked.connect(self.close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(24)
        layout.addLayout(table)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)


def show_keys(parent: QWidget, rows: Sequence[KeyRow]) -> KeysDialog:
    """Open the list beside the work: it does not block."""
    dialog = KeysDialog(parent, rows)
    dialog.open()
    return dialog
