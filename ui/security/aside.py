"""A short piece of work on a thread of its own, before there is a frame: passwords are derived for half a second."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QThread

from app.errors import Refused, Unavailable
from ui.rescue import RescueDialog

T = TypeVar("T")
Refusal = Refused | Unavailable
_running: "set[QThread]" = set()


class _Thread(QThread, Generic[T]):
    """Outlives its window if it must: Qt aborts the program when a running thread is deleted."""

    def __init__(self, work: Callable[[], T]) -> None:
        super().__init__()
        self._work = work
        self.results: list[T] = []
        self.error: Exception | None = None
        _running.add(self)
        self.finished.connect(lambda: _running.discard(self))

    def run(self) -> None:
        try:
            self.results.append(self._work())
        except Exception as error:
            self.error = error


class Aside(QObject, Generic[T]):
    """Runs `work`, then calls `done` with its result or `refused` with the refusal, on the screen's thread."""

    def __init__(
        self,
        parent: QObject,
        work: Callable[[], T],
        done: Callable[[T], object],
        refused: Callable[[Refusal], object],
    ) -> None:
        super().__init__(parent)
        self._done, self._refused = done, refused
        self._thread = _Thread(work)
        self._thread.finished.connect(self._finish)
        self._thread.start()

    def _finish(self) -> None:
        error = self._thread.error
        if error is None:
            self._done(self._thread.results[0])
        elif isinstance(error, (Refused, Unavailable)):
            self._refused(error)
        else:
            RescueDialog.ask(error)
        self.deleteLater()
