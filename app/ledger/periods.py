"""Periods that move with the day: 今天, 本周, 本月, 今年. A saved view keeps the name, not the dates."""

from collections.abc import Mapping
from datetime import date, timedelta

PERIODS: Mapping[str, str] = {"today": "今天", "week": "本周", "month": "本月", "year": "今年"}
"""Every period by its id with what a person reads."""


def bounds(period: str, today: date) -> tuple[date, date]:
    """First and last day of the period in which `today` lies; weeks begin on Monday. KeyError for another name."""
    if period == "today":
        return today, today
    if period == "week":
        monday = today - timedelta(days=today.weekday())
        return monday, monday + timedelta(days=6)
    if period == "month":
        following = (today.replace(day=28) + timedelta(days=4)).replace(day=1)
        return today.replace(day=1), following - timedelta(days=1)
    if period == "year":
        return date(today.year, 1, 1), date(today.year, 12, 31)
    raise KeyError(period)
