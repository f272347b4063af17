"""A table of lines under fixed heads; what a cell shows is said by the model of that table."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
L = TypeVar("L")


class LineModel(QAbstractTableModel, Generic[L]):
    """Its lines, as many as it was given last."""

    def __init__(self, parent: QObject, heads: Sequence[str]) -> None:
        super().__init__(parent)
        self.heads = heads
        self.lines: Sequence[L] = ()

    def show_lines(self, lines: Sequence[L]) -> None:
        """Show these and no others."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def line(self, row: int) -> L | None:
        """The line of a row."""
        return self.lines[row] if 0 <= row < len(self.lines) else None

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.heads)

    def headerData(
        self, section: int, side: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if side == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.heads[section]
        return None


class WordModel(LineModel[Sequence[str]]):
    """Every cell is one text; a screen reader hears its head too."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.line(index.row())
        if line is None:
            return None
        text = line[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(text.split())
        if role == Qt.ItemDataRole.ToolTipRole:
            return text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.heads[index.column()]}：{text}"
        return None
