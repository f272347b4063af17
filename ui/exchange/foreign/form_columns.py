"""What goes into each column of a county's form: a line for each, and a field to say it anew."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.exchange.foreign.mapping import Mapped
from ui.exchange.foreign.pick import field_pick, fields_of, key_of, said_of
from ui.exchange.foreign.sheet import letters
from ui.exchange.foreign.text_rows import TextRows
from ui.exchange.table import PlainTable
from ui.theme import set_role

BLANK, NOBODY = "留空（收来时同名的列照填）", "留空（反映人的内容不上表）"
HOW = "右边是每一列填什么，不对的选中那一行换一个；反映人的内容从不上表。"


class FormColumns(QWidget):
    """`pointed`: the column to be shown. `said`: a column and the fields that it shall hold."""

    pointed = Signal(int)
    said = Signal(int, tuple)

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._mapping: Sequence[Mapped] = ()
        self.how, self.blank = QLabel(HOW), QLabel()
        for each in (self.how, self.blank):
            each.setWordWrap(True)
            set_role(each, "quiet")
        self.model = TextRows(self, ("列", "表头", "填什么"))
        self.table = PlainTable(self.model, (44, 190), "各列填什么")
        self.table.selectionModel().currentChanged.connect(lambda now, before: self._tell(now.row()))
        self.field = field_pick(today, BLANK)
        self.field.set_name("这一列填什么")
        self.field.picked.connect(self._picked)
        line = QHBoxLayout()
        line.addWidget(QLabel("这一列填"))
        line.addWidget(self.field)
        line.addStretch(1)
        room = QVBoxLayout(self)
        room.setContentsMargins(12, 0, 0, 0)
        room.addWidget(self.how)
        room.addWidget(self.table, 1)
        room.addLayout(line)
        room.addWidget(self.blank)

    def show_mapping(self, mapping: Sequence[Mapped]) -> None:
        """Show what goes into each column, and which stay blank."""
        self._mapping = mapping
        self.model.show_lines([(letters(each.column), each.heading, filled_with(each)) for each in mapping])
        blank = [each.heading for each in mapping if filled_with(each) in (BLANK, NOBODY) and each.heading]
        self.blank.setText(f"留空的列：{shortened(blank)}。" if blank else "每一列都有内容可填。")
        self.blank.setToolTip("、".join(blank))

    def go_to(self, row: int) -> None:
        """Select a line."""
        self.table.selectRow(row)
        self.table.setFocus()

    def _picked(self, key: str) -> None:
        row = self.table.currentIndex().row()
        if 0 <= row < len(self._mapping):
            self.said.emit(row, fields_of(key))

    def _tell(self, row: int) -> None:
        if 0 <= row < len(self._mapping):
            each = self._mapping[row]
            self.field.set_value(key_of(each.fields))
            self.pointed.emit(each.column)


def shortened(headings: Sequence[str], most: int = 12) -> str:
    """Headings in one line; many are counted."""
    said = "、".join(headings[:most])
    return said if len(headings) <= most else f"{said} 等 {len(headings)} 列"


def filled_with(each: Mapped) -> str:
    """What goes into a column of the form, in words."""
    if any(name.startswith("reporter.") for name in each.fields):
        return NOBODY
    if not each.fields:
        return BLANK
    return "、".join(said_of((name,)) for name in each.fields).replace("序号（只计数）", "序号 1、2、3…")
