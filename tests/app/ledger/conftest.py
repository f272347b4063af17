"""One store for all tests of the ledger that only read: random records of every kind, and realistic cases."""

from collections.abc import Iterator

import pytest

from app.store.office import Office
from tests.app.ledger.invented import fill_everything
from tests.bench.invented import fill, township


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office with everything in it; only to be read."""
    office = township(tmp_path_factory.mktemp("ledger") / "office")
    fill_everything(office)
    fill(office, 240)
    yield office
    office.close()
