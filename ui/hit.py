"""What a search finds: one line of the palette, which is itself made only when it is opened."""

from collections.abc import Callable, Sequence
from typing import NamedTuple


class Hit(NamedTuple):
    """One thing found: what it is called, a grey remark, and what opening it does."""

    title: str
    detail: str
    run: Callable[[], object]


Search = Callable[[str], Sequence[Hit]]
