"""The new rows of a ledger compared with what is known, on a thread of their own, while the preview already stands."""

from threading import Event

from PySide6.QtCore import QObject

from app.actions.foreign_alike import Alike, Place, foreign_alike
from app.exchange.foreign.inspection import Inspection
from app.store.office import Office
from ui.exchange.foreign.rows_step import RowsStep
from ui.frame import Frame
from ui.likeness.asker import Asker


class Comparing:
    """`rows` is told how far it is, and what was found."""

    def __init__(self, frame: Frame, office: Office, rows: RowsStep, parent: QObject) -> None:
        self._office, self._rows, self._left = office, rows, Event()
        self._asker: Asker[dict[Place, Alike]] = Asker(frame, office, rows.show_alike, parent)

    def begin(self, found: Inspection) -> None:
        """Compare these rows from now on, and no others."""
        office, left = self._office, Event()
        self._left.set()
        self._left = left
        self._asker.ask_now(lambda: foreign_alike(office, found, lambda: not left.is_set(), self._so_far))

    def stop(self) -> None:
        """Compare no more, and wait for the thread: its connection must be gone before the office closes."""
        self._left.set()
        self._asker.settle()

    def _so_far(self, done: int, total: int) -> None:
        """Called on the thread that compares: only says how far it is."""
        self._rows.compared = done, total
