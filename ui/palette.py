"""Ctrl+K: one field that opens anything — a case, a page, an action."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from ui.hit import Hit, Search
from ui.parts.band import hairline
from ui.parts.line_delegate import LineDelegate
from ui.theme import current, set_role

PAUSE = 150
"""Milliseconds without a key before the search runs."""
_DETAIL = int(Qt.ItemDataRole.UserRole) + 1
ROWS = 9
TITLE = 168
"""Pixels at 100 % kept for the titles."""


class Palette(QFrame):
    """A field and what it finds, over the page. Arrows choose, Enter opens, Esc or a click elsewhere closes."""

    def __init__(self, frame: QWidget, search: Search) -> None:
        super().__init__(frame)
        self.setObjectName("pop")
        self._over = frame
        self._search = search
        self._hits: tuple[Hit, ...] = ()
        self._before: QWidget | None = None
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._timer.timeout.connect(self.run_search)
        self.line = QLineEdit()
        self.line.setPlaceholderText("搜索案件编号、姓名、拼音首字母、页面或操作")
        self.line.setAccessibleName("搜索")
        self.line.textEdited.connect(lambda: self._timer.start())
        self.line.installEventFilter(self)
        self.list = QListView()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName("搜索结果")
        self.list.setItemDelegate(_HitDelegate(40, self.list))
        self.list.setModel(QStandardItemModel(self))
        self.list.clicked.connect(lambda index: self._open(index.row()))
        self._nothing = QLabel("没有找到。换个编号、姓名或首字母试试。")
        set_role(self._nothing, "quiet")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 8)
        layout.setSpacing(4)
        for part in (self.line, hairline(), self.list, self._nothing):
            layout.addWidget(part)
        self.hide()

    def open(self, text: str = "") -> None:
        """Show it with the focus in the field."""
        self._before = self.window().focusWidget() if not self.isVisible() else self._before
        self.line.setText(text)
        self.run_search()
        self.show()
        self.raise_()
        self.line.setFocus()
        self.line.selectAll()

    def dismiss(self) -> None:
        """Close it and give the focus back."""
        if not self.isVisible():
            return
        self._timer.stop()
        self.hide()
        if self._before is not None:
            self._before.setFocus()
        self._before = None

    def run_search(self) -> None:
        """Ask for what the text means now."""
        self._timer.stop()
        self._hits = tuple(self._search(self.line.text().strip()))
        model = self.list.model()
        assert isinstance(model, QStandardItemModel)
        model.clear()
        for hit in self._hits:
            item = QStandardItem(hit.title)
            item.setData(hit.detail, _DETAIL)
            item.setEditable(False)
            model.appendRow(item)
        self.list.setVisible(bool(self._hits))
        self._nothing.setVisible(not self._hits)
        if self._hits:
            self.list.setCurrentIndex(model.index(0, 0))
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        elif event.type() == QEvent.Type.FocusOut and self.isVisible():
            QTimer.singleShot(0, self, self._close_if_left)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: ROWS, Qt.Key.Key_PageUp: -ROWS}
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.dismiss()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._timer.isActive():
                self.run_search()
            self._open(self.list.currentIndex().row())
        elif key in steps and self._hits:
            row = max(0, min(len(self._hits) - 1, self.list.currentIndex().row() + steps[key]))
            self.list.setCurrentIndex(self.list.model().index(row, 0))
        else:
            return False
        return True

    def _open(self, row: int) -> None:
        if 0 <= row < len(self._hits):
            hit = self._hits[row]
            self.dismiss()
            hit.run()

    def _close_if_left(self) -> None:
        if self.isVisible() and not self.isAncestorOf(self.window().focusWidget() or self.window()):
            self._before = None
            self.dismiss()

    def _place(self) -> None:
        theme, over = current(), self._over
        rows = min(ROWS, len(self._hits)) or 1
        width = min(theme.px(640), over.width() - 48)
        height = min(theme.px(32 + 24) + rows * theme.px(40), over.height() - theme.px(80))
        self.setGeometry((over.width() - width) // 2, theme.px(64), width, height)


class _HitDelegate(LineDelegate):
    """Title, and the detail in grey beside it, all in one column."""

    def draw(self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        theme = current()
        inside = rect.adjusted(theme.px(12), 0, -theme.px(12), 0)
        title = str(index.data())
        taken = max(painter.fontMetrics().horizontalAdvance(title) + theme.px(16), theme.px(TITLE))
        self.words(painter, inside, title)
        self.remark(painter, inside.adjusted(taken, 0, 0, 0), str(index.data(_DETAIL)))
