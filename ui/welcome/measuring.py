"""All lights are measured anew, for this version came with other rules: on a thread, with how far it is and a stop."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from app.store.office import Office
from ui.backup.busy import Busy
from ui.form.submit import button
from ui.long_work import Cancelled, Progress

CALM = "新版的时限规则或日历与上一版不同，各件的时限要重算一遍，只算这一次。算完会自动打开。"
STOPPED = "时限还没有按新版的规则重算，数据没有改动。再打开时从头重算。"
_LOOK_EVERY = 100


class Measuring(QWidget):
    """How far it is. `done` is called when all are measured, `stopped` with the reason when not."""

    def __init__(self, office: Office, done: Callable[[], object], stopped: Callable[[str], object]) -> None:
        super().__init__()
        self._office, self._done, self._stopped = office, done, stopped
        self.progress = Progress()
        self.busy = Busy(self, [])
        words, self.bar, self.at = QLabel(CALM), QProgressBar(), QLabel()
        words.setWordWrap(True)
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("正在重算时限")
        self.stop_button = button("停止", self.stop)
        buttons = QHBoxLayout()
        buttons.addWidget(self.stop_button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        for part in (words, self.bar, self.at):
            layout.addWidget(part)
        layout.addLayout(buttons)
        self._clock = QTimer(self, interval=_LOOK_EVERY)
        self._clock.timeout.connect(self._look)

    def begin(self) -> None:
        """Start the work."""
        self._clock.start()
        self.busy.run(self._work, self._ended, lambda refusal: self._ended(refusal.sentence))

    def stop(self) -> None:
        """Stop it at its next step; nothing of it stays."""
        self.progress.stop()
        self.stop_button.setEnabled(False)

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

    def _look(self) -> None:
        done = self.progress
        self.bar.setRange(0, done.of)
        self.bar.setValue(done.at)
        self.at.setText(f"已重算 {done.at} 件，共 {done.of} 件" if done.of else "正在准备……")

    def _ended(self, why: str) -> None:
        self._clock.stop()
        self._stopped(why) if why else self._done()
