"""Work of the core on a thread of its own: its counting becomes the panel's words, its connection is closed."""

from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from app.exchange.posting import Progress as Counting
from app.store.office import Office
from ui.long_work import Cancelled, Progress

T = TypeVar("T")
Stopped = Callable[[], bool]
"""Asked between two files: whether the person wants no more."""


def between(office: Office, work: Callable[[Counting, Stopped], T], what: str) -> Callable[[Progress], T]:
    """`work` for `run_long` that is stopped between its steps only, and then still tells what it has done."""

    def run(progress: Progress) -> T:
        def count(done: int, total: int) -> None:
            with suppress(Cancelled):
                progress.step(what, done, total)

        count(0, 0)
        try:
            return work(count, lambda: progress.stopped)
        finally:
            office.close()

    return run


def apart(
    office: Office, work: Callable[[Counting], T], what: str, then: str = ""
) -> Callable[[Progress], T]:
    """`work` for `run_long`: steps are said as `what` with numbers; with `then`, the second half has those words.

    Every thread has its own connection, so the one opened here is closed at the end.
    """

    def run(progress: Progress) -> T:
        def count(done: int, total: int) -> None:
            half = total // 2 if then else total
            if then and done >= half:
                progress.step(then, done - half, total - half if done > half else 0)
            else:
                progress.step(what, done, half)

        progress.step(what)
        try:
            return work(count)
        finally:
            office.close()

    return run
