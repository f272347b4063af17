"""A new day is noticed just after midnight, and after the PC has slept over it."""

from datetime import datetime, timedelta

from pytestqt.qtbot import QtBot

from ui.ledger.day_watch import DayWatch


def test_it_aims_just_past_midnight_and_says_a_new_day_once(qtbot: QtBot) -> None:
    now = [datetime(2026, 3, 6, 23, 59, 58)]
    watch = DayWatch(lambda: now[0])
    assert 2000 < watch.until_midnight < 3000
    days: list[object] = []
    watch.day_changed.connect(days.append)
    watch.look()
    now[0] += timedelta(seconds=3)
    watch.look()
    watch.look()
    assert days == [datetime(2026, 3, 7).date()]
    assert watch.until_midnight > 86_000_000


def test_it_notices_days_that_were_slept_over(qtbot: QtBot) -> None:
    now = [datetime(2026, 3, 6, 9)]
    watch = DayWatch(lambda: now[0])
    now[0] += timedelta(days=3)
    with qtbot.waitSignal(watch.day_changed) as caught:
        watch._minute.timeout.emit()
    assert caught.args == [datetime(2026, 3, 9).date()]
