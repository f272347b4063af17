"""设置: everything an office or this desk decides for itself, on one page."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QScrollArea, QVBoxLayout, QWidget

from app.change import Change
from app.rules.rights import refusal
from app.store.office import Office
from ui.backup.section import BackupSection, GiveBack
from ui.frame import Frame
from ui.look import Look
from ui.page import Page
from ui.parts.keys import KeyRow
from ui.parts.scroll import scrolling
from ui.settings import lists, oversight, sections
from ui.settings.calendar_section import CalendarSection
from ui.settings.codes_section import CodesSection
from ui.settings.limits_section import LimitsSection
from ui.settings.login_section import GiveKey, LoginSection
from ui.settings.moved_box import MovedBox
from ui.settings.numbers_section import numbers
from ui.settings.received_card import received
from ui.settings.received_page import ReceivedPage
from ui.settings.scheme_form import SchemeForm
from ui.settings.statistics_section import statistics
from ui.theme import current, set_role

WIDEST = 1016


class SettingsPage(Page):
    """`dress` changes the look of this desk, `choose_person` who sits here, `give_back` puts a backup in place,
    `give_key` changes the data key."""

    title, icon = "设置", "settings"

    def __init__(
        self, frame: Frame, office: Office, dress: Callable[[Look], object], choose_person: Callable[[str], object],
        give_back: GiveBack, give_key: GiveKey, open_case: Callable[[str], object],
    ) -> None:  # fmt: skip
        super().__init__()
        self._frame, self._office = frame, office
        self._dress, self._choose_person = dress, choose_person
        self._give_back, self._give_key, self._open_case = give_back, give_key, open_case
        self.calendar: CalendarSection | None = None
        self._list_shown = ""

    def build(self) -> QWidget:
        page = QWidget()
        page.setObjectName("page")
        self._page = QHBoxLayout(page)
        self._page.setContentsMargins(24, 16, 8, 0)
        self._page.setSpacing(24)
        self.side = QListWidget()
        self.side.setObjectName("side")
        self.side.setAccessibleName("设置的各部分")
        self.side.setFixedWidth(current().px(136))
        self.side.currentRowChanged.connect(self._go)
        self._page.addWidget(self.side)
        self._body: QScrollArea | None = None
        self._show()
        return page

    def refresh(self, change: Change | None) -> None:
        touched = change is None or any(
            edit.kind in ("setting", "configuration", "staff", "unit", "order", "periodic")
            for edit in change.edits
        )
        if touched:
            self._show()

    def escaped(self) -> bool:
        return any(
            [
                self.people.close_form(),
                self.units.close_form(),
                self.circulars.close_form(),
                self.periodic.close_form(),
                self.limits.box.give_up(),
                self.scheme.give_up(),
                self.own_scheme.close_form(),
                self.calendar is not None and self.calendar.box.give_up(),
                self.login.close_form(),
                self.backup.close_form(),
            ]
        )

    def keys(self) -> Sequence[KeyRow]:
        return (
            ("Tab", "到下一项"),
            ("↑ / ↓", "在左边的目录里换一部分"),
            ("空格", "选中"),
            ("Del", "日历里把选中的日子改回平常"),
        )

    def _list(self, body: QScrollArea) -> None:
        """Name the cards at the side; the one in front is marked while somebody scrolls."""
        with QSignalBlocker(self.side):
            at = max(0, self.side.currentRow())
            self.side.clear()
            self.side.addItems(list(self.cards))
            self.side.setCurrentRow(min(at, self.side.count() - 1))
        body.verticalScrollBar().valueChanged.connect(self._mark)

    def _go(self, row: int) -> None:
        """Bring a card to the top."""
        if self._body is not None and 0 <= row < len(self.cards):
            bar = self._body.verticalScrollBar()
            with QSignalBlocker(self.side):
                bar.setValue(list(self.cards.values())[row].y())

    def _mark(self, value: int) -> None:
        tops = [card.y() for card in self.cards.values()]
        front = max((at for at, top in enumerate(tops) if top <= value + current().px(48)), default=0)
        if not self.side.hasFocus():
            with QSignalBlocker(self.side):
                self.side.setCurrentRow(front)

    def _kept(self, action: str, part: QWidget) -> QWidget:
        """Grey what only others may change, and say why."""
        barred = refusal(action, self._office.roles)
        part.setEnabled(barred is None)
        part.setToolTip(barred or "")
        return part

    def _keep_list(self) -> None:
        self._list_shown = self.codes.list_id

    def _open_received(self) -> None:
        self._frame.open_page(ReceivedPage(self._frame, self._office, self._open_case))

    def _show(self) -> None:
        at = self._body.verticalScrollBar().value() if self._body is not None else 0
        year = self.calendar.year.currentData() if self.calendar is not None else self._office.now.date().year
        office, frame = self._office, self._frame
        self.people, self.units = lists.people(frame, office), lists.offices(frame, office)
        self.calendar = CalendarSection(frame, office, year, self._open_case)
        self.limits = LimitsSection(frame, office, self._open_case)
        self.codes = CodesSection(frame, office, self._list_shown)
        self.codes.list.currentIndexChanged.connect(self._keep_list)
        self.scheme = MovedBox(frame, office, self._open_case)
        self.own_scheme = SchemeForm(frame, office, self.scheme)
        self.circulars, self.periodic = oversight.circulars(frame, office), oversight.periodic(frame, office)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 16, 24)
        column.setSpacing(16)
        body.setMaximumWidth(
            WIDEST
        )  # of the whole: a part's own limit is not asked when its height is reckoned
        self.login = LoginSection(frame, office, self._give_key)
        self.backup = BackupSection(frame, office, self._give_back)
        me = [("我是谁", sections.myself(office, self._choose_person))] if office.roles is None else []
        cards = [
            ("外观", sections.appearance(self._dress)), *me, ("登录与口令", self.login),
            ("人员", self._kept("add_staff", self.people)), ("单位", self._kept("add_unit", self.units)),
            ("灯色", self._kept("set_setting", sections.lights(office, self.own_scheme, self.scheme))),
            ("时限", self._kept("set_setting", self.limits)),
            ("工作日历", self._kept("set_setting", self.calendar)),
            *([("县里下发", received(office, self._open_received))] if office.above else []),
            ("代码表", self._kept("set_setting", self.codes)),
            ("编号样式", self._kept("set_setting", numbers(frame, office))),
            ("统计口径", self._kept("set_setting", statistics(frame, office))),
            ("附件", self._kept("set_setting", sections.files(frame, office))),
            ("通报和预警函", self._kept("issue_circular", self.circulars)),
            ("定期报送", self._kept("report_periodic", self.periodic)),
            ("领导签批", sections.signing(frame, office)),
            ("备份与恢复", self.backup), ("数据", sections.data(office, frame)),
        ]  # fmt: skip
        self.cards = {name: _card(part) for name, part in cards}
        for card in self.cards.values():
            column.addWidget(card)
        column.addStretch(1)
        fresh = scrolling(body)
        self._list(fresh)
        if self._body is None:
            self._page.addWidget(fresh, 1)
        else:
            self._page.replaceWidget(self._body, fresh)
            self._body.hide()
            self._body.deleteLater()
            fresh.show()
        self._body = fresh
        fresh.verticalScrollBar().setValue(at)


def _card(part: QWidget) -> QFrame:
    card = QFrame()
    set_role(card, "card")
    column = QVBoxLayout(card)
    column.setContentsMargins(20, 16, 20, 16)
    column.addWidget(part)
    return card
