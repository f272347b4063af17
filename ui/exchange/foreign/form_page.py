"""填县里的表: the county's own blank form with our cases in it; every column is shown and can be said anew."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QWidget,
)

from app.actions.fill_form import (
    Filled,
    KeptForm,
    fill_form,
    forget_form,
    keep_form,
    look_at_form,
    save_blank,
    save_form,
)
from app.change import Change
from app.errors import Unavailable, system_said
from app.exchange.foreign.fill import Form
from app.exchange.foreign.mapping import Mapped
from app.store.office import Office
from ui.do import Refusal, do
from ui.exchange import folder
from ui.exchange.foreign.form_choice import FormChoice
from ui.exchange.foreign.form_columns import FormColumns, shortened
from ui.exchange.foreign.form_doubts import FormDoubts
from ui.exchange.foreign.form_layout import lay_out
from ui.exchange.foreign.form_times import PERIODS, received
from ui.exchange.foreign.sheet import SheetView
from ui.exchange.steps import apart
from ui.form.context import office_context
from ui.form.submit import button, shortcut
from ui.frame import Frame
from ui.long_work import run_long
from ui.page import Page
from ui.parts.banner import Banner
from ui.parts.chip import ChipRow, ChipSpec
from ui.parts.empty import Empty
from ui.parts.keys import KeyRow
from ui.theme import set_role
from ui.undo import say_done

CHOOSE = "选县里发的空白表（.xlsx），或用以前留下的、现成的。\n表的样子、公式、签字行都不动，只填内容。"


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
        self._file_name = ""
        self._saved: Path | None = None

    def build(self) -> QWidget:
        page = QWidget()
        page.setObjectName("page")
        self.head, self.counts = QLabel("照县里的表填"), QLabel()
        set_role(self.head, "title")
        self.error, self.done = Banner(), Banner()
        self.doubts = FormDoubts(
            self._frame, self._office, lambda: self._ask_where("核对清单存到哪里", "核对清单"), self._refused
        )
        self.times = ChipRow([ChipSpec(key, word) for key, word in PERIODS.items()])
        if not self._asks_time:
            self.times.hide()
        self.times.picked.connect(self.pick_time)
        self.choice = FormChoice(self._office, self.ask_file)
        self.choice.picked.connect(self.use)
        self.choice.dropped.connect(self.forget)
        self.sheet = SheetView()
        self.columns = FormColumns(office_context(self._office).today)
        self.columns.said.connect(self._said_anew)
        self.columns.pointed.connect(self._point_at)
        self.keep = QCheckBox("留下这张表，下次直接用")
        self.keep.setChecked(True)
        self.name, self.period = QLineEdit(), QLineEdit()
        self.name.setAccessibleName("表的名字")
        self.name.setPlaceholderText("名字，例如 县纪委季报")
        self.period.setAccessibleName("多久报一次")
        self.period.setPlaceholderText("多久报一次，例如 每季度")
        self.save = button("填好存为…(Ctrl+S)", self.ask_save, "primary")
        self.empty = button("存空白表…", self.ask_blank, "quiet")
        self.nothing = Empty(CHOOSE, icon="ledger")
        self.both, self.below = lay_out(
            page, (self.head, self.error, self.doubts, self.done), (self.counts, self.times), self.choice,
            (self.sheet, self.columns), self.nothing,
            (self.save, self.keep, self.name, self.period, self.choice.forget, self.empty),
        )  # fmt: skip
        shortcut("Ctrl+O", page, self.ask_file)
        shortcut("Ctrl+S", page, self.ask_save)
        self.choice.list_known()
        if self._asks_time:
            self.pick_time("month")
        self._show()
        return page

    def entered(self) -> None:
        (self.choice.choose if self.form is None else self.columns.table).setFocus()

    def keys(self) -> Sequence[KeyRow]:
        return (("Ctrl+O", "选空白表"), ("Ctrl+S", "填好存为"), ("Esc", "返回"))

    def escaped(self) -> bool:
        told = next((each for each in (self.error, self.doubts) if not each.isHidden()), None)
        if told is not None:
            told.dismiss()
        return told is not None

    def pick_time(self, key: str) -> None:
        """Fill in what was received in that time."""
        self.times.press(key)
        self.numbers = received(self._office, key)
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
            self.choice.show_none()
            self._take_up(*found, path.name, path.stem, "")

        self.error.dismiss()
        do(self._frame, look, done=show, refused=self._refused)

    def use(self, kept: KeptForm) -> None:
        """Take up a form that was kept, or comes with the program."""
        self.error.dismiss()
        self._take_up(kept.form, kept.mapping, kept.file_name, kept.name, kept.period)

    def forget(self, name: str) -> None:
        """Keep that form no longer; what is shown of it stays, and it can be undone."""

        def done(change: Change) -> None:
            self.keep.setChecked(False)
            say_done(self._frame, self._office, f"已{change.label}", change)

        self.error.dismiss()
        do(self._frame, lambda: forget_form(self._office, name), done=done, refused=self._refused)

    def refresh(self, change: Change | None) -> None:
        self.choice.list_known()

    def ask_save(self) -> None:
        """Ask where the filled form goes."""
        if self.form is None:
            return
        if chosen := self._ask_where("填好的表存到哪里", self._office.today.isoformat()):
            self.fill_into(chosen)

    def ask_blank(self) -> None:
        """Ask where the blank form goes, and save it."""
        if self.form is not None and (chosen := self._ask_where("空白表存到哪里", "空白")):
            self.save_blank(chosen)

    def save_blank(self, path: Path) -> None:
        """Save the form without any row; the dialog has asked about a file that stands."""
        assert self.form is not None
        name = self.name.text().strip() or Path(self._file_name).stem
        kept = KeptForm(name, self.period.text(), self._file_name, self.form, tuple(self.mapping))
        do(self._frame, lambda: save_blank(self._office, kept, _xlsx(path), replace=True),
           done=lambda _: self._frame.say(f"空白表已存为 {path}。"), refused=self._refused)  # fmt: skip

    def _ask_where(self, title: str, mark: str) -> Path | None:
        name = f"{self.name.text().strip() or Path(self._file_name).stem}_{mark}.xlsx"
        start = str(folder.remembered(self._office) / name)
        chosen, _ = QFileDialog.getSaveFileName(self.widget, title, start, "工作簿 (*.xlsx)")
        return Path(chosen) if chosen else None

    def fill_into(self, path: Path) -> None:
        """Fill the form and save it there; the dialog has asked about a file that stands."""
        assert self.form is not None
        for each in (self.error, self.doubts):
            each.dismiss()
        path = _xlsx(path)
        office, form, mapping, numbers = self._office, self.form, self.mapping, self.numbers
        run_long(
            self._frame,
            f"填 {len(numbers)} 件到“{self._file_name}”",
            apart(office, lambda count: fill_form(office, form, mapping, numbers), "正在填表"),
            done=lambda filled: self.doubts.ask_of(
                self.name.text(), filled, lambda: self._save(filled, path)
            ),
            refused=self._refused,
            stoppable=False,
        )

    def open_folder(self) -> None:
        """Show the saved file in its folder."""
        if self._saved is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._saved.parent)))

    def _take_up(self, form: Form, mapping: Sequence[Mapped], file_name: str, name: str, period: str) -> None:
        self.form, self.mapping, self._file_name = form, mapping, file_name
        self.name.setText(name)
        self.period.setText(period)
        for each in (self.done, self.doubts):
            each.dismiss()
        self._show()
        self.columns.go_to(0)

    def _save(self, filled: Filled, path: Path) -> None:
        name = self.name.text().strip() or self._file_name

        def saved(change: Change) -> None:
            self._saved = path
            left = f"没有填的列：{shortened(filled.blank)}。" if filled.blank else ""
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
        same = self.choice.named(name[:40])
        if same is not None and (same.period, _pairs(same.mapping)) == (
            period.strip()[:20],
            _pairs(self.mapping),
        ):
            return
        do(self._frame, lambda: keep_form(self._office, name, period, form, self._file_name, self.mapping),
           done=lambda _: self.choice.list_known(name[:40]), refused=self._refused)  # fmt: skip

    def _said_anew(self, row: int, fields: tuple[str, ...]) -> None:
        form, name = self.form, self._file_name
        if form is None:
            return
        fixed = {each.column: each.fields for each in self.mapping} | {self.mapping[row].column: fields}

        def show(found: tuple[Form, list[Mapped]]) -> None:
            self.form, self.mapping = found
            self._show()
            self.columns.go_to(row)

        do(
            self._frame,
            lambda: look_at_form(self._office, form.data, name, fixed),
            done=show,
            refused=self._refused,
        )

    def _point_at(self, column: int) -> None:
        if self.form is not None:
            self.sheet.point_at(self.form.table.header_rows[0], column)

    def _show(self) -> None:
        there = self.form is not None
        for part in (self.both, self.below):
            part.setVisible(there)
        self.nothing.setVisible(not there)
        set_role(self.choice.choose, "" if there else "primary")
        self._show_counts()
        if self.form is None:
            return
        self.sheet.sheet.show_sheet(self.form.table.sheet, self.form.table, {})
        self.columns.show_mapping(self.mapping)

    def _show_counts(self) -> None:
        said = f"要填的有 {len(self.numbers)} 件"
        self.counts.setText(f"{said}（按收到日期）。" if self._asks_time else f"{said}（台账里现在筛出的）。")
        self.save.setEnabled(bool(self.numbers) and self.form is not None)

    def _refused(self, error: Refusal) -> bool:
        self.error.ask(error.sentence, (("知道了", self.error.dismiss),), wrong=True)
        self.error.setAccessibleName(error.sentence)
        return True


def _xlsx(path: Path) -> Path:
    return path if path.suffix.lower() == ".xlsx" else path.with_suffix(".xlsx")


def _pairs(mapping: Sequence[Mapped]) -> list[tuple[int, tuple[str, ...]]]:
    return [(each.column, each.fields) for each in mapping]
