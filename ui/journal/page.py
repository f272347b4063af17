"""日志: who saw or did what, when, and which fields; names of fields, never values. Opening it is journalled."""

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.actions.read_journal import read_journal
from app.ledger import journal_view
from app.ledger.journal_view import PAGE, Which
from app.rules.rights import ACTION_WORDS
from app.store.case_file import case_by_number
from app.store.office import Office
from ui.do import do
from ui.exchange.table import PlainTable
from ui.form.submit import button
from ui.frame import Frame
from ui.journal.model import WIDTHS, JournalModel
from ui.page import Page
from ui.parts.keys import KeyRow
from ui.theme import set_role

PERIODS = (("全部日期", None), ("今天", 0), ("近 7 天", 6), ("近 30 天", 29))
"""What can be chosen, and how many days before today it begins."""


def open_journal(frame: Frame, office: Office) -> bool:
    """Lay the journal over the page in front, where the right is there; the line that says so is written first."""
    return do(
        frame,
        lambda: read_journal(office, Which()),
        done=lambda _: frame.open_page(JournalPage(frame, office)),
    )


class JournalPage(Page):
    """Lines by person, action, period and case; older ones by a button."""

    title, icon = "日志", "users"

    def __init__(self, frame: Frame, office: Office) -> None:
        super().__init__()
        self._frame, self._office = frame, office
        self._case = ""

    def build(self) -> QWidget:
        page = QWidget()
        page.setObjectName("page")
        self.model = JournalModel(page)
        self.table = PlainTable(self.model, WIDTHS, "日志")
        self.who, self.what, self.period, self.number = QComboBox(), QComboBox(), QComboBox(), QLineEdit()
        self.who.addItem("全部人员", "")
        for name in journal_view.people(self._office.db):
            self.who.addItem(name, name)
        self.what.addItem("全部操作", "")
        found = set(journal_view.actions(self._office.db))
        for action, word in ACTION_WORDS.items():
            if action in found:
                self.what.addItem(word, action)
        for words, days in PERIODS:
            self.period.addItem(words, days)
        self.number.setPlaceholderText("信访编号，按回车")
        for field, name in (
            (self.who, "人员"), (self.what, "操作"), (self.period, "日期"), (self.number, "案件"),
        ):  # fmt: skip
            field.setAccessibleName(name)
        self.older = button(f"更早的 {PAGE} 条", self.more)
        self.count = QLabel()
        set_role(self.count, "quiet")
        row, foot = QHBoxLayout(), QHBoxLayout()
        row.setSpacing(8)
        for part in (self.who, self.what, self.period, self.number):
            row.addWidget(part)
        row.addStretch(1)
        foot.addWidget(self.count, 1)
        foot.addWidget(self.older)
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 16, 24, 16)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        self.who.currentIndexChanged.connect(lambda _: self.show_lines())
        self.what.currentIndexChanged.connect(lambda _: self.show_lines())
        self.period.currentIndexChanged.connect(lambda _: self.show_lines())
        self.number.returnPressed.connect(self._choose_case)
        self.show_lines()
        return page

    @property
    def which(self) -> Which:
        """What is chosen above the table."""
        days = self.period.currentData()
        since = None if days is None else self._office.now.date() - timedelta(days=days)
        return Which(
            person=self.who.currentData(), action=self.what.currentData(), case=self._case, since=since
        )

    def show_lines(self) -> None:
        """Read the newest lines that are asked."""
        self.model.show_lines(journal_view.page(self._office.db, self.which))
        self._say_count()

    def more(self) -> None:
        """Read older ones."""
        self.model.add(journal_view.page(self._office.db, self.which, skip=len(self.model.lines)))
        self._say_count()

    def entered(self) -> None:
        self.table.setFocus()

    def keys(self) -> Sequence[KeyRow]:
        return (("Enter", "按编号查看一件的日志"), ("Esc", "返回"))

    def _choose_case(self) -> None:
        said = self.number.text().strip()
        do(self._frame, lambda: case_by_number(self._office, said) if said else "", done=self._chosen)

    def _chosen(self, case: str) -> None:
        self._case = case
        self.show_lines()

    def _say_count(self) -> None:
        total = journal_view.count(self._office.db, self.which)
        self.count.setText(f"共 {total} 条，显示 {len(self.model.lines)} 条。只列栏目名称，不显示内容。")
        self.older.setEnabled(len(self.model.lines) < total)
