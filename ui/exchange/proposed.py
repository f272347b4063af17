"""更正建议: wishes to change what another office wrote; ours wait for their answer, theirs for ours."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.exchange.proposals import STATE_WORDS, Proposal
from ui.exchange.table import PlainTable
from ui.exchange.whole import Whole
from ui.exchange.words import EMPTY, kind_label
from ui.form.submit import button, shortcut
from ui.parts.chip import ChipRow, ChipSpec
from ui.parts.empty import Empty
from ui.parts.line_model import Index, LineModel
from ui.theme import current, set_role

HEADS = ("编号", "项目", "状态", "谁提的", "现在", "建议改成")
WIDTHS = (150, 120, 110, 170)
TO_ANSWER, WAITING, ALL = "to_answer", "waiting", "all"
WHICH = {TO_ANSWER: "请本单位答复", WAITING: "等对方答复", ALL: "全部"}
ASKED = "请逐条答复：采纳就改成建议的内容；不采纳要写理由，对方看得到。可以选多条一起答复，答复后可以撤销。"
SENT = "本单位提的建议随下一份工作簿寄出，对方采纳或不采纳后，答复随对方的工作簿回来。"


def state_of(one: Proposal) -> str:
    """Its state in a word or two."""
    if one.is_open and one.ours:
        return "后来改过" if one.moved_on else "请答复"
    return STATE_WORDS[one.state]


class ProposalModel(LineModel[Proposal]):
    """One line per proposal."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent, HEADS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        one, column = self.line(index.row()), index.column()
        if one is None:
            return None
        text = _cells(one)[column]
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(text.split())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{HEADS[column]}：{text}"
        if role == Qt.ItemDataRole.ForegroundRole and column == HEADS.index("状态"):
            return current().colour("orange" if one.is_open and one.ours else "text_soft")
        return None


def _cells(one: Proposal) -> tuple[str, ...]:
    who = "、".join(" ".join(part for part in (by.name, by.person) if part) for by in one.by)
    return one.case_no, one.label, state_of(one), who, one.now or EMPTY, one.new or EMPTY


class ProposalPanel(QWidget):
    """`accepted`: keys; `refused`: keys and the reason."""

    accepted = Signal(list)
    refused = Signal(list, str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._all: Sequence[Proposal] = ()
        self._shown = TO_ANSWER
        self.head, self.words = QLabel("更正建议"), QLabel()
        set_role(self.head, "title")
        self.words.setWordWrap(True)
        self.chips = ChipRow([ChipSpec(each, word) for each, word in WHICH.items()])
        self.chips.picked.connect(self.show_only)
        self.model = ProposalModel(self)
        self.table = PlainTable(self.model, WIDTHS, "更正建议")
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.selectionModel().currentChanged.connect(lambda now, before: self._tell(now.row()))
        self.table.selectionModel().selectionChanged.connect(lambda now, before: self._dress())
        self.whole = Whole()
        self.reason = QLineEdit()
        self.reason.setPlaceholderText("不采纳的理由，对方看得到")
        self.reason.setAccessibleName("不采纳的理由")
        self.reason.returnPressed.connect(self._refuse)
        self.accept = button("采纳(F7)", self._accept, "primary")
        self.refuse = button("不采纳(F8)", self._refuse)
        self.back = button("返回(Esc)", self.left.emit, "quiet")
        self.empty = Empty("", action="返回", run=self.left.emit)
        self._lay_out()
        shortcut("F7", self, self._accept)
        shortcut("F8", self, self._refuse)

    def show_proposals(self, found: Sequence[Proposal]) -> None:
        """Show these; the filter stays where it has anything to show."""
        self._all = found
        counts = {TO_ANSWER: len(self._of(TO_ANSWER)), WAITING: len(self._of(WAITING)), ALL: len(found)}
        if not counts[self._shown]:
            self._shown = next((each for each, count in counts.items() if count), TO_ANSWER)
        self.chips.set_counts(counts)
        self.show_only(self._shown)

    def show_only(self, which: str) -> None:
        """Filter: to answer, waiting, or all."""
        self._shown = which
        self.chips.press(which)
        row = max(0, self.table.currentIndex().row())
        lines = self._of(which)
        self.model.show_lines(lines)
        for part in (self.table, self.whole):
            part.setVisible(bool(lines))
        self.empty.setVisible(not lines)
        self.empty.sentence.setText("没有更正建议。" if not self._all else "没有这样的更正建议。")
        if lines:
            self.table.selectRow(min(row, len(lines) - 1))
            self._tell(min(row, len(lines) - 1))
        self._dress()

    def focus_first(self) -> None:
        """Put the focus on the table, or on the way back."""
        if self.model.lines:
            self.table.setFocus()
        elif self.empty.button is not None:
            self.empty.button.setFocus()

    @property
    def chosen(self) -> list[Proposal]:
        """The lines chosen."""
        rows = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        return [self.model.lines[row] for row in rows if row < len(self.model.lines)]

    def _of(self, which: str) -> list[Proposal]:
        return [
            each for each in self._all if which == ALL or (each.is_open and each.ours == (which == TO_ANSWER))
        ]

    def _dress(self) -> None:
        chosen = self.chosen
        able = bool(chosen) and all(each.is_open and each.ours and not each.kept_back for each in chosen)
        for part in (self.accept, self.refuse, self.reason):
            part.setVisible(self._shown != WAITING and bool(self._of(TO_ANSWER)))
            part.setEnabled(able)
        self.words.setText(SENT if self._shown == WAITING else ASKED)
        self.words.setVisible(bool(self.model.lines))
        several = f" {len(chosen)} 条" if len(chosen) > 1 else ""
        self.accept.setText(f"采纳{several}(F7)")
        self.refuse.setText(f"不采纳{several}(F8)")

    def _tell(self, row: int) -> None:
        if not 0 <= row < len(self.model.lines):
            return
        one = self.model.lines[row]
        lines = [
            f"{one.case_no} {kind_label(one.kind)} · {one.label}(由{one.owner_name}填写)",
            f"提建议时：{one.base or EMPTY}　现在：{one.now or EMPTY}　建议改成：{one.new or EMPTY}",
            *(f"{by.name} {by.person} {by.at[:16]} 提{f'：{by.note}' if by.note else ''}" for by in one.by),
        ]
        if one.answered_at:
            why = f"：{one.reason}" if one.reason else ""
            lines.append(f"{one.answered_by} {one.answered_at[:16]} {STATE_WORDS[one.state]}{why}")
        elif one.kept_back:
            lines.append(one.reason)
        self.whole.setPlainText("\n".join(lines))

    def _accept(self) -> None:
        if self.accept.isEnabled() and not self.accept.isHidden():
            self.accepted.emit([each.key for each in self.chosen])

    def _refuse(self) -> None:
        if not self.refuse.isEnabled() or self.refuse.isHidden():
            return
        if self.reason.text().strip():
            self.refused.emit([each.key for each in self.chosen], self.reason.text().strip())
        else:
            self.reason.setFocus()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for each in (self.accept, self.refuse):
            buttons.addWidget(each)
        buttons.addWidget(self.reason, 1)
        buttons.addWidget(self.back)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 12)
        self._column.setSpacing(10)
        for part in (self.head, self.words, self.chips):
            self._column.addWidget(part)
        self._column.addWidget(self.table, 1)
        self._column.addWidget(self.empty, 1)
        self._column.addWidget(self.whole)
        self._column.addLayout(buttons)
