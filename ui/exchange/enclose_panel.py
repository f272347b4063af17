"""附件: which attachments of the shared cases go along with the next workbook, in one encrypted parcel beside it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.records.matters import Attachment
from ui.form.submit import button
from ui.theme import set_role

HOW = "勾选的附件写进工作簿旁边的一个加密附件包（.hyp），两个文件要一起交给对方。原信会让人看出是谁写的，一般不要勾。"
NONE = "没有可以一起寄的附件：与该单位有关的案件里，没有内容在本机的附件。"


class EnclosePanel(QWidget):
    """The attachments that may go, each with a tick; none is ticked by itself. `left`: back to the files."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._ids: list[str] = []
        self.head, self.how = QLabel("随工作簿寄的附件"), QLabel(HOW)
        set_role(self.head, "title")
        set_role(self.how, "quiet")
        self.how.setWordWrap(True)
        self.list = QListWidget()
        self.list.setAccessibleName("可以一起寄的附件")
        set_role(self.list, "lines")
        self.done = button("选好了", self.left.emit, "primary")
        buttons = QHBoxLayout()
        buttons.addWidget(self.done)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 12)
        layout.setSpacing(12)
        for widget in (self.head, self.how, self.list):
            layout.addWidget(widget)
        layout.addLayout(buttons)

    @property
    def ticked(self) -> list[str]:
        """Ids of those that are ticked."""
        return [id for at, id in enumerate(self._ids) if self._item(at).checkState() == Qt.CheckState.Checked]

    def show_offered(self, offered: Sequence[Attachment], case_no: Callable[[str], str]) -> None:
        """Offer these; what was ticked before and is still offered stays ticked."""
        before = set(self.ticked)
        self._ids = [each.id for each in offered]
        self.list.clear()
        for each in offered:
            pages = f"，{each.pages} 页" if each.pages else ""
            words = f"{case_no(str(each.case))}　{each.text('scan_type')}　{each.name}{pages}"
            item = QListWidgetItem(words)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if each.id in before else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.how.setText(HOW if offered else NONE)
        self.list.setVisible(bool(offered))

    def untick(self) -> None:
        """Nothing is ticked any more: what was ticked went along."""
        for at in range(len(self._ids)):
            self._item(at).setCheckState(Qt.CheckState.Unchecked)

    def focus_first(self) -> None:
        """Go to the list, or to the way back."""
        if self._ids:
            self.list.setCurrentRow(max(0, self.list.currentRow()))
            self.list.setFocus()
        else:
            self.done.setFocus()

    def _item(self, at: int) -> QListWidgetItem:
        return self.list.item(at)
