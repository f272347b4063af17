"""寄给下级: the units below with a tick each; one button writes a workbook for every one that is ticked."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.actions.send import Dispatch
from app.actions.send_all import AllSent
from app.records.offices import Unit
from ui.exchange.table import ROW
from ui.exchange.whole import Whole
from ui.form.submit import button, shortcut
from ui.theme import current, set_role

_CODE = Qt.ItemDataRole.UserRole


class SendAllPanel(QWidget):
    """`wanted` carries the codes ticked; `left` goes back. Space ticks a line."""

    wanted = Signal(list)
    left = Signal()
    configuring = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.head, self.words = QLabel("寄给下级"), QLabel()
        set_role(self.head, "title")
        self.words.setWordWrap(True)
        self.list = QListWidget()
        self.list.setAccessibleName("寄给哪些单位，空格键勾选")
        self.list.itemChanged.connect(lambda item: self._dress())
        self.all = button("全选", lambda: self._tick(True), "quiet")
        self.none = button("全不选", lambda: self._tick(False), "quiet")
        self.configure = button("下发配置…", self.configuring.emit, "quiet")
        self._folder = Path()
        self.told = Whole()
        self.told.setAccessibleName("写好了哪些")
        self.export = button("导出", self._ask, "primary")
        self.back = button("返回(Esc)", self.left.emit)
        self._lay_out()
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut(keys, self, self._ask)

    def show_units(self, units: Sequence[Unit], folder: Path) -> None:
        """Offer these, all ticked."""
        self.list.clear()
        for unit in units:
            without = "（没有装回音，收到的是普通工作簿）" if unit.uses_huiyin is False else ""
            item = QListWidgetItem(f"{unit.name}{without}")
            item.setData(_CODE, str(unit.code))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            item.setSizeHint(QSize(0, current().px(ROW)))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self._folder = folder
        self.told.hide()
        self._dress()

    def show_configuration(self, words: str) -> None:
        """Say what of the configuration goes to each of them."""
        issued = f"；一起下发{words}" if words else ""
        self.words.setText(f"每个单位一份工作簿，存到 {self._folder}{issued}")

    def show_sent(self, done: AllSent) -> None:
        """Tell what lies in the folder now, and for whom nothing does; those stay ticked."""
        sent = {each.header.receiver for each in done.sent}
        for item in self._items():
            ticked = item.checkState() == Qt.CheckState.Checked and item.data(_CODE) not in sent
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        lines = [done.summary, *(f"{name}：{why}" for name, why in done.failed)]
        lines += [f"{each.header.receiver_name} 第 {each.header.number} 号，{each.header.cases} 件：{each.path.name}"
                  f"{_how_locked(each)}{each.remark}{_issued(each)}" for each in done.sent]  # fmt: skip
        self.told.setPlainText("\n".join(lines))
        self.told.show()
        self._dress()
        self.told.setFocus()

    @property
    def ticked(self) -> list[str]:
        """Codes of the units that are ticked."""
        return [str(item.data(_CODE)) for item in self._items() if item.checkState() == Qt.CheckState.Checked]

    def focus_first(self) -> None:
        """Put the focus on the list."""
        self.list.setFocus()

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _tick(self, on: bool) -> None:
        for item in self._items():
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def _dress(self) -> None:
        number = len(self.ticked)
        self.export.setEnabled(number > 0)
        self.export.setText(f"导出 {number} 份(Ctrl+回车)" if number else "导出(Ctrl+回车)")

    def _ask(self) -> None:
        if self.export.isEnabled():
            self.wanted.emit(self.ticked)

    def _lay_out(self) -> None:
        above, below = QHBoxLayout(), QHBoxLayout()
        for row, parts in ((above, (self.all, self.none, self.configure)), (below, (self.export, self.back))):
            row.setSpacing(8)
            for part in parts:
                row.addWidget(part)
            row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(10)
        column.addWidget(self.head)
        column.addWidget(self.words)
        column.addLayout(above)
        column.addWidget(self.list, 1)
        column.addWidget(self.told)
        column.addLayout(below)


def _how_locked(sent: Dispatch) -> str:
    if not sent.encrypted:
        return "（没有加口令，请勿丢失）"
    return "（口令是新生成的，请用电话或纸面告诉对方）" if sent.new_password else ""


def _issued(sent: Dispatch) -> str:
    return f"（下发{sent.issued}）" if sent.issued else ""
