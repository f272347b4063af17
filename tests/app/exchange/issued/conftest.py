"""The two offices, and no code of one test left for the next."""

from collections.abc import Iterator

import pytest

from app.schema import codes
from tests.app.exchange.conftest import county, town

__all__ = ["county", "no_codes_left", "town"]


@pytest.fixture(autouse=True)
def no_codes_left() -> Iterator[None]:
    """Codes in force belong to the process: give them back."""
    yield
    for office in ("QH00", "YX01"):
        codes.in_force(office, {})
