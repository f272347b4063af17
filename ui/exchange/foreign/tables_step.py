"""第 1 步 表: which tables of the file were found, and which of them are taken."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.exchange.foreign.inspection import Inspection, Looked
from app.records.offices import Unit
from ui.exchange.foreign.header_line import HeaderLine
from ui.exchange.foreign.scroll_column import clear, quiet
from ui.exchange.foreign.wished import Wished
from ui.parts.scroll import scrolling
from ui.theme import set_role

OWN = "本单位自己的"
HOW = "左边是原表，加粗的几行是认出的表头，浅色的行跳过。不想收的表去掉勾。"


class TablesStep(QWidget):
    """`pointed`: the number of the table to be shown at the left; `changed`: what is taken has changed;
    `owned`: whose ledger it is was said."""

    pointed = Signal(int)
    changed = Signal()
    owned = Signal(str)

    def __init__(self, units: Sequence[Unit]) -> None:
        super().__init__()
        self._units = units
        self.whose = QComboBox()
        self.whose.setAccessibleName("这份台账是谁的")
        self.whose.addItems([OWN, *(each.name or "" for each in units)])
        self.whose.activated.connect(lambda _at: self.owned.emit(self.owner))
        self.boxes: list[QCheckBox] = []
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(8)
        self.how = QLabel(HOW)
        self.how.setWordWrap(True)
        set_role(self.how, "quiet")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.how)
        asked = QWidget()
        line = QHBoxLayout(asked)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(QLabel("这份台账是"))
        line.addWidget(self.whose)
        line.addStretch(1)
        if not units:
            asked.hide()
        layout.addWidget(asked)
        layout.addWidget(scrolling(self._inside), 1)
        self.header = HeaderLine()
        layout.addWidget(self.header)

    def show_tables(self, found: Inspection, wished: list[Wished]) -> None:
        """List the tables, and the sheets on which there are none."""
        clear(self._column)
        self.boxes = []
        for number, looked in enumerate(found.looked):
            self._add(number, looked, wished[number])
        named = {looked.table.sheet.name for looked in found.looked}
        for sheet in found.source.sheets:
            if sheet.name not in named:
                rest = (
                    "是空表。"
                    if not sheet.rows
                    else "没有找到表头：在右上方选它，指出表头那一行；不指就不收。"
                )
                self._column.addWidget(quiet(f"“{sheet.name}”表{rest}"))
        self._column.addStretch(1)

    def show_owner(self, code: str) -> None:
        """Show whose ledger it is taken for."""
        at = next((at for at, each in enumerate(self._units, 1) if each.code == code), 0)
        self.whose.setCurrentIndex(at if code else 0)

    @property
    def owner(self) -> str:
        """The code of the office whose ledger it is; blank for our own."""
        at = self.whose.currentIndex()
        return self._units[at - 1].code or "" if at > 0 else ""

    def focus_first(self) -> None:
        """Put the focus on the first table."""
        if self.boxes:
            self.boxes[0].setFocus()

    def _add(self, number: int, looked: Looked, wish: Wished) -> None:
        box = QCheckBox(f"“{looked.table.sheet.name}”表{'（隐藏的表）' if looked.table.sheet.hidden else ''}")
        box.setChecked(not wish.left_out)
        box.toggled.connect(lambda on: self._turned(number, wish, on))
        box.pressed.connect(lambda: self.pointed.emit(number))
        self.boxes.append(box)
        self._column.addWidget(box)
        self._column.addWidget(quiet(words_of(looked, wish)))

    def _turned(self, number: int, wish: Wished, on: bool) -> None:
        wish.left_out = not on
        self.pointed.emit(number)
        self.changed.emit()


def words_of(looked: Looked, wish: Wished) -> str:
    """Where the header of a table is and how much stands below it."""
    first, behind = looked.table.header_rows
    heads = "、".join(str(row + 1) for row in range(first, behind))
    known = sum(bool(each.fields) for each in looked.understood.mapping)
    rows = sum(len(line.rows) for line in looked.understood.lines)
    said = f"第 {heads} 行是表头，{len(looked.understood.mapping)} 列认出 {known} 列"
    hidden = len(looked.table.sheet.marks.hidden_rows & set(range(behind, looked.table.last_row)))
    if wish.left_out:
        return f"{said}；这张表不收。"
    if unfound := looked.understood.unfound:
        said += f"，没有认出{''.join(f'“{each}”' for each in unfound)}是哪一列，到第 2 步指出来"
    passed = len(looked.understood.passed)
    more = f"，另有 {passed} 行不是内容（合计、签字等），跳过" if passed else ""
    return f"{said}；内容 {rows} 行{more}{f'；其中隐藏的 {hidden} 行也收' if hidden else ''}。"
