"""The journal's chain is proven once the first page stands, on a thread with a connection of its own."""

from threading import Thread

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import Refused
from app.rules.rights import refusal
from app.store import chain
from app.store.chain import Proven
from app.store.office import Office
from ui.do import tell
from ui.frame import Frame

AFTER = 4_000
"""Milliseconds from the window's first show: the first page stands and the first backup has begun."""


class ChainWatch(QObject):
    """Looks once; `stop` before the office is closed. It also has an older database noticed (`Office.settle_desk`)."""

    ended = Signal(object)
    """A look has ended: with a Proven or the exception."""

    def __init__(self, frame: Frame, office: Office) -> None:
        super().__init__(frame)
        self._frame, self._office = frame, office
        self._thread: Thread | None = None
        self.ended.connect(self._tell)
        self._first = QTimer(self, singleShot=True, interval=AFTER)
        self._first.timeout.connect(self.look)

    def start(self) -> None:
        """Look in a while."""
        self._first.start()

    def look(self) -> None:
        """Look now."""
        self._thread = Thread(target=self._work, name="chain")
        self._thread.start()

    def stop(self) -> None:
        """Look no more; waits for a look that has begun."""
        self._first.stop()
        if self._thread is not None:
            self._thread.join()

    def _work(self) -> None:
        result: Proven | Exception
        try:
            self._office.settle_desk()
            result = chain.prove(self._office.db, self._office.now)
        except Exception as error:
            result = error
        finally:
            self._office.close()  # this thread's connection
        self.ended.emit(result)

    def _tell(self, result: Proven | Exception) -> None:
        news, self._office.news = self._office.news, ""
        if news:
            self._frame.refresh(None)
            self._frame.say_error(news)
        if isinstance(result, Proven):
            if result.faults:
                self._show(result)
        elif not isinstance(result, Refused):
            tell(self._frame, result)

    def _show(self, found: Proven) -> None:
        """Say where the chain is broken, with the journal laid open for whoever may read it."""
        from ui.journal.page import open_journal

        more = f"共 {len(found.faults)} 处。" if len(found.faults) > 1 else ""
        said = f"日志被动过：{found.faults[0].sentence}{more}请不要继续登记，先把整个文件夹另存一份，再联系上级核对。"
        if refusal("read_journal", self._office.roles) is None:
            open_journal(self._frame, self._office)
        self._frame.say_error(said)
