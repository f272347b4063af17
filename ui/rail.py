"""The left rail: an entry per page with icon, word and the number that waits."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from ui.icons import icon
from ui.page import Page

MOST_SHORTCUTS = 9


class Rail(QFrame):
    """Entries in the order in which pages are added; Alt+1 … Alt+9 press them."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rail")
        self._entries: dict[Page, _Entry] = {}
        self._group = QButtonGroup(self)
        brand = QLabel("回音")
        brand.setObjectName("brand")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 12)
        self._layout.setSpacing(4)
        self._layout.addWidget(brand)
        self._layout.addStretch(1)

    def add(self, page: Page) -> None:
        """A new entry below the last."""
        number = len(self._entries) + 1
        entry = _Entry(page, number)
        entry.clicked.connect(lambda: self.chosen.emit(page))
        self._group.addButton(entry)
        self._entries[page] = entry
        self._layout.insertWidget(self._layout.count() - 1, entry)
        if number <= MOST_SHORTCUTS:
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), entry)
            shortcut.activated.connect(lambda: self.chosen.emit(page))
        entry.show_badge(page.badge())

    def clear(self) -> None:
        """Take every entry away, with its keys."""
        for entry in self._entries.values():
            self._layout.removeWidget(entry)
            self._group.removeButton(entry)
            entry.setParent(None)
            entry.deleteLater()
        self._entries.clear()

    def mark(self, page: Page) -> None:
        """Show which page is open; a page without an entry leaves the mark where it was."""
        if page in self._entries:
            self._entries[page].setChecked(True)

    def show_badges(self) -> None:
        """Ask every page how much waits there."""
        for page, entry in self._entries.items():
            entry.show_badge(page.badge())


class _Entry(QPushButton):
    def __init__(self, page: Page, number: int) -> None:
        super().__init__(icon(page.icon, "text_soft"), f" {page.title}")
        self._title, self._number = page.title, number
        self.setCheckable(True)
        self._badge = QLabel()
        self._badge.setObjectName("badge")
        self._badge.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._badge.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, 16, 0)
        inside.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if number <= MOST_SHORTCUTS:
            self.setToolTip(f"{page.title}(Alt+{number})")

    def show_badge(self, waiting: int) -> None:
        self._badge.setText(str(waiting) if waiting < 100 else "99+")
        self._badge.setVisible(waiting > 0)
        self.setAccessibleName(f"{self._title}，{waiting} 件待处理" if waiting else self._title)
