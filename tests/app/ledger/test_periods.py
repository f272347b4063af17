"""A period holds its days, wherever in it today lies."""

from datetime import date

import pytest

from app.ledger.periods import PERIODS, bounds


@pytest.mark.parametrize(
    ("period", "today", "first", "last"),
    [
        ("today", date(2026, 3, 6), date(2026, 3, 6), date(2026, 3, 6)),
        ("week", date(2026, 3, 1), date(2026, 2, 23), date(2026, 3, 1)),
        ("week", date(2026, 3, 2), date(2026, 3, 2), date(2026, 3, 8)),
        ("month", date(2024, 2, 29), date(2024, 2, 1), date(2024, 2, 29)),
        ("month", date(2026, 12, 31), date(2026, 12, 1), date(2026, 12, 31)),
        ("year", date(2026, 1, 1), date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_period_runs_from_its_first_to_its_last_day(
    period: str, today: date, first: date, last: date
) -> None:
    assert bounds(period, today) == (first, last)


def test_every_period_has_bounds_and_no_other_name_has() -> None:
    for period in PERIODS:
        first, last = bounds(period, date(2026, 3, 6))
        assert first <= date(2026, 3, 6) <= last
    with pytest.raises(KeyError):
        bounds("decade", date(2026, 3, 6))
