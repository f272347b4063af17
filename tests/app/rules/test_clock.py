"""A clock before the last journal line, or long after it, is asked about."""

from datetime import datetime, timedelta

import pytest

from app.rules.clock import is_doubtful

LAST = datetime(2026, 3, 5, 9, 30)


@pytest.mark.parametrize("later", [timedelta(0), timedelta(seconds=1), timedelta(days=30)])
def test_a_clock_up_to_thirty_days_after_the_last_line_is_believed(later: timedelta) -> None:
    assert is_doubtful(LAST + later, LAST) is None


def test_a_clock_before_the_last_line_is_asked_about() -> None:
    said = is_doubtful(LAST - timedelta(minutes=1), LAST)
    assert said == (
        "电脑时间是 2026年3月5日 09:29，比最近一次操作（2026年3月5日 09:30）还早，请核对今天的日期后再继续。"
    )


def test_a_clock_more_than_thirty_days_after_is_asked_about() -> None:
    said = is_doubtful(LAST + timedelta(days=30, seconds=1), LAST)
    assert said is not None
    assert "已超过 30 天" in said


def test_a_new_office_has_nothing_to_doubt() -> None:
    assert is_doubtful(datetime(1999, 1, 1), None) is None
