"""A titled section of a page, with a hairline; the bands 登记, 办理, 督办 of a case are made of it."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.theme import set_role


def hairline() -> QFrame:
    """A line of one pixel."""
    line = QFrame()
    set_role(line, "line")
    return line


class Band(QWidget):
    """Title, an optional remark, a hairline, and below it what is added. Groups inside stand 22 px apart."""

    def __init__(self, title: str, remark: str = "") -> None:
        super().__init__()
        self.title = QLabel(title)
        set_role(self.title, "band")
        self.remark = QLabel(remark)
        self.remark.setWordWrap(True)
        set_role(self.remark, "quiet")
        self._head = QHBoxLayout()
        self._head.setSpacing(12)
        self._head.addWidget(self.title)
        self._head.addWidget(self.remark, 1)
        self._body = QVBoxLayout()
        self._body.setSpacing(10)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self._head)
        layout.addWidget(hairline())
        layout.addLayout(self._body)

    def add(self, widget: QWidget) -> None:
        """Put a widget below the last one."""
        self._body.addWidget(widget)

    def gap(self) -> None:
        """Begin a new group."""
        self._body.addSpacing(12)

    def add_to_head(self, widget: QWidget) -> None:
        """Put a button at the right end of the title."""
        self._head.addWidget(widget)
