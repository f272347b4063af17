"""对账: each unit's list beside ours, the cases in which they differ, and what to do about each; on paper and as a workbook."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.actions.note_leaving import note_printed
from app.actions.save_list import save_list
from app.actions.units import units
from app.change import Change
from app.exchange.posting import Progress
from app.exchange.reconcile import reconcile_all
from app.exchange.reconcile_sheet import cases_table, reconciled_sheet, without_advice
from app.exchange.reconciled import Reconciled
from app.ledger.sheet import MeetingSheet, Table
from app.records.offices import Unit
from app.rules.rights import refusal
from app.store.office import Office
from ui.do import Refusal, do
from ui.exchange.outbox import WITHOUT_EXCHANGE
from ui.exchange.steps import apart
from ui.form.submit import button, shortcut
from ui.frame import Frame
from ui.ledger.asks import PrinterAsk
from ui.long_work import run_long
from ui.page import Page
from ui.parts.band import Band
from ui.parts.banner import Banner
from ui.parts.empty import Empty
from ui.parts.fresh import FreshBody
from ui.parts.keys import KeyRow
from ui.statistics.asks import WorkbookAsk
from ui.statistics.table import SectionTable
from ui.theme import set_role

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

Resend = Callable[[str, bool], object]
"""Writes the next workbook for the unit of that code; True: a full one."""
LISTED = 200
"""Cases of one unit that the page shows; paper and workbook have all."""
WORDS = "本方台账里有的，和对方最近寄来的一份里写明它有的，逐条比对。点一件就打开它。"


class ReconcilePage(Page):
    """`open_case` leads to a case; `resend` back to 交换, where the workbook is written."""

    title, icon = "对账", "exchange"

    def __init__(
        self, frame: Frame, office: Office, open_case: Callable[[str], object], resend: Resend
    ) -> None:
        super().__init__()
        self._frame, self._office = frame, office
        self._open_case, self._resend = open_case, resend
        self.found: Sequence[Reconciled] = ()
        self.bands: dict[str, Band] = {}
        self.tables: list[SectionTable] = []
        self._stale = True

    def build(self) -> QWidget:
        page = QWidget()
        page.setObjectName("page")
        self.error = Banner()
        self.head, self.words = QLabel("对账"), QLabel(WORDS)
        set_role(self.head, "title")
        set_role(self.words, "quiet")
        self.words.setWordWrap(True)
        self.again = button("重新比对(F5)", self.look)
        self.press = button("打印(Ctrl+P)", self.print)
        self.save = button("存为工作簿(Ctrl+S)", self.save_workbook)
        for each, action in ((self.press, "print"), (self.save, "save_list")):
            barred = refusal(action, self._office.roles)
            each.setEnabled(barred is None)
            each.setToolTip(barred or "")
        above = QHBoxLayout()
        above.setContentsMargins(0, 0, 16, 0)
        above.setSpacing(8)
        above.addWidget(self.head)
        above.addStretch(1)
        for each in (self.again, self.press, self.save):
            above.addWidget(each)
        self._body = FreshBody()
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(24, 16, 8, 0)
        self._column.setSpacing(12)
        for part in (self.error,):
            self._column.addWidget(part)
        self._column.addLayout(above)
        self._column.addWidget(self.words)
        self._column.addWidget(self._body, 1)
        for keys, run in (("F5", self.look), ("Ctrl+P", self.print), ("Ctrl+S", self.save_workbook)):
            shortcut(keys, page, run)
        return page

    def entered(self) -> None:
        if self._stale:
            self.look()
        else:
            self._focus()

    def refresh(self, change: Change | None) -> None:
        self._stale = True

    def escaped(self) -> bool:
        if self.error.isHidden():
            return False
        self.error.dismiss()
        return True

    def keys(self) -> Sequence[KeyRow]:
        return (
            ("Tab", "到下一张表"), ("回车", "打开这一件"), ("F5", "重新比对"), ("Ctrl+P", "打印"), ("Ctrl+S", "存为工作簿"),
            ("Esc", "返回"),
        )  # fmt: skip

    @property
    def wanted(self) -> list[Unit]:
        """The units to compare with: those that have exchanged or could."""
        return [
            each for each in units(self._office)
            if each.code and each.code != self._office.code and each.unit_kind not in WITHOUT_EXCHANGE
        ]  # fmt: skip

    def look(self) -> None:
        """Compare anew; away from the window's thread, for a county holds many cases."""
        office, wanted = self._office, self.wanted

        def work(count: Progress) -> list[Reconciled]:
            return reconcile_all(office, wanted, count)

        run_long(
            self._frame,
            "对账",
            apart(office, work, "正在比对单位"),
            done=self.show_found,
            refused=self._refused,
        )

    def show_found(self, found: Sequence[Reconciled]) -> None:
        """Show what was compared."""
        self._stale, self.found = False, found
        self.error.dismiss()
        self.bands, self.tables = {}, []
        self._body.draw(self._parts(found))
        self._focus()

    def _parts(self, found: Sequence[Reconciled]) -> Iterator[QWidget]:
        if not found:
            words = "还没有往来的单位。\n先在“设置”里添加单位，或先收一份对方寄来的工作簿。"
            yield Empty(words, icon="exchange")
        else:
            sheet = reconciled_sheet(self._office, found, LISTED)
            yield self._units(found, without_advice(sheet.tables[0]))
            for each in found:
                if each.to_do:
                    yield self._unit(each)
            for remark in sheet.remarks:
                yield _quiet(remark)

    def _units(self, found: Sequence[Reconciled], table: Table) -> Band:
        agree = sum(each.agrees for each in found)
        band = Band(table.title, f"共 {len(found)} 个单位，{agree} 个两边一致")
        shown = SectionTable(table, self._office.measure.preset)
        self.tables.append(shown)
        band.add(shown)
        return band

    def _unit(self, each: Reconciled) -> Band:
        """What differs with one unit, what to do, and the buttons that do it."""
        band = Band(each.name, each.summary.partition("：")[2])
        self.bands[each.code] = band
        code, asking = each.code, each.asking
        band.add_to_head(button("再寄一份", lambda: self._resend(code, False)))
        full = button("寄全量…", lambda: self._resend(code, True), "quiet")
        full.setToolTip("对方数据丢了、电脑换了，或者寄了几次还有出入时，把它有份的件全部寄一遍。")
        band.add_to_head(full)
        copy = button("复制催报的话", lambda: self._copy(asking), "quiet")
        copy.setToolTip(asking)
        band.add_to_head(copy)
        band.add(_plain(f"怎么办：{each.to_do}。{_telephone(each)}"))
        if each.apart:
            shown = SectionTable(cases_table(each, LISTED), self._office.measure.preset)
            shown.case_opened.connect(self._open_case)
            self.tables.append(shown)
            band.add(shown)
            if len(each.apart) > LISTED:
                band.add(_quiet(f"只列前 {LISTED} 件，共 {len(each.apart)} 件；打印和存为工作簿时全部都有。"))
        return band

    def _copy(self, asking: str) -> None:
        QGuiApplication.clipboard().setText(asking)
        self._frame.say("催报的话已复制，可以粘贴，也可以照着打电话。")

    def _focus(self) -> None:
        cases = self.tables[1:] or self.tables
        (cases[0] if cases else self.again).setFocus()

    def _refused(self, error: Refusal) -> bool:
        self.error.ask(error.sentence, (("知道了", self.error.dismiss),), wrong=True)
        return True

    # -- leaving the program --------------------------------------------------------------------------------

    def print(self) -> None:
        """Show the sheets, then print the list."""
        from ui.ledger.paper import new_printer
        from ui.statistics.paper import print_list
        from ui.statistics.preview import PreviewAsk

        if not self.found or not self.press.isEnabled():
            return
        sheet, preset, printer = (
            reconciled_sheet(self._office, self.found),
            self._office.measure.preset,
            new_printer(),
        )
        if PreviewAsk.ask(self.widget, printer, lambda on: print_list(on, sheet, preset)) and PrinterAsk.ask(
            self.widget, printer
        ):
            do(self._frame, lambda: self._pressed(printer, sheet), done=self._said_printed)

    def _pressed(self, printer: "QPrinter", sheet: MeetingSheet) -> int:
        from ui.statistics.paper import print_list

        note_printed(self._office, sheet.name, sum(len(table.lines) for table in sheet.tables))
        return print_list(printer, sheet, self._office.measure.preset)

    def _said_printed(self, pages: int) -> None:
        self._frame.say(f"已打印，共 {pages} 页，已记入日志。")

    def save_workbook(self) -> None:
        """Save the list as a workbook."""
        if not self.found or not self.save.isEnabled():
            return
        name = f"{self._office.name}-对账-{self._office.today.isoformat()}"
        path = WorkbookAsk.ask(self.widget, name)
        if path is None:
            return
        sheet = reconciled_sheet(self._office, self.found)
        do(
            self._frame,
            lambda: save_list(self._office, sheet, path, replace=True),  # the window has asked already
            done=lambda _: self._frame.say(f"已存为 {path.name}，已记入日志。文件没有加密，用完请妥善保管。"),
        )


def _telephone(each: Reconciled) -> str:
    return f"联系电话 {each.telephone}。" if each.telephone else ""


def _plain(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    return label


def _quiet(text: str) -> QLabel:
    label = _plain(text)
    set_role(label, "quiet")
    return label
