"""Keeps what is being typed: at most 300 ms after a key it is on the disk."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer

from app.errors import Unavailable
from app.store import drafts
from app.store.drafts import ENTRY_DRAFTS
from app.store.office import Office

PAUSE = 300
"""Milliseconds between a key and the disk; keys in between do not put it off."""


class DraftKeeper(QObject):
    """The draft of one entry at a time, in the first free place; several may lie unfinished.

    `failed` is told the sentence when the disk refuses: typing goes on, and the next key tries again.
    """

    def __init__(
        self,
        office: Office,
        body: Callable[[], dict[str, Any]],
        failed: Callable[[str], object],
        parent: QObject,
        prefix: str = ENTRY_DRAFTS,
    ) -> None:
        super().__init__(parent)
        self._office, self._body, self._failed, self._prefix = office, body, failed, prefix
        self.page = ""
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._timer.timeout.connect(self.flush)

    def touch(self) -> None:
        """Something was typed."""
        if not self._timer.isActive():
            self._timer.start()

    def flush(self) -> None:
        """Write it now."""
        self._timer.stop()
        try:
            drafts.keep(self._office, self.page or self._free(), self._body())
        except Unavailable as refusal:
            self._failed(refusal.sentence)

    def settle(self) -> None:
        """Write what is still waiting to be written."""
        if self._timer.isActive():
            self.flush()

    def take(self, page: str) -> dict[str, Any] | None:
        """Go on with a draft; its body, or None when it is gone."""
        self._timer.stop()
        found = drafts.kept(self._office, page)
        self.page = page if found else ""
        return dict(found.body) if found else None

    def leave(self) -> None:
        """Put the draft aside; the next entry gets one of its own."""
        self.settle()
        self.page = ""

    def drop(self) -> None:
        """The entry is registered or thrown away: so is its draft."""
        self._timer.stop()
        if self.page:
            drafts.drop(self._office, self.page)
        self.page = ""

    def _free(self) -> str:
        taken = drafts.taken(self._office, self._prefix)
        number = 1
        while f"{self._prefix}{number}" in taken:
            number += 1
        self.page = f"{self._prefix}{number}"
        return self.page
