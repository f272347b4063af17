"""Days and numbers as they are said on the screen."""

from datetime import date

WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")


def spoken_day(day: date) -> str:
    """2026年3月6日 星期五."""
    return f"{day.year}年{day.month}月{day.day}日 {WEEKDAYS[day.weekday()]}"
