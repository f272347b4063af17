"""The data key is changed: minutes for a large ledger, on a thread, with how far it is and a way to stop it."""

from collections.abc import Callable

from app.actions import rekey
from app.actions.rekey import Begun
from app.store.rekeying import LAST_CALL, Rekeyed
from ui.backup.busy import Refusal
from ui.backup.underway import Underway
from ui.long_work import Cancelled

CALM = (
    "台账、附件和备份正用新密钥重新加密。请不要关电脑；断电也不要紧，再打开时要么还是原来的口令，要么已经换好。"
    "做完会自动打开。"
)
FIRM = "新密钥已经换上，正在换备份的锁，不能再停。"
STOPPED = "已停止，数据密钥没有换，原来的口令和恢复单照旧。"


class Rekeying(Underway):
    """What is being done and how far it is. `ended` gets what came of it (None: nothing was changed) and a sentence."""

    def __init__(self, begun: Begun, code: str, ended: Callable[[Rekeyed | None, str], object]) -> None:
        super().__init__(CALM, "正在更换数据密钥")
        self._begun, self._code, self._ended = begun, code, ended
        self.firm = False

    def begin(self) -> None:
        """Start the work."""
        self.clock.start()
        self.busy.run(self._work, self._done, self._refused)

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

    def look(self) -> None:
        """Show how far it is; after the last call there is nothing left to stop."""
        super().look()
        if self.firm and self.stop_button.isVisibleTo(self):
            self.stop_button.hide()
            self.words.setText(FIRM)

    def _refused(self, refusal: Refusal) -> None:
        self.clock.stop()
        self._ended(None, refusal.sentence)

    def _done(self, result: Rekeyed | None) -> None:
        self.clock.stop()
        self._ended(result, STOPPED if result is None else "")
