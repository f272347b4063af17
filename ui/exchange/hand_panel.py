"""The hand edits of a file: who typed them, one line each with sheet and cell, and a tick where it can be taken."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.exchange.preview import Preview
from ui.exchange.hand_model import WIDTHS, HandModel, whole
from ui.exchange.table import PlainTable

WHO = "谁填的(W)："


class HandPanel(QWidget):
    """`typist_chosen` with an office's code, when a person says whose hand it was; `told` with the line in full."""

    typist_chosen = Signal(str)
    told = Signal(str)
    ticks_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.model = HandModel(self)
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.typist = QComboBox()
        self.typist.setAccessibleName("表里的改动是谁填的")
        self.typist.activated.connect(lambda at: self.typist_chosen.emit(str(self.typist.itemData(at))))
        who = QLabel(WHO.replace("(W)", "(&W)"))
        who.setBuddy(self.typist)
        self.table = PlainTable(self.model, WIDTHS, "表里手写的改动，空格勾选")
        self.table.installEventFilter(self)
        self.table.selectionModel().currentChanged.connect(lambda now, before: self.tell(now.row()))
        self.model.ticks_changed.connect(self._count)
        head = QHBoxLayout()
        head.addWidget(self.words, 1)
        head.addWidget(who)
        head.addWidget(self.typist)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.table, 1)

    def show_edits(self, found: Preview) -> None:
        """Show what was typed into the file."""
        self.model.show_edits(found.hand_edits)
        self.typist.clear()
        header, hand = found.header, found.by_hand
        for code, name in ((header.office, header.name), (header.receiver, header.receiver_name)):
            self.typist.addItem(name, code)
        if hand is not None:
            self.typist.setCurrentIndex(max(self.typist.findData(hand.hand.office), 0))
            saved = hand.hand.person
            self.typist.setToolTip(
                f"文件里写着最后由“{saved}”保存。" if saved else "文件里没有写是谁保存的。"
            )

    def focus_first(self) -> None:
        """Put the focus on the lines."""
        self.table.setFocus()

    def tell(self, row: int) -> None:
        """Say the line of a row in full."""
        one = self.model.line(row)
        self.told.emit(whole(one) if one is not None else "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.table or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Space:
            self.model.toggle(self.table.currentIndex().row())
            return True
        return super().eventFilter(watched, event)

    def _count(self) -> None:
        edits, ticked = self.model.lines, len(self.model.ticked)
        rest = sum(not each.can_be_taken for each in edits)
        said = f"表里手写的改动共 {len(edits)} 处，勾选的 {ticked} 处会收。"
        self.words.setText(said + (f"有 {rest} 处不能收，原因写在后面。" if rest else ""))
        self.ticks_changed.emit()
