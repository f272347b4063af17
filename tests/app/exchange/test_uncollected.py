"""The collector rests while a posting is walked over, and goes on as it was, whatever happens."""

import gc

import pytest

from app.exchange.uncollected import uncollected


def test_the_collector_rests_and_goes_on() -> None:
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_goes_on_after_an_error() -> None:
    with pytest.raises(ValueError, match="bad"), uncollected():
        raise ValueError("bad")
    assert gc.isenabled()


def test_where_it_rested_before_it_rests_afterwards() -> None:
    with uncollected():
        with uncollected():
            pass
        assert not gc.isenabled()
