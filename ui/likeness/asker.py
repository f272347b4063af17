"""Asks a question away from the window's thread, once the typing has rested; only the newest question is answered."""

from collections.abc import Callable
from threading import Thread
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer

from app.errors import Refused
from app.store.office import Office
from ui.do import tell
from ui.frame import Frame

T = TypeVar("T")
REST = 500
"""Milliseconds without a key after which is asked."""
_LOOK_EVERY = 20


class Asker(QObject, Generic[T]):
    """`answered` gets what the newest question found. A question asked while another runs waits for its end."""

    def __init__(
        self, frame: Frame, office: Office, answered: Callable[[T], object], parent: QObject, rest: int = REST
    ) -> None:
        super().__init__(parent)
        self._frame, self._office, self._answered = frame, office, answered
        self._question: Callable[[], T] | None = None
        self._run: _Run[T] | None = None
        self._rest = QTimer(self, singleShot=True, interval=rest)
        self._rest.timeout.connect(self._begin)
        self._look = QTimer(self, interval=_LOOK_EVERY)
        self._look.timeout.connect(self._look_now)

    def ask(self, question: Callable[[], T]) -> None:
        """Ask this once nothing else has been asked for a while; what is being answered now is old."""
        self.forget()
        self._question = question
        self._rest.start()

    def ask_now(self, question: Callable[[], T]) -> None:
        """Ask this at once."""
        self.forget()
        self._question = question
        self._begin()

    def forget(self) -> None:
        """Nobody waits for an answer any more."""
        self._rest.stop()
        self._question = None
        if self._run is not None:
            self._run.is_old = True

    def settle(self) -> None:
        """Ask no more, and wait for the question that runs: its connection must be gone before the office closes."""
        self.forget()
        if self._run is not None:
            self._run.thread.join()
            self._look_now()

    @property
    def is_busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._question is not None or (self._run is not None and not self._run.is_old)

    def _begin(self) -> None:
        if self._run is not None or self._question is None:
            return
        self._run, self._question = _Run(self._office, self._question), None
        self._look.start()

    def _look_now(self) -> None:
        run = self._run
        if run is None or run.thread.is_alive():
            return
        self._look.stop()
        self._run = None
        if not run.is_old:
            self._tell(run)
        if self._question is not None and not self._rest.isActive():
            self._begin()

    def _tell(self, run: "_Run[T]") -> None:
        if run.error is None:
            self._answered(run.found[0])
        elif not isinstance(run.error, Refused):
            tell(self._frame, run.error)


class _Run(Generic[T]):
    """One question on its thread, with a connection of its own."""

    def __init__(self, office: Office, question: Callable[[], T]) -> None:
        self.is_old = False
        self.found: list[T] = []
        self.error: Exception | None = None
        self._office, self._question = office, question
        self.thread = Thread(target=self._work, name="likeness")
        self.thread.start()

    def _work(self) -> None:
        try:
            self.found.append(self._question())
        except Exception as error:
            self.error = error
        finally:
            self._office.close()  # this thread's connection
