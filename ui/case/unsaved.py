"""What stands typed and unsaved in a form of the case page is asked about before Esc or a way out throws it away."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Protocol

import shiboken6

from ui.form.ask import AskForm
from ui.parts.banner import Banner

WORDS = "填的内容还没有保存，怎么办？"


class Asking(Protocol):
    """A part of the page that may have a form open."""

    ask: AskForm | None


class Unsaved:
    """Forms of `actions` are kept as drafts, so only Esc asks about them; those of `panels` are asked about on leaving too.

    `close` closes every form.
    """

    def __init__(
        self,
        banner: Banner,
        actions: Asking,
        panels: Callable[[], Iterable[Asking]],
        close: Callable[[], object],
    ) -> None:
        self._banner, self._actions, self._panels, self._close = banner, actions, panels, close

    @property
    def is_asking(self) -> bool:
        """Whether the question stands."""
        return not self._banner.isHidden() and self._banner.words.text() == WORDS

    def asked(self, *, leaving: bool) -> bool:
        """Ask what becomes of a form in which somebody typed; False where there is none."""
        parts = self._panels() if leaving else (self._actions, *self._panels())
        open_now = (each.ask for each in parts)
        ask = next((each for each in open_now if each is not None and each.is_typed), None)
        if ask is None:
            return False
        choices = (("接着填(Esc)", partial(self.stay, ask)), ("放弃", self._give_up))
        self._banner.ask(WORDS, choices)
        return True

    def stay(self, ask: AskForm | None = None) -> None:
        """Go on with the form."""
        self._banner.dismiss()
        for part in (self._actions, *self._panels()):
            if part.ask is not None and ask in (None, part.ask) and shiboken6.isValid(part.ask):
                part.ask.begin()
                return

    def _give_up(self) -> None:
        self._banner.dismiss()
        self._close()
