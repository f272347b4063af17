"""The demonstration's clock: each action is done "on its day", so that its journal looks like two months of work."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from app.rules.calendar import load_shipped


class DemoClock:
    """Today's clock, or nine o'clock and some minutes on a working day before today."""

    def __init__(self, real: Callable[[], datetime]) -> None:
        self._real, self._calendar = real, load_shipped()
        self.today = real().date()
        self.day = self.today
        self._minutes = 0

    def before(self, days: int) -> date:
        """The working day so many before today; a day after today for a number below zero."""
        if days < 0:
            return self._calendar.add_working_days(self.today, -days).day
        return self._calendar.subtract_working_days(self.today, days) if days else self.today

    def at(self, days: int) -> None:
        """Move to that day, or on by some minutes."""
        day = self.before(days)
        self._minutes = self._minutes + 3 if day == self.day else 0
        self.day = day

    def __call__(self) -> datetime:
        if self.day == self.today:
            return self._real()
        return datetime(self.day.year, self.day.month, self.day.day, 9) + timedelta(minutes=self._minutes)
