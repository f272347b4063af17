"""The window's frame: rail, top bar, the open page and the message strip. It knows pages, never features."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.change import Change
from app.errors import Damaged
from app.store.day import DateDoubtful
from ui.hit import Hit, Search
from ui.page import Page
from ui.parts.keys import KeyRow, show_keys
from ui.rail import Rail
from ui.strip import Strip, Undo
from ui.theme import dress
from ui.top_bar import MenuEntry, TopBar

if TYPE_CHECKING:
    from ui.palette import Palette

OWN_KEYS: tuple[KeyRow, ...] = (
    ("Alt+1 … Alt+9", "打开左边的页面"),
    ("Ctrl+K", "搜索案件、页面和操作"),
    ("Ctrl+N", "登记新件"),
    ("Ctrl+Z", "撤销上一步"),
    ("Esc", "返回"),
    ("Ctrl+L", "锁定（设了口令才有）"),
    ("F1", "这张快捷键表"),
)


class Frame(QMainWindow):
    """Pages with an entry in the rail, and pages opened over them that go away again with Esc.

    `undo_requested`: Ctrl+Z while the strip offers nothing, so the office's own history is meant. `damaged`: the store
    cannot be read any more (Damaged). `date_doubtful`: the clock has leapt since the start; the sentence asks for the
    date.
    """

    undo_requested = Signal()
    page_shown = Signal(object)
    damaged = Signal(object)
    date_doubtful = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        dress(self)
        self.setWindowTitle("回音")
        self.resize(1366, 768)
        self.rail, self.top_bar, self.strip = Rail(), TopBar(), Strip()
        self._stack = QStackedWidget()
        self._pages: list[Page] = []
        self._over: list[Page] = []
        self._base: Page | None = None
        self._search: Search = lambda text: ()
        self._palette_box: Palette | None = None
        self._lay_out()
        self._connect()

    @property
    def page(self) -> Page | None:
        """The page in front."""
        return self._over[-1] if self._over else self._base

    @property
    def palette_box(self) -> "Palette":
        """The box under Ctrl+K; made when first asked for, so that starting stays quick."""
        if self._palette_box is None:
            from ui.palette import Palette

            self._palette_box = Palette(self, self._find)
        return self._palette_box

    def add_page(self, page: Page) -> None:
        """Give a page its entry in the rail."""
        self._pages.append(page)
        self.rail.add(page)

    def show_only(self, pages: Sequence[Page]) -> None:
        """Let the rail hold these pages and no others; one that goes is taken apart, but never the one in front."""
        gone = [page for page in self._pages if page not in pages and page is not self._base]
        self.rail.clear()
        self._pages.clear()
        for page in gone:
            if page.is_built:
                self._discard(page)
        for page in pages:
            self.add_page(page)
        if self._base is not None:
            self.rail.mark(self._base)

    def show_page(self, page: Page) -> bool:
        """Bring a page of the rail to the front and close those over it; False when the open page must be kept."""
        if self.page is page:
            page.entered()
            return True
        if self.page is not None and not self.page.may_leave():
            self.rail.mark(self._base or page)
            return False
        self._drop_over()
        self._base = page
        self.rail.mark(page)
        self._bring(page)
        return True

    def open_page(self, page: Page) -> None:
        """Lay a page without entry (a case) over the present one."""
        if page not in self._over:
            self._over.append(page)
        self._bring(page)

    def back(self) -> None:
        """Close the page laid over the others, if it may be left."""
        if self._over and self._over[-1].may_leave():
            self._discard(self._over.pop())
            if self.page is not None:
                self._bring(self.page)

    def say(self, text: str, undo: Undo | None = None) -> None:
        """Tell what was done, in the strip; with `undo` Ctrl+Z takes it back."""
        self.strip.say(text, undo)

    def say_error(self, sentence: str) -> None:
        """Tell what could not be done, in the strip."""
        self.strip.say_error(sentence)

    def open_rescue(self, error: Damaged) -> None:
        """The store turned out to be damaged; whoever composed this window ends the work."""
        self.strip.say_error(error.sentence)
        self.damaged.emit(error)

    def set_waiting(self, text: str) -> None:
        """What stands at the right of the strip: 3 件待回执."""
        self.strip.show_waiting(text)

    def set_office(self, name: str) -> None:
        """Name the office, in the bar and in the window's title."""
        self.top_bar.set_office(name)
        self.setWindowTitle(f"{name} - 回音" if name else "回音")

    def set_today(self, day: date) -> None:
        """Say which day it is."""
        self.top_bar.set_today(day)

    def set_person(self, name: str, entries: Sequence[MenuEntry]) -> None:
        """Say who works here, with the menu under the name."""
        self.top_bar.set_person(name, entries)

    def set_search(self, search: Search) -> None:
        """What Ctrl+K asks; pages of the rail are found without it."""
        self._search = search

    def refresh(self, change: Change | None = None) -> None:
        """Let every page that is built redraw after a change, and the badges."""
        for page in [*self._pages, *self._over]:
            if page.is_built:
                self._redraw(page, change)
        self.rail.show_badges()

    def _redraw(self, page: Page, change: Change | None) -> None:
        """A page that needs the day stays as it was while the clock is in doubt."""
        try:
            page.refresh(change)
        except DateDoubtful as doubt:
            self.say_error(doubt.sentence)

    def show_keys(self) -> None:
        """The list of keys of this page and of the frame."""
        own = self.page.keys() if self.page else ()
        show_keys(self, [*own, *OWN_KEYS])

    def undo(self) -> None:
        """Take back what the strip offers, else ask the office's history."""
        undo = self.strip.take_undo()
        if undo is not None:
            undo()
        else:
            self.undo_requested.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.page is None or self.page.may_leave():
            super().closeEvent(event)
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._palette_box is not None:
            self._palette_box.dismiss()

    def _escape(self) -> None:
        if self.page is None or not self.page.escaped():
            self.back()

    def _find(self, text: str) -> Sequence[Hit]:
        pages = [page for page in self._pages if text in page.title]
        own = [Hit(page.title, "页面", partial(self.show_page, page)) for page in pages]
        return [*self._search(text), *own]

    def _bring(self, page: Page) -> None:
        if self._stack.indexOf(page.widget) < 0:
            self._stack.addWidget(page.widget)
        self._stack.setCurrentWidget(page.widget)
        page.entered()
        self.page_shown.emit(page)

    def _drop_over(self) -> None:
        while self._over:
            self._discard(self._over.pop())

    def _discard(self, page: Page) -> None:
        self._stack.removeWidget(page.widget)
        page.widget.deleteLater()

    def _lay_out(self) -> None:
        body = QWidget()
        body.setObjectName("frame")
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addWidget(self._stack, 1)
        column.addWidget(self.strip)
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(column, 1)
        self.setCentralWidget(body)

    def _connect(self) -> None:
        self.rail.chosen.connect(self.show_page)
        self.top_bar.search_pressed.connect(lambda: self.palette_box.open())
        self.strip.undo_pressed.connect(self.undo)
        for keys, what in (
            ("Ctrl+K", lambda: self.palette_box.open()),
            ("Ctrl+Z", self.undo),
            ("F1", self.show_keys),
            ("Esc", self._escape),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(what)
