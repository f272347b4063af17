"""The township of the exchange tests."""

from tests.ui.exchange.conftest import clock, desk, town

__all__ = ["clock", "desk", "town"]
