"""A page whose program text is read only when somebody goes there, so that starting stays quick."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from app.change import Change
from ui.page import Page
from ui.parts.keys import KeyRow


class DeferredPage(Page):
    """Stands in the rail for a page that `make` imports and makes at the first visit."""

    def __init__(
        self, title: str, icon: str, make: Callable[[], Page], badge: Callable[[], int] = lambda: 0
    ) -> None:
        super().__init__()
        self.title, self.icon = title, icon
        self._make, self._badge = make, badge
        self._page: Page | None = None

    @property
    def page(self) -> Page:
        """The page itself, made at the first call."""
        if self._page is None:
            self._page = self._make()
        return self._page

    @property
    def page_made(self) -> Page | None:
        """The page itself if it was made already."""
        return self._page

    @property
    def widget(self) -> QWidget:
        return self.page.widget

    @property
    def is_built(self) -> bool:
        return self._page is not None and self._page.is_built

    def badge(self) -> int:
        return self._badge() if self._page is None else self._page.badge()

    def refresh(self, change: Change | None) -> None:
        self.page.refresh(change)

    def entered(self) -> None:
        self.page.entered()

    def keys(self) -> Sequence[KeyRow]:
        return self.page.keys()

    def escaped(self) -> bool:
        return self.page.escaped()

    def may_leave(self) -> bool:
        return self.page.may_leave()
