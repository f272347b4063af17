"""A table model of plain texts, as the steps list what they have to say; one column may speak in a colour."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.theme import current

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class TextRows(QAbstractTableModel):
    """Rows of texts under fixed heads; `tones` by row is a token of the theme for the column `toned`."""

    def __init__(self, parent: QObject, heads: Sequence[str], toned: int = -1) -> None:
        super().__init__(parent)
        self._heads, self._toned = heads, toned
        self.lines: Sequence[tuple[str, ...]] = ()
        self._tones: Sequence[str] = ()

    def show_lines(self, lines: Sequence[tuple[str, ...]], tones: Sequence[str] = ()) -> None:
        """Show these and no others."""
        self.beginResetModel()
        self.lines, self._tones = lines, tones
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._heads)

    def headerData(
        self, section: int, side: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if side == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        text, column = self.lines[index.row()][index.column()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(text.split())
        if role == Qt.ItemDataRole.ToolTipRole:
            return text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._heads[column]}：{text}"
        if (
            role == Qt.ItemDataRole.ForegroundRole
            and column == self._toned
            and index.row() < len(self._tones)
        ):
            return current().colour(self._tones[index.row()])
        return None
