"""Which day it is: the PC's clock, unless it contradicts the journal and somebody has said better."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from app.errors import Invalid, NotAllowed
from app.rules.clock import is_doubtful


class DateDoubtful(NotAllowed):
    """The PC's clock contradicts the journal; somebody must say what day it is."""


class Backwards(Invalid):
    """The day that was said lies before the last line of the journal; only somebody who is sure may say so."""


class Days:
    """The clock of one open office, moved to the day that somebody confirmed."""

    def __init__(self, clock: Callable[[], datetime], last: str | None) -> None:
        self.clock = clock
        self.last_at = None if last is None else datetime.fromisoformat(last)
        self._shift: timedelta | None = None

    @property
    def now(self) -> datetime:
        """This moment, to the second."""
        return self.clock().replace(microsecond=0) + (self._shift or timedelta())

    def doubt(self) -> str | None:
        """Why the PC's date cannot be trusted, in a sentence that asks for the date; None when it can."""
        return None if self._shift is not None else is_doubtful(self.clock(), self.last_at)

    @property
    def today(self) -> date:
        """Today; raises DateDoubtful while the clock is in doubt."""
        doubt = self.doubt()
        if doubt is not None:
            raise DateDoubtful(doubt)
        return self.now.date()

    def is_backwards(self, day: date) -> bool:
        """Whether a day lies before the last line of the journal."""
        return self.last_at is not None and day < self.last_at.date()

    def confirm(self, day: date, *, sure: bool) -> None:
        """Today is `day`. Raises Backwards for one before the last line unless the person is `sure`."""
        if self.is_backwards(day) and not sure:
            assert self.last_at is not None
            raise Backwards(f"日期不能早于最后一次记录（{self.last_at.date()}），请核对；没有错的话请确认。")
        self._shift = timedelta(days=(day - self.clock().date()).days)
