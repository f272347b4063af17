"""A list of numbered files: two quiet lines each, the state at the right, and below the list what stands behind it.

It has no scroll bar of its own inside the page that scrolls: it shows as many files as have room, three at least, and all
of them when asked.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.exchange.files import FileLine
from ui.form.submit import button
from ui.parts.empty import Empty
from ui.theme import current, set_role

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
ROW = 56
"""Height of a file's two lines at 100 %."""
SPACING = 8
LEAST = 3
"""Files that are in sight however small the window is."""
_INKS = {"done": "text_soft", "waits": "text", "late": "red", "held": "orange"}


class FileModel(QAbstractListModel):
    """The files as they are painted; their text is what a screen reader says."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.files: Sequence[FileLine] = ()

    def show_files(self, files: Sequence[FileLine]) -> None:
        """Show others."""
        self.beginResetModel()
        self.files = files
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.files)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or not index.row() < len(self.files):
            return None
        line = self.files[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line.spoken
        return line.told if role == Qt.ItemDataRole.ToolTipRole else None


class FileDelegate(QStyledItemDelegate):
    """Number and office above, day and cases below, state at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, current().px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, FileModel)
        line, theme = model.files[index.row()], current()
        rect: QRect = option.rect  # type: ignore[attr-defined]  # missing in PySide's stubs
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("selection"))
        painter.setPen(theme.colour("hairline"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.colour("accent"))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        inside = rect.adjusted(theme.px(12), theme.px(6), -theme.px(12), -theme.px(6))
        painter.setFont(theme.font(tabular=True))
        room = self._state(painter, inside, line)
        upper = QRect(inside.left(), inside.top(), inside.width() - room, inside.height() // 2)
        painter.setPen(theme.colour("text"))
        _draw(painter, upper, f"第 {line.number} 号　{line.office}")
        painter.setFont(theme.font(13, tabular=True))
        painter.setPen(theme.colour("text_soft"))
        _draw(painter, upper.translated(0, upper.height()), f"{line.day}　{line.cases} 件")
        painter.restore()

    def _state(self, painter: QPainter, inside: QRect, line: FileLine) -> int:
        """Write the state; the width it took."""
        theme = current()
        width = min(painter.fontMetrics().horizontalAdvance(line.state) + theme.px(4), inside.width() // 2)
        painter.setPen(theme.colour(_INKS[line.tone]))
        box = QRect(inside.right() - width, inside.top(), width, inside.height())
        shown = painter.fontMetrics().elidedText(line.state, Qt.TextElideMode.ElideRight, width)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), shown)
        return width + theme.px(12)


def _draw(painter: QPainter, rect: QRect, text: str) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)


class _View(QListView):
    """Whole lines only; `held` carries how many files have room."""

    held = Signal(int)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        row = current().px(ROW)
        self.setViewportMargins(0, 0, 0, self.height() % row if self.height() > row else 0)
        self.held.emit(self.height() // row)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.scheduleDelayedItemsLayout()
        super().changeEvent(event)


class FileList(QStackedWidget):
    """The list with the words behind the chosen file, or what to do when there is none."""

    def __init__(self, name: str, empty: Empty) -> None:
        super().__init__()
        self.model = FileModel(self)
        self.view = _View()
        self.view.setModel(self.model)
        self.view.setItemDelegate(FileDelegate(self.view))
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(False)
        self.view.setAccessibleName(name)
        self.view.selectionModel().currentChanged.connect(lambda now, before: self._tell(now.row()))
        self.told = QLabel()
        set_role(self.told, "quiet")
        self.told.setWordWrap(True)
        self.told.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.told.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.held.connect(lambda number: self._tell_more(number))
        self.more = button("", self._show_whole, "quiet")
        self.more.hide()
        self._whole = False
        self._hold_room()
        full = QWidget()
        layout = QVBoxLayout(full)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACING)
        layout.addWidget(self.view, 1)
        self._action: QPushButton | None = None
        self._when: Callable[[FileLine], object] = bool
        self._below = below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.told, 1)
        below.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(below)
        layout.addStretch(0)
        self.empty = empty
        self.addWidget(full)
        self.addWidget(empty)

    def add_action(self, action: QPushButton, when: Callable[[FileLine], object] = lambda line: True) -> None:
        """A button for the chosen file, beside its words; `when` it means something for that one."""
        self._below.insertWidget(1, action, 0, Qt.AlignmentFlag.AlignTop)
        self._action, self._when = action, when

    @property
    def chosen(self) -> FileLine | None:
        """The chosen file."""
        row = self.view.currentIndex().row()
        return self.model.files[row] if 0 <= row < len(self.model.files) else None

    def show_files(self, files: Sequence[FileLine], *, newest: bool = False) -> None:
        """Show these; the chosen row stays unless the newest is to be chosen."""
        row = 0 if newest else max(0, self.view.currentIndex().row())
        self.model.show_files(files)
        self.setCurrentIndex(0 if files else 1)
        if files:
            self.view.setCurrentIndex(self.model.index(min(row, len(files) - 1), 0))
        self._hold_room()
        self._tell_more(self.view.height() // current().px(ROW))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Whole lines only: what is left over stays empty below the words."""
        super().resizeEvent(event)
        row = current().px(ROW)
        told = max(self.told.minimumHeight(), self.told.heightForWidth(self.told.width()))
        rows = max(LEAST, (self.height() - told - SPACING) // row)
        self.view.setMaximumHeight(max(rows * row, self.view.minimumHeight()))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._hold_room()
        super().changeEvent(event)

    def _hold_room(self) -> None:
        """Keep room for three lines, so that the lists of both columns end at one height."""
        self.told.setMinimumHeight(current().px(3 * 22))
        files = len(self.model.files)
        least = files if self._whole else min(files, LEAST)
        self.view.setMinimumHeight(current().px(ROW) * max(1, least))
        self.view.setMaximumHeight(max(self.view.maximumHeight(), self.view.minimumHeight()))

    def _show_whole(self) -> None:
        self._whole = True
        self._hold_room()
        self.more.hide()
        self.view.setFocus()

    def _tell_more(self, held: int) -> None:
        hidden = len(self.model.files) - held
        self.more.setText(f"更早的 {hidden} 份…")
        self.more.setVisible(hidden > 0 and not self._whole)

    def _tell(self, row: int) -> None:
        line = self.model.files[row] if 0 <= row < len(self.model.files) else None
        self.told.setText(line.told if line is not None else "")
        if self._action is not None:
            self._action.setVisible(line is not None and bool(self._when(line)))
