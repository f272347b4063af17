"""Notices that a new day has begun: just after midnight, and within a minute after the PC has slept over it."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

_EVERY = 60_000


class DayWatch(QObject):
    """`day_changed` carries the new day. `now` is the clock; `look` asks it at once."""

    day_changed = Signal(object)

    def __init__(self, now: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self.day: date = now().date()
        self._minute = QTimer(self, interval=_EVERY)
        self._minute.timeout.connect(self.look)
        self._minute.start()
        self._midnight = QTimer(self, singleShot=True)
        self._midnight.timeout.connect(self.look)
        self._aim()

    @property
    def until_midnight(self) -> int:
        """Milliseconds to the shot just after midnight."""
        return self._midnight.interval()

    def look(self) -> None:
        """Ask the clock now."""
        day = self._now().date()
        self._aim()
        if day != self.day:
            self.day = day
            self.day_changed.emit(day)

    def _aim(self) -> None:
        now = self._now()
        midnight = datetime.combine(now.date() + timedelta(days=1), datetime.min.time(), now.tzinfo)
        self._midnight.start(int((midnight - now).total_seconds() * 1000) + 500)
