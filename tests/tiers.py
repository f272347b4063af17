"""Which of many alike a person's own run tries; what CI asks for with `--thorough` is all of them."""

from collections.abc import Iterable
from typing import Any

import pytest


def some(cases: Iterable[Any], every: int = 6) -> list[Any]:
    """The cases of a `parametrize`: the first and then one in `every` for everybody, the others marked `thorough`."""
    return [
        pytest.param(each, marks=() if at % every == 0 else pytest.mark.thorough)
        for at, each in enumerate(cases)
    ]
