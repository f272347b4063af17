"""全部操作: everything that can be done with a case in one list by phase; typing narrows it, Enter opens one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
)
from PySide6.QtGui import QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from app.schema.pinyin import initials
from ui.parts.band import hairline
from ui.parts.line_delegate import LineDelegate
from ui.theme import current, set_role

ROWS = 11
"""Lines shown before the list scrolls."""
_WORDS, _OFF = int(Qt.ItemDataRole.UserRole) + 1, int(Qt.ItemDataRole.UserRole) + 2


@dataclass(frozen=True)
class MenuLine:
    """One action: its phase, what it is called, a remark or the reason why it cannot be done now."""

    id: str
    phase: str
    label: str
    words: str
    run: Callable[[], object] | None
    """None where it cannot be done."""
    rare: bool = False
    """Shown only when it is searched for."""

    def matches(self, typed: str) -> bool:
        """Whether what was typed means this line: part of its name, of its phase, or initials."""
        if not typed:
            return not self.rare
        if typed in self.label or typed in self.phase:
            return True
        found, asked = initials(self.label), typed.lower()
        return typed.isascii() and (found.startswith(asked) or (len(asked) > 1 and asked in found))


class ActionMenu(QFrame):
    """A field and the actions, over the page. Arrows choose, Enter opens, Esc or a click elsewhere closes."""

    def __init__(self, opener: QWidget, say: Callable[[str], object]) -> None:
        super().__init__(opener.window())
        self.setObjectName("pop")
        self.opener, self._say = opener, say
        self._lines: tuple[MenuLine, ...] = ()
        self.shown: tuple[MenuLine | None, ...] = ()
        self.line = QLineEdit()
        self.line.setPlaceholderText("输入名称或拼音首字母，例如 yq 找延期")
        self.line.setAccessibleName("查找操作")
        self.line.textEdited.connect(lambda _text: self._fill())
        self.line.installEventFilter(self)
        self.list = QListView()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName("全部操作")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(_LineDelegate(32, self.list))
        self.list.setModel(QStandardItemModel(self))
        self.list.clicked.connect(lambda index: self._open(index.row()))
        self._nothing = QLabel("没有这个操作。换个名称或首字母试试。")
        set_role(self._nothing, "quiet")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 8)
        layout.setSpacing(4)
        for part in (self.line, hairline(), self.list, self._nothing):
            layout.addWidget(part)
        self.hide()

    def offer(self, lines: Sequence[MenuLine]) -> None:
        """Show these, grouped as they come, the focus in the field."""
        self._lines = tuple(lines)
        self.line.clear()
        self._fill()
        self.show()
        self.raise_()
        self.line.setFocus()

    def dismiss(self, *, back: bool = True) -> bool:
        """Close it; False when it was not open. With `back` the focus goes to where it came from."""
        if self.isHidden():
            return False
        self.hide()
        if back:
            self.opener.setFocus()
        return True

    def _fill(self) -> None:
        typed = self.line.text().strip()
        found = [each for each in self._lines if each.matches(typed)]
        shown: list[MenuLine | None] = []
        model = self.list.model()
        assert isinstance(model, QStandardItemModel)
        model.clear()
        for at, line in enumerate(found):
            if at == 0 or found[at - 1].phase != line.phase:
                shown.append(None)
                head = QStandardItem(line.phase)
                head.setFlags(Qt.ItemFlag.NoItemFlags)
                model.appendRow(head)
            shown.append(line)
            item = QStandardItem(line.label)
            item.setData(line.words, _WORDS)
            item.setData(line.run is None, _OFF)
            item.setToolTip(line.words)
            item.setEditable(False)
            model.appendRow(item)
        self.shown = tuple(shown)
        self.list.setVisible(bool(found))
        self._nothing.setVisible(not found)
        first = self._best(typed)
        self._choose(first)
        self.list.scrollToTop()
        self._place()

    def _best(self, typed: str) -> int:
        """The row that Enter should take: the action of just that name, else the first that can be done."""
        named = [(at, line) for at, line in enumerate(self.shown) if line is not None]
        exact = (at for at, line in named if line.label == typed)
        possible = (at for at, line in named if line.run is not None)
        return next(exact, next(possible, named[0][0] if named else -1))

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
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        key = Qt.Key(event.key())
        row = self.list.currentIndex().row()
        if key == Qt.Key.Key_Escape:
            self.dismiss()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(row)
        elif key in steps and self.shown:
            self._choose(self._step(row, steps[key]))
        else:
            return False
        return True

    def _step(self, row: int, by: int) -> int:
        """So many lines further, headings not counted."""
        rows = [at for at, line in enumerate(self.shown) if line is not None]
        if not rows:
            return -1
        at = rows.index(row) if row in rows else -1
        return rows[max(0, min(len(rows) - 1, at + by))]

    def _choose(self, row: int) -> None:
        self.list.setCurrentIndex(self.list.model().index(row, 0))

    def _open(self, row: int) -> None:
        line = self.shown[row] if 0 <= row < len(self.shown) else None
        if line is None:
            return
        if line.run is None:
            self._say(f"现在不能{line.label}：{line.words}")
            return
        self.dismiss(back=False)
        line.run()

    def _close_if_left(self) -> None:
        if self.isVisible() and not self.isAncestorOf(self.window().focusWidget() or self.window()):
            self.dismiss(back=False)

    def _place(self) -> None:
        theme, window = current(), self.opener.window()
        if self.parent() is not window:
            self.setParent(window)
        corner = self.opener.mapTo(window, QPoint(0, self.opener.height() + 4))
        rows = min(ROWS, len(self.shown)) or 1
        width = min(theme.px(640), window.width() - 48)
        height = min(theme.px(32 + 24) + rows * theme.px(32), window.height() - corner.y() - 16)
        self.setGeometry(max(8, min(corner.x(), window.width() - width - 16)), corner.y(), width, height)


class _LineDelegate(LineDelegate):
    """A heading in grey; a line with its name, and the remark in grey beside it."""

    def draw(self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        theme, words = current(), index.data(_WORDS)
        if words is None:
            self.words(painter, rect.adjusted(theme.px(8), 0, 0, 0), str(index.data()), "text_soft")
            return
        colour = "text_soft" if index.data(_OFF) else "text"
        self.words(painter, rect.adjusted(theme.px(24), 0, 0, 0), str(index.data()), colour)
        self.remark(painter, rect.adjusted(theme.px(168), 0, -theme.px(8), 0), str(words))
