"""收取外来台账: four steps, the sheet as it is at the left and what Huiyin understood at the right; each goes back."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget

from app.actions.units import units
from app.change import Change
from app.errors import Conflict
from app.exchange.foreign.inspection import Inspection
from app.exchange.foreign.tables import Rows
from app.records.offices import Unit
from app.store.office import Office
from ui.do import Refusal, do
from ui.exchange.foreign.columns_step import ColumnsStep
from ui.exchange.foreign.comparing import Comparing
from ui.exchange.foreign.ending import Ending
from ui.exchange.foreign.original import Original
from ui.exchange.foreign.page_layout import lay_out
from ui.exchange.foreign.reading import Ledger, Reading
from ui.exchange.foreign.repairs_step import RepairsStep
from ui.exchange.foreign.rows_step import RowsStep, counted
from ui.exchange.foreign.tables_step import TablesStep
from ui.exchange.steps import apart
from ui.form.context import office_context
from ui.form.submit import button, shortcut
from ui.frame import Frame
from ui.long_work import run_long
from ui.page import Page
from ui.parts.banner import Banner
from ui.parts.chip import ChipRow, ChipSpec
from ui.parts.keys import KeyRow
from ui.theme import set_role
from ui.undo import say_done

STEPS = ("1 表", "2 列", "3 修正", "4 收取")
AGAIN = "预览以后台账又有变化，已经重新对照，请再看一遍。"
POINT = "请先在左边点一下表头的那一行，再按“这一行是表头”。"


class ForeignPage(Page):
    """One ledger at a time; nothing is written before 收取."""

    title, icon = "收取台账", "inbox"

    def __init__(self, frame: Frame, office: Office, ledger: Ledger, found: Inspection) -> None:
        super().__init__()
        self._frame, self._office = frame, office
        self.reading = Reading(ledger, found)
        self.ending = Ending(frame, office, self.reading)
        self.at = 0

    @property
    def found(self) -> Inspection:
        """What was found last."""
        return self.reading.found

    def build(self) -> QWidget:
        page = QWidget()
        page.setObjectName("page")
        self.head = QLabel(f"收取台账：{self.reading.source.name}")
        set_role(self.head, "title")
        self.error, self.notice = Banner(), Banner()
        self.chips = ChipRow([ChipSpec(str(at), word) for at, word in enumerate(STEPS)])
        self.chips.picked.connect(lambda key: self.go_to(int(key)))
        self.original = Original(self.reading)
        self.which, self.sheet = self.original.which, self.original.view
        self.which.activated.connect(lambda _at: self._show_step())
        self.tables, self.columns = TablesStep(self._others()), ColumnsStep(office_context(self._office))
        self.tables.show_owner(self.reading.sender)
        self.repairs, self.rows = RepairsStep(), RowsStep()
        self.comparing = Comparing(self._frame, self._office, self.rows, page)
        self.steps = QStackedWidget()
        for step in (self.tables, self.columns, self.repairs, self.rows):
            self.steps.addWidget(step)
        self.back, self.next = (
            button("上一步(Alt+←)", self.go_back),
            button("下一步(Alt+→)", self.go_on, "primary"),
        )
        self.leave = button("不收了", self._leave, "quiet")
        lay_out(page, (self.head, self.error, self.notice), (self.chips, self.which), (self.sheet, self.steps),
                (self.back, self.next), self.leave)  # fmt: skip
        self._connect(page)
        if self.reading.ledger.notice:
            self.notice.ask(
                self.reading.ledger.notice, (("知道了", self.notice.dismiss),), focus=False, plain=True
            )
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
        if step and not self.found.looked:
            self._explain(POINT)
            return
        if step in (1, 2) and self.original.looked is None:
            self.which.setCurrentIndex(0)
        self._look_no_more()
        self.error.dismiss()
        if self.reading.touched:
            self._look_again(partial(self._arrive, step))
        else:
            self._arrive(step)

    def take(self, all_or_nothing: bool) -> None:
        """Take the rows that can be taken."""
        self._look_no_more()
        self.ending.take(all_or_nothing, self._took, self._not_taken)

    def give_back(self) -> None:
        """Save the refused rows as a workbook in the sender's own layout."""
        if chosen := self.ending.ask_where(self.widget):
            self.save_back(chosen)

    def save_back(self, path: Path) -> None:
        """Save them there; the dialog has asked about a file that stands."""
        self.ending.save_back(path, self._refused)

    def _look_again(
        self, then: Callable[[], object], notice: str = "", headers: Mapping[str, Rows] | None = None
    ) -> None:
        office, reading = self._office, self.reading
        wanted = reading.headers if headers is None else headers

        def looked(found: Inspection) -> None:
            reading.take_in(found, wanted)
            then()
            if notice:
                self._explain(notice)

        if not reading.is_long:
            do(self._frame, lambda: reading.look(office, wanted), done=looked, refused=self._refused)
            return
        run_long(
            self._frame,
            f"再看一遍 {reading.source.name}",
            apart(office, lambda count: reading.look(office, wanted, count), "正在对照"),
            done=looked,
            refused=self._refused,
        )

    def _say_header(self, depth: int) -> None:
        """The row chosen at the left is where the header of that sheet begins."""
        row = self.sheet.currentIndex().row()
        if row < 0:
            self._explain(POINT)
            return
        name = self.original.sheet.name
        headers = {**self.reading.headers, name: (row, row + depth)}
        self._look_again(partial(self._show_sheet, name), headers=headers)

    def _others(self) -> list[Unit]:
        return [each for each in units(self._office) if each.code != self._office.code]

    def _say_whose(self, sender: str) -> None:
        """Whose ledger it is decides what its cells may do to whose records."""
        self.reading.sender = sender
        self._look_again(self._show_step)

    def _forget_header(self) -> None:
        name = self.original.sheet.name
        kept = {each: rows for each, rows in self.reading.headers.items() if each != name}
        self._look_again(partial(self._show_sheet, name), headers=kept)

    def _show_sheet(self, name: str) -> None:
        """Show the first table of a sheet, after its header was said anew."""
        self.error.dismiss()
        self.notice.dismiss()
        self.original.choose_sheet(name)
        self._show_step()

    def _arrive(self, step: int) -> None:
        self.at = step
        self._show_step()
        self._focus()

    def _show_step(self) -> None:
        number, looked, table = self.original.at, self.original.looked, self.original.table
        self.original.show_sheet()
        self.chips.press(str(self.at))
        self.steps.setCurrentIndex(self.at)
        self.back.setEnabled(self.at > 0)
        self.next.setVisible(self.at < len(STEPS) - 1)
        if self.at == 0:
            self.tables.show_tables(self.found, self.reading.wished)
            rows = (0, 1) if table is None else table.header_rows
            self.tables.header.show_header(
                rows[1] - rows[0], self.original.sheet.name in self.reading.headers
            )
            self.original.point_at_column(0)
        elif looked is not None and self.at == 1:
            self.columns.show_table(looked, self.reading.wished[number])
        elif looked is not None and self.at == 2:
            self.repairs.show_table(looked, self.reading.wished[number])
        elif self.at == 3:
            self.rows.show_rows(self.found)
            self.comparing.begin(self.found)

    def _focus(self) -> None:
        (self.tables, self.columns, self.repairs, self.rows)[self.at].focus_first()

    def _look_no_more(self) -> None:
        self.comparing.stop()

    def _touched(self) -> None:
        self.reading.touched = True

    def _remapped(self) -> None:
        if self.columns.collect():
            self._look_again(partial(self._show_step))

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
            f"没有收取 {self.reading.source.name}，什么都没有写入。{counted(self.found.counts())}"
        )
        self._frame.back()

    def _connect(self, page: QWidget) -> None:
        self.tables.pointed.connect(self.original.choose)
        self.tables.changed.connect(self._touched)
        self.tables.owned.connect(self._say_whose)
        self.tables.header.said.connect(self._say_header)
        self.tables.header.forgotten.connect(self._forget_header)
        self.columns.pointed.connect(self.original.point_at_column)
        self.columns.mapped.connect(self._remapped)
        self.columns.changed.connect(self._touched)
        self.repairs.pointed.connect(self.sheet.point_at)
        self.repairs.changed.connect(self._touched)
        self.rows.pointed.connect(self.original.point_at_row)
        self.rows.taken.connect(self.take)
        self.rows.returned.connect(self.give_back)
        shortcut("Alt+Right", page, self.go_on)
        shortcut("Alt+Left", page, self.go_back)
