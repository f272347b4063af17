"""What drops from a column's head: its values with how many there are of each, to tick; for days a period."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.errors import Invalid
from app.ledger.columns import Column, has_codes
from app.ledger.periods import PERIODS
from app.ledger.query import Condition
from app.schema.kinds import Day, LongText, Stored, Text
from ui.form.day import DayEditor
from ui.parts.chip import ChipRow, ChipSpec
from ui.parts.dropped import drop, fit
from ui.theme import current, set_role

_CODE = int(Qt.ItemDataRole.UserRole)
_ANY = "any"
BLANK = "(空白)"
MANY = 200
"""Values listed at most, the most frequent ones."""


class FilterPop(QFrame):
    """A window under the head. `applied` carries the Condition, or None for no filter on this column."""

    applied = Signal(object)
    sorted_by = Signal(object)

    def __init__(
        self, head: QWidget, column: Column, counts: Mapping[Stored, int], now: Condition | None, today: date
    ) -> None:
        super().__init__(head, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        set_role(self, "card")
        self.setAccessibleName(f"筛选 {column.label}")
        self.column = column
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(12, 12, 12, 12)
        self._layout.setSpacing(8)
        self._layout.addLayout(self._sorting())
        self.is_day = isinstance(column.kind, Day)
        if self.is_day:
            self._period(now, today, counts)
        else:
            self._values(counts, now)
        self.error = QLabel()
        set_role(self.error, "error")
        self.error.hide()
        self._layout.addWidget(self.error)
        self._layout.addLayout(self._buttons(now))

    def drop(self, below: QPoint) -> None:
        """Show it there."""
        drop(self, below, current().px(400 if self.is_day else 300))
        (self.since.line if self.is_day else self.search).setFocus()

    # -- parts ----------------------------------------------------------------------------------------------

    def _sorting(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for word, descending in (("升序", False), ("降序", True)):
            button = QPushButton(word)
            set_role(button, "quiet")
            button.clicked.connect(lambda _=False, way=descending: self._sort(way))
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _period(self, now: Condition | None, today: date, counts: Mapping[Stored, int]) -> None:
        self.chips = ChipRow(
            [ChipSpec(_ANY, "全部"), *(ChipSpec(key, word) for key, word in PERIODS.items())]
        )
        self.chips.picked.connect(self._pick_period)
        self._layout.addWidget(self.chips)
        self.since, self.until = (DayEditor(self.column.kind, lambda: today) for _ in range(2))
        grid = QGridLayout()
        for at, (word, editor) in enumerate((("从", self.since), ("到", self.until))):
            editor.moves_on = False
            editor.set_name(f"{self.column.label} {word}")
            editor.entered.connect(self.apply)
            grid.addWidget(QLabel(word), at, 0)
            grid.addWidget(editor, at, 1)
        grid.setColumnStretch(2, 1)
        self._layout.addLayout(grid)
        self.blank = QCheckBox(f"只看没有日期的  {counts.get(None, 0)}")
        self._layout.addWidget(self.blank)
        if now is not None and now.how == "period":
            self.chips.press(str(now.values[0]))
        elif now is not None and now.how == "between":
            for editor, value in zip((self.since, self.until), now.values, strict=True):
                editor.set_value(self.column.kind.from_stored(value))
        elif now is not None and now.values == (None,):
            self.blank.setChecked(True)

    def _values(self, counts: Mapping[Stored, int], now: Condition | None) -> None:
        self.search = QLineEdit()
        self.search.setPlaceholderText("查找")
        self.search.setAccessibleName("查找")
        self.search.textChanged.connect(self._narrow)
        self.search.returnPressed.connect(self.apply)
        self.all = QCheckBox("全选")
        self.all.clicked.connect(self._tick_all)
        self.list = QListWidget()
        self.list.setAccessibleName("值和件数")
        set_role(self.list, "pop")
        self.list.setFixedHeight(current().px(min(8, max(3, len(counts))) * 32 + 10))
        ticked = set(now.values) if now is not None and now.how == "in" else None
        for value in self._ordered(counts):
            item = QListWidgetItem(f"{self._text(value)}   {counts.get(value, 0)}")
            item.setData(_CODE, value)
            item.setFlags(
                Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            )
            on = ticked is None or value in ticked
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.itemChanged.connect(lambda: self._show_all())
        self._layout.addWidget(self.search)
        self._layout.addWidget(self.all)
        self._layout.addWidget(self.list)
        if len(counts) >= MANY:
            hint = QLabel(f"只列出最多的 {MANY} 个值，其他的请在上面查找。")
            hint.setWordWrap(True)
            set_role(hint, "hint")
            self._layout.addWidget(hint)
        if now is not None and now.how == "contains":
            self.search.setText(str(now.values[0]))
        self._show_all()

    def _buttons(self, now: Condition | None) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.ready, self.clear = QPushButton("筛选"), QPushButton("清除筛选")
        set_role(self.ready, "primary")
        self.clear.setEnabled(now is not None)
        self.ready.clicked.connect(self.apply)
        self.clear.clicked.connect(lambda: self._give(None))
        row.addWidget(self.ready)
        row.addWidget(self.clear)
        row.addStretch(1)
        return row

    # -- what was chosen ------------------------------------------------------------------------------------

    def apply(self) -> None:
        """Filter by what stands here, or say what is wrong with it."""
        try:
            self._give(self._day_condition() if self.is_day else self._value_condition())
        except Invalid as wrong:
            self.error.setText(wrong.sentence)
            self.error.setWordWrap(True)
            self.error.show()
            fit(self)

    def _day_condition(self) -> Condition | None:
        name = self.column.name
        if self.blank.isChecked():
            return Condition(name, (None,))
        low, high = (self.column.kind.to_stored(each.value()) for each in (self.since, self.until))
        if low is not None and high is not None and str(low) > str(high):
            raise Invalid("开始的日期晚于结束的日期，请对调。")
        if low is not None or high is not None:
            return Condition(name, (low, high), "between")
        (period,) = self.chips.pressed
        return None if period == _ANY else Condition(name, (period,), "period")

    def _value_condition(self) -> Condition | None:
        typed = self.search.text().strip()
        if typed and self._is_free():
            return Condition(self.column.name, (typed,), "contains")
        items = [item for item in self._items() if not item.isHidden()]
        ticked = [item.data(_CODE) for item in items if item.checkState() == Qt.CheckState.Checked]
        if not ticked:
            raise Invalid("请至少勾选一个值。")
        if len(ticked) == self.list.count() and self.list.count() < MANY:
            return None
        return Condition(self.column.name, tuple(ticked))

    def _is_free(self) -> bool:
        return isinstance(self.column.kind, (Text, LongText)) and not has_codes(self.column)

    def _pick_period(self) -> None:
        for editor in (self.since, self.until):
            editor.set_value(None)
        self.blank.setChecked(False)

    def _give(self, condition: Condition | None) -> None:
        self.close()
        self.applied.emit(condition)

    def _sort(self, descending: bool) -> None:
        self.close()
        self.sorted_by.emit(descending)

    def _ordered(self, counts: Mapping[Stored, int]) -> list[Stored]:
        if not has_codes(self.column):
            return list(counts)
        ranks = {code: rank for rank, code in enumerate(self.column.codes)}
        return sorted(counts, key=lambda value: (value is None, ranks.get(str(value), len(ranks))))

    def _text(self, value: Stored) -> str:
        text = BLANK if value is None else self.column.text(value).replace("\n", " ")
        return text if len(text) <= 24 else f"{text[:24]}…"

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(at) for at in range(self.list.count())]

    def _narrow(self, typed: str) -> None:
        wanted = typed.strip().lower()
        for item in self._items():
            item.setHidden(wanted not in item.text().lower())

    def _tick_all(self, on: bool) -> None:
        for item in self._items():
            if not item.isHidden():
                item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def _show_all(self) -> None:
        self.all.setChecked(all(item.checkState() == Qt.CheckState.Checked for item in self._items()))
