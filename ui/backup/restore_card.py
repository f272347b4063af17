"""The question before a backup is put back: what it holds, what would be lost, and a key that cannot be hit by chance."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from app.actions.backup import Lost
from app.store.backups import Backup
from ui.form.submit import button, shortcut
from ui.theme import set_role

AFTERWARDS = (
    "现在的数据会整份留在“换下的数据”里，一件不删。恢复以后本机换一个新的本机编号，"
    "以前寄出和收到的工作簿仍然认得。"
)


class RestoreCard(QFrame):
    """Stands on the page; Ctrl+Enter restores, Esc closes. The focus begins on what changes nothing."""

    confirmed = Signal()
    given_up = Signal()

    def __init__(self, backup: Backup, lost: Lost) -> None:
        super().__init__()
        self.backup = backup
        set_role(self, "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        head = QLabel(f"恢复到 {backup.at:%Y-%m-%d %H:%M}（{backup.why}，{backup.cases} 件）")
        set_role(head, "band")
        self.lost = QLabel(lost.sentence(backup))
        self.lost.setTextFormat(Qt.TextFormat.PlainText)
        set_role(self.lost, "error" if lost.count or not lost.known else "")
        after = QLabel(AFTERWARDS)
        set_role(after, "quiet")
        column.addWidget(head)
        for words in (self.lost, after):
            words.setWordWrap(True)
            column.addWidget(words)
        self.back = button("不恢复(Esc)", self.given_up.emit)
        self.go = button("恢复(Ctrl+Enter)", self.confirmed.emit)
        self.go.setAutoDefault(False)
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addWidget(self.go)
        row.addStretch(1)
        column.addLayout(row)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut(keys, self, self.confirmed.emit)

    def begin(self) -> None:
        """Put the focus on not restoring."""
        self.back.setFocus()
