"""寄出: to whom, into which folder, one button; then where the file lies and who must get it; below, what went out."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.actions.send import Dispatch
from app.records.offices import Unit
from ui.form.submit import button
from ui.theme import set_role

WITHOUT_EXCHANGE = frozenset({"village"})
"""Kinds of unit that keep no ledger of their own."""


FULL = "对方刚装上回音，或者数据丢了、换了电脑要重建时勾选：它有份的件全部寄一遍，不管它以前收到过没有。平时不用。"
OTHER_DESK = "本单位的另一台电脑"
_NEW_WORD = "已为双方往来生成口令，请用电话或纸面告诉对方。"
_IN_CLEAR = "没有加口令，请勿丢失。"


class SendForm(QWidget):
    """Receiver, folder, 导出工作簿. `wanted` carries the receiver's code."""

    wanted = Signal(str)
    other_folder_wanted = Signal()
    password_wanted = Signal(str)
    several_wanted = Signal()
    form_wanted = Signal()
    marked = Signal(str, bool)
    """Code of the receiver, and whether it has no Huiyin."""
    enclosing = Signal(str)
    configuring = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.units = QComboBox()
        self.units.setAccessibleName("寄给哪个单位")
        self.units.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.units.setMinimumContentsLength(8)
        self.without = QCheckBox("对方没有回音(&N)")
        self.without.setToolTip("勾选后，“说明”里写明怎么填；寄回来时，表里写的算对方写的，由本单位代记。")
        self.full = QCheckBox("寄全量(&F)")
        self.full.setToolTip(FULL)
        self.without.clicked.connect(lambda said: self.marked.emit(self.receiver, said))
        self.units.currentIndexChanged.connect(lambda at: self._show_mark())
        self._without: frozenset[str] = frozenset()
        self._home = ""
        self.folder = QLabel()
        self.folder.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.other_folder = button("换文件夹…", self.other_folder_wanted.emit, "quiet")
        self.state = QLabel()
        self.state.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.password = button("口令…", lambda: self.password_wanted.emit(self.receiver), "quiet")
        self.enclose = button("附件…", lambda: self.enclosing.emit(self.receiver), "quiet")
        self.configure = button("下发配置…", self.configuring.emit, "quiet")
        self.configure.setToolTip("工作日历、时限、灯色方案、代码表、单位名录可以一起下发")
        self.export = button("导出工作簿(Ctrl+E)", self._ask, "primary")
        self.several = button("寄给多个下级…", self.several_wanted.emit)
        self.several.setToolTip("一次寄给勾选的下级(Ctrl+Shift+E)")
        self.several.hide()
        self.form = button("照表填报…", self.form_wanted.emit, "quiet")
        self.form.setToolTip("照县里的空白表填报")
        self.why_not = QLabel("还没有可以寄的单位。请先在“设置”里添加单位，或先收一份对方寄来的工作簿。")
        self.why_not.setWordWrap(True)
        set_role(self.why_not, "quiet")
        grid = self._grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for row, word in enumerate(("寄给", "存到", "口令")):
            label = QLabel(word)
            set_role(label, "quiet")
            grid.addWidget(label, row, 0)
        grid.addWidget(self.units, 0, 1, 1, 2)
        grid.addWidget(self.folder, 1, 1)
        left = Qt.AlignmentFlag.AlignLeft
        grid.addWidget(self.other_folder, 1, 2, left)
        grid.addWidget(self.state, 2, 1)
        grid.addWidget(self.password, 2, 2, left)
        marks = QHBoxLayout()
        marks.setSpacing(12)
        for tick in (self.without, self.full):
            marks.addWidget(tick)
        marks.addStretch(1)
        grid.addLayout(marks, 3, 1)
        grid.addWidget(self.form, 3, 2, left)
        grid.addWidget(self.export, 4, 1, left)
        grid.addWidget(self.enclose, 4, 2, left)
        grid.addWidget(self.several, 5, 1, left)
        grid.addWidget(self.configure, 5, 2, left)
        grid.addWidget(self.why_not, 6, 1, 1, 2)
        self.show_configuration(0, offered=False)

    @property
    def receiver(self) -> str:
        """Code of the unit chosen, blank when there is none."""
        return str(self.units.currentData() or "")

    def show_units(self, units: Sequence[Unit], chosen: str, home: str = "") -> None:
        """Offer these; `chosen` is the code to start with. A choice made before stays. `home`: our own code, to which
        another desk of ours is sent everything."""
        kept = self.receiver or chosen
        offered = [unit for unit in units if unit.code and unit.unit_kind not in WITHOUT_EXCHANGE]
        self._without = frozenset(str(unit.code) for unit in offered if unit.uses_huiyin is False)
        self.units.clear()
        for unit in offered:
            self.units.addItem(str(unit.name or unit.code), str(unit.code))
        if home and offered:
            self._home = home
            self.units.addItem(OTHER_DESK, home)
            self.units.setItemData(
                self.units.count() - 1,
                "两台电脑各记各的，互寄工作簿就合到一起；里面是全部内容。",
                Qt.ItemDataRole.ToolTipRole,
            )
        self.units.setCurrentIndex(max(0, self.units.findData(kept)))
        self.units.setEnabled(self.units.count() > 1)
        for each in (self.export, self.password, self.full):
            each.setEnabled(self.units.count() > 0)
        self._show_mark()
        self.why_not.setVisible(not offered)

    def show_configuration(self, number: int, *, offered: bool) -> None:
        """How many groups of the configuration go along; only to a unit below is one offered to send any."""
        self.configure.setText(f"下发配置({number})…" if number else "下发配置…")
        self.configure.setVisible(offered)

    def _show_mark(self) -> None:
        foreign = self.receiver not in ("", self._home)
        self.without.setChecked(self.receiver in self._without)
        self.without.setVisible(foreign)
        self.enclose.setEnabled(foreign)

    def show_folder(self, folder: Path) -> None:
        """Say where the file will lie."""
        self.folder.setToolTip(str(folder))
        self.folder.setAccessibleName(f"存到 {folder}")
        self._elide()

    def show_enclosed(self, number: int) -> None:
        """Say how many attachments go along."""
        self.enclose.setText(f"附件 {number} 个…" if number else "附件…")

    def show_state(self, words: str) -> None:
        """Say whether files to the chosen unit are encrypted, and since when under this password."""
        self.state.setText(words)
        self.state.setToolTip(words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grid.activate()
        self._elide()

    def _elide(self) -> None:
        metrics, width = self.folder.fontMetrics(), self.folder.width()
        self.folder.setText(metrics.elidedText(self.folder.toolTip(), Qt.TextElideMode.ElideMiddle, width))

    def _ask(self) -> None:
        if self.receiver:
            self.wanted.emit(self.receiver)


class SentCard(QFrame):
    """After an export: where the file lies, who must get it, 打开所在文件夹, 复制路径."""

    copied = Signal(str)
    folded = Signal()
    password_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "card")
        self.path = Path()
        self.words, self.place = QLabel(), QLineEdit()
        self.words.setWordWrap(True)
        self.place.setReadOnly(True)
        self.place.setAccessibleName("文件的位置")
        self.open = button("打开所在文件夹", self._open)
        self.copy = button("复制路径", self._copy)
        self.password = button("看口令…", lambda: self.password_wanted.emit(self._receiver))
        self._receiver = ""
        self.fold = button("知道了", self.folded.emit, "quiet")
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for each in (self.open, self.copy, self.password, self.fold):
            buttons.addWidget(each)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(self.words)
        layout.addWidget(self.place)
        layout.addLayout(buttons)
        self.hide()

    def show_dispatch(self, sent: Dispatch) -> None:
        """Tell of this file and put the focus on opening its folder."""
        header, self.path = sent.header, sent.path
        held = f"{header.cases} 件" if header.cases else "没有要带的案件；有回执、通报的已一并带上"
        what = f"第 {header.number} 号已写好，{held}。"
        self._receiver = header.receiver
        self.password.setVisible(sent.new_password)
        locked = _NEW_WORD if sent.new_password else "" if sent.encrypted else _IN_CLEAR
        remark = f"\n{sent.remark}" if sent.remark else ""
        remark += f"\n一起下发了{sent.issued}。" if sent.issued else ""
        if sent.parcel is not None:
            remark += f"\n附件包“{sent.parcel.name}”要和它一起交给对方。"
        self.words.setText(f"{what}{locked}\n请把这个文件按规定的渠道交给 {header.receiver_name}。{remark}")
        self.words.setAccessibleName(self.words.text())
        self.place.setText(str(sent.path))
        self.place.setToolTip(str(sent.path))
        self.show()
        self.open.setFocus()

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.path.parent)))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(str(self.path))
        self.copied.emit(str(self.path))
