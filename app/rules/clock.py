"""Whether the PC's clock can be believed: a wrong one would number, date and colour wrongly."""

from datetime import datetime, timedelta

SILENCE = timedelta(days=30)
"""The longest the journal may have been silent before the date is asked about."""


def is_doubtful(now: datetime, last_journal: datetime | None) -> str | None:
    """A Chinese sentence that asks for the date, or None when the clock can be believed.

    Both moments are naive local time or both are aware. Without a journal line there is nothing to doubt.
    """
    if last_journal is None:
        return None
    read, last = _words(now), _words(last_journal)
    if now < last_journal:
        return f"电脑时间是 {read}，比最近一次操作（{last}）还早，请核对今天的日期后再继续。"
    if now - last_journal > SILENCE:
        return f"电脑时间是 {read}，离最近一次操作（{last}）已超过 30 天，请核对今天的日期后再继续。"
    return None


def _words(moment: datetime) -> str:
    return f"{moment.year}年{moment.month}月{moment.day}日 {moment:%H:%M}"
