"""收取文件夹: every file a line, with what taking it would do or why not; one confirm; then what was taken."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.actions.take_folder import FolderTaken
from app.exchange.folder import Fate, FileLine, FolderFound
from ui.exchange.table import PlainTable
from ui.exchange.whole import Whole
from ui.form.submit import button, shortcut
from ui.parts.banner import Banner
from ui.parts.line_model import Index, LineModel
from ui.theme import current, set_role

HEADS = ("结果", "单位", "号", "文件", "写入什么", "说明")
WIDTHS = (88, 150, 56, 230, 190)
_RESULT = HEADS.index("结果")
FATES = {Fate.TAKE: "可以收", Fate.KNOWN: "收过了", Fate.REFUSED: "不能收"}
TAKEN = "已收"


class FolderModel(LineModel[FileLine]):
    """One line per file; `done` are those that were taken."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent, HEADS)
        self.done: frozenset[object] = frozenset()

    def show_lines(self, lines: Sequence[FileLine], done: frozenset[object] = frozenset()) -> None:
        """Show these."""
        self.done = done
        super().show_lines(lines)

    def cells(self, line: FileLine) -> tuple[str, ...]:
        """A line in words."""
        fate = TAKEN if line.path in self.done else FATES[line.fate]
        number = str(line.number) if line.number else ""
        return fate, line.name, number, line.path.name, line.counted, line.note

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line, column = self.line(index.row()), index.column()
        if line is None:
            return None
        text = self.cells(line)[column]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{HEADS[column]}：{text}"
        if role == Qt.ItemDataRole.ForegroundRole and column == _RESULT:
            red, done = line.fate is Fate.REFUSED, line.path in self.done
            return current().colour("red" if red else "accent_text" if done else "text")
        return None


class FolderPanel(QWidget):
    """`confirmed` carries what is to be taken; `opened` one file to be looked at alone; `again` asks to look once more;
    `left` goes back."""

    confirmed = Signal(object)
    opened = Signal(object)
    again = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.found: FolderFound | None = None
        self.head, self.summary = QLabel("收取文件夹"), QLabel()
        set_role(self.head, "title")
        self.summary.setWordWrap(True)
        self.question = Banner()
        self.model = FolderModel(self)
        self.table = PlainTable(self.model, WIDTHS, "文件夹里的文件")
        self.table.selectionModel().currentChanged.connect(lambda now, before: self._tell(now.row()))
        self.table.doubleClicked.connect(lambda index: self._open())
        self.whole = Whole()
        self.alone = button("看这一份(回车)", self._open)
        self.alone.setToolTip("逐条看这一份会改什么；要口令的、第一次见到的表、要先核对的，在这里处理。")
        self.take = button("收取", self._take, "primary")
        self.more = button("接着收", self.again.emit, "primary")
        self.back = button("返回(Esc)", self.left.emit)
        self._lay_out()
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut(keys, self, self._take)
        for keys in ("Return", "Enter"):
            shortcut(keys, self.table, self._open)

    def show_found(self, found: FolderFound) -> None:
        """Show what taking the files would do."""
        self.found = found
        self.summary.setText(f"{found.summary}每份单独收取，可以单独撤销；还没有写入。")
        self._show(found.lines)
        self.more.hide()
        self.question.dismiss()
        new = found.new_offices
        if new:
            text = f"{'、'.join(new)}是第一次寄来工作簿。都是您认识的单位吗？"
            choices = (("是，加入单位名录", self._know), ("先不收这些", self._leave_out))
            self.question.ask(text, choices, focus=False)
        self._dress(len(found.wanted), not new)

    def show_line(self, line: FileLine) -> None:
        """What one file would do now, after it was looked at alone; the others stay as they were seen."""
        if self.found is not None:
            kept = [_beside(each, line) for each in self.found.lines if each.path != line.path]
            row = max(0, self.table.currentIndex().row())
            self.show_found(
                replace(self.found, lines=tuple(sorted([*kept, line], key=lambda each: each.order)))
            )
            self.table.selectRow(min(row, len(self.model.lines) - 1))

    def show_taken(self, found: FolderFound, done: FolderTaken) -> None:
        """Show what became of each."""
        self.found = None
        self.question.dismiss()
        said = {line.path: line for line, _ in done.taken} | {line.path: line for line in done.left}
        lines = [said.get(each.path, each) for each in found.lines]
        self.summary.setText(f"{done.summary}逐份撤销用 Ctrl+Z，后收的先撤。")
        self._show(lines, frozenset(line.path for line, _ in done.taken))
        self.more.setVisible(done.stopped)
        self._dress(0, False)
        (self.more if done.stopped else self.back).setFocus()

    def focus_first(self) -> None:
        """Put the focus where reading begins."""
        if self.question.choices and not self.question.isHidden():
            next(iter(self.question.choices.values())).setFocus()
        else:
            self.table.setFocus()

    def _show(self, lines: Sequence[FileLine], done: frozenset[object] = frozenset()) -> None:
        self.model.show_lines(lines, done)
        if lines:
            self.table.selectRow(0)
            self._tell(0)

    def _dress(self, wanted: int, able: bool) -> None:
        self.take.setVisible(wanted > 0)
        self.take.setEnabled(able)
        self.take.setText(f"收取 {wanted} 份(Ctrl+回车)")
        self.take.setToolTip("" if able else "请先回答上面的问题。")
        self.back.setText("不收(Esc)" if wanted else "返回(Esc)")

    def _open(self) -> None:
        row = self.table.currentIndex().row()
        if 0 <= row < len(self.model.lines):
            self.opened.emit(self.model.lines[row].path)

    def _know(self) -> None:
        self.question.dismiss()
        assert self.found is not None
        self._dress(len(self.found.wanted), True)
        self.take.setFocus()

    def _leave_out(self) -> None:
        assert self.found is not None
        self.show_found(self.found.without({each.path for each in self.found.wanted if each.new_office}))
        (self.back if self.take.isHidden() else self.take).setFocus()

    def _take(self) -> None:
        if self.found is not None and self.take.isEnabled() and not self.take.isHidden():
            self.confirmed.emit(self.found)

    def _tell(self, row: int) -> None:
        if 0 <= row < len(self.model.lines):
            cells = self.model.cells(self.model.lines[row])
            self.whole.setPlainText("\n".join(each for each in (cells[3], cells[4], cells[5]) if each))

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for each in (self.take, self.more, self.alone, self.back):
            buttons.addWidget(each)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(10)
        for part in (self.head, self.summary, self.question):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        column.addWidget(self.whole)
        column.addLayout(buttons)


def _beside(each: FileLine, line: FileLine) -> FileLine:
    """A line beside one that was looked at again: an office that is entered by now is no new one."""
    entered = line.desk and not line.new_office and each.desk.partition("/")[0] == line.desk.partition("/")[0]
    return replace(each, new_office=False) if entered else each
