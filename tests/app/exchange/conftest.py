"""Two offices for tests of the exchange."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.store.office import Office
from tests.app.exchange import two_offices as two


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Office]:
    """A township's open store."""
    office = two.township(tmp_path / "town")
    yield office
    office.close()


@pytest.fixture
def county(tmp_path: Path) -> Iterator[Office]:
    """The county's open store."""
    office = two.county(tmp_path / "county")
    yield office
    office.close()
