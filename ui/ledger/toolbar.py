"""What stands above the table: chips with counts, the view, the filter field, and the filters in force."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from app.ledger.columns import CASE, Column
from app.ledger.query import Condition
from app.ledger.views import View, describe
from app.rules.status import Preset, Status
from ui.icons import icon
from ui.ledger.standing import Standing
from ui.parts.chip import ChipRow, ChipSpec
from ui.parts.flow import FlowLayout
from ui.preset import hues
from ui.theme import current, light, set_role

PAUSE = 150
"""Milliseconds without a key after which the filter is asked."""
ALL = "all"


class FilterField(QLineEdit):
    """Any text or pinyin initials. `asked` comes after a pause; Enter and ↓ go to the table at once."""

    asked = Signal(str)
    down = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText("筛选：编号、姓名、拼音首字母、摘要…")
        self.setAccessibleName("筛选")
        self.setClearButtonEnabled(True)
        self.addAction(icon("search", "text_soft"), QLineEdit.ActionPosition.LeadingPosition)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(lambda: self.asked.emit(self.text()))
        self.textChanged.connect(lambda: self._pause.start())

    def ask_now(self) -> None:
        """Do not wait for the pause."""
        if self._pause.isActive():
            self._pause.stop()
            self.asked.emit(self.text())

    def begin(self, letters: str) -> None:
        """Take the focus with what was typed in the table."""
        self.setFocus()
        self.setText(self.text() + letters)

    def put(self, text: str) -> None:
        """Show a text without asking."""
        self.setText(text)
        self._pause.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.ask_now()
            self.down.emit()
        else:
            super().keyPressEvent(event)


class Toolbar(QWidget):
    """`status_picked` carries a Status or None, `view_picked` a View, `condition_dropped` a column's name."""

    status_picked = Signal(object)
    view_picked = Signal(object)
    condition_dropped = Signal(str)
    keep_asked = Signal()
    delete_asked = Signal()
    columns_asked = Signal()
    preview_asked = Signal()
    print_asked = Signal()
    pdf_asked = Signal()
    fill_asked = Signal()
    new_asked = Signal()
    fold_asked = Signal(bool)

    def __init__(self, preset: Preset) -> None:
        super().__init__()
        self.chips = ChipRow(_specs(preset))
        self.chips.picked.connect(lambda key: self.status_picked.emit(None if key == ALL else Status(key)))
        self.field = FilterField()
        self.views, self.view_menu = _menu_button("", "换一个视图")
        self.paper, paper_menu = _menu_button("导出", "打印、存为 PDF 或照县里的表填")
        paper_menu.addAction("打印… (Ctrl+P)", self.print_asked.emit)
        paper_menu.addAction("存为 PDF…", self.pdf_asked.emit)
        paper_menu.addAction("照县里的表填…", self.fill_asked.emit)
        self.columns, self.preview = QPushButton(icon("columns"), "栏目"), QPushButton(icon("eye"), "预览")
        self.preview.setToolTip("空格键")
        self.new = QPushButton(icon("plus", "on_accent"), "登记 (Ctrl+N)")
        set_role(self.new, "primary")
        self.columns.clicked.connect(self.columns_asked)
        self.preview.clicked.connect(self.preview_asked)
        self.new.clicked.connect(self.new_asked)
        self.fold = QPushButton()
        self.fold.setCheckable(True)
        set_role(self.fold, "chip")
        self.fold.setToolTip("每个事项一行，重复件收在主件里；点编号旁的 ×3 或按 + 展开，按 - 收起")
        self.fold.clicked.connect(self.fold_asked)
        self.fold.hide()
        self._dropped = QWidget()
        self._flow = FlowLayout(self._dropped)
        self._drops: list[QPushButton] = []
        self._lay_out()

    def show_views(self, views: Sequence[View], standing: Standing) -> None:
        """Fill the list of views and name the present one."""
        now = standing.view
        self.views.setText(now.name)
        self.views.setAccessibleName(f"视图：{now.name}")
        menu = self.view_menu
        menu.clear()
        before: str | None = None
        for view in views:
            group = "own" if view.own else ("cases" if view.source == CASE else "lists")
            if before not in (None, group):
                menu.addSeparator()
            before = group
            action = QAction(view.name, menu, checkable=True)
            action.setChecked(view.id == now.id)
            action.triggered.connect(lambda _=False, view=view: self.view_picked.emit(view))
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction("把现在的样子另存为视图…", self.keep_asked.emit)
        if now.own:
            menu.addAction(f"删除视图“{now.name}”", self.delete_asked.emit)

    def show_standing(self, standing: Standing, known: Mapping[str, Column]) -> None:
        """Show chip, text and filters as they are in force. `known` are the columns of the source."""
        self.chips.setVisible(standing.has_lights)
        self.fold.setChecked(standing.view.folded)
        self.chips.press(ALL if standing.status is None else standing.status.value)
        if self.field.text() != standing.text:
            self.field.put(standing.text)
        for button in self._drops:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._drops = [self._drop(each, known) for each in standing.conditions]
        for button in self._drops:
            self._flow.addWidget(button)
        self._dropped.setVisible(bool(self._drops))

    def show_preview(self, folded: bool, possible: bool) -> None:
        """Say what the button of the preview would do; nothing where the rows have none."""
        self.preview.setEnabled(possible)
        self.preview.setText("预览" if folded else "收起预览")
        self.preview.setIcon(icon("eye" if folded else "eye-off"))

    def show_counts(self, counts: Mapping[Status, int] | None, everything: int) -> None:
        """Say how many there are of each light; None says nothing of them."""
        if counts is None:
            self.chips.set_counts({ALL: everything}, unknown=True)
            return
        self.chips.set_counts({ALL: everything} | {status.value: number for status, number in counts.items()})

    def show_matters(self, matters: int, reports: int) -> None:
        """Say how many matters and how many reports there are, where any matter was reported more than once."""
        self.fold.setVisible(matters != reports)
        self.fold.setText(f"合并重复件：{matters} 件 {reports} 件次")
        self.fold.setAccessibleName(self.fold.text())

    def _drop(self, condition: Condition, known: Mapping[str, Column]) -> QPushButton:
        text = describe(known, condition)
        button = QPushButton(icon("x", "text_soft"), text)
        set_role(button, "chip")
        button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        button.setToolTip("去掉这个筛选")
        button.setAccessibleName(f"去掉筛选 {text}")
        button.clicked.connect(lambda: self.condition_dropped.emit(condition.column))
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.field.setMinimumWidth(current().px(120))
        self.field.setMaximumWidth(current().px(420))
        row.addWidget(self.views)
        row.addWidget(self.field, 1)
        row.addStretch(0)
        for button in (self.columns, self.preview, self.paper, self.new):
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        above = QHBoxLayout()
        above.setSpacing(8)
        above.addWidget(self.chips, 1)
        above.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(above)
        layout.addLayout(row)
        layout.addWidget(self._dropped)


def _menu_button(word: str, name: str) -> tuple[QPushButton, QMenu]:
    button = QPushButton(word)
    button.setAccessibleName(name)
    button.setProperty("menu", True)
    menu = QMenu(button)
    button.setMenu(menu)
    return button, menu


def _specs(preset: Preset) -> list[ChipSpec]:
    shown = [status for status in Status if status != Status.URGENT or preset.urgent_days is not None]
    looks = [light(status.value, hues(preset)) for status in shown]
    return [ChipSpec(ALL, "全部"), *(ChipSpec(look.status, look.word, 0, look) for look in looks)]
