"""待定: records that two hands wrote without knowing of each other; one at a time, 保留本方 or 采用对方."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.actions.decide import Held
from app.actions.units import unit_name
from app.exchange.recused import KEPT_BACK
from app.store.office import Office
from ui.exchange.held_model import HeldModel, sides
from ui.exchange.table import PlainTable
from ui.exchange.whole import Whole
from ui.form.submit import button, shortcut
from ui.parts.chip import ChipRow, ChipSpec
from ui.parts.empty import Empty
from ui.theme import set_role

OURS, THEIRS = "ours", "theirs"
MINE = (
    "这条记录在两处都改过，互相不知道。请选一份：选中的成为正式内容，没选的留在操作记录里；选错了可以撤销。"
)


class HeldPanel(QWidget):
    """`decided` carries the record's id, `ours` or `theirs`, and the number of the other version."""

    decided = Signal(str, str, int)
    left = Signal()

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office
        self.held: Sequence[Held] = ()
        self._number = 0
        self.head, self.words = QLabel("待定的记录"), QLabel()
        set_role(self.head, "title")
        self.words.setWordWrap(True)
        self.list = QListWidget()
        self.list.setAccessibleName("待定的记录")
        set_role(self.list, "lines")
        self.list.currentRowChanged.connect(self._show)
        self.model = HeldModel(self)
        self.table = PlainTable(self.model, (130,), "两份内容对照")
        self.table.selectionModel().currentChanged.connect(lambda now, before: self._tell(now.row()))
        self.whole = Whole()
        self.others = ChipRow([])
        self.keep = button("保留本方(F7)", lambda: self._decide(OURS), "primary")
        self.take = button("采用对方(F8)", lambda: self._decide(THEIRS))
        self.back = button("返回(Esc)", self.left.emit, "quiet")
        self.stack = QStackedWidget()
        self._lay_out()
        shortcut("F7", self, lambda: self._decide(OURS))
        shortcut("F8", self, lambda: self._decide(THEIRS))

    def show_held(self, held: Sequence[Held]) -> None:
        """Show what waits; the chosen line stays, or the next one takes its place."""
        row = max(0, self.list.currentRow())
        self.held = held
        self.list.blockSignals(True)
        self.list.clear()
        self.list.addItems([each.label for each in held])
        self.list.setCurrentRow(min(row, len(held) - 1))
        self.list.blockSignals(False)
        self.stack.setCurrentIndex(0 if held else 1)
        self._show(self.list.currentRow())

    def focus_first(self) -> None:
        """Put the focus on the list, or on the way back."""
        if self.held:
            self.list.setFocus()
        elif self.empty.button is not None:
            self.empty.button.setFocus()

    @property
    def chosen(self) -> Held | None:
        """The record in front."""
        row = self.list.currentRow()
        return self.held[row] if 0 <= row < len(self.held) else None

    def _show(self, row: int) -> None:
        one = self.chosen
        if one is None:
            return
        self._number = 0
        many = len(one.others) > 1
        word = "对方第" if one.owned else "另外第"
        specs = [ChipSpec(str(at), f"{word} {at + 1} 份") for at in range(len(one.others))]
        new = ChipRow(specs)
        new.picked.connect(self._pick)
        self._column.replaceWidget(self.others, new)
        self.others.hide()
        self.others.deleteLater()
        self.others = new
        self.others.setVisible(many and not one.kept_back)
        self.words.setText(KEPT_BACK if one.kept_back else MINE if one.owned else self._wait_for(one))
        self.keep.setVisible(one.owned)
        for each in (self.keep, self.take):
            each.setEnabled(not one.kept_back)
        for part in (self.table, self.whole):
            part.setVisible(not one.kept_back)
        self.take.setText("采用对方(F8)" if one.owned else "换成另一份(F8)")
        self._fill(one)

    def _wait_for(self, one: Held) -> str:
        owner = unit_name(self._office, one.ours.owner)
        return (
            f"等 {owner} 决定；两份都留着。现在台账里显示的是左边一份，您可以先换成另一份，不影响它的决定。"
        )

    def _pick(self, key: str) -> None:
        self._number = int(key)
        if self.chosen is not None:
            self._fill(self.chosen)

    def _fill(self, one: Held) -> None:
        self.model.show_sides(sides(self._office, one, self._number), owned=one.owned)
        if self.model.rowCount():
            self.table.selectRow(0)
            self._tell(0)

    def _tell(self, row: int) -> None:
        if 0 <= row < len(self.model.sides):
            cells = self.model.sides[row].cells
            said = [f"{head}：{text}" for head, text in zip(self.model.heads[1:], cells[1:], strict=True)]
            self.whole.setPlainText("\n".join([cells[0], *said]))

    def _decide(self, keep: str) -> None:
        one = self.chosen
        if one is not None and not one.kept_back and (keep == THEIRS or one.owned):
            self.decided.emit(one.id, keep, self._number)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for each in (self.keep, self.take, self.back):
            buttons.addWidget(each)
        buttons.addStretch(1)
        right = QWidget()
        self._column = QVBoxLayout(right)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        for part in (self.words, self.others, self.table, self.whole):
            self._column.addWidget(part)
        self._column.addLayout(buttons)
        full = QWidget()
        row = QHBoxLayout(full)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.list, 2)
        row.addWidget(right, 7)
        self.empty = Empty("没有待定的记录。", action="返回", run=self.left.emit)
        self.stack.addWidget(full)
        self.stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 12)
        layout.setSpacing(12)
        layout.addWidget(self.head, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.stack, 1)
