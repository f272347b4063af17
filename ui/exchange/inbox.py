"""收到: the place where a file is dropped or chosen."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout

from ui.form.submit import button
from ui.theme import set_role

DROP_HERE = "把对方寄来的工作簿或别人的台账拖到这里，或者"
LET_GO = "松开鼠标，先看看里面有什么"


class DropPlace(QFrame):
    """Says that a file may be dropped; the page does the catching. `wanted`: 选择文件… was pressed,
    `folder_wanted`: 选择文件夹…, which a county has."""

    wanted = Signal()
    folder_wanted = Signal()
    reconcile_wanted = Signal()
    desks_wanted = Signal()
    untaken_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("drop")
        set_role(self, "card")
        self.words = QLabel(DROP_HERE)
        self.words.setWordWrap(True)
        self.calm = QLabel("先预览，确认以后才收取；收取以后也能撤销。")
        set_role(self.calm, "quiet")
        self.calm.setWordWrap(True)
        self.choose = button("选择文件…(Ctrl+O)", self.wanted.emit)
        row = QHBoxLayout()
        row.setSpacing(12)
        self.folder = button("整个文件夹…", self.folder_wanted.emit)
        self.folder.setToolTip("一次收取一个文件夹里的所有工作簿(Ctrl+Shift+O)")
        self.folder.hide()
        row.addWidget(self.choose)
        row.addWidget(self.folder)
        row.addStretch(1)
        beside = QHBoxLayout()
        beside.setSpacing(4)
        self.reconcile = button("对账…", self.reconcile_wanted.emit, "quiet")
        self.reconcile.setToolTip("两边台账逐条比对：哪几件不一致，怎么补齐。")
        self.desks = button("每台电脑…", self.desks_wanted.emit, "quiet")
        self.desks.setToolTip("哪些电脑寄来过，坏了不用了的在这里停用。")
        self.untaken = button("没有收的手写…", self.untaken_wanted.emit, "quiet")
        self.untaken.setToolTip("别人在表里手写、没有收进台账的内容，都留在这里。")
        self.untaken.hide()
        for each in (self.reconcile, self.desks, self.untaken):
            beside.addWidget(each)
        beside.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.setSpacing(6)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        layout.addStretch(1)
        layout.addWidget(self.words)
        layout.addLayout(row)
        layout.addWidget(self.calm, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(beside)
        layout.addStretch(1)

    def show_hover(self, over: bool) -> None:
        """A file hangs over the page, or no longer."""
        self.words.setText(LET_GO if over else DROP_HERE)
        set_role(self, "drop" if over else "card")
