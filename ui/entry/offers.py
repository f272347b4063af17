"""What lies unfinished is offered above the question: one line for each, the newest first."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.store import drafts
from app.store.drafts import ENTRY_DRAFTS
from app.store.office import Office
from ui.entry.small_form import SmallForm
from ui.parts.banner import Banner

OFFERED = 3
"""Unfinished entries offered at once."""


class Offers(QWidget):
    """`resume` goes on with the draft of a page; `dropped` is told that one was thrown away."""

    def __init__(
        self,
        office: Office,
        small: Iterable[SmallForm],
        resume: Callable[[str], object],
        dropped: Callable[[], object],
    ) -> None:
        super().__init__()
        self._office, self._small, self._resume, self._dropped = office, tuple(small), resume, dropped
        self.lines = [Banner() for _ in range(OFFERED)]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for line in self.lines:
            layout.addWidget(line)
        self.hide()

    def offer(self, *open_now: str) -> None:
        """Show what lies unfinished, but for the pages that are open now."""
        self.dismiss()
        waiting = [each for each in drafts.waiting(self._office, ENTRY_DRAFTS) if each[0] not in open_now]
        for line, (page, saved_at) in zip(self.lines, waiting, strict=False):
            line.ask(
                f"有一件没录完的{self._called(page)}，{saved_at[:16]} 存下的草稿。",
                (("恢复", partial(self._resume, page)), ("丢弃", partial(self._drop, page))),
                focus=False,
            )
        self.setVisible(bool(waiting))

    def dismiss(self) -> None:
        """Offer nothing."""
        for line in self.lines:
            line.dismiss()
        self.hide()

    def _called(self, page: str) -> str:
        return next((each.asked.called for each in self._small if page.startswith(each.asked.drafts)), "登记")

    def _drop(self, page: str) -> None:
        drafts.drop(self._office, page)
        self._dropped()
