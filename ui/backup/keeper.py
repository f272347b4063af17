"""Backups that nobody has to think of: after the start and during work, on a thread with connections of its own."""

from collections.abc import Callable
from threading import Thread

from PySide6.QtCore import QObject, QTimer, Signal

from app.actions.backup import Made, back_up, changed, due
from app.actions.verify import glance
from app.errors import Refused, Unavailable
from app.store.office import Office
from ui.frame import Frame
from ui.rescue import RescueDialog

FIRST_AFTER, LOOK_EVERY = 2_000, 60_000
"""Milliseconds from the window's first show to the look whether a backup is needed, and between two later looks."""


class Keeper(QObject):
    """Watches over one office as long as its window is open; `stop` before the office is closed.

    What goes wrong is told once, and again only after a backup has succeeded in between or when it is something else.
    """

    ended = Signal(object)
    """A look has ended: with a Made, None where no backup was needed, or the exception."""
    noticed = Signal(str)
    """What the look after the start found wrong with the attachments."""

    def __init__(self, frame: Frame, office: Office) -> None:
        super().__init__(frame)
        self._frame, self._office = frame, office
        self._thread: Thread | None = None
        self._told = ""
        self.ended.connect(self._tell)
        self.noticed.connect(frame.say_error)
        self._first = QTimer(self, singleShot=True, interval=FIRST_AFTER)
        self._first.timeout.connect(lambda: self.look("start", changed))
        self._often = QTimer(self, interval=LOOK_EVERY)
        self._often.timeout.connect(lambda: self.look("work", due))

    def start(self) -> None:
        """Begin to watch."""
        self._first.start()
        self._often.start()

    def look(self, reason: str, needed: Callable[[Office], bool]) -> None:
        """Make a backup if one is needed, unless one is being made just now."""
        if self._thread is not None and self._thread.is_alive():
            return
        self._thread = Thread(target=self._work, args=(reason, needed), name="backup")
        self._thread.start()

    def stop(self) -> None:
        """Watch no more; waits for a backup that is being made."""
        self._first.stop()
        self._often.stop()
        if self._thread is not None:
            self._thread.join()

    def _work(self, reason: str, needed: Callable[[Office], bool]) -> None:
        result: Made | Exception | None
        try:
            result = back_up(self._office, reason) if needed(self._office) else None
            missing = glance(self._office) if reason == "start" else ""
            if missing:
                self.noticed.emit(missing)
        except Exception as error:
            result = error
        finally:
            self._office.close()  # this thread's connection
        self.ended.emit(result)

    def _tell(self, result: Made | Exception | None) -> None:
        if isinstance(result, Made):
            if result.hint and result.hint != self._told:
                self._frame.say(result.hint)
            self._told = result.hint
        elif isinstance(result, (Refused, Unavailable)):
            sentence = f"自动备份没有做成：{result.sentence}"
            if sentence != self._told:
                self._frame.say_error(sentence)
            self._told = sentence
        elif result is not None:
            RescueDialog.ask(result)
