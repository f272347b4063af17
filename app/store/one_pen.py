"""One writing at a time: another thread waits; the same thread has forgotten that it is writing, which is our bug."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock, get_ident


class OnePen:
    """The right to write, held by one thread."""

    def __init__(self) -> None:
        self._free = Lock()
        self._holder: int | None = None

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold it, once it is free."""
        if self._holder == get_ident():
            raise AssertionError("one writing at a time")
        with self._free:
            self._holder = get_ident()
            try:
                yield
            finally:
                self._holder = None
