"""The pictures of somebody else's ledger going in, step by step; the ledger is made up here, in no file."""

from functools import partial
from typing import cast

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.actions.fill_form import forms, keep_form, ready_form, ready_forms
from app.actions.foreign_alike import RESULT
from app.exchange.foreign.cells_read import Setting
from app.exchange.foreign.fill import Form
from app.exchange.foreign.inspection import inspect
from app.exchange.foreign.mapping import map_columns
from app.exchange.foreign.source import Sheet, Source
from app.exchange.foreign.tables import tables_of
from app.exchange.read_xlsx import Value
from app.records.matters import Allegation
from app.records.registration import Registration
from ui.exchange.foreign.form_page import FormPage
from ui.exchange.foreign.page import ForeignPage
from ui.exchange.foreign.reading import Ledger
from ui.main_window import MainWindow
from ui.scenes.scene import Scene, on_page
from ui.scenes.stage import Stage

_HEAD: list[Value] = ["序号", "信访编号", "收件时间", "反映人姓名", "联系电话", "被反映人", "单位及职务", "问题摘要",
                      "信访形式", "办理结果", "县里批注"]  # fmt: skip
_ROWS: tuple[tuple[Value, ...], ...] = (
    ("2025.3.5", "罗大海", 13800000001, "曾广发", "柳林村党支部书记", "反映低保评定优亲厚友，未经公示", "来信", "了结", None),
    ("2025年3月", "匿名", None, "石有才", "石门村会计", "反映村集体鱼塘发包不公开", "网上举报", "谈话提醒", "已催"),
    ("三月初", None, None, "钱大江", "柳林村村委会主任", "反映修路款去向不明", "来信", None, None),
    ("2025/3/18", "李某某", "1390000000", "周长水、周长山", "石门村村干部", "反映占用公益林建房", "托人带来", "转信访办", None),
    ("2025.4.1", None, None, "郑大明", "清河县副县长", "反映插手工程招标", "来电", None, "急"),
)  # fmt: skip


def ledger() -> Ledger:
    """Five matters with a title above and a total below, and what is odd in such sheets."""
    rows: list[list[Value]] = [["石门镇2025年信访举报登记台账"], ["填报单位：石门镇纪委"], _HEAD]
    rows += [[at, f"石信〔2025〕{at}号", *said] for at, said in enumerate(_ROWS, start=1)]
    rows.append(["合计", None, len(_ROWS)])
    return Ledger(Source("石门镇2025年台账.xls", "xls", (Sheet("台账", rows), Sheet("说明", [["填表说明"]]))))


def _foreign(stage: Stage, step: int = 0) -> MainWindow:
    window = on_page(stage, "exchange")
    one = ledger()
    window.open_page(ForeignPage(window, stage.office, one, inspect(stage.office, one.source)))
    cast(ForeignPage, window.page).go_to(step)
    return window


def _told_again(stage: Stage) -> MainWindow:
    """The same with two matters that are known here already, written down by somebody else."""
    one = ledger()
    rows = one.source.sheets[0].rows
    for case in stage.office.find(Registration)[2:4]:
        (point, *_) = stage.office.find(Allegation, case=case.id)
        post = f"{point.unit or ''}{point.position or ''}"
        said: list[Value] = [
            len(rows) - 3,
            None,
            "2025.4.6",
            None,
            None,
            point.respondent,
            post,
            case.summary,
            "来信",
        ]
        rows.insert(-1, said)
    window = on_page(stage, "exchange")
    window.open_page(ForeignPage(window, stage.office, one, inspect(stage.office, one.source)))
    cast(ForeignPage, window.page).go_to(3)
    return window


def _possible(window: QWidget) -> None:
    """Only the rows that may be known, once that is known."""
    step = cast(ForeignPage, cast(MainWindow, window).page).rows
    QTimer.singleShot(900, step.chips._chips[RESULT].click)


def _kept_form(stage: Stage) -> MainWindow:
    """A form that was kept, taken up again."""
    ready = ready_form(stage.office, ready_forms()[0])
    if not forms(stage.office):
        keep_form(stage.office, "县纪委季报", "每季度", ready.form, "季报.xlsx", ready.mapping)
    window = on_page(stage, "exchange")
    page = FormPage(window, stage.office)
    window.open_page(page)
    page.pick_time("year")
    page.choice.known.activated.emit(1)
    return window


def _form(stage: Stage) -> MainWindow:
    """A county's form, looked at for the cases of this year."""
    heads: list[Value] = [
        "序号",
        "编号",
        "收到日期",
        "反映人姓名",
        "被反映人",
        "单位及职务",
        "问题摘要",
        "办理结果",
        "县里批注",
    ]
    blank: list[Value] = [None] * 9
    rows: list[list[Value]] = [
        ["清河县信访举报情况季报表"],
        ["填报单位："],
        heads,
        blank,
        blank,
        blank,
        blank,
        ["填表人："],
    ]
    table = tables_of(Sheet("季报", rows))[0]
    form = Form(b"", "季报", table, 4, 4)
    window = on_page(stage, "exchange")
    page = FormPage(window, stage.office)
    window.open_page(page)
    page.pick_time("year")
    page._take_up(
        form, map_columns(table, (), Setting(stage.office.today)), "季报.xlsx", "县纪委季报", "每季度"
    )
    return window


def _fields(window: QWidget) -> None:
    """The drop-down of what a column may be."""
    step = cast(ForeignPage, cast(MainWindow, window).page).columns
    step.table.selectRow(10)
    step.field.line.setText("bl")
    step.field._edited()


def _words(window: QWidget, which: str) -> None:
    cast(ForeignPage, cast(MainWindow, window).page).columns.show_only(which)


FOREIGN: tuple[Scene, ...] = (
    Scene("收取台账_表", _foreign, large=True),
    Scene("收取台账_列", partial(_foreign, step=1), _fields, large=True),
    Scene("收取台账_表上没有的", partial(_foreign, step=1), partial(_words, which="missing")),
    Scene("收取台账_不认识的词", partial(_foreign, step=1), partial(_words, which="words")),
    Scene("收取台账_修正", partial(_foreign, step=2), large=True),
    Scene("照县里的表填_留存的", _kept_form, lambda window: None, large=True),
    Scene("照县里的表填", _form, lambda window: None, large=True),
    Scene("收取台账_可能重复", _told_again, _possible, large=True, wait=1200),
    Scene("收取台账_收取", partial(_foreign, step=3), lambda window: None, large=True, wait=900),
)  # fmt: skip
