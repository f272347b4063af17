"""Offices that tests of the store work in, with a clock of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.store.office import Office
from tests.app.store.offices import Clock, new_county, new_township


@pytest.fixture
def clock() -> Clock:
    """A clock that stands at Monday 9 March 2026, 9:00, until it is moved."""
    return Clock()


@pytest.fixture
def office(tmp_path: Path, clock: Clock) -> Iterator[Office]:
    """An empty township."""
    made = new_township(tmp_path / "township", clock)
    yield made
    made.close()


@pytest.fixture
def county(tmp_path: Path, clock: Clock) -> Iterator[Office]:
    """An empty county."""
    made = new_county(tmp_path / "county", clock)
    yield made
    made.close()
