"""The bar at the top: which office, which day, the search, who sits here, and the lock where there is a password."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton

from ui.icons import icon
from ui.parts.spoken import spoken_day
from ui.theme import set_role


class MenuEntry(NamedTuple):
    """One line of a menu: a verb, what it does, its icon. An empty title is a separating line."""

    title: str
    run: Callable[[], object] = lambda: None
    icon: str = ""


class TopBar(QFrame):
    """Office · day, search, person."""

    search_pressed = Signal()
    lock_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("topbar")
        self.office, self.today = QLabel(), QLabel()
        self.office.setObjectName("office")
        self.today.setObjectName("today")
        self.search = QPushButton(icon("search", "text_soft"), "  搜索(Ctrl+K)")
        self.search.setObjectName("search")
        self.search.setAccessibleName("搜索，Ctrl+K")
        self.search.clicked.connect(self.search_pressed)
        self.person = QPushButton(icon("user", "text_soft"), "")
        self.person.setProperty("menu", True)
        set_role(self.person, "quiet")
        self._menu = QMenu(self)
        self.person.setMenu(self._menu)
        self.person.hide()
        self.lock = QPushButton(icon("lock", "text_soft"), "")
        self.lock.setToolTip("锁定(Ctrl+L)")
        self.lock.setAccessibleName("锁定，Ctrl+L")
        set_role(self.lock, "quiet")
        self.lock.clicked.connect(self.lock_pressed)
        self.lock.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 8, 16, 8)
        layout.setSpacing(8)
        for part in (self.office, self.today):
            layout.addWidget(part)
        layout.addStretch(1)
        for button in (self.search, self.person, self.lock):
            layout.addWidget(button)

    def set_office(self, name: str) -> None:
        """Say which office this ledger belongs to."""
        self.office.setText(name)

    def set_today(self, day: date) -> None:
        """Say which day the program takes for today."""
        self.today.setText(f"·  {spoken_day(day)}")

    def set_person(self, name: str, entries: Sequence[MenuEntry]) -> None:
        """Say who works here, and fill the menu under the name."""
        self.person.setText(f" {name}")
        self.person.setAccessibleName(f"{name} 的菜单")
        self.person.setVisible(bool(name))
        self._menu.clear()
        for entry in entries:
            if not entry.title:
                self._menu.addSeparator()
                continue
            action = self._menu.addAction(entry.title)
            if entry.icon:
                action.setIcon(icon(entry.icon, "text_soft"))
            action.triggered.connect(lambda _checked=False, run=entry.run: run())
