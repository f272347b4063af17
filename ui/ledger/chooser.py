"""Which columns a view shows, and in which order: tick, and drag or Alt+↑ Alt+↓."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.ledger.columns import Column
from app.records.catalogue import KINDS
from ui.parts.dropped import drop
from ui.theme import current, set_role

_NAME = int(Qt.ItemDataRole.UserRole)


class ColumnChooser(QFrame):
    """`chosen` carries the names in order; `reset` asks for the look the view came with."""

    chosen = Signal(list)
    reset = Signal()

    def __init__(self, parent: QWidget, known: Mapping[str, Column], shown: Sequence[str]) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        set_role(self, "card")
        self.setAccessibleName("选择要显示的栏目")
        hint = QLabel("打勾的显示；拖动可以换顺序，也可以按 Alt+↑、Alt+↓。")
        hint.setWordWrap(True)
        set_role(hint, "hint")
        self.search = QLineEdit()
        self.search.setPlaceholderText("查找栏目")
        self.search.setAccessibleName("查找栏目")
        self.search.textChanged.connect(self._narrow)
        self.list = QListWidget()
        self.list.setAccessibleName("栏目")
        set_role(self.list, "pop")
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setFixedHeight(current().px(320))
        rest = [name for name in known if name not in shown]
        for name in (*shown, *rest):
            self.list.addItem(self._item(known[name], name in shown))
        self.error = QLabel()
        set_role(self.error, "error")
        self.error.hide()
        self.ready, back = QPushButton("显示这些栏目"), QPushButton("恢复原样")
        set_role(self.ready, "primary")
        self.ready.clicked.connect(self._give)
        back.clicked.connect(self._reset)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.ready)
        buttons.addWidget(back)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        for part in (hint, self.search, self.list, self.error):
            layout.addWidget(part)
        layout.addLayout(buttons)
        for keys, by in (("Alt+Up", -1), ("Alt+Down", 1)):
            QShortcut(QKeySequence(keys), self).activated.connect(lambda by=by: self.move_current(by))

    def drop(self, below: QPoint) -> None:
        """Show it there."""
        drop(self, below, current().px(320))
        self.list.setFocus()
        self.list.setCurrentRow(0)

    def tick(self, name: str, on: bool) -> None:
        """Tick a column as a click would."""
        for at in range(self.list.count()):
            if self.list.item(at).data(_NAME) == name:
                self.list.item(at).setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def move_current(self, by: int) -> None:
        """Move the current column up or down."""
        at = self.list.currentRow()
        to = at + by
        if at < 0 or not 0 <= to < self.list.count():
            return
        item = self.list.takeItem(at)
        self.list.insertItem(to, item)
        self.list.setCurrentRow(to)

    def _item(self, column: Column, on: bool) -> QListWidgetItem:
        band = KINDS[column.field.record].label if column.field.record in KINDS else "计算"
        item = QListWidgetItem(f"{column.label}   ({band})")
        item.setData(_NAME, column.name)
        item.setFlags(
            Qt.ItemFlag.ItemIsUserCheckable
            | Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsDragEnabled
        )
        item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        return item

    def _narrow(self, typed: str) -> None:
        for at in range(self.list.count()):
            self.list.item(at).setHidden(typed.strip() not in self.list.item(at).text())

    def _give(self) -> None:
        items = [self.list.item(at) for at in range(self.list.count())]
        names = [str(item.data(_NAME)) for item in items if item.checkState() == Qt.CheckState.Checked]
        if not names:
            self.error.setText("请至少勾选一栏。")
            self.error.show()
            return
        self.close()
        self.chosen.emit(names)

    def _reset(self) -> None:
        self.close()
        self.reset.emit()
