"""The lock of one window: button, Ctrl+L, the idle watch, and what happens when somebody else opens it.

Cover and watch are made when there is something to lock, so that starting stays quick.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from app.store import keys
from app.store.office import Office
from ui.frame import Frame

if TYPE_CHECKING:
    from ui.long_work import ProgressPanel
    from ui.security.lock import Cover, IdleWatch

LATER = 60_000
"""Milliseconds after which a lock is tried again that long work has put off."""


class Guard(QObject):
    """`person_changed`: another person has opened the window, which is to be made anew for that person."""

    person_changed = Signal()

    def __init__(self, window: Frame, office: Office) -> None:
        super().__init__(window)
        self._window, self._office = window, office
        self._cover: Cover | None = None
        self._idle: IdleWatch | None = None
        window.top_bar.lock_pressed.connect(self.lock)
        self._keys = QShortcut(QKeySequence("Ctrl+L"), window)
        self._keys.activated.connect(self.lock)
        self.refresh()

    @property
    def cover(self) -> Cover:
        """What lies over the window while it is locked."""
        if self._cover is None:
            from ui.security.lock import Cover

            self._cover = Cover(self._window, self._window, self._office, self._may_change)
            self._cover.opened.connect(self._opened)
            self._window.installEventFilter(self)
        return self._cover

    @property
    def idle(self) -> IdleWatch:
        """Who sees that nobody has touched the program for long."""
        if self._idle is None:
            from ui.security.lock import IdleWatch

            self._idle = IdleWatch(self.lock, time.time, self)
        return self._idle

    @property
    def is_offered(self) -> bool:
        """Whether there is a password, without which a lock would shut nobody out."""
        return keys.is_protected(self._office.folder)

    def refresh(self) -> None:
        """The setting, or the password, may have changed."""
        offered = self.is_offered
        self._window.top_bar.lock.setVisible(offered)
        self._keys.setEnabled(offered)
        if offered or self._idle is not None:
            self.idle.set_minutes(int(self._office.setting("lock.minutes")) if offered else 0)

    def lock(self) -> None:
        """Lock now; long work is let finish first, for its result wants the window."""
        from ui.long_work import ProgressPanel

        if not self.is_offered or self.cover.is_locked:
            return
        panels: list[ProgressPanel] = list(self._window.findChildren(ProgressPanel))
        if any(panel.isVisible() for panel in panels):
            self.idle.timer.start(LATER)
            return
        self.cover.lock()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._window:
            self.cover.setGeometry(self._window.rect())
        return False

    def _may_change(self) -> bool:
        return self._window.page is None or self._window.page.may_leave()

    def _opened(self, changed: bool) -> None:
        if changed:
            self.person_changed.emit()
