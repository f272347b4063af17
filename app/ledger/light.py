"""The days and the text of a light in a ledger: what screen, paper, clipboard and workbook say of a case."""

from datetime import date

from app.rules.calendar import WorkCalendar
from app.rules.status import Status


def left(calendar: WorkCalendar, due_on: date, today: date) -> int:
    """Working days until the due date, whatever the rule counts in: what the light is measured by, so that equal
    numbers have equal colours. Below zero from the day after it."""
    days = calendar.working_days_between(today, due_on)
    return min(days, -1) if today > due_on else days


def light_text(status: Status, days: int | None = None) -> str:
    """The mark and the words, for paper, clipboard and workbook."""
    return f"{status.mark} {status.words(days)}"
