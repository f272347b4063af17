"""Lines of the journal as a table: when, who, what, which cases and fields."""

from PySide6.QtCore import QModelIndex, QObject, Qt

from app.ledger.journal_view import JournalLine
from ui.parts.line_model import Index, LineModel

HEADS = ("时间", "人员", "做了什么", "案件", "栏目")
WIDTHS = (160, 80, 280, 180)


class JournalModel(LineModel[JournalLine]):
    """The lines read so far, the newest first."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent, HEADS)

    def add(self, lines: list[JournalLine]) -> None:
        """Older lines below."""
        if lines:
            self.beginInsertRows(QModelIndex(), len(self.lines), len(self.lines) + len(lines) - 1)
            self.lines = [*self.lines, *lines]
            self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.line(index.row())
        if line is None:
            return None
        cells = (line.at, line.person, line.label, "、".join(line.case_nos), "、".join(line.fields))
        text = cells[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{HEADS[index.column()]}：{text}"
        return None
