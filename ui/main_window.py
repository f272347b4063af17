"""The window of an open office: which pages it has, how one leads to another, undo, search, a new day."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from app.actions.settings import staff_names
from app.actions.undo import redo, undo
from app.change import Change
from app.rules.rights import refusal
from app.store import preferences
from app.store.office import Office
from ui.deferred import DeferredPage
from ui.do import do
from ui.frame import Frame
from ui.hit import Hit
from ui.ledger.day_watch import DayWatch
from ui.look import Look
from ui.page import Page
from ui.search import neighbour, search_cases, search_letters
from ui.security.guard import Guard
from ui.theme import apply_theme, current
from ui.top_bar import MenuEntry
from ui.undo import reverse
from ui.waiting import Waiting

if TYPE_CHECKING:
    from app.ledger.sheet import Number
    from app.ledger.views import View
    from app.records.oversight import Order
    from ui.entry.page import EntryPage
    from ui.exchange.page import ExchangePage
    from ui.ledger.page import LedgerPage
    from ui.settings.page import SettingsPage
    from ui.statistics.page import StatisticsPage
    from ui.today.page import TodayPage

DARK, SCALE, PERSON = "look.dark", "look.scale", "person"
"""Preferences of this desk."""
LATER = 200
"""Milliseconds of running after which is done what nobody waits for: the first page is painted by then."""
AHEAD = 700
"""Milliseconds after which the ledger is made ready, in two steps that far apart, each shorter than a tenth of a second."""
NEEDS = {"today": "read_case", "ledger": "read_case", "entry": "register", "exchange": "send",
         "statistics": "read_case"}  # fmt: skip
"""Pages that are nothing without the right to an action."""


class MainWindow(Frame):
    """Composes the pages; no feature lives here.

    `person_changed`: somebody else has unlocked it, for whom the window is to be made anew.
    `restore_wanted`: a backup is to take the place of the open data.
    `rekey_wanted`: the data key is to be changed, under this agreement and recovery code.
    """

    person_changed = Signal()
    restore_wanted = Signal(object)
    rekey_wanted = Signal(object, str)

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.office = office
        self.waiting = Waiting(office)
        if office.roles is None:  # a password says by itself who it is
            office.person = str(preferences.get(office.db, PERSON) or office.person or self._first_person())
        self.pages: dict[str, Page] = self._allowed_pages()
        self._roles = office.roles
        for page in self.pages.values():
            self.add_page(page)
        self._name_everything()
        self.set_search(lambda text: self._found(text))
        self.undo_requested.connect(self.take_back)
        QShortcut(QKeySequence("Ctrl+Y"), self).activated.connect(self.do_again)
        QShortcut(QKeySequence("Ctrl+N"), self).activated.connect(self.open_entry)
        QTimer.singleShot(0, self, lambda: QTimer.singleShot(LATER, self, self.count_what_waits))
        self.guard = Guard(self, office)
        self.guard.person_changed.connect(self.person_changed)
        self.days = DayWatch(lambda: self.office.now, self)
        self.days.day_changed.connect(lambda _day: self._new_day())

    def _allowed_pages(self) -> dict[str, Page]:
        """The pages of whoever works here, none of them made yet."""
        office = self.office
        pages: dict[str, Page] = {
            "today": DeferredPage("今日", "today", self._make_today, self.waiting.today),
            "ledger": DeferredPage("台账", "ledger", self._make_ledger),
            "entry": DeferredPage("登记", "register", self._make_entry),
            "exchange": DeferredPage("交换", "exchange", self._make_exchange, self.waiting.exchange),
            "statistics": DeferredPage("统计", "statistics", self._make_statistics),
            "settings": DeferredPage("设置", "settings", self._make_settings),
        }
        return {
            name: page
            for name, page in pages.items()
            if name not in NEEDS or refusal(NEEDS[name], office.roles) is None
        }

    def _rebuild_pages(self) -> None:
        """Whoever works here may do other things now: every page is made anew, but the one that is looked at."""
        self._roles = self.office.roles
        kept = {name: page for name, page in self.pages.items() if page is self._base}
        self.pages = {name: kept.get(name, page) for name, page in self._allowed_pages().items()}
        self.show_only(list(self.pages.values()))

    # -- pages ----------------------------------------------------------------------------------------------

    @property
    def first(self) -> Page:
        """The page that whoever works here sees first: 今日, for an auditor 设置 with the way to the journal."""
        return next(iter(self.pages.values()))

    @property
    def today(self) -> TodayPage:
        """The page 今日."""
        return cast("TodayPage", self._behind("today"))

    @property
    def ledger(self) -> LedgerPage:
        """The page 台账."""
        return cast("LedgerPage", self._behind("ledger"))

    @property
    def entry(self) -> EntryPage:
        """The page 登记."""
        return cast("EntryPage", self._behind("entry"))

    @property
    def exchange(self) -> ExchangePage:
        """The page 交换."""
        return cast("ExchangePage", self._behind("exchange"))

    @property
    def statistics(self) -> StatisticsPage:
        """The page 统计."""
        return cast("StatisticsPage", self._behind("statistics"))

    @property
    def settings(self) -> SettingsPage:
        """The page 设置."""
        return cast("SettingsPage", self._behind("settings"))

    def show_page(self, page: Page) -> bool:
        """Go to a page of the rail, given itself or as it stands in the rail."""
        stands = (
            each for each in self.pages.values() if isinstance(each, DeferredPage) and each.page_made is page
        )
        return super().show_page(next(stands, page))

    def open_case(self, case: str, action: str = "") -> None:
        """Lay a case over the page in front; with `action` its form stands open."""
        from app.actions.catalogue import CASE_ACTIONS
        from ui.case.page import CasePage

        def opened(page: CasePage) -> None:
            self.open_page(page)
            if action and page.actions.ask is None:  # what was left half typed stands open first
                page.actions.open(CASE_ACTIONS[action])

        def made() -> CasePage:
            page = CasePage(self, self.office, case, self._neighbour)
            assert page.widget is not None  # built here, so that what is refused meanwhile is told
            return page

        do(self, made, done=opened)

    def open_entry(self) -> None:
        """Go to a new report."""
        barred = refusal("register", self.office.roles)
        if barred is not None:
            self.say_error(barred)
        else:
            self.show_page(self.entry)

    def open_unit(self, code: str) -> None:
        """Go to the ledger of the cases in which a unit is late."""
        from ui.ledger import ways_in

        late, standing = ways_in.late_at(code)
        if self._open_view(late):
            self.ledger.board.stand(standing)

    def open_rows(self, number: Number, name: str) -> None:
        """Go to the ledger of exactly the rows of a number of a list."""
        from ui.ledger import ways_in

        self._open_view(ways_in.rows_of(number, name))

    def open_letter(self, letter: Order) -> None:
        """Go to the ledger of orders with this circular or warning letter."""
        from ui.ledger import ways_in

        self._open_view(ways_in.letter_of(self.office, letter))

    def _open_view(self, view: View) -> bool:
        if not self.show_page(self.pages["ledger"]):
            return False
        self.ledger.board.open_view(view)
        return True

    def open_received(self) -> None:
        """Lay what the county sent down of its configuration over the page in front."""
        from ui.settings.received_page import ReceivedPage

        self.open_page(ReceivedPage(self, self.office, self.open_case))

    def find_caller(self) -> None:
        """Lay the search by a reporter's whole name, telephone or ID number over the page in front."""
        from ui.case.find_caller import FindCallerPage

        barred = refusal("search_identity", self.office.roles)
        if barred is not None:
            self.say_error(barred)
        else:
            self.open_page(FindCallerPage(self, self.office, self.open_case))

    def _behind(self, name: str) -> Page:
        deferred = self.pages[name]
        assert isinstance(deferred, DeferredPage)
        return deferred.page

    def _make_today(self) -> Page:
        from ui.today.page import TodayPage

        to_exchange = partial(self.show_page, self.pages["exchange"]) if "exchange" in self.pages else None
        return TodayPage(
            self, self.office, self.open_case, self.open_entry, to_exchange, self.open_unit, self.open_letter
        )

    def make_ready(self) -> None:
        """Read the program text of the ledger and make its page ahead of the first look at it, in moments of rest."""

        def read() -> None:
            import ui.ledger.page  # noqa: F401

            QTimer.singleShot(AHEAD, self, make)

        def make() -> None:
            page = self.pages.get("ledger")
            if page is not None and self.isVisible():
                _ = page.widget

        QTimer.singleShot(AHEAD, self, read)

    def _make_ledger(self) -> Page:
        from ui.ledger.page import LedgerPage

        page = LedgerPage(self, self.office)
        page.open_case.connect(self.open_case)
        page.new_case.connect(self.open_entry)
        return page

    def _make_entry(self) -> Page:
        from ui.entry.page import EntryPage

        return EntryPage(self, self.office, self.open_case)

    def _make_exchange(self) -> Page:
        from ui.exchange.page import ExchangePage

        return ExchangePage(self, self.office, self.open_reconcile, self.open_received, self.open_case)

    def open_reconcile(self) -> None:
        """对账, over 交换; what it sends again goes out there."""
        from ui.reconcile.page import ReconcilePage

        def resend(code: str, full: bool) -> None:
            self.show_page(self.pages["exchange"])
            self.exchange.export(code, full=full)

        self.open_page(ReconcilePage(self, self.office, self.open_case, resend))

    def _make_statistics(self) -> Page:
        from ui.statistics.page import StatisticsPage

        return StatisticsPage(self, self.office, self.open_rows, self.open_case)

    def _make_settings(self) -> Page:
        from ui.settings.page import SettingsPage

        return SettingsPage(
            self,
            self.office,
            self.dress,
            self.choose_person,
            self.restore_wanted.emit,
            self.rekey_wanted.emit,
            self.open_case,
        )

    def count_what_waits(self) -> None:
        """Show the badges of the rail and the files without receipt, which a window counts only once it stands."""
        self.waiting.begun = True
        self.rail.show_badges()
        self._say_waiting()

    def _say_waiting(self) -> None:
        if "exchange" in self.pages:
            self.set_waiting(self.waiting.receipts())

    def _neighbour(self, case: str, step: int) -> str | None:
        """The next case as the ledger stands; the newest first where nobody has looked at the ledger yet."""
        if "ledger" in self.pages and self.pages["ledger"].is_built:
            return self.ledger.neighbour(case, step)
        return neighbour(self.office, case, step)

    def _found(self, text: str) -> Sequence[Hit]:
        verbs = {
            "登记新来件": self.open_entry, "按反映人准确查找": self.find_caller, "撤销": self.take_back,
            "重做": self.do_again,
        }  # fmt: skip
        named = [Hit(word, "操作", run) for word, run in verbs.items() if text and text in word]
        here = self.page.hits(text) if self.page is not None else ()
        if self.office.refusal("read_case") is not None:
            return [*here, *named]
        letters = search_letters(self.office, text, self.open_letter)
        return [*here, *search_cases(self.office, text, self.open_case), *letters, *named]

    # -- undo -----------------------------------------------------------------------------------------------

    def take_back(self) -> None:
        """撤销: the newest change of this desk."""
        reverse(self, self.office, self.office.undoable(), lambda: undo(self.office))

    def do_again(self) -> None:
        """重做."""
        reverse(self, self.office, self.office.redoable(), lambda: redo(self.office))

    # -- this desk ------------------------------------------------------------------------------------------

    def dress(self, look: Look) -> None:
        """Change theme and size of type now, and remember them."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        apply_theme(app, look.dark, look.scale / 100)
        preferences.put(self.office.db, DARK, look.dark)
        preferences.put(self.office.db, SCALE, look.scale)
        self._name_everything()

    def choose_person(self, name: str) -> None:
        """Who sits here from now on."""
        self.office.person = name
        preferences.put(self.office.db, PERSON, name)
        self._name_everything()
        self.say(f"现在是 {name} 在用。")

    def refresh(self, change: Change | None = None) -> None:
        if change is None or any(edit.kind in ("setting", "staff") for edit in change.edits):
            self._name_everything()
            self.guard.refresh()
        if self.office.roles != self._roles:
            self._rebuild_pages()
        super().refresh(change)
        self._say_waiting()

    def _new_day(self) -> None:
        doubt = self.office.clock_doubt()
        if doubt is None:
            self.refresh(None)
        else:
            self.date_doubtful.emit(doubt)

    def _first_person(self) -> str:
        return next(iter(staff_names(self.office)), "")

    def _name_everything(self) -> None:
        self.set_office(self.office.name)
        self.set_today(self.office.now.date())
        dark = current().dark
        switch = MenuEntry(
            "换成浅色" if dark else "换成深色",
            lambda: self.dress(Look(not dark, round(current().scale * 100))),
            "sun" if dark else "moon",
        )
        self.set_person(
            self.office.person or "未选人员",
            [
                switch,
                MenuEntry("设置", lambda: self.show_page(self.settings), "settings"),
                MenuEntry("快捷键(F1)", self.show_keys, "keyboard"),
                MenuEntry(""),
                MenuEntry("退出", self.close, "x"),
            ],
        )
