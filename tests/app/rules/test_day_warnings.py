"""Odd days are told and never refused."""

from datetime import date

import pytest

from app.rules.day_warnings import day_warnings

TODAY = date(2026, 3, 9)


@pytest.mark.parametrize(("name", "day", "part"), [
    ("registration.received_on", date(1900, 1, 1), "收到日期 1900-01-01 离今天有 126 年"),
    ("registration.received_on", date(2026, 3, 10), "收到日期 2026-03-10 还没有到"),
    ("supervision.due_on", date(2126, 3, 10), "离今天还有 100 年"),
])  # fmt: skip
def test_a_day_that_cannot_be_meant_is_told_beside_its_field(name: str, day: date, part: str) -> None:
    (warning,) = day_warnings({name: day}, TODAY)
    assert part in warning.sentence and warning.sentence.endswith("，请核对。")
    assert warning.field == name


def test_days_in_the_wrong_order_are_told_beside_the_later_field() -> None:
    facts = {"registration.received_on": date(2026, 3, 5), "registration.registered_on": date(2026, 3, 4)}
    (warning,) = day_warnings(facts, TODAY)
    assert warning.field == "registration.registered_on" and "早于收到日期" in warning.sentence


def test_nothing_is_said_of_ordinary_days() -> None:
    facts = {
        "registration.received_on": date(1990, 3, 5), "registration.registered_on": TODAY,
        "supervision.due_on": date(2026, 6, 9), "registration.summary": "反映", "handling.closed_on": None,
    }  # fmt: skip
    assert day_warnings(facts, TODAY) == []
