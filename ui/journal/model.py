"""Lines of the journal as a table: when, who, what, which cases and fields."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.ledger.journal_view import JournalLine

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
HEADS = ("时间", "人员", "做了什么", "案件", "栏目")
WIDTHS = (160, 80, 280, 180)


class JournalModel(QAbstractTableModel):
    """The lines read so far, the newest first."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines: list[JournalLine] = []

    def begin(self, lines: list[JournalLine]) -> None:
        """Show these in place of all others."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def add(self, lines: list[JournalLine]) -> None:
        """Older lines below."""
        if lines:
            self.beginInsertRows(QModelIndex(), len(self.lines), len(self.lines) + len(lines) - 1)
            self.lines = [*self.lines, *lines]
            self.endInsertRows()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(HEADS)

    def headerData(
        self, section: int, side: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if side == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or not index.row() < len(self.lines):
            return None
        line = self.lines[index.row()]
        cells = (line.at, line.person, line.label, "、".join(line.case_nos), "、".join(line.fields))
        text = cells[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{HEADS[index.column()]}：{text}"
        return None
