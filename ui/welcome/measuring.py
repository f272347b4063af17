"""All lights are measured anew, for this version came with other rules: on a thread, with how far it is and a stop."""

from collections.abc import Callable

from PySide6.QtGui import QHideEvent

from app.store.office import Office
from ui.backup.underway import Underway
from ui.long_work import Cancelled

CALM = "新版的时限规则或日历与上一版不同，各件的时限要重算一遍，只算这一次。算完会自动打开。"
STOPPED = "时限还没有按新版的规则重算，数据没有改动。再打开时从头重算。"


class Measuring(Underway):
    """How far it is. `done` is called when all are measured, `stopped` with the reason when not."""

    def __init__(self, office: Office, done: Callable[[], object], stopped: Callable[[str], object]) -> None:
        super().__init__(CALM, "正在重算时限")
        self._office, self._done, self._stopped = office, done, stopped

    def begin(self) -> None:
        """Start the work."""
        self.clock.start()
        self.busy.run(self._work, self._ended, lambda refusal: self._ended(refusal.sentence))

    def hideEvent(self, event: QHideEvent) -> None:
        self.progress.stop()  # the window was closed, or there is nothing left to stop

    def _work(self) -> str:
        try:
            self._office.measure_anew(lambda at, of: self.progress.step("正在重算", at, of))
        except Cancelled:
            return STOPPED
        finally:
            self._office.close()  # the thread's own connection
        return ""

    def said(self) -> str:
        """How many of how many."""
        done = self.progress
        return f"已重算 {done.at} 件，共 {done.of} 件" if done.of else "正在准备……"

    def _ended(self, why: str) -> None:
        self.clock.stop()
        self._stopped(why) if why else self._done()
