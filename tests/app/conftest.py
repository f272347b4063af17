"""Offices that tests of the store work in, with a clock of their own; and the demonstration, played once."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from app.demo import Demo, build_demo
from app.exchange import encryption
from app.store.office import Office
from tests.app.exchange.two_offices import post, receive
from tests.app.store.offices import COUNTY, TOWNSHIP, Clock, new_county, new_township
from tests.ready_made import Offices

PLAYED = date(2026, 3, 6)
"""The day on which the demonstration is played, a plain one."""


def at(day: date) -> Callable[[], datetime]:
    """A clock that stands at half past eight of that day."""
    return lambda: datetime(day.year, day.month, day.day, 8, 30)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """The demonstration: its offices are read, not written to. Its passwords cost as little as those of tests."""
    with pytest.MonkeyPatch.context() as patch:
        for rounds in ("ROUNDS", "HINT_ROUNDS"):
            patch.setattr(encryption, rounds, 100)
        return build_demo(tmp_path_factory.mktemp("demo") / "演示", at(PLAYED))


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


@pytest.fixture
def above(office: Office, county: Office, tmp_path: Path) -> Office:
    """The county, which has taken the township's first workbook."""
    receive(county, post(office, "QH00", tmp_path))
    return county
