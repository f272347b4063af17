"""填县里的表: the county's own blank form with our cases in it; every column is shown and can be said anew."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.actions.fill_form import Filled, KeptForm, fill_form, forms, keep_form, look_at_form, save_form
from app.change import Change
from app.errors import Unavailable, system_said
from app.exchange.foreign.fill import Form
from app.exchange.foreign.mapping import Mapped
from app.ledger.query import Condition, Query, ids
from app.store.office import Office
from ui.do import Refusal, do
from ui.exchange import folder
from ui.exchange.foreign.pick import field_pick, fields_of, key_of, said_of
from ui.exchange.foreign.sheet import SheetView, letters
from ui.exchange.foreign.text_rows import TextRows
from ui.exchange.steps import apart
from ui.exchange.table import PlainTable
from ui.form.context import office_context
from ui.form.submit import button, shortcut
from ui.frame import Frame
from ui.long_work import run_long
from ui.page import Page
from ui.parts.banner import Banner
from ui.parts.chip import ChipRow, ChipSpec
from ui.parts.empty import Empty
from ui.parts.keys import KeyRow
from ui.theme import current, set_role

BLANK, NOBODY = "留空（收来时同名的列照填）", "留空（反映人的内容不上表）"
PERIODS = {"month": "本月", "last": "上月", "quarter": "本季", "year": "今年", "all": "全部"}
CHOOSE = "选一张空白表（.xlsx），或用以前留下的。\n表的样子、公式、签字行都不动，只填内容。"
HOW = "右边是每一列填什么，不对的选中那一行换一个；反映人的内容从不上表。"


class FormPage(Page):
    """`numbers`: rows of the ledger as they are filtered; None lets a time be chosen, by the day of receipt."""

    title, icon = "照县里的表填", "ledger"

    def __init__(self, frame: Frame, office: Office, numbers: Sequence[int] | None = None) -> None:
        super().__init__()
        self._frame, self._office = frame, office
        self.numbers: Sequence[int] = numbers if numbers is not None else []
        self._asks_time = numbers is None
        self.form: Form | None = None
        self.mapping: Sequence[Mapped] = ()
        self._said: dict[int, tuple[str, ...]] = {}
        self._file_name = ""
        self._kept: list[KeptForm] = []
        self._saved: Path | None = None

    def build(self) -> QWidget:
        page = QWidget()
        page.setObjectName("page")
        self.head, self.how, self.blank = QLabel("照县里的表填"), QLabel(HOW), QLabel()
        set_role(self.head, "title")
        self.counts = QLabel()
        for each in (self.how, self.blank):
            each.setWordWrap(True)
            set_role(each, "quiet")
        self.error, self.done = Banner(), Banner()
        self.times = ChipRow([ChipSpec(key, word) for key, word in PERIODS.items()])
        self.times.setVisible(self._asks_time)
        self.times.picked.connect(self.pick_time)
        self.known = QComboBox()
        self.known.setAccessibleName("以前留下的表")
        self.known.activated.connect(lambda at: self.use(self._kept[at - 1]) if at else None)
        self.choose = button("选空白表…(Ctrl+O)", self.ask_file, "primary")
        self.sheet = SheetView()
        self.model = TextRows(page, ("列", "表头", "填什么"))
        self.table = PlainTable(self.model, (44, 190), "各列填什么")
        self.table.selectionModel().currentChanged.connect(lambda now, before: self._tell(now.row()))
        self.field = field_pick(office_context(self._office).today, BLANK)
        self.field.set_name("这一列填什么")
        self.field.picked.connect(self._picked)
        self.keep = QCheckBox("留下这张表，下次直接用")
        self.keep.setChecked(True)
        self.name, self.period = QLineEdit(), QLineEdit()
        self.name.setAccessibleName("表的名字")
        self.name.setPlaceholderText("名字，例如 县纪委季报")
        self.period.setAccessibleName("多久报一次")
        self.period.setPlaceholderText("多久报一次，例如 每季度")
        self.save = button("填好存为…(Ctrl+S)", self.ask_save, "primary")
        self.nothing = Empty(CHOOSE, icon="ledger")
        self._lay_out(page)
        shortcut("Ctrl+O", page, self.ask_file)
        shortcut("Ctrl+S", page, self.ask_save)
        self._list_kept()
        if self._asks_time:
            self.pick_time("month")
        self._show()
        return page

    def entered(self) -> None:
        (
            self.known
            if self.form is None and self._kept
            else self.choose
            if self.form is None
            else self.table
        ).setFocus()

    def keys(self) -> Sequence[KeyRow]:
        return (("Ctrl+O", "选空白表"), ("Ctrl+S", "填好存为"), ("Esc", "返回"))

    def escaped(self) -> bool:
        if self.error.isHidden():
            return False
        self.error.dismiss()
        return True

    def pick_time(self, key: str) -> None:
        """Fill in what was received in that time."""
        self.times.press(key)
        today = self._office.today
        query = Query(today, sort=(("registration.received_on", False),))
        if key != "all":
            first, last = between(key, today)
            said = Condition("registration.received_on", (first.isoformat(), last.isoformat()), "between")
            query = Query(today, conditions=(said,), sort=(("registration.received_on", False),))
        self.numbers = list(ids(self._office.db, query))
        self._show_counts()

    def ask_file(self) -> None:
        """Let the person choose a blank form."""
        start = str(folder.remembered(self._office))
        chosen, _ = QFileDialog.getOpenFileName(self.widget, "选择县里的空白表", start, "工作簿 (*.xlsx)")
        if chosen:
            self.open_file(Path(chosen))

    def open_file(self, path: Path) -> None:
        """Look at a blank form."""

        def look() -> tuple[Form, list[Mapped]]:
            try:
                data = path.read_bytes()
            except OSError as error:
                raise Unavailable(system_said(error, path.name)) from error
            return look_at_form(self._office, data, path.name)

        def show(found: tuple[Form, list[Mapped]]) -> None:
            self.known.setCurrentIndex(0)
            self._take_up(*found, path.name, path.stem, "")

        self.error.dismiss()
        do(self._frame, look, done=show, refused=self._refused)

    def use(self, kept: KeptForm) -> None:
        """Take up a form that was kept."""
        self.error.dismiss()
        self._take_up(kept.form, kept.mapping, kept.file_name, kept.name, kept.period)

    def ask_save(self) -> None:
        """Ask where the filled form goes."""
        if self.form is None:
            return
        name = (
            f"{self.name.text().strip() or Path(self._file_name).stem}_{self._office.today.isoformat()}.xlsx"
        )
        start = str(folder.remembered(self._office) / name)
        chosen, _ = QFileDialog.getSaveFileName(self.widget, "填好的表存到哪里", start, "工作簿 (*.xlsx)")
        if chosen:
            self.fill_into(Path(chosen))

    def fill_into(self, path: Path) -> None:
        """Fill the form and save it there; the dialog has asked about a file that stands."""
        assert self.form is not None
        self.error.dismiss()
        path = path if path.suffix.lower() == ".xlsx" else path.with_suffix(".xlsx")
        office, form, mapping, numbers = self._office, self.form, self.mapping, self.numbers
        run_long(
            self._frame,
            f"填 {len(numbers)} 件到“{self._file_name}”",
            apart(office, lambda count: fill_form(office, form, mapping, numbers), "正在填表"),
            done=lambda filled: self._save(filled, path),
            refused=self._refused,
            stoppable=False,
        )

    def open_folder(self) -> None:
        """Show the saved file in its folder."""
        if self._saved is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._saved.parent)))

    def _take_up(self, form: Form, mapping: Sequence[Mapped], file_name: str, name: str, period: str) -> None:
        self.form, self.mapping, self._file_name = form, mapping, file_name
        self._said = {each.column: each.fields for each in mapping if each.by == "person"}
        self.name.setText(name)
        self.period.setText(period)
        self.done.dismiss()
        self._show()
        self.table.selectRow(0)
        self.table.setFocus()

    def _save(self, filled: Filled, path: Path) -> None:
        name = self.name.text().strip() or self._file_name

        def saved(change: Change) -> None:
            self._saved = path
            left = f"没有填的列：{'、'.join(filled.blank)}。" if filled.blank else ""
            self.done.ask(f"已填 {filled.rows} 件，存为 {path}。{left}", (("打开文件夹", self.open_folder),))
            self._frame.say(f"已{change.label}")
            self._keep()

        do(self._frame, lambda: save_form(self._office, name, filled, path, replace=True),
           done=saved, refused=self._refused)  # fmt: skip

    def _keep(self) -> None:
        form = self.form
        if not self.keep.isChecked() or form is None:
            return
        name, period = self.name.text().strip(), self.period.text()
        same = next((each for each in self._kept if each.name == name[:40]), None)
        if same is not None and (same.period, _pairs(same.mapping)) == (
            period.strip()[:20],
            _pairs(self.mapping),
        ):
            return
        do(self._frame, lambda: keep_form(self._office, name, period, form, self._file_name, self.mapping),
           done=lambda _: self._list_kept(), refused=self._refused)  # fmt: skip

    def _picked(self, key: str) -> None:
        row, form = self.table.currentIndex().row(), self.form
        if form is None or not 0 <= row < len(self.mapping):
            return
        fixed = {each.column: each.fields for each in self.mapping}
        fixed[self.mapping[row].column] = fields_of(key)
        name = self._file_name

        def show(found: tuple[Form, list[Mapped]]) -> None:
            self.form, self.mapping = found
            self._show()
            self.table.selectRow(row)
            self.table.setFocus()

        do(
            self._frame,
            lambda: look_at_form(self._office, form.data, name, fixed),
            done=show,
            refused=self._refused,
        )

    def _tell(self, row: int) -> None:
        if self.form is not None and 0 <= row < len(self.mapping):
            each = self.mapping[row]
            self.field.set_value(key_of(each.fields))
            self.sheet.point_at(self.form.table.header_rows[0], each.column)

    def _show(self) -> None:
        there = self.form is not None
        for part in (self.both, self.below):
            part.setVisible(there)
        self.nothing.setVisible(not there)
        set_role(self.choose, "" if there else "primary")
        self._show_counts()
        if self.form is None:
            return
        self.sheet.sheet.show_sheet(self.form.table.sheet, self.form.table, {})
        self.model.show_lines(
            [(letters(each.column), each.heading, filled_with(each)) for each in self.mapping]
        )
        blank = [
            each.heading for each in self.mapping if filled_with(each) in (BLANK, NOBODY) and each.heading
        ]
        self.blank.setText(f"留空的列：{'、'.join(blank)}。" if blank else "每一列都有内容可填。")

    def _show_counts(self) -> None:
        said = f"要填的有 {len(self.numbers)} 件"
        self.counts.setText(f"{said}（按收到日期）。" if self._asks_time else f"{said}（台账里现在筛出的）。")
        self.save.setEnabled(bool(self.numbers) and self.form is not None)

    def _list_kept(self) -> None:
        self._kept = forms(self._office)
        self.known.clear()
        self.known.addItem("以前留下的表…")
        self.known.addItems(
            [f"{each.name}{f'（{each.period}）' if each.period else ''}" for each in self._kept]
        )
        self.known.setVisible(bool(self._kept))

    def _refused(self, error: Refusal) -> bool:
        self.error.ask(error.sentence, (("知道了", self.error.dismiss),), wrong=True)
        self.error.setAccessibleName(error.sentence)
        return True

    def _lay_out(self, page: QWidget) -> None:
        above = QHBoxLayout()
        for part in (self.counts, self.times):
            above.addWidget(part)
        above.addStretch(1)
        for choice in (self.known, self.choose):
            above.addWidget(choice)
        self.both = QSplitter(Qt.Orientation.Horizontal)
        self.both.setChildrenCollapsible(False)
        right = QWidget()
        room = QVBoxLayout(right)
        room.setContentsMargins(12, 0, 0, 0)
        room.addWidget(self.how)
        room.addWidget(self.table, 1)
        line = QHBoxLayout()
        line.addWidget(QLabel("这一列填"))
        line.addWidget(self.field)
        line.addStretch(1)
        room.addLayout(line)
        room.addWidget(self.blank)
        self.both.addWidget(self.sheet)
        self.both.addWidget(right)
        self.both.setSizes([current().px(560), current().px(620)])
        self.below = QWidget()
        row = QHBoxLayout(self.below)
        row.setContentsMargins(0, 0, 0, 0)
        for field in (self.save, self.keep, self.name, self.period):
            row.addWidget(field)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(24, 16, 24, 12)
        layout.setSpacing(10)
        for said in (self.head, self.error, self.done):
            layout.addWidget(said)
        layout.addLayout(above)
        layout.addWidget(self.both, 1)
        layout.addWidget(self.nothing, 1)
        layout.addWidget(self.below)


def filled_with(each: Mapped) -> str:
    """What goes into a column of the form, in words."""
    if any(name.startswith("reporter.") for name in each.fields):
        return NOBODY
    if not each.fields:
        return BLANK
    return "、".join(said_of((name,)) for name in each.fields).replace("序号（只计数）", "序号 1、2、3…")


def between(key: str, today: date) -> tuple[date, date]:
    """First and last day of 本月, 上月, 本季 or 今年."""
    first = today.replace(day=1)
    if key == "last":
        last = first - timedelta(days=1)
        return last.replace(day=1), last
    if key == "quarter":
        first = first.replace(month=(today.month - 1) // 3 * 3 + 1)
    elif key == "year":
        first = first.replace(month=1)
    return first, today


def _pairs(mapping: Sequence[Mapped]) -> list[tuple[int, tuple[str, ...]]]:
    return [(each.column, each.fields) for each in mapping]
