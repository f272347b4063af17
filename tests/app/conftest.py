"""Offices that tests of the store work in, with a clock of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.store.office import Office
from tests.app.store.offices import COUNTY, TOWNSHIP, Clock, new_county, new_township
from tests.ready_made import Offices


@pytest.fixture
def clock() -> Clock:
    """A clock that stands at Monday 9 March 2026, 9:00, until it is moved."""
    return Clock()


@pytest.fixture
def office(offices: Offices, tmp_path: Path, clock: Clock) -> Iterator[Office]:
    """An empty township."""
    made = Office.open(offices.copy(_township, tmp_path / "township"), clock=clock)
    made.person = TOWNSHIP.person
    yield made
    made.close()


@pytest.fixture
def county(offices: Offices, tmp_path: Path, clock: Clock) -> Iterator[Office]:
    """An empty county."""
    made = Office.open(offices.copy(_county, tmp_path / "county"), clock=clock)
    made.person = COUNTY.person
    yield made
    made.close()


def _township(folder: Path) -> None:
    new_township(folder, Clock()).close()


def _county(folder: Path) -> None:
    new_county(folder, Clock()).close()
