"""Everything the foundation of the screen can show, in one window, for pictures and for tests.

Run `python -m tests.ui.gallery DIR` to get the pictures.
"""

import os
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QScrollArea,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.schema import kinds
from app.schema.field import Field
from ui.form.field_row import FieldRow
from ui.form.make import FormContext, row_for
from ui.frame import Frame
from ui.page import Page
from ui.palette import Hit
from ui.parts.band import Band
from ui.parts.chip import ChipRow, ChipSpec
from ui.parts.empty import Empty
from ui.parts.light import LIGHT_ROLE, LightCell, LightDelegate, LightLabel
from ui.parts.scroll import scrolling
from ui.parts.timeline import Moment, Timeline
from ui.theme import LIGHTS, apply_theme, current, light, set_role
from ui.top_bar import MenuEntry

TODAY = date(2026, 3, 6)

FIELDS = (
    Field(kinds.Day(past=True), "收到日期", name="received_on", record="registration", required=True,
          hint="可以写 3.5、0305、昨天"),
    Field(kinds.Choice("intake_channel"), "信访形式", name="intake_channel", record="registration", required=True),
    Field(kinds.Choices("campaign_tag"), "所属领域", name="campaign_tag", record="registration"),
    Field(kinds.Person(), "登记人", name="registrar", record="registration"),
    Field(kinds.LongText(), "问题摘要", name="summary", record="registration", required=True,
          hint="不写反映人的姓名和联系方式"),
    Field(kinds.Text(), "来文字号", name="letter", record="registration", width=16),
    Field(kinds.Count(), "联名人数", name="count", record="registration"),
    Field(kinds.Money(), "涉及金额", name="money", record="registration"),
    Field(kinds.Flag(), "是否重复件", name="is_repeat", record="registration"),
    Field(kinds.Phone(), "联系电话", name="phone", record="reporter", sensitive=True),
    Field(kinds.IdNumber(), "身份证号", name="id_number", record="reporter", sensitive=True),
    Field(kinds.Link("unit"), "承办单位", name="unit", record="handling"),
)  # fmt: skip

VALUES: dict[str, kinds.Value] = {
    "received_on": date(2026, 3, 5),
    "intake_channel": "letter",
    "campaign_tag": ("rural_revival", "subsistence"),
    "registrar": "王敏",
    "summary": "反映某村村委会主任在机动地发包中优亲厚友，低价发包给亲属，并将部分承包费不入账。",
    "money": Decimal("2.35"),
    "is_repeat": False,
}


def context() -> FormContext:
    """A form's surroundings with invented people."""
    people = ("王敏", "王小明", "李青", "赵云霞")
    return FormContext(
        lambda: TODAY, lambda field, typed: [name for name in people if name.startswith(typed)]
    )


class FormPage(Page):
    """Rows of every kind, with lights and timeline at the right."""

    title, icon = "登记", "register"

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[str, FieldRow] = {}

    def build(self) -> QWidget:
        page = QWidget()
        layout = QHBoxLayout(page)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(32)
        layout.addWidget(self._form(), 3)
        layout.addWidget(self._side(), 2)
        return page

    def entered(self) -> None:
        self.rows["received_on"].editor.setFocus()

    def _form(self) -> QScrollArea:
        band = Band("登记", "云信〔2026〕17号")
        for field in FIELDS:
            row = row_for(field, context())
            row.set_value(VALUES.get(field.name))
            self.rows[field.name] = row
            band.add(row)
        buttons = QHBoxLayout()
        for word, role in (("保存", "primary"), ("交办", ""), ("放弃", "quiet")):
            button = QPushButton(word)
            set_role(button, role)
            buttons.addWidget(button)
        off = QPushButton("报结")
        off.setEnabled(False)
        buttons.addWidget(off)
        buttons.addStretch(1)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 16, 0)
        column.addWidget(band)
        column.addLayout(buttons)
        column.addStretch(1)
        return scrolling(holder)

    def _side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        lights = Band("期限")
        for status, days in (("overdue", -3), ("urgent", 1), ("due_soon", 0), ("running", 9), ("done", None),
                             ("done_late", None), ("none", None)):  # fmt: skip
            lights.add(LightLabel(LightCell(light(status), days)))
        column.addWidget(lights)
        past = Band("经过")
        past.add(Timeline((
            Moment(date(2026, 3, 5), "收到来信", "王敏登记", "done"),
            Moment(date(2026, 3, 6), "呈报负责人批示"),
            Moment(date(2026, 3, 26), "受理告知", "收到之日起 15 个工作日内", "due_soon"),
            Moment(None, "反馈", "", "none"),
        )))  # fmt: skip
        column.addWidget(past)
        column.addStretch(1)
        return scrolling(side)


class TablePage(Page):
    """Chips and a table with lights."""

    title, icon = "台账", "ledger"

    def build(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(24, 16, 24, 0)
        layout.setSpacing(12)
        layout.addWidget(ChipRow([ChipSpec("all", "全部", 128), *(
            ChipSpec(status, look.word, 3 + at, look) for at, (status, look) in enumerate(LIGHTS.items())
        )]))  # fmt: skip
        layout.addWidget(self._table(page), 1)
        return page

    def badge(self) -> int:
        return 2

    def _table(self, parent: QWidget) -> QTableView:
        heads = ("编号", "期限", "收到日期", "信访形式", "被反映人", "问题摘要")
        model = QStandardItemModel(0, len(heads), parent)
        model.setHorizontalHeaderLabels(heads)
        states = list(LIGHTS)
        for number in range(40):
            status = states[number % len(states)]
            texts = (f"云信〔2026〕{number + 1}号", "", f"2026-03-{number % 28 + 1:02}", "来信", "张某某",
                     "反映村委会主任在机动地发包中优亲厚友")  # fmt: skip
            items = [QStandardItem(text) for text in texts]
            items[1].setData(
                LightCell(light(status), -1 - number % 5 if status == "overdue" else number % 4), LIGHT_ROLE
            )
            model.appendRow(items)
        table = QTableView()
        table.setModel(model)
        table.setAccessibleName("台账")
        table.setItemDelegateForColumn(1, LightDelegate(table))
        table.setFont(current().font(tabular=True))
        table.verticalHeader().hide()
        table.horizontalHeader().setHighlightSections(False)
        table.verticalHeader().setDefaultSectionSize(current().px(34))
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        table.horizontalHeader().setSectionResizeMode(5, QHeaderView.ResizeMode.Stretch)
        for column, width in enumerate((150, 120, 110, 96, 96)):
            table.setColumnWidth(column, current().px(width))
        table.selectRow(2)
        return table


class EmptyPage(Page):
    """Nothing to do."""

    title, icon = "今日", "today"

    def build(self) -> QWidget:
        return Empty("今天没有到期的事项。", action="登记一件", run=lambda: None)


def window() -> tuple[Frame, FormPage, TablePage]:
    """The frame with three pages."""
    frame, form, table = Frame(), FormPage(), TablePage()
    for page in (EmptyPage(), table, form):
        frame.add_page(page)
    frame.set_office("云溪镇纪委")
    frame.set_today(TODAY)
    frame.set_person("王敏", [MenuEntry("换成深色", icon="moon"), MenuEntry(""), MenuEntry("退出", icon="x")])
    frame.set_waiting("3 件待回执")
    frame.set_search(lambda text: [Hit("云信〔2026〕17号", "反映机动地发包 · 逾期3工作日", lambda: None),
                                   Hit("登记一件", "操作", lambda: None)])  # fmt: skip
    frame.say("已保存 云信〔2026〕17号", undo=lambda: None)
    frame.show_page(form)
    return frame, form, table


def _shoot(app: QApplication, folder: Path, name: str) -> None:
    frame, form, table = window()
    frame.show()

    def shot(what: str) -> None:
        app.processEvents()
        app.processEvents()
        frame.grab().save(str(folder / f"{name}-{what}.png"))

    form.rows["received_on"].editor.line.setText("2026-13-05")
    form.rows["received_on"].check()
    form.rows["intake_channel"].editor.setFocus()
    form.rows["intake_channel"].editor.show_all()
    shot("form")
    form.rows["intake_channel"].editor.pop.hide()
    form.rows["id_number"].editor.line.setText("11010519491231002")
    form.rows["id_number"].show_error(None)
    scroll = form.widget.findChild(QScrollArea)
    app.processEvents()
    scroll.verticalScrollBar().setValue(9999)
    form.rows["is_repeat"].editor.setFocus()
    shot("form-end")
    form.rows["received_on"].editor.open_calendar()
    pop = app.activePopupWidget()
    app.processEvents()
    pop.grab().save(str(folder / f"{name}-calendar.png"))
    pop.close()
    frame.show_page(table)
    frame.say_error("收到日期 2026-13-05 不是日期。可以写 3.5 或 2026-03-05。")
    shot("table")
    frame.palette_box.open("17")
    shot("palette")
    frame.palette_box.dismiss()
    frame.show_keys()
    app.processEvents()
    app.activeModalWidget().grab().save(str(folder / f"{name}-keys.png"))
    app.activeModalWidget().close()
    frame.show_page(frame._pages[0])
    shot("empty")
    frame.close()
    frame.deleteLater()
    app.processEvents()


def main(folder: Path) -> None:
    """Write the pictures into a folder."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["HUIYIN_FONT"] = "bundled"
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    app.setCursorFlashTime(0)
    for name, dark, scale in (("light", False, 1.0), ("dark", True, 1.0), ("large", False, 1.25)):
        apply_theme(app, dark, scale)
        _shoot(app, folder, name)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
