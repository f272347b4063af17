"""One field that is read, not typed: laid out as a form's row, so that both stand in one column."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from ui.theme import set_role


class ReadRow(QWidget):
    """Label at the left, the text beside it; it can be selected and copied."""

    def __init__(self, label: str, text: str = "") -> None:
        super().__init__()
        name = QLabel(label)
        set_role(name, "field")
        name.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.words = QLabel(text)
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.words.setAccessibleName(f"{label}：{text}")
        set_role(self.words, "read")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1, Qt.AlignmentFlag.AlignTop)

    def show_text(self, text: str) -> None:
        """Show another text."""
        self.words.setText(text)


def labelled(label: str, widget: QWidget) -> QWidget:
    """Any control beside a label, in the same column as a form's fields."""
    line = QWidget()
    name = QLabel(label)
    set_role(name, "field")
    name.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    name.setBuddy(widget)
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    row.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
    small = widget.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Maximum
    row.addWidget(widget, 1, Qt.AlignmentFlag.AlignLeft if small else Qt.AlignmentFlag(0))
    return line
