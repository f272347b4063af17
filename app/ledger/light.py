"""A light in words: how many days are left, and what stands beside the mark on screen, paper and workbook."""

from collections.abc import Mapping
from datetime import date

from app.rules.calendar import WorkCalendar
from app.rules.status import Status

MARKS: Mapping[Status, str] = {
    Status.OVERDUE: "▲",
    Status.URGENT: "◆",
    Status.DUE_SOON: "●",
    Status.RUNNING: "○",
    Status.DONE: "✓",
    Status.DONE_LATE: "✓",
    Status.NONE: "–",
}
"""The shape of each status as a character, so that it can be told in black and white."""

WORDS: Mapping[Status, str] = {
    Status.OVERDUE: "逾期",
    Status.URGENT: "紧急",
    Status.DUE_SOON: "将到期",
    Status.RUNNING: "在办",
    Status.DONE: "按期",
    Status.DONE_LATE: "迟办结",
    Status.NONE: "未启动",
}
"""The word of each status where no days are said."""

PRESSING = (Status.OVERDUE, Status.URGENT, Status.DUE_SOON)
"""The statuses that say how many days."""


def left(calendar: WorkCalendar, due_on: date, today: date) -> int:
    """Working days until the due date, whatever the rule counts in: what the light is measured by, so that equal
    numbers have equal colours. Below zero from the day after it."""
    days = calendar.working_days_between(today, due_on)
    return min(days, -1) if today > due_on else days


def light_words(status: Status, days: int | None) -> str:
    """逾期 3 天, 剩 2 天, 今天到期; 在办, 按期, 迟办结, 未启动 without days."""
    if days is None or status not in PRESSING:
        return WORDS[status]
    if days < 0:
        return f"逾期 {-days} 天"
    return "今天到期" if days == 0 else f"剩 {days} 天"


def light_text(status: Status, days: int | None) -> str:
    """The mark and the words, for paper, clipboard and workbook."""
    return f"{MARKS[status]} {light_words(status, days)}"
