"""The working-day calendar of a year: holidays and make-up days as a table; a year without data is provisional."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.actions.settings import set_calendar
from app.actions.take_configuration import restore, restored
from app.errors import Invalid
from app.exchange.issued.arrived import departed, sources
from app.rules.calendar import DayKind, Entry
from app.schema.days import parse_day
from app.store.office import Office
from ui.do import do
from ui.form.submit import button, shortcut
from ui.frame import Frame
from ui.parts.band import Band
from ui.parts.flow import FlowLayout
from ui.parts.spoken import WEEKDAYS
from ui.settings.moved_box import MovedBox, Proposal
from ui.theme import current, set_role

KINDS = {DayKind.HOLIDAY: "放假", DayKind.MAKEUP: "上班(调休)", DayKind.ORDINARY: "平常"}
AHEAD, BACK = 2, 3
"""Years offered after and before this one."""


class CalendarSection(QWidget):
    """A year, its days, and a line to enter one more."""

    def __init__(self, frame: Frame, office: Office, year: int, open_case: Callable[[str], object]) -> None:
        super().__init__()
        self._frame, self._office = frame, office
        self.box = MovedBox(frame, office, open_case)
        self.year = QComboBox()
        self.year.setAccessibleName("年份")
        for each in range(office.now.date().year - BACK, office.now.date().year + AHEAD + 1):
            known = each in office.calendar.years
            self.year.addItem(f"{each}年" if known else f"{each}年(暂定)", each)
        self.year.setCurrentIndex(self.year.findData(year))
        self.year.currentIndexChanged.connect(self.show_year)
        self.year.setMaximumWidth(current().px(200))
        self.table = QTableWidget(0, 5)
        self.table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.table.setHorizontalHeaderLabels(["日期", "星期", "安排", "名称", "来源"])
        self.table.setAccessibleName("放假和调休的日子")
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(current().px(34))
        self.table.horizontalHeader().setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        for column, width in ((0, 120), (1, 80), (2, 130), (4, 190)):
            self.table.setColumnWidth(column, current().px(width))
        self.table.setFixedHeight(current().px(260))
        self.table.itemActivated.connect(lambda item: self._load(item.row()))
        self.note = QLabel()
        set_role(self.note, "quiet")
        self.day, self.kind, self.name = QLineEdit(), QComboBox(), QLineEdit()
        band = Band("工作日历", "国务院的放假通知每年不同，改了以后时限重新算")
        for part in (self.year, self.note, self.table, self._entry()):
            band.add(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(band)
        layout.addWidget(self.box)
        shortcut("Del", self.table, self.remove)
        self.show_year()

    @property
    def entries(self) -> list[Entry]:
        """The days of the chosen year that differ from their weekday."""
        year = self.year.currentData()
        return [each for each in self._office.calendar.entries if each.day.year == year]

    def show_year(self) -> None:
        """Fill the table."""
        year = self.year.currentData()
        known = year in self._office.calendar.years
        self.note.setText("" if known else f"{year}年的放假安排还没有录入，时限按周一至周五暂定。")
        self.note.setVisible(not known)
        found = self.entries
        said = sources(self._office, "calendar")
        self.county.setVisible(any(key.startswith(str(year)) for key in departed(self._office, "calendar")))
        self.table.setRowCount(len(found))
        for row, each in enumerate(found):
            day = each.day.isoformat()
            source = said.get(day, "程序自带")
            texts = (day, WEEKDAYS[each.day.weekday()], KINDS[DayKind(each.kind)], each.name, source)
            for column, text in enumerate(texts):
                self.table.setItem(row, column, QTableWidgetItem(text))

    def add(self) -> None:
        """See what the day in the line would move; it replaces what the calendar said of it."""

        def read() -> Proposal:
            today = date(self.year.currentData(), 6, 30)
            day = parse_day(self.day.text(), today)
            if not self.name.text().strip():
                raise Invalid("请写上名称，例如 春节。")
            return self._put(Entry(day, str(self.kind.currentData()), self.name.text().strip()))

        do(self._frame, read, done=self.box.look)

    def remove(self) -> None:
        """See what would move if the chosen day were an ordinary one again."""
        row = self.table.currentRow()
        if 0 <= row < len(self.entries):
            entry = self.entries[row]
            self.box.look(self._put(Entry(entry.day, DayKind.ORDINARY.value, entry.name)))

    def restore(self, *, to_county: bool = False) -> None:
        """See what would move if the chosen day were again as the program, or the county, has it."""
        row, office = self.table.currentRow(), self._office
        if not 0 <= row < len(self.entries):
            self._frame.say_error("请先在表里选一天。")
            return
        day = self.entries[row].day.isoformat()
        label = f"恢复{'县里下发的' if to_county else '程序自带的'} {day}"

        def read() -> Proposal:
            made = restored(office, "calendar", day, to_county=to_county)
            run = partial(restore, office, "calendar", day, to_county=to_county)
            return Proposal(label, made, run, straight=True)

        do(self._frame, read, done=self.box.look)

    def _put(self, entry: Entry) -> Proposal:
        kept = [
            (date.fromisoformat(day), kind, name)
            for day, kind, name in self._office.setting("calendar.changes")
        ]
        others = [each for each in kept if each[0] != entry.day]
        wanted = sorted([*others, (entry.day, entry.kind, entry.name)])
        said = [[day.isoformat(), kind, name] for day, kind, name in wanted]
        label = f"改工作日历 {entry.day.isoformat()}"
        return Proposal(
            label, {"calendar.changes": said}, lambda: set_calendar(self._office, wanted), straight=True
        )

    def _load(self, row: int) -> None:
        entry = self.entries[row]
        self.day.setText(entry.day.isoformat())
        self.kind.setCurrentIndex(self.kind.findData(DayKind(entry.kind)))
        self.name.setText(entry.name)
        self.day.setFocus(Qt.FocusReason.OtherFocusReason)

    def _entry(self) -> QWidget:
        line = QWidget()
        row = FlowLayout(line)
        self.day.setPlaceholderText("日期，例如 5.1")
        self.day.setAccessibleName("日期")
        self.name.setPlaceholderText("名称，例如 劳动节")
        self.name.setAccessibleName("名称")
        self.name.returnPressed.connect(self.add)
        self.kind.setAccessibleName("安排")
        for kind, word in KINDS.items():
            self.kind.addItem(word, kind)
        for part in (self.day, self.kind, self.name):
            row.addWidget(part)
        row.addWidget(button("加入", self.add))
        row.addWidget(button("改回平常(Del)", self.remove, "quiet"))
        row.addWidget(button("恢复程序自带的", self.restore, "quiet"))
        self.county = button("恢复县里的", lambda: self.restore(to_county=True), "quiet")
        row.addWidget(self.county)
        return line
