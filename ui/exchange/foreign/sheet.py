"""The sheet as it is, at the left of every step: its own cells, letters and row numbers; the header bold, skipped rows pale."""

from collections.abc import Mapping

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.exchange.foreign.cells_read import written
from app.exchange.foreign.source import Sheet
from app.exchange.foreign.tables import Table
from ui.theme import current

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
ROW, WIDTH = 28, 110


def letters(column: int) -> str:
    """The letters of a column counted from 0: A, B … Z, AA."""
    said = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        said = chr(ord("A") + rest) + said
    return said


def place(row: int, column: int) -> str:
    """A cell as a spreadsheet names it: C5."""
    return f"{letters(column)}{row + 1}"


class SheetModel(QAbstractTableModel):
    """Reads the cells as they are asked for: sheets may be long."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._sheet = Sheet("", [])
        self._header = range(0)
        self._skipped: Mapping[int, str] = {}
        self._width = 0

    def show_sheet(self, sheet: Sheet, table: Table | None, skipped: Mapping[int, str]) -> None:
        """Show this sheet; `table` says where its header is, `skipped` which rows are no data, and why."""
        self.beginResetModel()
        self._sheet, self._skipped = sheet, skipped
        self._header = range(*table.header_rows) if table is not None else range(0)
        self._width = max((len(row) for row in sheet.rows), default=0)
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._sheet.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else self._width

    def headerData(
        self, section: int, side: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return letters(section) if side == Qt.Orientation.Horizontal else str(section + 1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._sheet.rows):
            return None
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.FontRole and row in self._header:
            return current().font(13, bold=True)
        if role == Qt.ItemDataRole.ForegroundRole and row in self._header:
            return QBrush(current().colour("accent_text"))
        if role == Qt.ItemDataRole.ForegroundRole and row in self._skipped:
            return QBrush(current().colour("text_soft"))
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._skipped.get(row)
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        cells = self._sheet.rows[row]
        text = " ".join(written(cells[column]).split()) if column < len(cells) else ""
        return text if role == Qt.ItemDataRole.DisplayRole else f"{place(row, column)}：{text}"


class SheetView(QTableView):
    """Read-only; `point_at` brings a cell into sight."""

    def __init__(self) -> None:
        super().__init__()
        self.sheet = SheetModel(self)
        self.setModel(self.sheet)
        self.setAccessibleName("原表")
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._measure()

    def point_at(self, row: int, column: int = 0) -> None:
        """Choose a cell and bring it into sight."""
        index = self.sheet.index(row, column)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._measure()
        super().changeEvent(event)

    def _measure(self) -> None:
        theme = current()
        self.setFont(theme.font(13, tabular=True))
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(theme.px(ROW))
        self.horizontalHeader().setDefaultSectionSize(theme.px(WIDTH))
