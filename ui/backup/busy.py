"""One piece of work on a thread while the buttons that could begin another are off: there is no frame yet."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from threading import Thread
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.errors import Refused, Unavailable
from ui.rescue import RescueDialog

T = TypeVar("T")
Refusal = Refused | Unavailable


class Busy(QObject):
    """Runs one thing at a time and comes back to the screen's thread with what came of it."""

    _ended = Signal(object, object)

    def __init__(self, parent: QObject, buttons: Sequence[QWidget]) -> None:
        super().__init__(parent)
        self._buttons = buttons
        self._thread: Thread | None = None
        self._done: Callable[[Any], object] = lambda _: None
        self._refused: Callable[[Refusal], object] = lambda _: None
        self._ended.connect(self._finish)

    def run(
        self, work: Callable[[], T], done: Callable[[T], object], refused: Callable[[Refusal], object]
    ) -> None:
        """Begin; `done` or `refused` is called when it has ended."""
        if self._thread is not None:
            return
        self._done, self._refused = done, refused
        for each in self._buttons:
            each.setEnabled(False)
        self._thread = Thread(target=self._work, args=(work,))
        self._thread.start()

    def _work(self, work: Callable[[], object]) -> None:
        try:
            result, error = work(), None
        except Exception as raised:
            result, error = None, raised
        with suppress(RuntimeError):  # the window has gone meanwhile
            self._ended.emit(result, error)

    def _finish(self, result: object, error: Exception | None) -> None:
        self._wait()
        for each in self._buttons:
            each.setEnabled(True)
        if error is None:
            self._done(result)
        elif isinstance(error, (Refused, Unavailable)):
            self._refused(error)
        else:
            RescueDialog.ask(error)

    def _wait(self) -> None:
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.join()
