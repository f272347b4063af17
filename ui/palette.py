"""Ctrl+K: one field that opens anything — a case, a page, an action."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, QTimer
from PySide6.QtGui import QPainter, QStandardItem
from PySide6.QtWidgets import QWidget

from ui.hit import Hit, Search
from ui.parts.line_delegate import LineDelegate
from ui.parts.pop_list import PopList
from ui.theme import current

PAUSE = 150
"""Milliseconds without a key before the search runs."""
_DETAIL = int(Qt.ItemDataRole.UserRole) + 1
ROWS = 9
TITLE = 168
"""Pixels at 100 % kept for the titles."""


class Palette(PopList):
    """The field and what it finds over the page."""

    def __init__(self, frame: QWidget, search: Search) -> None:
        super().__init__(frame, _HitDelegate, 40, ROWS)
        self._over = frame
        self._search = search
        self._hits: tuple[Hit, ...] = ()
        self._before: QWidget | None = None
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._timer.timeout.connect(self.run_search)
        self.line.setPlaceholderText("搜索案件编号、姓名、拼音首字母、页面或操作")
        self.line.setAccessibleName("搜索")
        self.line.textEdited.connect(lambda: self._timer.start())
        self.list.setAccessibleName("搜索结果")
        self.nothing.setText("没有找到。换个编号、姓名或首字母试试。")

    def open(self, text: str = "") -> None:
        """Show it with the focus in the field."""
        self._before = self.window().focusWidget() if not self.isVisible() else self._before
        self.line.setText(text)
        self.run_search()
        self.show()
        self.raise_()
        self.line.setFocus()
        self.line.selectAll()

    def dismiss(self, *, back: bool = True) -> bool:
        """Close it and give the focus back; False when it was not open."""
        if not self.isVisible():
            return False
        self._timer.stop()
        self.hide()
        if back and self._before is not None:
            self._before.setFocus()
        self._before = None
        return True

    def run_search(self) -> None:
        """Ask for what the text means now."""
        self._timer.stop()
        self._hits = tuple(self._search(self.line.text().strip()))
        self.model.clear()
        for hit in self._hits:
            item = QStandardItem(hit.title)
            item.setData(hit.detail, _DETAIL)
            item.setEditable(False)
            self.model.appendRow(item)
        self.show_found(bool(self._hits))
        if self._hits:
            self.choose(0)
        self._place()

    def enter(self) -> None:
        """Open what is chosen; what was typed just now is searched for first."""
        if self._timer.isActive():
            self.run_search()
        super().enter()

    def open_row(self, row: int) -> None:
        """Open what was found there."""
        if 0 <= row < len(self._hits):
            hit = self._hits[row]
            self.dismiss()
            hit.run()

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
