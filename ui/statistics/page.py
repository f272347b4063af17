"""统计: the lists for the weekly, monthly and quarterly meeting; each number opens its cases in the ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from app.change import Change
from app.ledger.earlier_lights import is_dear
from app.ledger.meeting_sheet import meeting_sheet
from app.ledger.meetings import EARLIER, NAMES, meeting_list, names
from app.ledger.sheet import MeetingSheet, Number, Table
from app.rules.rights import refusal
from app.rules.stat_periods import Kind, Period, before, containing
from app.store.office import Office
from ui.do import do
from ui.form.submit import button
from ui.frame import Frame
from ui.icons import icon
from ui.long_work import run_long
from ui.page import Page
from ui.parts.band import Band
from ui.parts.chip import ChipRow, ChipSpec
from ui.parts.empty import Empty
from ui.parts.fresh import FreshBody
from ui.parts.keys import KeyRow
from ui.statistics.table import SectionTable
from ui.theme import set_role

if TYPE_CHECKING:
    from ui.statistics.leaving import Leaving
    from ui.statistics.meeting_band import MeetingBand

KINDS: dict[str, str] = {"week": "周", "month": "月", "quarter": "季", "year": "年"}
OpenRows = Callable[[Number, str], object]
"""Opens the ledger on the rows of a number, under a name."""


class StatisticsPage(Page):
    """`open_rows` leads to the ledger, `open_case` to a case."""

    title, icon = "统计", "statistics"

    def __init__(
        self, frame: Frame, office: Office, open_rows: OpenRows, open_case: Callable[[str], object]
    ) -> None:
        super().__init__()
        self._frame, self._office = frame, office
        self._open_rows, self._open_case = open_rows, open_case
        self._names = names(office.level)
        self.list_id = next(iter(self._names))
        self.period = self._usual(self._kind)
        self.sheet: MeetingSheet | None = None
        self.tables: list[SectionTable] = []
        self.meeting: MeetingBand | None = None
        self._stale = True

    # -- the page -------------------------------------------------------------------------------------------

    def build(self) -> QWidget:
        page = QWidget()
        page.setObjectName("page")
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 16, 8, 0)
        column.setSpacing(12)
        for line in self._head():
            column.addLayout(line)
        self._body = FreshBody()
        column.addWidget(self._body, 1)
        for keys, run in (
            ("Ctrl+P", self.print), ("Ctrl+Left", self.earlier), ("Ctrl+Right", self.later), ("Ctrl+S", self.save)
        ):  # fmt: skip
            shortcut = QShortcut(QKeySequence(keys), page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(run)
            if keys == "Ctrl+S":
                self._save_key = shortcut
        return page

    def _head(self) -> tuple[QHBoxLayout, QHBoxLayout]:
        self.lists = ChipRow([ChipSpec(id, name) for id, name in self._names.items()])
        self.lists.press(self.list_id)
        self.lists.picked.connect(self.pick_list)
        self.kinds = ChipRow([ChipSpec(kind, word) for kind, word in KINDS.items()])
        self.kinds.press(self.period.kind)
        self.kinds.picked.connect(self.pick_kind)
        self.back, self.forth = QToolButton(), QToolButton()
        for tool, name, words, run in (
            (self.back, "chevron-left", "上一期(Ctrl+←)", self.earlier),
            (self.forth, "chevron-right", "下一期(Ctrl+→)", self.later),
        ):
            tool.setIcon(icon(name))
            tool.setToolTip(words)
            tool.setAccessibleName(words)
            tool.clicked.connect(run)
        self.name = QLabel()
        set_role(self.name, "band")
        first, second = _line(self.lists), _line(self.kinds, self.back, self.name, self.forth)
        first.addStretch(1)
        for words, run, action in (
            ("打印", self.print, "print"), ("存为 PDF", self.save_pdf, "print"), ("存为工作簿", self.save, "save_list")
        ):  # fmt: skip
            first.addWidget(self._allowed(button(words, run), action))
        second.addStretch(1)
        return first, second

    def _allowed(self, made: QPushButton, action: str) -> QPushButton:
        barred = refusal(action, self._office.roles)
        made.setEnabled(barred is None)
        made.setToolTip(barred or "")
        return made

    def refresh(self, change: Change | None) -> None:
        self._stale = True
        if self.widget.isVisible() and not self._is_asking:
            self._show()

    @property
    def _is_asking(self) -> bool:
        """Whether something is being typed that a fresh page would lose."""
        return self.meeting is not None and self.meeting.ask is not None

    def _asked(self, asking: bool) -> None:
        """A small form takes Ctrl+S for itself; once it closes, what happened meanwhile is shown."""
        self._save_key.setEnabled(not asking)
        if not asking and self._stale and self.widget.isVisible():
            self._show()

    def entered(self) -> None:
        if self._stale:
            self._show()
        (self.tables[0] if self.tables else self.widget).setFocus()

    def keys(self) -> Sequence[KeyRow]:
        return (
            ("Ctrl+← / →", "上一期、下一期"), ("Tab", "到下一张表"), ("方向键", "在表里走"),
            ("回车", "看这个数的件，或打开这一件"), ("Shift+回车", "看率的基数"), ("Ctrl+P", "打印"), ("Ctrl+S", "存为工作簿"),
        )  # fmt: skip

    # -- which list, which period ---------------------------------------------------------------------------

    @property
    def _kind(self) -> Kind:
        return meeting_list(self.list_id, "accepted").kind

    @property
    def _last_day(self) -> int:
        return int(self._office.setting("statistics.last_day"))

    def _usual(self, kind: Kind) -> Period:
        """The period in which yesterday lies: on a Monday it is last week that is spoken of."""
        return containing(kind, self._office.now.date() - timedelta(days=1), self._last_day)

    def pick_list(self, id: str) -> None:
        """Another list, for its usual period."""
        if not self._is_asking:
            self.list_id = id
        self.stand(self._usual(self._kind))

    def pick_kind(self, kind: str) -> None:
        """The same list for a longer or shorter period."""
        self.stand(self._usual(kind))  # type: ignore[arg-type]

    def earlier(self) -> None:
        """The period before."""
        self.stand(before(self.period, self._last_day))

    def later(self) -> None:
        """The period after, as far as today."""
        if self.forth.isEnabled():
            self.stand(containing(self.period.kind, self.period.last + timedelta(days=1), self._last_day))

    def stand(self, period: Period) -> None:
        """Show the list for a period, unless something is being typed about the one that stands."""
        if self._is_asking:
            self._frame.say_error("请先做完打开的这一步，或按 Esc 不做了，再换表。")
            self.lists.press(self.list_id)
            self.kinds.press(self.period.kind)
            return
        self.period = period
        self._show()

    # -- showing --------------------------------------------------------------------------------------------

    def _show(self) -> None:
        office, id, period = self._office, self.list_id, self.period
        if id not in EARLIER or not is_dear(office.db):
            do(self._frame, lambda: meeting_sheet(office, id, period), done=self._shown)
            return
        from ui.exchange.steps import apart

        run_long(
            self._frame,
            meeting_list(id, "accepted").name,
            apart(office, lambda count: meeting_sheet(office, id, period, count), "正在推算以前的灯"),
            done=self._shown,
            ended=self._stay,
        )

    def _stay(self) -> None:
        """Where the work was stopped, what stands is what is chosen."""
        if self.sheet is not None:
            self.list_id, self.period = self.sheet.id, self.sheet.period
            self.lists.press(self.list_id)
            self.kinds.press(self.period.kind)

    def _shown(self, sheet: MeetingSheet) -> None:
        focused = self._frame.focusWidget()
        inside = focused is not None and self._body.isAncestorOf(focused)
        place = self._body.area.verticalScrollBar().value() if self._again(sheet) else 0
        self._stale = False
        self.sheet = sheet
        self.kinds.press(self.period.kind)
        self.name.setText(self.period.words)
        self.forth.setEnabled(self.period.last < self._office.now.date())
        self.lists.press(self.list_id)
        self.tables = []
        self._body.draw(self._parts(sheet), place)
        if inside and self.tables:
            self.tables[0].setFocus()

    def _parts(self, sheet: MeetingSheet) -> Iterator[QWidget]:
        if not any(number.value for number in sheet.numbers()):
            yield Empty(f"{sheet.period.words}，还没有收到或办理的件。", icon="statistics")
        self.meeting = self._meeting(sheet)
        if self.meeting is not None:
            yield self.meeting
        for table in sheet.tables:
            yield self._section(table)
        for remark in sheet.remarks:
            yield _quiet(remark)

    def _meeting(self, sheet: MeetingSheet) -> MeetingBand | None:
        """Where a list lies before a meeting, what is noted of that."""
        from ui.statistics.meeting_band import MeetingBand

        if sheet.id not in NAMES:
            return None
        band = MeetingBand(self._frame, self._office, sheet)
        band.asking.connect(self._asked)
        return band

    def escaped(self) -> bool:
        return self.meeting is not None and self.meeting.close_form()

    def _again(self, sheet: MeetingSheet) -> bool:
        """Whether the same list of the same period stands already, so that its place is kept."""
        return self.sheet is not None and (self.sheet.id, self.sheet.period) == (sheet.id, sheet.period)

    def _section(self, table: Table) -> Band:
        band = Band(table.title, table.note)
        number = table.number
        if number is not None and number.value:
            band.add_to_head(button(f"在台账里看 {number.value} 行", lambda: self._open(number, table.title)))
        if not table.lines:
            band.add(_quiet("没有。"))
            return band
        shown = SectionTable(table, self._office.measure.preset)
        shown.opened.connect(lambda number: self._open(number, table.title))
        shown.case_opened.connect(self._open_case)
        self.tables.append(shown)
        band.add(shown)
        return band

    def _open(self, number: Number, title: str) -> None:
        self._open_rows(number, f"{self._names[self.list_id]} · {title}")

    # -- leaving the program --------------------------------------------------------------------------------

    def print(self) -> None:
        """Show the sheets, then print the list."""
        self._leave(lambda out: out.print())

    def save_pdf(self) -> None:
        """Save the list as a PDF."""
        self._leave(lambda out: out.save_pdf())

    def save(self) -> None:
        """Save the list as a workbook."""
        self._leave(lambda out: out.save())

    def _leave(self, run: Callable[[Leaving], None]) -> None:
        from ui.statistics.leaving import Leaving

        if self.sheet is not None:
            run(Leaving(self.widget, self._frame, self._office, self.sheet))


def _line(*parts: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 16, 0)
    row.setSpacing(8)
    for part in parts:
        row.addWidget(part)
    return row


def _quiet(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    set_role(label, "quiet")
    return label
