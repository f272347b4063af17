"""The demonstration's clock stands on working days, and its minutes go on within a day."""

from datetime import date, datetime

from app.demo_clock import DemoClock


def test_days_are_working_days_and_minutes_go_on_within_one() -> None:
    clock = DemoClock(lambda: datetime(2026, 3, 9, 10, 5))
    assert clock() == datetime(2026, 3, 9, 10, 5)
    clock.at(1)
    clock.at(1)
    assert clock() == datetime(2026, 3, 6, 9, 3)
    clock.at(0)
    assert clock() == datetime(2026, 3, 9, 10, 5)
    assert clock.before(-1) == date(2026, 3, 10)
