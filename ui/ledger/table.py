"""The table: its first columns stay in sight, rows are chosen whole, and letters typed go to the filter.

The frozen columns are a second view laid over the first (Qt's own "frozen column" technique): both share model and
selection, so there is one current cell.
"""

from collections.abc import Mapping

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget

from app.schema.kinds import LongText
from ui.ledger.cells import mark_width, paint_rows
from ui.ledger.header import LedgerHeader
from ui.ledger.model import LedgerModel
from ui.parts.viewport import viewport
from ui.theme import current

ROW = 34
"""Height of a row in pixels at 100 %."""
CHARACTER, MARGIN = 7, 18
"""Pixels at 100 % for a character of a column's width, and beside them."""

_OPENS_OR_FOLDS = {Qt.Key.Key_Plus: True, Qt.Key.Key_Equal: True, Qt.Key.Key_Minus: False}
LONG = 14
"""Characters that a long text keeps when there is little room."""

Index = QModelIndex | QPersistentModelIndex


class LedgerTable(QTableView):
    """`turned`: the matter of a row is to be opened (True) or folded.

    `opened`: Enter or a double click on a locked cell. `edit_asked`: F2 or a double click, with Ctrl+Enter to
    fill. `typed`: letters for the filter field. `widened`: the person changed a width (column, pixels)."""

    opened = Signal()
    edit_asked = Signal(QModelIndex, bool)
    empty_asked = Signal(QModelIndex)
    typed = Signal(str)
    preview_asked = Signal()
    copy_asked = Signal()
    filter_asked = Signal(int)
    cleared = Signal()
    turned = Signal(int, bool)
    widened = Signal(int, int)
    moved = Signal()

    def __init__(self, model: LedgerModel) -> None:
        super().__init__()
        self.rows = model
        self.frozen_count = 2
        self.can_clear = False
        self._fitting = False
        self._own_widths: frozenset[int] = frozenset()
        self.frozen: QTableView = _Frozen(self)
        self.heads = (LedgerHeader(self), LedgerHeader(self.frozen))
        for view, head in ((self, self.heads[0]), (self.frozen, self.heads[1])):
            self._dress(view, head)
        self.setModel(model)
        self.frozen.setModel(model)
        self.frozen.setSelectionModel(self.selectionModel())
        self._prepare_frozen()
        self._connect()

    def _dress(self, view: QTableView, head: LedgerHeader) -> None:
        view.setViewport(viewport())
        view.setHorizontalHeader(head)
        view.setFont(current().font(tabular=True))
        view.verticalHeader().hide()
        view.verticalHeader().setMinimumSectionSize(1)
        view.verticalHeader().setDefaultSectionSize(current().px(ROW))
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setTabKeyNavigation(False)
        view.setCornerButtonEnabled(False)

    def _prepare_frozen(self) -> None:
        frozen = self.frozen
        frozen.setObjectName("frozen")
        frozen.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        frozen.setAccessibleName("固定的栏目")
        frozen.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        frozen.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        frozen.show()
        frozen.raise_()

    def _connect(self) -> None:
        self.verticalScrollBar().valueChanged.connect(self.frozen.verticalScrollBar().setValue)
        self.frozen.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.doubleClicked.connect(lambda index: self._ask_edit(index, False))
        self.frozen.doubleClicked.connect(lambda index: self._ask_edit(index, False))
        self.frozen.pressed.connect(lambda: self.setFocus())
        for head in self.heads:
            head.filter_asked.connect(self.filter_asked)
            head.sectionResized.connect(self._resized)
        self.selectionModel().selectionChanged.connect(self.moved)
        self.selectionModel().currentChanged.connect(self._moved)

    # -- columns --------------------------------------------------------------------------------------------

    def lay_out(self, widths: Mapping[int, int], own: frozenset[int]) -> None:
        """Set the widths (in characters) after the model has got its columns; `own` are those a person set."""
        self._fitting = True
        theme = current()
        self._own_widths = own
        self.frozen_count = min(2 if self.rows.source == "case" else 1, len(self.rows.columns))
        self.heads[0].covered = self.frozen_count
        for at, width in widths.items():
            pixels = theme.px(width * CHARACTER + MARGIN)
            if at not in own:
                pixels = max(pixels, self.heads[0].needed(at))
            self.setColumnWidth(at, pixels)
            self.frozen.setColumnWidth(at, pixels)
            self.frozen.setColumnHidden(at, at >= self.frozen_count)
        self._fitting = False
        self._fit()

    def in_characters(self, pixels: int) -> int:
        """A width in characters from one in pixels."""
        return round((pixels / current().scale - MARGIN) / CHARACTER)

    def redress(self) -> None:
        """Take fonts and row heights anew after a switch of theme or size."""
        for view in (self, self.frozen):
            view.setFont(current().font(tabular=True))
            view.verticalHeader().setDefaultSectionSize(current().px(ROW))

    def _resized(self, column: int, before: int, after: int) -> None:
        if self._fitting or before == after or after == 0:
            return
        self._fitting = True
        self.setColumnWidth(column, after)
        if column < self.frozen_count:
            self.frozen.setColumnWidth(column, after)
        self._fitting = False
        self._own_widths |= {column}
        self._place()
        self.widened.emit(column, self.in_characters(after))

    def _fit(self) -> None:
        """Give the room that is left over to the first long text whose width nobody set, and lay the frozen over."""
        long = [
            at
            for at, column in enumerate(self.rows.columns)
            if isinstance(column.kind, LongText) and at not in self._own_widths and at >= self.frozen_count
        ]
        if long:
            others = sum(self.columnWidth(at) for at in range(len(self.rows.columns)) if at != long[0])
            least = current().px(LONG * CHARACTER + MARGIN)
            self._fitting = True
            self.setColumnWidth(long[0], max(least, self.viewport().width() - others))
            self._fitting = False
        self._place()

    def _place(self) -> None:
        width = sum(self.columnWidth(at) for at in range(self.frozen_count))
        height = self.viewport().height() + self.horizontalHeader().height()
        self.frozen.setGeometry(self.frameWidth(), self.frameWidth(), width, height)
        self.frozen.horizontalHeader().setFixedHeight(self.horizontalHeader().height())

    def frozen_width(self) -> int:
        """Pixels that the frozen columns cover."""
        return self.frozen.width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        if not self._fitting:
            self._place()

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        across = self.horizontalScrollBar()
        before = across.value()
        super().scrollTo(index, hint)
        if index.column() < self.frozen_count:
            across.setValue(before)
            return
        hidden = self.frozen_width() - self.visualRect(index).left()
        if hidden > 0:
            across.setValue(across.value() - hidden)

    # -- selection ------------------------------------------------------------------------------------------

    def chosen_count(self) -> int:
        """How many rows are selected, without listing them."""
        return sum(each.height() for each in self._ranges())

    def chosen(self) -> list[int]:
        """Places of the selected rows from top to bottom."""
        return sorted(row for each in self._ranges() for row in range(each.top(), each.bottom() + 1))

    def _ranges(self) -> list[QItemSelectionRange]:
        found = self.selectionModel().selection()
        return [found.at(at) for at in range(found.count()) if found.at(at).left() == 0]

    def choose(self, places: list[int], at: int, column: int) -> None:
        """Select these rows, and make a cell the current one."""
        picked = QItemSelection()
        last = len(self.rows.columns) - 1
        for first, end in _runs(places):
            picked.select(self.rows.index(first, 0), self.rows.index(end, last))
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(picked, flags.ClearAndSelect)
        self.selectionModel().setCurrentIndex(self.rows.index(at, min(column, last)), flags.NoUpdate)

    def go_to(self, at: int) -> None:
        """Select one row alone and bring it into sight."""
        if 0 <= at < self.rows.rowCount():
            column = max(0, self.currentIndex().column())
            self.choose([at], at, column)
            self.scrollTo(self.rows.index(at, column))

    def chosen_runs(self) -> list[tuple[int, int]]:
        """First and last places of what is selected."""
        return [(each.top(), each.bottom()) for each in self._ranges()]

    def here(self) -> tuple[int, int] | None:
        """The cell that has the keyboard."""
        at = self.currentIndex()
        return (at.row(), at.column()) if at.isValid() and self.hasFocus() else None

    def paintEvent(self, event: QPaintEvent) -> None:
        columns = range(self.frozen_count, len(self.rows.columns))
        paint_rows(self, event, columns, self.chosen_runs(), self.here())

    def _moved(self) -> None:
        self.viewport().update()
        self.frozen.viewport().update()
        self.moved.emit()

    # -- keys -----------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Esc is ours while there is something to clear, else the frame's."""
        asking = (
            event if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride else None
        )
        if (
            asking is not None
            and asking.key() == Qt.Key.Key_Escape
            and (self.can_clear or self.chosen_count() > 1)
        ):
            asking.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._own_key(event):
            super().keyPressEvent(event)

    def _own_key(self, event: QKeyEvent) -> bool:
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and control:
            self._ask_edit(self.currentIndex(), True)
        elif enter:
            self.opened.emit()
        elif key == Qt.Key.Key_F2:
            self._ask_edit(self.currentIndex(), False)
        elif key == Qt.Key.Key_Delete and self.currentIndex().isValid():
            self.empty_asked.emit(self.currentIndex())
        elif key == Qt.Key.Key_Space and not control:
            self.preview_asked.emit()
        elif key in _OPENS_OR_FOLDS and not control and not alt and self._turn(_OPENS_OR_FOLDS[Qt.Key(key)]):
            pass
        elif key == Qt.Key.Key_Escape:
            self._escape()
        elif control and key == Qt.Key.Key_C:
            self.copy_asked.emit()
        elif alt and key == Qt.Key.Key_Down and self.currentIndex().isValid():
            self.filter_asked.emit(self.currentIndex().column())
        elif not control and not alt and event.text().isprintable() and event.text().strip():
            self.typed.emit(event.text())
        else:
            return False
        return True

    def _turn(self, open_it: bool) -> bool:
        """Open or fold the matter of the current row; False where it has one report only."""
        at = self.currentIndex().row()
        if at < 0 or not self.rows.fold_mark(at):
            return False
        self.turned.emit(at, open_it)
        return True

    def marked_at(self, view: QTableView, place: QPoint) -> int | None:
        """The row whose mark of a matter stands at a place of one of the two views."""
        index = view.indexAt(place)
        if not index.isValid() or index.column() != self.rows.number_at:
            return None
        mark = self.rows.fold_mark(index.row())
        end = view.columnViewportPosition(index.column()) + view.columnWidth(index.column())
        return (
            index.row() if mark and place.x() > end - mark_width(mark, current()) - current().px(8) else None
        )

    def turn_by_mouse(self, view: QTableView, event: QMouseEvent) -> bool:
        """Open or fold the matter whose mark was pressed."""
        at = self.marked_at(view, event.position().toPoint())
        if at is None or event.button() != Qt.MouseButton.LeftButton:
            return False
        self.setFocus()
        self.turned.emit(at, self.rows.family(at) not in self.rows.opened)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.turn_by_mouse(self, event):
            super().mousePressEvent(event)

    def _escape(self) -> None:
        if self.chosen_count() > 1:
            self.go_to(self.currentIndex().row())
        else:
            self.cleared.emit()

    def keyboardSearch(self, search: str) -> None:
        """Letters filter; they do not jump about."""

    def _ask_edit(self, index: Index, fill: bool) -> None:
        if index.isValid():
            self.edit_asked.emit(index, fill)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.frozen.viewport().update()

    def parts(self) -> tuple[QWidget, ...]:
        """The two viewports, for whoever listens to scrolling."""
        return (self.viewport(), self.frozen.viewport())


class _Frozen(QTableView):
    """The columns that stay; they show what the table shows."""

    def __init__(self, table: LedgerTable) -> None:
        super().__init__(table)
        self._table = table

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._table.turn_by_mouse(self, event):
            super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        table = self._table
        paint_rows(self, event, range(table.frozen_count), table.chosen_runs(), table.here())


def _runs(places: list[int]) -> list[tuple[int, int]]:
    """Sorted places as runs of first and last."""
    runs: list[tuple[int, int]] = []
    for at in sorted(places):
        if runs and runs[-1][1] == at - 1:
            runs[-1] = (runs[-1][0], at)
        else:
            runs.append((at, at))
    return runs
