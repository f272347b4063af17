"""The formulas, with the worked examples of real reports: those that are right, and those that are wrong there."""

from datetime import date
from decimal import Decimal

import pytest

from app.rules.calendar import load_shipped
from app.rules.formulas import (
    Duration,
    agrees,
    duration,
    growth,
    growth_text,
    percent_text,
    points,
    points_text,
    share,
)


def said(text: str) -> Decimal:
    return Decimal(text)


@pytest.mark.parametrize(
    ("now", "base", "rate"),
    [(439, 526, "-16.54"), (199, 308, "-35.39"), (127, 168, "-24.40")],
)
def test_growth_is_what_the_reports_print(now: int, base: int, rate: str) -> None:
    assert growth(now, base) == said(rate)
    assert agrees(said(rate), now, base)


@pytest.mark.parametrize(
    ("part", "base", "rate"),
    [
        (304, 526, "57.79"), (192, 439, "43.74"), (104, 239, "43.51"),
        (256, 872, "29.36"), (229, 872, "26.26"), (128, 872, "14.68"), (350, 872, "40.14"), (287, 872, "32.91"),
        (49, 55, "89.09"), (151, 154, "98.05"),
    ],
)  # fmt: skip
def test_a_share_is_what_the_reports_print(part: int, base: int, rate: str) -> None:
    assert share(part, base) == said(rate)


def test_the_anonymous_shares_fit_two_readings_of_the_same_total() -> None:
    rates = [said("61.44"), said("57.81"), said("59.76")]
    for reading in (((196, 319), (222, 384), (101, 169)), ((247, 402), (174, 301), (101, 169))):
        assert [share(part, base) for part, base in reading] == rates
        assert sum(base for _, base in reading) == 872


def test_discipline_shares_are_over_reports_of_misconduct_and_not_over_all_items() -> None:
    assert share(256, 872) == said("29.36")
    assert share(256, 526 + 439 + 239) == said("21.26")


@pytest.mark.parametrize(
    ("stated", "now", "base", "right"),
    [("-34.16", 239, 439, "-45.56"), ("-25.32", 115, 199, "-42.21")],
)
def test_errors_of_a_report_are_exposed(stated: str, now: int, base: int, right: str) -> None:
    assert not agrees(said(stated), now, base)
    assert growth(now, base) == said(right)


def test_one_wrong_figure_is_the_growth_of_two_other_years() -> None:
    assert agrees(said("-25.32"), 230, 308)


def test_rates_move_by_points_and_counts_by_percent() -> None:
    assert points_text(points(share(49, 55), said("58"))) == "+31.09 个百分点"
    assert growth_text(growth(127, 168), 168) == "-24.40%"
    assert points(None, said("58")) is None
    assert points_text(None) == "—"


def test_a_half_is_rounded_up_in_both_directions() -> None:
    assert share(1, 800) == said("0.13")
    assert growth(799, 800) == said("-0.13")


def test_no_percentage_comes_from_no_base_or_from_one_under_the_minimum() -> None:
    assert growth(3, 0) is None
    assert growth_text(None, 0) == "—"
    assert growth(3, 9, least=10) is None
    assert growth_text(None, 9) == "基数小"
    assert growth_text(growth(12, 10, least=10), 10) == "+20.00%"
    assert share(0, 0) is None
    assert percent_text(share(2, 3, least=10), 3) == "基数小"
    assert percent_text(share(5, 10, least=10), 10) == "50.00%"


def test_an_average_is_in_days_and_in_working_days() -> None:
    spans = [
        (date(2026, 3, 2), date(2026, 3, 9)), (date(2026, 3, 2), date(2026, 3, 6)),
        (date(2026, 3, 9), date(2026, 3, 2)),
    ]  # fmt: skip
    assert duration(spans, load_shipped()) == Duration(2, said("5.50"), said("4.50"), 7)
    assert duration([], load_shipped()) == Duration(0, None, None, None)
