"""Damaged data: what is wrong, the newest good backup, what would be lost, and what can be done. Nothing is erased."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.actions import backup as backing
from app.actions.backup import Lost
from app.store import backup_locks, backups, salvage
from app.store.backups import Backup
from app.store.keys import Unlocked
from app.store.salvage import Salvaged
from ui.backup.busy import Busy, Refusal
from ui.form.submit import button
from ui.theme import set_role

CALM = "数据没有被删除，也不会被删除：下面每一步都先把损坏的文件原样留在“换下的数据”里。"
LOOKING = "正在查看备份…"
OTHER_LOCKS = (
    "没有一份备份能用现在的钥匙文件打开，看来是钥匙文件被换过。备份里留着另一份完好的钥匙文件，"
    "放回去再用原来的口令打开，数据一点不少。"
)
NONE_GOOD = "没有找到能用的备份。插上放备份的 U 盘，可以点“用别处的备份…”。"

Reopen = Callable[[Unlocked | None, str, Salvaged | None], object]
"""Opens the folder again: with the opened lock, what is to be told, and what was salvaged."""


class RescueSide(QWidget):
    """What stands in the window. `lock` is None when it is the locks that are missing or damaged."""

    settled = Signal()
    """The backups have been looked at, or a step has ended without opening the folder again."""

    def __init__(
        self,
        folder: Path,
        sentence: str,
        lock: Unlocked | None,
        reopen: Reopen,
        open_other: Callable[[Path], object],
    ) -> None:
        super().__init__()
        self._folder, self._lock, self._reopen, self._open_other = folder, lock, reopen, open_other
        self.backup: Backup | None = None
        self.wrong, self.found, self.lost, self.message = (
            QLabel(text) for text in (sentence, LOOKING, "", "")
        )
        set_role(self.wrong, "error")
        set_role(self.message, "error")
        calm = QLabel(CALM)
        set_role(calm, "quiet")
        self.restore_button = button("恢复这份备份", self.restore, "primary")
        self.elsewhere = button("用别处的备份…", self.choose_file)
        self.salvage_button = button("抢救能读的记录", self.salvage)
        self.locks_button = button("放回备份里的钥匙文件", self.return_locks, "primary")
        self._lay_out(calm)
        self.busy = Busy(self, [self.restore_button, self.elsewhere, self.salvage_button, self.locks_button])
        self._show_buttons()

    def begin(self) -> None:
        """Look for the newest good backup."""
        if self._lock is None:
            good = backup_locks.has_good_locks(self._folder / backups.FOLDER)
            self.found.setText(
                "备份里有完好的钥匙文件，放回去就能打开，数据一点不少。" if good
                else "备份里也没有完好的钥匙文件。请从 U 盘上的备份或原来的电脑把它拷到这个文件夹，再打开。"
            )  # fmt: skip
            self.locks_button.setVisible(good)
            (self.locks_button if good else self.elsewhere).setFocus()
            self.settled.emit()
            return
        key = self._lock.key
        self.busy.run(lambda: backups.newest_good(self._folder, key), self._show_newest, self._refused)

    def restore(self) -> None:
        """Put the backup that is shown in the place of the damaged file."""
        if self.backup is None or self._lock is None:
            return
        backup, lock = self.backup, self._lock
        self.message.setText("正在恢复…")
        told = f"已恢复到 {backup.at:%Y-%m-%d %H:%M} 的备份，本机换了新的本机编号；损坏的文件留在“换下的数据”里。"
        self.busy.run(
            lambda: backing.restore(self._folder, backup, key=lock.key),
            lambda _: self._reopen(lock, told, None), self._refused,
        )  # fmt: skip

    def salvage(self) -> None:
        """Make a fresh store of what can still be read."""
        if self._lock is None:
            return
        lock = self._lock
        self.message.setText("正在逐条读取…")
        self.busy.run(
            lambda: salvage.salvage(self._folder, lock.key),
            lambda found: self._reopen(lock, found.sentence, found), self._refused,
        )  # fmt: skip

    def return_locks(self) -> None:
        """Put the locks that the backups kept in the place of the broken ones."""
        told = "钥匙文件已放回，原来的留在“换下的数据”里。"
        self.busy.run(
            lambda: backup_locks.return_locks(self._folder),
            lambda _: self._reopen(None, told, None),
            self._refused,
        )

    def try_again(self) -> None:
        """Open what is there: a loose cable or a full disk mends without a backup."""
        self._reopen(self._lock, "", None)

    def choose_file(self) -> None:
        """Ask for a backup that lies elsewhere, as on a stick."""
        chosen, _ = QFileDialog.getOpenFileName(self, "选一份备份", str(self._folder), "备份 (*.db)")
        if chosen:
            self.use_file(Path(chosen))

    def use_file(self, path: Path) -> None:
        """Offer this backup, once it was looked into."""
        if self._lock is None:
            return
        key = self._lock.key

        def look() -> Backup:
            backup = backups.named(path)
            backups.look_into(path, backups.key_for(self._folder, path, key))
            return backup

        self.busy.run(look, self._show_newest, self._refused)

    def choose_folder(self) -> None:
        """Open the data of another folder."""
        chosen = QFileDialog.getExistingDirectory(self, "选择回音的数据文件夹", str(self._folder.parent))
        if chosen:
            self._open_other(Path(chosen))

    def _show_newest(self, backup: Backup | None) -> None:
        self.backup = backup
        if backup is None:
            self.found.setText(NONE_GOOD)
            self.salvage_button.setFocus()
        else:
            self.found.setText(
                f"最新的完好备份：{backup.at:%Y-%m-%d %H:%M}（{backup.why}），{backup.cases} 件，刚才打开检查过。"
            )
            self.lost.setText(f"恢复它：{self._lost(backup).sentence(backup)}")
        self._show_buttons()
        if backup is not None:
            self.restore_button.setFocus()
        elif backup_locks.has_other_locks(self._folder):
            self.found.setText(OTHER_LOCKS)
            self.locks_button.show()
            self.locks_button.setFocus()
        self.settled.emit()

    def _lost(self, backup: Backup) -> Lost:
        assert self._lock is not None
        return backing.lost_without(self._folder, backup, self._lock.key)

    def _refused(self, refusal: Refusal) -> None:
        self.message.setText(refusal.sentence)
        self._show_buttons()
        self.settled.emit()

    def _show_buttons(self) -> None:
        for each in (self.restore_button, self.lost):
            each.setVisible(self.backup is not None)
        self.salvage_button.setVisible(self._lock is not None)
        self.elsewhere.setVisible(self._lock is not None)
        self.again.setVisible(self._lock is not None)
        self.locks_button.setVisible(False)

    def _lay_out(self, calm: QLabel) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        for words in (self.wrong, calm, self.found, self.lost):
            words.setWordWrap(True)
            words.setTextFormat(Qt.TextFormat.PlainText)
            layout.addWidget(words)
        for part in (self.restore_button, self.locks_button, self.salvage_button):
            layout.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft)
        how = QLabel("“抢救”逐条读出损坏文件里还能读的记录，另存成一份新的；备份太旧时用它。")
        how.setWordWrap(True)
        set_role(how, "hint")
        layout.addWidget(how)
        row = QHBoxLayout()
        self.quit_button = button("退出", QApplication.closeAllWindows, "quiet")
        self.again = button("再打开一次", self.try_again)
        others: tuple[QPushButton, ...] = (
            self.elsewhere, self.again, button("换一个文件夹…", self.choose_folder, "quiet"), self.quit_button,
        )  # fmt: skip
        for part in others:
            row.addWidget(part)
        row.addStretch(1)
        layout.addLayout(row)
        self.message.setWordWrap(True)
        layout.addWidget(self.message)
        layout.addStretch(1)
