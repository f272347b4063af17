"""The data key is changed: minutes for a large ledger, on a thread, with how far it is and a way to stop it."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from app.actions import rekey
from app.actions.rekey import Begun
from app.store.rekeying import LAST_CALL, Rekeyed
from ui.backup.busy import Busy, Refusal
from ui.form.submit import button
from ui.long_work import Cancelled, Progress

CALM = (
    "台账、附件和备份正用新密钥重新加密。请不要关电脑；断电也不要紧，再打开时要么还是原来的口令，要么已经换好。"
    "做完会自动打开。"
)
FIRM = "新密钥已经换上，正在换备份的锁，不能再停。"
STOPPED = "已停止，数据密钥没有换，原来的口令和恢复单照旧。"
_LOOK_EVERY = 100


class Rekeying(QWidget):
    """What is being done and how far it is. `ended` gets what came of it (None: nothing was changed) and a sentence."""

    def __init__(self, begun: Begun, code: str, ended: Callable[[Rekeyed | None, str], object]) -> None:
        super().__init__()
        self._begun, self._code, self._ended = begun, code, ended
        self.progress, self.firm = Progress(), False
        self.busy = Busy(self, [])
        self.words, self.bar = QLabel(CALM), QProgressBar()
        self.words.setWordWrap(True)
        self.at = QLabel()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("正在更换数据密钥")
        self.stop_button = button("停止", self.stop)
        buttons = QHBoxLayout()
        buttons.addWidget(self.stop_button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        for part in (self.words, self.bar, self.at):
            layout.addWidget(part)
        layout.addLayout(buttons)
        self._clock = QTimer(self, interval=_LOOK_EVERY)
        self._clock.timeout.connect(self._look)

    def begin(self) -> None:
        """Start the work."""
        self._clock.start()
        self.busy.run(self._work, self._done, self._refused)

    def stop(self) -> None:
        """Stop it, as long as the new key does not hold."""
        self.progress.stop()
        self.stop_button.setEnabled(False)

    def _work(self) -> Rekeyed | None:
        try:
            return rekey.carry_out(self._begun, self._code, self._step)
        except Cancelled:
            return None

    def _step(self, what: str, at: int, of: int) -> None:
        """On the thread: after the last call nothing stops it any more."""
        if self.firm:
            self.progress.what, self.progress.at, self.progress.of = what, at, of
            return
        self.progress.step(what, at, of)
        self.firm = what == LAST_CALL

    def _look(self) -> None:
        done = self.progress
        self.bar.setRange(0, done.of)
        self.bar.setValue(done.at)
        self.at.setText(done.what)
        if self.firm and self.stop_button.isVisibleTo(self):
            self.stop_button.hide()
            self.words.setText(FIRM)

    def _refused(self, refusal: Refusal) -> None:
        self._clock.stop()
        self._ended(None, refusal.sentence)

    def _done(self, result: Rekeyed | None) -> None:
        self._clock.stop()
        self._ended(result, STOPPED if result is None else "")
