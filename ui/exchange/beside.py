"""What stands beside the files of 交换: every desk with its retirement, and what was typed by hand and not taken."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.actions.propose_correction import propose_correction
from app.actions.retire import retire
from app.change import Change
from app.exchange.known_desks import known_desks
from app.exchange.untaken import Untaken, untaken
from app.records.catalogue import KINDS
from app.store import shelf
from app.store.office import Office
from ui.do import OnRefused, do
from ui.exchange.desks_panel import DesksPanel
from ui.exchange.listing import Listing
from ui.exchange.untaken_panel import UntakenPanel
from ui.frame import Frame
from ui.undo import say_done


class Beside:
    """The two panels and what their buttons do. `show` brings one to the front, `back` shows the two columns again."""

    def __init__(
        self,
        frame: Frame,
        office: Office,
        refused: OnRefused,
        show: Callable[[QWidget], None],
        back: Callable[[], None],
        open_case: Callable[[str], object],
    ) -> None:
        self._frame, self._office, self._refused, self._show = frame, office, refused, show
        self.desks, self.untaken = DesksPanel(), UntakenPanel()
        self.panels: tuple[Listing, ...] = (self.desks, self.untaken)
        for panel in self.panels:
            panel.left.connect(back)
        self.desks.wanted.connect(self.retire)
        self.untaken.opened.connect(open_case)
        self.untaken.proposed.connect(self.propose)

    @property
    def has_untaken(self) -> bool:
        """Whether anything typed was ever left untaken."""
        return bool(shelf.values(self._office.db, "hand"))

    def refresh(self) -> None:
        """Show in the panel in front what holds now."""
        if not self.desks.isHidden():
            self.desks.show_desks(known_desks(self._office))
        if not self.untaken.isHidden():
            self.untaken.show_untaken(untaken(self._office))

    def show_desks(self) -> None:
        """Every desk."""
        self.desks.show_desks(known_desks(self._office))
        self._show(self.desks)

    def show_untaken(self) -> None:
        """What was typed and not taken."""
        self.untaken.show_untaken(untaken(self._office))
        self._show(self.untaken)

    def retire(self, desk: str) -> None:
        """Retire a desk."""
        do(self._frame, lambda: retire(self._office, desk), done=self._done, refused=self._refused)

    def propose(self, one: Untaken) -> None:
        """Propose to its owner what was typed."""
        assert one.record is not None
        kind, id, name = one.record
        value = KINDS[kind].column(name).kind.from_stored(one.stored)
        do(
            self._frame,
            lambda: propose_correction(self._office, kind, id, name, value, f"{one.who}手写：{one.place}"),
            done=self._done,
            refused=self._refused,
        )

    def _done(self, change: Change) -> None:
        say_done(self._frame, self._office, f"已{change.label}", change)
        self.refresh()
