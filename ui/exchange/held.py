"""待裁定: records that two hands wrote without knowing of each other; field by field, as a whole, or many at once."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.actions.decide import JOINED, OURS, THEIRS, Held
from app.actions.units import unit_name
from app.exchange.recused import KEPT_BACK
from app.store.office import Office
from ui.exchange.held_model import CHOSEN, HEADS, HeldModel, heads_of, sides
from ui.exchange.table import PlainTable
from ui.exchange.whole import Whole
from ui.form.submit import button, shortcut
from ui.parts.chip import ChipRow, ChipSpec
from ui.parts.empty import Empty
from ui.theme import set_role

MINE = (
    "两处都改过这条记录，互相不知道。只有一边改的已选好；两边都改的，在那一行按 1 选本方、2 选对方，再按 F9。"
    "没选的留在操作记录里，选错了可以撤销。"
)
MANY = "选了 {} 条：F7 都保留本方，F8 都采用对方，F9 把没有冲突的合并。一步撤销。"


class HeldPanel(QWidget):
    """`decided`: ids, `ours`, `theirs` or `joined`, number of the other version. `picked`: id, stored faces, number."""

    decided = Signal(list, str, int)
    picked = Signal(str, dict, int)
    left = Signal()

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office
        self.held: Sequence[Held] = ()
        self._number = 0
        self.head, self.words = QLabel("待裁定"), QLabel()
        set_role(self.head, "title")
        self.words.setWordWrap(True)
        self.list = QListWidget()
        self.list.setAccessibleName("待裁定的记录")
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        set_role(self.list, "lines")
        self.list.currentRowChanged.connect(self._show)
        self.list.itemSelectionChanged.connect(self._dress)
        self.model = HeldModel(self)
        self.table = PlainTable(self.model, (110,), "两份内容对照")
        self.table.selectionModel().currentChanged.connect(lambda now, before: self._tell(now.row()))
        self.whole = Whole(lines=len(HEADS))
        self.others = ChipRow([])
        self.join = button("按所定写入(F9)", self._join, "primary")
        self.keep = button("全部保留本方(F7)", lambda: self._decide(OURS))
        self.take = button("全部采用对方(F8)", lambda: self._decide(THEIRS))
        self.back = button("返回(Esc)", self.left.emit, "quiet")
        self.stack = QStackedWidget()
        self._lay_out()
        for keys, run in (
            ("F7", lambda: self._decide(OURS)), ("F8", lambda: self._decide(THEIRS)), ("F9", self._join),
            ("1", lambda: self._pick_field(OURS)), ("2", lambda: self._pick_field(THEIRS)),
        ):  # fmt: skip
            shortcut(keys, self, run)

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

    @property
    def several(self) -> list[Held]:
        """The records chosen in the list."""
        rows = sorted(index.row() for index in self.list.selectedIndexes())
        return [self.held[row] for row in rows if row < len(self.held)]

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
        for part in (self.table, self.whole):
            part.setVisible(not one.kept_back)
        self.table.setColumnHidden(CHOSEN, not one.owned)
        self._fill(one)
        self._dress()

    def _dress(self) -> None:
        """What can be done with what is chosen."""
        one, several = self.chosen, self.several
        if one is None:
            return
        mine = [each for each in several if each.owned and not each.kept_back]
        if len(several) > 1:
            self.words.setText(MANY.format(len(several)))
        else:
            self.words.setText(KEPT_BACK if one.kept_back else MINE if one.owned else self._wait_for(one))
        for each in (self.keep, self.join):
            each.setVisible(one.owned)
        for each in (self.keep, self.take, self.join):
            each.setEnabled(not one.kept_back and (len(several) < 2 or len(mine) == len(several)))
        self.take.setText("全部采用对方(F8)" if one.owned else "换成另一份(F8)")
        self.join.setText("都合并(F9)" if len(several) > 1 else "按所定写入(F9)")

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
        heads = heads_of(self._office, one, self._number)
        self.model.show_sides(sides(self._office, one, self._number), heads)
        if self.model.rowCount():
            first = next((at for at, each in enumerate(self.model.sides) if not each.pick), 0)
            self.table.selectRow(first)
            self._tell(first)

    def _tell(self, row: int) -> None:
        if 0 <= row < len(self.model.sides):
            cells = self.model.sides[row].cells
            shown = len(cells) if self.chosen is not None and self.chosen.owned else CHOSEN
            said = [
                f"{head}：{text}"
                for head, text in zip(self.model.heads[1:shown], cells[1:shown], strict=True)
            ]
            self.whole.setPlainText("\n".join([cells[0], *said]))

    def _pick_field(self, keep: str) -> None:
        one = self.chosen
        if one is None or one.kept_back or not one.owned:
            return
        row = max(0, self.table.currentIndex().row())
        self.model.pick(row, keep)
        following = next((at for at, each in enumerate(self.model.sides) if at > row and not each.pick), row)
        self.table.selectRow(following)
        self._tell(following)

    def _decide(self, keep: str) -> None:
        one, several = self.chosen, self.several
        if len(several) > 1 and self.keep.isEnabled():
            self.decided.emit([each.id for each in several], keep, 0)
        elif one is not None and not one.kept_back and (keep == THEIRS or one.owned):
            self.decided.emit([one.id], keep, self._number)

    def _join(self) -> None:
        one, several = self.chosen, self.several
        if one is None or not one.owned or not self.join.isEnabled():
            return
        if len(several) > 1:
            self.decided.emit([each.id for each in several], JOINED, 0)
        elif missing := self.model.open:
            self.words.setText(
                f"还没有定：{'、'.join(each.label for each in missing)}。请按 1 选本方、2 选对方。"
            )
            self.table.selectRow(self.model.sides.index(missing[0]))
        else:
            self.picked.emit(one.id, self.model.picks, self._number)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for each in (self.join, self.keep, self.take, self.back):
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
        self.empty = Empty("没有待裁定的记录。", action="返回", run=self.left.emit)
        self.stack.addWidget(full)
        self.stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 12)
        layout.setSpacing(12)
        layout.addWidget(self.head, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.stack, 1)
