"""Of the new cases of a posting those that may repeat a known matter are listed; nothing else is looked at."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.actions.arriving import MOST, arrivals
from app.actions.take import take
from app.exchange.receive import preview
from app.store.office import Office
from tests.app.exchange.two_offices import county, post, report, township


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Office]:
    made = township(tmp_path / "town")
    yield made
    made.close()


@pytest.fixture
def above(tmp_path: Path) -> Iterator[Office]:
    made = county(tmp_path / "county")
    yield made
    made.close()


def test_a_new_case_like_a_known_one_is_listed_with_its_matter(
    town: Office, above: Office, tmp_path: Path
) -> None:
    known = report(above)
    report(town)
    found = preview(above, post(town, "QH00", tmp_path))
    (each,) = arrivals(above, found).alike
    assert each.case_no == "云信〔2026〕1号" and each.card.case == known
    assert each.card.sure == "很像"


def test_what_is_known_already_is_not_looked_at(town: Office, above: Office, tmp_path: Path) -> None:
    report(town)
    take(above, preview(above, post(town, "QH00", tmp_path)))
    report(above)
    found = arrivals(above, preview(above, post(town, "QH00", tmp_path)))
    assert (found.alike, found.new) == ((), 0)


@pytest.mark.thorough
def test_it_is_bounded_and_stops_when_nobody_waits(town: Office, above: Office, tmp_path: Path) -> None:
    for _ in range(MOST + 2):
        report(town)
    found = preview(above, post(town, "QH00", tmp_path))
    assert (arrivals(above, found).looked_at, arrivals(above, found).new) == (MOST, MOST + 2)
    asked = iter([True, True])
    assert arrivals(above, found, lambda: next(asked, False)).looked_at == 2


def test_a_case_about_whoever_has_logged_in_is_not_compared(
    town: Office, above: Office, tmp_path: Path
) -> None:
    report(above)
    report(town)
    found = preview(above, post(town, "QH00", tmp_path))
    above.person, above.roles = "曾小明", frozenset({"clerk"})
    assert arrivals(above, found).alike == ()
