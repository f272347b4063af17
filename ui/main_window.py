"""The window of an open office: which pages it has, how one leads to another, undo, search, a new day."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from app.actions.undo import redo, undo
from app.change import Change
from app.store import preferences
from app.store.office import Office
from ui.do import do
from ui.frame import Frame
from ui.page import Page
from ui.palette import Hit
from ui.search import search_cases
from ui.settings.sections import Look
from ui.theme import apply_theme, current
from ui.top_bar import MenuEntry

DARK, SCALE, PERSON = "look.dark", "look.scale", "person"
"""Preferences of this desk."""


class MainWindow(Frame):
    """Composes the pages; no feature lives here. A page that does not exist yet has no entry."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.office = office
        office.person = str(preferences.get(office.db, PERSON) or office.person or self._only_person())
        self._make_pages()
        for page in self.pages.values():
            self.add_page(page)
        self._name_everything()
        self.set_search(self._search_for)
        self.undo_requested.connect(self.take_back)
        QShortcut(QKeySequence("Ctrl+Y"), self).activated.connect(self.do_again)
        self._watch_days()

    # -- pages ----------------------------------------------------------------------------------------------

    def _make_pages(self) -> None:
        from ui.entry.page import EntryPage
        from ui.settings.page import SettingsPage
        from ui.today.page import TodayPage

        self.entry = EntryPage(self, self.office)
        self.ledger = self._ledger_page()
        self.exchange = self._exchange_page()
        open_exchange = None if self.exchange is None else partial(self.show_page, self.exchange)
        self.today = TodayPage(self, self.office, self.open_case, self.open_entry, open_exchange)
        self.settings = SettingsPage(self, self.office, self.dress, self.choose_person)
        found = {
            "today": self.today, "ledger": self.ledger, "entry": self.entry, "exchange": self.exchange,
            "settings": self.settings,
        }  # fmt: skip
        self.pages: dict[str, Page] = {name: page for name, page in found.items() if page is not None}

    def _ledger_page(self) -> Page | None:
        return None

    def _exchange_page(self) -> Page | None:
        from ui.exchange.page import ExchangePage

        return ExchangePage(self, self.office)

    def open_case(self, case: str, action: str = "") -> None:
        """Lay a case over the page in front; with `action` its form stands open."""
        from app.actions.catalogue import CASE_ACTIONS
        from ui.case.page import CasePage

        made: list[CasePage] = []
        if not do(self, lambda: made.append(CasePage(self, self.office, case, self._neighbour))):
            return
        self.open_page(made[0])
        if action:
            made[0].actions.open(CASE_ACTIONS[action])

    def open_entry(self) -> None:
        """Go to a new report."""
        self.show_page(self.entry)

    def _neighbour(self, case: str, step: int) -> str | None:
        ask: Callable[[str, int], str | None] | None = getattr(self.ledger, "neighbour", None)
        if ask is not None:
            return ask(case, step)
        from ui.search import neighbour

        return neighbour(self.office, case, step)

    def _search_for(self, text: str) -> Sequence[Hit]:
        return search_cases(self.office, text, self.open_case)

    # -- undo -----------------------------------------------------------------------------------------------

    def take_back(self) -> None:
        """撤销: the newest change of this desk."""
        do(self, lambda: undo(self.office), done=self._say_undone)

    def do_again(self) -> None:
        """重做."""
        do(self, lambda: redo(self.office), done=self._say_undone)

    def _say_undone(self, change: Change) -> None:
        self.say(f"已{change.label}")

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
        if change is None or any(edit.kind == "setting" for edit in change.edits):
            self._name_everything()
        super().refresh(change)

    def _only_person(self) -> str:
        from app.actions.settings import staff_names

        return next(iter(staff_names(self.office)), "")

    def _name_everything(self) -> None:
        self.set_office(self.office.name)
        self.set_today(self.office.today)
        dark = current().dark
        switch = MenuEntry(
            "换成浅色" if dark else "换成深色",
            lambda: self.dress(Look(not dark, round(current().scale * 100))),
            "sun" if dark else "moon",
        )
        self.set_person(
            self.office.person or "未选人员",
            [switch, MenuEntry("设置", lambda: self.show_page(self.settings), "settings"),
             MenuEntry("快捷键(F1)", self.show_keys, "keyboard"), MenuEntry(""), MenuEntry("退出", self.close, "x")],
        )  # fmt: skip

    def _watch_days(self) -> None:
        from ui.ledger.day_watch import DayWatch

        self.days = DayWatch(lambda: self.office.now, self)
        self.days.day_changed.connect(lambda _day: self.refresh(None))
