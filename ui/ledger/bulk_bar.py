"""The bar that appears under the table while several rows are chosen: how many, and what can be done with them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton

from app.ledger.columns import Column
from ui.theme import set_role


class BulkBar(QFrame):
    """`fill_asked` carries the place of the column to fill."""

    fill_asked = Signal(int)
    copy_asked = Signal()
    print_asked = Signal()
    void_asked = Signal()
    join_asked = Signal()
    list_asked = Signal()
    dismissed = Signal()

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "card")
        self.setAccessibleName("所选的行")
        self.count = QLabel()
        self.fill, self.copy, self.print = QPushButton("填入…"), QPushButton("复制"), QPushButton("打印")
        self.void, self.dismiss = QPushButton("作废…"), QPushButton("取消选择 (Esc)")
        self.fill.setProperty("menu", True)
        self._menu = QMenu(self.fill)
        self.fill.setMenu(self._menu)
        self.join = QPushButton("认定重复…")
        self.join.clicked.connect(self.join_asked)
        self.list = QPushButton("列入积案")
        self.list.clicked.connect(self.list_asked)
        set_role(self.dismiss, "quiet")
        self.copy.clicked.connect(self.copy_asked)
        self.print.clicked.connect(self.print_asked)
        self.void.clicked.connect(self.void_asked)
        self.dismiss.clicked.connect(self.dismissed)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 8, 4)
        row.setSpacing(8)
        row.addWidget(self.count)
        row.addSpacing(8)
        for button in (self.fill, self.join, self.list, self.copy, self.print, self.void):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.dismiss)
        self.hide()

    def show_columns(self, columns: Sequence[Column]) -> None:
        """Offer the columns that can be filled."""
        self._menu.clear()
        for at, column in enumerate(columns):
            if not column.field.derived:
                self._menu.addAction(column.label, lambda at=at: self.fill_asked.emit(at))
        self.fill.setEnabled(not self._menu.isEmpty())

    def can_join(self, able: bool) -> None:
        """Whether the rows are cases, which may be one matter and stand on the backlog."""
        self.join.setVisible(able)
        self.list.setVisible(able)

    def show_count(self, count: int, unit: str) -> None:
        """Say how many are chosen; one is no bulk."""
        self.count.setText(f"已选 {count} {unit}")
        self.setVisible(count > 1)
