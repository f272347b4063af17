"""One section of a list as a table of its full height; a number that is pressed opens its cases."""

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from app.ledger.sheet import Cell, Line, Number, Table
from app.rules.status import Preset
from ui.parts.light import LIGHT_ROLE, LightCell, LightDelegate
from ui.preset import hues
from ui.theme import current, light

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
ROW = 34
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class SectionModel(QAbstractTableModel):
    """The lines of a section."""

    def __init__(self, table: Table, preset: Preset, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table, self._preset = table, preset

    def cell(self, index: Index) -> Cell | None:
        """The cell at an index."""
        return self.line(index.row()).cells[index.column()] if index.isValid() else None

    def line(self, row: int) -> Line:
        """The line of a row."""
        return self.table.lines[row]

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.table.lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.table.heads)

    def headerData(
        self, section: int, side: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if side != Qt.Orientation.Horizontal:
            return None
        head = self.table.heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and head.figures:
            return _RIGHT
        return head.label if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        cell = self.cell(index)
        if cell is None:
            return None
        line = self.line(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == LIGHT_ROLE and cell.status is not None:
            words = cell.text.partition(" ")[2] or cell.text
            return LightCell(light(cell.status, hues(self._preset)), instead=words)
        if role == Qt.ItemDataRole.TextAlignmentRole and self.table.heads[index.column()].figures:
            return _RIGHT
        if role == Qt.ItemDataRole.ForegroundRole:
            return current().colour(
                "accent_text" if cell.numbers or (line.first and not index.column()) else "text"
            )
        if role == Qt.ItemDataRole.FontRole and line.total:
            return current().font(tabular=True, bold=True)
        if role == Qt.ItemDataRole.ToolTipRole:
            return _tip(cell, line)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.table.heads[index.column()].label}：{cell.text}"
        return None


def _tip(cell: Cell, line: Line) -> str:
    if len(cell.numbers) == 2:
        return (
            f"{cell.text}\n回车看这 {cell.numbers[0].value} 件，Shift+回车看基数 {cell.numbers[1].value} 件"
        )
    if cell.numbers:
        return f"{cell.text}\n回车或点一下，在台账里看"
    return f"{cell.text}\n回车打开这一件" if line.case else cell.text


class SectionTable(QTableView):
    """`opened` carries a Number, `case_opened` the id of a case."""

    opened = Signal(object)
    case_opened = Signal(str)

    def __init__(self, table: Table, preset: Preset) -> None:
        super().__init__()
        self.setModel(SectionModel(table, preset, self))
        self.setItemDelegate(LightDelegate(self))
        self.setAccessibleName(table.title)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        theme = current()
        self.setFont(theme.font(tabular=True))
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(theme.px(ROW))
        self.horizontalHeader().setFixedHeight(theme.px(ROW))
        self.setFixedHeight(theme.px(ROW) * (len(table.lines) + 1) + 2)

    @property
    def section(self) -> SectionModel:
        """The model by its own type."""
        model = self.model()
        assert isinstance(model, SectionModel)
        return model

    def press(self, index: Index, base: bool = False) -> None:
        """Open what stands behind a cell: the cases of its number, else the case of its line."""
        cell = self.section.cell(index)
        if cell is None:
            return
        number = _behind(cell, base)
        case = self.section.line(index.row()).case
        if number is not None:
            self.opened.emit(number)
        elif case is not None:
            self.case_opened.emit(case)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.press(self.currentIndex(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.selectionModel().hasSelection():
            index = self.currentIndex() if self.currentIndex().isValid() else self.model().index(0, 0)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.clearSelection()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self.press(self.indexAt(event.position().toPoint()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        cell = self.section.cell(index)
        opens = cell is not None and (bool(cell.numbers) or self.section.line(index.row()).case is not None)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share(self.viewport().width())

    def _share(self, room: int) -> None:
        """Each column what its widest text needs, the rest shared by the declared widths."""
        table, metrics = self.section.table, QFontMetrics(current().font(tabular=True))
        gap = current().px(18)
        needs = [
            max(
                [
                    metrics.horizontalAdvance(head.label),
                    *(self._needs(metrics, line.cells[at]) for line in table.lines),
                ]
            )
            + gap
            for at, head in enumerate(table.heads)
        ]
        spare = room - sum(needs)
        weights = [head.width for head in table.heads]
        if spare < 0:  # the longest give way, but never a number or a light
            whole = [
                at
                for at in range(len(needs))
                if at == 0 or any(line.cells[at].status for line in table.lines)
            ]
            free = [need for at, need in enumerate(needs) if at not in whole]
            most = _cap(free, room - sum(needs[at] for at in whole)) if free else 0
            needs = [need if at in whole else min(need, most) for at, need in enumerate(needs)]
        elif spare > 0:
            needs = [
                need + spare * weight // sum(weights) for need, weight in zip(needs, weights, strict=True)
            ]
        for at, width in enumerate(needs):
            self.setColumnWidth(at, width)

    @staticmethod
    def _needs(metrics: QFontMetrics, cell: Cell) -> int:
        return metrics.horizontalAdvance(cell.text) + (current().px(24) if cell.status is not None else 0)


def _cap(needs: list[int], room: int) -> int:
    """The width over which columns are cut so that all together fit."""
    ordered, left = sorted(needs), room
    for at, need in enumerate(ordered):
        share = left // (len(ordered) - at)
        if need > share:
            return share
        left -= need
    return ordered[-1]


def _behind(cell: Cell, base: bool) -> Number | None:
    if not cell.numbers:
        return None
    return cell.numbers[1] if base and len(cell.numbers) > 1 else cell.numbers[0]
