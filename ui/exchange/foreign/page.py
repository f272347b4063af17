"""收取外来台账: four steps, the sheet as it is at the left and what Huiyin understood at the right; each goes back."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.actions.foreign_alike import Place, foreign_alike
from app.actions.likenesses import Card
from app.actions.return_rows import return_rows
from app.actions.take_foreign import take_foreign
from app.change import Change
from app.errors import Conflict
from app.exchange.foreign.inspection import Decisions, Inspection, inspect
from app.exchange.foreign.source import Source
from app.store.office import Office
from ui.do import Refusal, do
from ui.exchange import folder
from ui.exchange.foreign.columns_step import ColumnsStep
from ui.exchange.foreign.repairs_step import RepairsStep
from ui.exchange.foreign.rows_step import RowsStep, counted
from ui.exchange.foreign.sheet import SheetView
from ui.exchange.foreign.tables_step import TablesStep
from ui.exchange.foreign.wished import Wished
from ui.exchange.steps import apart
from ui.form.context import office_context
from ui.form.submit import button, shortcut
from ui.frame import Frame
from ui.likeness.asker import Asker
from ui.long_work import run_long
from ui.page import Page
from ui.parts.banner import Banner
from ui.parts.chip import ChipRow, ChipSpec
from ui.parts.keys import KeyRow
from ui.theme import current, set_role
from ui.undo import say_done

STEPS = ("1 表", "2 列", "3 修正", "4 收取")
AGAIN = "预览以后台账又有变化，已经重新对照，请再看一遍。"
MANY = 300
"""Rows from which looking again is done on a thread; fewer take no time."""


@dataclass(frozen=True)
class Ledger:
    """Somebody else's ledger: its sheets, its bytes where it was a file, a sentence to begin with, and its password."""

    source: Source
    data: bytes | None = None
    notice: str = ""
    password: str = ""


class ForeignPage(Page):
    """One ledger at a time; nothing is written before 收取."""

    title, icon = "收取台账", "inbox"

    def __init__(self, frame: Frame, office: Office, ledger: Ledger, found: Inspection) -> None:
        super().__init__()
        self._frame, self._office, self._ledger, self.found = frame, office, ledger, found
        self.wished = [Wished() for _ in found.looked]
        self.at = 0
        self._dirty = False
        self._left = Event()

    def build(self) -> QWidget:
        page = QWidget()
        page.setObjectName("page")
        self.head = QLabel(f"收取台账：{self._ledger.source.name}")
        set_role(self.head, "title")
        self.error, self.notice = Banner(), Banner()
        self.chips = ChipRow([ChipSpec(str(at), word) for at, word in enumerate(STEPS)])
        self.chips.picked.connect(lambda key: self.go_to(int(key)))
        self.which = QComboBox()
        self.which.setAccessibleName("看哪张表")
        self.which.addItems(
            [
                f"“{each.table.sheet.name}”表 第 {each.table.header_rows[0] + 1} 行起"
                for each in self.found.looked
            ]
        )
        self.which.activated.connect(lambda _at: self._show_step())
        self.which.setVisible(len(self.found.looked) > 1)
        self.sheet = SheetView()
        self.tables, self.columns = TablesStep(), ColumnsStep(office_context(self._office))
        self.repairs, self.rows = RepairsStep(), RowsStep()
        self.asker: Asker[dict[Place, Card]] = Asker(self._frame, self._office, self.rows.show_alike, page)
        self.steps = QStackedWidget()
        for step in (self.tables, self.columns, self.repairs, self.rows):
            self.steps.addWidget(step)
        self.back, self.next = (
            button("上一步(Alt+←)", self.go_back),
            button("下一步(Alt+→)", self.go_on, "primary"),
        )
        self.leave = button("不收了", self._leave, "quiet")
        self._lay_out(page)
        self._connect(page)
        if self._ledger.notice:
            self.notice.ask(self._ledger.notice, (("知道了", self.notice.dismiss),), focus=False, plain=True)
        self._show_step()
        return page

    def entered(self) -> None:
        self._focus()

    def may_leave(self) -> bool:
        if self.is_built:
            self._look_no_more()
        return True

    def escaped(self) -> bool:
        if not self.error.isHidden():
            self.error.dismiss()
            return True
        if self.at:
            self.go_back()
            return True
        return False

    def keys(self) -> Sequence[KeyRow]:
        return (
            ("Alt+→", "下一步"),
            ("Alt+←、Esc", "上一步"),
            ("回车", "第 2 步：换这一列的栏目"),
            ("空格", "第 3 步：这一处不改，或归本级"),
            ("Ctrl+回车", "第 4 步：收取"),
        )

    def go_on(self) -> None:
        """To the next step."""
        self.go_to(self.at + 1)

    def go_back(self) -> None:
        """To the step before."""
        self.go_to(self.at - 1)

    def go_to(self, step: int) -> None:
        """To that step; what was decided meanwhile is looked at first."""
        self.chips.press(str(self.at))
        if not 0 <= step < len(STEPS) or (self.at == 1 and not self.columns.collect()):
            return
        self._look_no_more()
        self.error.dismiss()
        if self._dirty:
            self._look_again(partial(self._arrive, step))
        else:
            self._arrive(step)

    def decisions(self) -> dict[int, Decisions]:
        """What was decided, by table."""
        return {number: each.decisions() for number, each in enumerate(self.wished)}

    def take(self, all_or_nothing: bool) -> None:
        """Take the rows that can be taken."""
        self._look_no_more()
        office, found, decided = self._office, self.found, self.decisions()
        run_long(
            self._frame,
            f"收取台账 {self._ledger.source.name}",
            apart(
                office,
                lambda count: take_foreign(
                    office, found, decided, all_or_nothing=all_or_nothing, progress=count
                ),
                "正在收取",
            ),
            done=self._took,
            refused=self._not_taken,
        )

    def give_back(self) -> None:
        """Save the refused rows as a workbook in the sender's own layout."""
        name = Path(self._ledger.source.name)
        start = folder.remembered(self._office) / f"{name.stem}_退回.xlsx"
        chosen, _ = QFileDialog.getSaveFileName(self.widget, "退回表存到哪里", str(start), "工作簿 (*.xlsx)")
        if chosen:
            self.save_back(Path(chosen))

    def save_back(self, path: Path) -> None:
        """Save them there; the dialog has asked about a file that stands."""
        path = path if path.suffix.lower() == ".xlsx" else path.with_suffix(".xlsx")
        do(
            self._frame,
            lambda: return_rows(
                self._office,
                self.found,
                self._ledger.data,
                path,
                password=self._ledger.password,
                replace=True,
            ),
            done=lambda change: self._frame.say(f"退回表已存为 {path}。改好后再拖进“交换”，接着收。"),
            refused=self._refused,
        )

    def _look_again(self, then: "partial[None]", notice: str = "") -> None:
        office, source, decided = self._office, self._ledger.source, self.decisions()

        def looked(found: Inspection) -> None:
            self.found, self._dirty = found, False
            then()
            if notice:
                self._explain(notice)

        rows = sum(len(each.rows) for each in source.sheets)
        if rows < MANY:
            do(self._frame, lambda: inspect(office, source, decided), done=looked, refused=self._refused)
            return
        run_long(
            self._frame,
            f"再看一遍 {source.name}",
            apart(office, lambda count: inspect(office, source, decided, progress=count), "正在对照"),
            done=looked,
            refused=self._refused,
        )

    def _arrive(self, step: int) -> None:
        self.at = step
        self._show_step()
        self._focus()

    def _show_step(self) -> None:
        number = max(0, self.which.currentIndex())
        looked, wish = self.found.looked[number], self.wished[number]
        skipped = {each.row: each.reason for each in looked.understood.passed}
        self.sheet.sheet.show_sheet(looked.table.sheet, looked.table, skipped)
        self.chips.press(str(self.at))
        self.steps.setCurrentIndex(self.at)
        self.back.setEnabled(self.at > 0)
        self.next.setVisible(self.at < len(STEPS) - 1)
        if self.at == 0:
            self.tables.show_tables(self.found, self.wished)
            self.sheet.point_at(looked.table.header_rows[0])
        elif self.at == 1:
            self.columns.show_table(looked, wish)
        elif self.at == 2:
            self.repairs.show_table(looked, wish)
        else:
            self.rows.show_rows(self.found)
            office, found, self._left = self._office, self.found, Event()
            left = self._left
            self.asker.ask_now(lambda: foreign_alike(office, found, lambda: not left.is_set()))

    def _focus(self) -> None:
        (self.tables, self.columns, self.repairs, self.rows)[self.at].focus_first()

    def _look_no_more(self) -> None:
        self._left.set()
        self.asker.settle()

    def _touched(self) -> None:
        self._dirty = True

    def _remapped(self) -> None:
        if self.columns.collect():
            self._look_again(partial(self._show_step))

    def _point_table(self, number: int) -> None:
        self.which.setCurrentIndex(number)
        looked = self.found.looked[number]
        skipped = {each.row: each.reason for each in looked.understood.passed}
        self.sheet.sheet.show_sheet(looked.table.sheet, looked.table, skipped)
        self.sheet.point_at(looked.table.header_rows[0])

    def _point_row(self, number: int, row: int) -> None:
        if self.which.currentIndex() != number:
            self._point_table(number)
        self.sheet.point_at(row)

    def _point_column(self, column: int) -> None:
        table = self.found.looked[max(0, self.which.currentIndex())].table
        self.sheet.point_at(table.header_rows[0], column)

    def _took(self, change: Change) -> None:
        say_done(self._frame, self._office, f"已{change.label}", change)
        refused = self.found.counts()["refused"]
        if not refused:
            self._frame.back()
            return
        self._look_again(partial(self._arrive, len(STEPS) - 1))
        self.notice.ask(
            f"能收的已经收了，还有 {refused} 行不能收：存成退回表，改好后再收，会接着上次的收。",
            (("存退回表…", self.give_back), ("知道了", self.notice.dismiss)),
        )

    def _not_taken(self, error: Refusal) -> bool:
        if isinstance(error, Conflict):
            self._look_again(partial(self._show_step), AGAIN)
            return True
        return self._refused(error)

    def _refused(self, error: Refusal) -> bool:
        self._explain(error.sentence)
        return True

    def _explain(self, sentence: str) -> None:
        self.error.ask(sentence, (("知道了", self.error.dismiss),), wrong=True)
        self.error.setAccessibleName(sentence)

    def _leave(self) -> None:
        self._frame.say(
            f"没有收取 {self._ledger.source.name}，什么都没有写入。{counted(self.found.counts())}"
        )
        self._frame.back()

    def _connect(self, page: QWidget) -> None:
        self.tables.pointed.connect(self._point_table)
        self.tables.changed.connect(self._touched)
        self.columns.pointed.connect(self._point_column)
        self.columns.mapped.connect(self._remapped)
        self.columns.changed.connect(self._touched)
        self.repairs.pointed.connect(self.sheet.point_at)
        self.repairs.changed.connect(self._touched)
        self.rows.pointed.connect(self._point_row)
        self.rows.taken.connect(self.take)
        self.rows.returned.connect(self.give_back)
        shortcut("Alt+Right", page, self.go_on)
        shortcut("Alt+Left", page, self.go_back)

    def _lay_out(self, page: QWidget) -> None:
        above, below = QHBoxLayout(), QHBoxLayout()
        above.addWidget(self.chips, 1)
        above.addWidget(self.which, 0, Qt.AlignmentFlag.AlignTop)
        for each in (self.back, self.next):
            below.addWidget(each)
        below.addStretch(1)
        below.addWidget(self.leave)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.setChildrenCollapsible(False)
        both.addWidget(self.sheet)
        right = QWidget()
        room = QVBoxLayout(right)
        room.setContentsMargins(12, 0, 0, 0)
        room.addWidget(self.steps)
        both.addWidget(right)
        both.setSizes([current().px(520), current().px(680)])
        layout = QVBoxLayout(page)
        layout.setContentsMargins(24, 16, 24, 12)
        layout.setSpacing(10)
        for part in (self.head, self.error, self.notice):
            layout.addWidget(part)
        layout.addLayout(above)
        layout.addWidget(both, 1)
        layout.addLayout(below)
