"""A backup takes the place of the store: seconds for a large ledger, so it is done on a thread while this is shown."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget

from app.actions import backup as backing
from app.store.backups import Backup
from ui.backup.busy import Busy

CALM = "现在的数据整份留在“换下的数据”里。请不要关电脑，做完会自动打开。"


class Restoring(QWidget):
    """What is being done and that it goes on. `ended` gets the sentence for the window that comes next."""

    def __init__(self, folder: Path, backup: Backup, key: bytes, ended: Callable[[str], object]) -> None:
        super().__init__()
        self._folder, self._backup, self._key, self._ended = folder, backup, key, ended
        self.busy = Busy(self, [])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        what = f"恢复到 {backup.at:%Y-%m-%d %H:%M}（{backup.why}，{backup.cases} 件，{backup.size / 1_000_000:.1f} MB）。"
        for text in (what, CALM):
            words = QLabel(text)
            words.setWordWrap(True)
            layout.addWidget(words)
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName("正在恢复")
        layout.addWidget(bar)

    def begin(self) -> None:
        """Start the work."""
        backup = self._backup
        self.busy.run(
            lambda: backing.restore(self._folder, backup, key=self._key),
            lambda _: self._ended(f"已恢复到 {backup.at:%Y-%m-%d %H:%M} 的备份。"),
            lambda refusal: self._ended(f"没有恢复：{refusal.sentence}"),
        )
