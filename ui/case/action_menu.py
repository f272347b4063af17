"""全部操作: everything that can be done with a case in one list by phase; typing narrows it, Enter opens one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QStandardItem
from PySide6.QtWidgets import QWidget

from app.schema.pinyin import initials
from ui.parts.line_delegate import LineDelegate
from ui.parts.pop_list import PopList
from ui.theme import current

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


class ActionMenu(PopList):
    """The actions of a case over the page."""

    def __init__(self, opener: QWidget, say: Callable[[str], object]) -> None:
        super().__init__(opener.window(), _LineDelegate, 32, 8)
        self.opener, self._say = opener, say
        self._lines: tuple[MenuLine, ...] = ()
        self.shown: tuple[MenuLine | None, ...] = ()
        self.line.setPlaceholderText("输入名称或拼音首字母，例如 yq 找延期")
        self.line.setAccessibleName("查找操作")
        self.line.textEdited.connect(lambda _text: self._fill())
        self.list.setAccessibleName("全部操作")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.nothing.setText("没有这个操作。换个名称或首字母试试。")

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
        self.model.clear()
        for at, line in enumerate(found):
            if at == 0 or found[at - 1].phase != line.phase:
                shown.append(None)
                head = QStandardItem(line.phase)
                head.setFlags(Qt.ItemFlag.NoItemFlags)
                self.model.appendRow(head)
            shown.append(line)
            item = QStandardItem(line.label)
            item.setData(line.words, _WORDS)
            item.setData(line.run is None, _OFF)
            item.setToolTip(line.words)
            item.setEditable(False)
            self.model.appendRow(item)
        self.shown = tuple(shown)
        self.show_found(bool(found))
        first = self._best(typed)
        self.choose(first)
        self.list.scrollToTop()
        self._place()

    def _best(self, typed: str) -> int:
        """The row that Enter should take: the action of just that name, else the first that can be done."""
        named = [(at, line) for at, line in enumerate(self.shown) if line is not None]
        exact = (at for at, line in named if line.label == typed)
        possible = (at for at, line in named if line.run is not None)
        return next(exact, next(possible, named[0][0] if named else -1))

    def step(self, row: int, by: int) -> int:
        """So many lines further, headings not counted."""
        rows = [at for at, line in enumerate(self.shown) if line is not None]
        if not rows:
            return -1
        at = rows.index(row) if row in rows else -1
        return rows[max(0, min(len(rows) - 1, at + by))]

    def open_row(self, row: int) -> None:
        line = self.shown[row] if 0 <= row < len(self.shown) else None
        if line is None:
            return
        if line.run is None:
            self._say(f"现在不能{line.label}：{line.words}")
            return
        self.dismiss(back=False)
        line.run()

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
