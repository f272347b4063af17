"""Two offices for tests of the exchange."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.store.office import Office
from tests.app.exchange import two_offices as two
from tests.ready_made import Offices


@pytest.fixture
def town(offices: Offices, tmp_path: Path) -> Iterator[Office]:
    """A township's open store."""
    office = Office.open(offices.copy(_town, tmp_path / "town"), clock=lambda: two.NOW)
    office.person = "王敏"
    yield office
    office.close()


@pytest.fixture
def county(offices: Offices, tmp_path: Path) -> Iterator[Office]:
    """The county's open store."""
    office = Office.open(offices.copy(_county, tmp_path / "county"), clock=lambda: two.NOW)
    office.person = "赵科"
    yield office
    office.close()


def _town(folder: Path) -> None:
    two.township(folder).close()


def _county(folder: Path) -> None:
    two.county(folder).close()
