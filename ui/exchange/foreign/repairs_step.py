"""第 3 步 修正: every repair and doubt beside the original cell, on one page; each can be refused."""

from collections import Counter
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.exchange.foreign.inspection import Looked
from app.exchange.foreign.lines import Note
from ui.exchange.foreign.sheet import place
from ui.exchange.foreign.text_rows import TextRows
from ui.exchange.foreign.wished import Wished
from ui.exchange.table import PlainTable
from ui.exchange.whole import FEW, Whole
from ui.form.submit import button
from ui.parts.chip import ChipRow, ChipSpec
from ui.theme import set_role

ALL, ABOVE = "all", "above"
KINDS = {ALL: "全部", "repair": "修正", "doubt": "请核对", "problem": "不能收", ABOVE: "可能归上级"}
_TONES = {"repair": "text", "doubt": "yellow", "problem": "red", ABOVE: "red"}
HOW = "左边是原来那一格。不同意的按空格就不改，原文随案件保留。"


@dataclass(frozen=True)
class Told:
    """One line: a note on a cell, or the question of rank about a row (Rules Art. 15)."""

    note: Note
    kind: str
    heading: str
    able: bool = True
    beside: list[Note] = field(default_factory=list)
    """Everything told of the same cell."""


class RepairsStep(QWidget):
    """`pointed`: row and column to be shown at the left; `changed`: something was refused or answered."""

    pointed = Signal(int, int)
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._all: list[Told] = []
        self.shown: list[Told] = []
        self._wish = Wished()
        self._kind = ALL
        self.chips = ChipRow([ChipSpec(each, word, 0) for each, word in KINDS.items()])
        self.chips.picked.connect(self._pick_kind)
        self.columns = QComboBox()
        self.columns.setAccessibleName("只看哪一列")
        self.columns.activated.connect(lambda _at: self._fill())
        self.how = QLabel(HOW)
        self.how.setWordWrap(True)
        set_role(self.how, "quiet")
        self.model = TextRows(self, ("格", "列", "原文", "照办吗", "怎么处理"), 3)
        self.table = PlainTable(self.model, (56, 100, 130, 76), "修正和要核对的")
        self.table.selectionModel().currentChanged.connect(lambda now, before: self._tell(now.row()))
        self.table.installEventFilter(self)
        self.nothing = QLabel("没有要修正、要核对的。")
        set_role(self.nothing, "empty")
        self.whole = Whole(FEW)
        self.turn = button("不改(空格)", self.turn_current)
        self._lay_out()

    def show_table(self, looked: Looked, wish: Wished) -> None:
        """Show what is told of a table."""
        self._wish = wish
        self._all = _told(looked, wish)
        counts = Counter(each.kind for each in self._all)
        self.chips.set_counts({ALL: len(self._all), **counts})
        chosen = self.columns.currentText()
        self.columns.clear()
        self.columns.addItems(["所有列", *dict.fromkeys(each.heading for each in self._all if each.heading)])
        self.columns.setCurrentIndex(max(0, self.columns.findText(chosen)))
        self._fill()

    def focus_first(self) -> None:
        """Put the focus on the list."""
        (self.table if self.shown else self.chips).setFocus()

    def turn_current(self) -> None:
        """Refuse what is done to the chosen cell, or let it be done; answer the question of rank."""
        row = self.table.currentIndex().row()
        if not 0 <= row < len(self.shown) or not self.shown[row].able:
            return
        one = self.shown[row]
        if one.kind == ABOVE:
            self._wish.turn_level(one.note.row)
        else:
            self._wish.turn_cell((one.note.row, one.note.column), one.beside)
        self.changed.emit()
        self._fill()
        self.table.selectRow(min(row + 1, len(self.shown) - 1))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.table and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Space
        ):  # fmt: skip
            self.turn_current()
            return True
        return super().eventFilter(watched, event)

    def _pick_kind(self, key: str) -> None:
        self._kind = key
        self._fill()

    def _fill(self) -> None:
        heading = self.columns.currentText() if self.columns.currentIndex() > 0 else ""
        self.shown = [
            each for each in self._all
            if self._kind in (ALL, each.kind) and heading in ("", each.heading)
        ]  # fmt: skip
        row = max(0, self.table.currentIndex().row())
        self.model.show_lines(
            [(place(each.note.row, each.note.column), each.heading, each.note.text, self.state(each), each.note.sentence)
             for each in self.shown],
            [_TONES[each.kind] for each in self.shown],
        )  # fmt: skip
        for part in (self.table, self.whole, self.turn):
            part.setVisible(bool(self.shown))
        self.nothing.setVisible(not self.shown)
        if self.shown:
            self.table.selectRow(min(row, len(self.shown) - 1))

    def state(self, one: Told) -> str:
        """What becomes of it, in a word."""
        if one.kind == ABOVE:
            return "归本级" if one.note.row in self._wish.own_level else "没有答"
        if (one.note.row, one.note.column) in self._wish.refused:
            return "不改"
        return {"repair": "照改", "doubt": "请核对", "problem": "不能收"}[one.kind]

    def _tell(self, row: int) -> None:
        if not 0 <= row < len(self.shown):
            return
        one = self.shown[row]
        head = f"{place(one.note.row, one.note.column)} {one.heading}"
        self.whole.setPlainText(f"{head}　原文：{one.note.text or '（空）'}\n{one.note.sentence}")
        state = self.state(one)
        if one.kind == ABOVE:
            self.turn.setText("撤回“归本级”(空格)" if state == "归本级" else "核对过，归本级(空格)")
        else:
            self.turn.setText("照改(空格)" if state == "不改" else "不改，留原文(空格)")
        self.turn.setEnabled(one.able)
        self.pointed.emit(one.note.row, one.note.column)

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.turn)
        below.addStretch(1)
        below.addWidget(self.columns)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.chips)
        layout.addWidget(self.how)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.nothing, 1, Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(self.whole)
        layout.addLayout(below)


def _told(looked: Looked, wish: Wished) -> list[Told]:
    headings = {each.column: each.heading for each in looked.understood.mapping}
    by_cell: dict[tuple[int, int], list[Note]] = {}
    for line in looked.understood.lines:
        for note in line.notes:
            by_cell.setdefault((note.row, note.column), []).append(note)
    for cell, told in wish.refused.items():
        by_cell[cell] = told
    found = [
        Told(note, note.kind, headings.get(note.column, ""), bool(note.text), told)
        for told in by_cell.values()
        for note in told
    ]
    people = next(
        (each.column for each in looked.understood.mapping for name in each.fields if name.startswith("allegation.")), 0
    )  # fmt: skip
    for outcome in looked.outcomes:
        if outcome.above:
            names = "、".join(str(point.get("respondent") or "") for point in outcome.line.allegations)
            note = Note(outcome.line.row, people, ABOVE, names, outcome.above)
            found.append(Told(note, ABOVE, headings.get(people, "")))
    return sorted(found, key=lambda each: (each.note.row, each.note.column))
