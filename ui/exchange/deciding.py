"""What the page does about decisions: records held, corrections proposed, configuration sent down; a line for each."""

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

from app.actions.accept_proposal import accept_proposal
from app.actions.decide import decide, decide_fields, decide_many, held
from app.actions.refuse_proposal import refuse_proposal
from app.change import Change
from app.exchange.issued.arrived import offers
from app.exchange.proposals import proposals
from app.schema.kinds import Stored
from app.store.office import Office
from ui.do import OnRefused, do
from ui.exchange.held import HeldPanel
from ui.exchange.proposed import ProposalPanel
from ui.frame import Frame
from ui.parts.banner import Banner
from ui.undo import say_done


@runtime_checkable
class Panel(Protocol):
    """A panel that knows where its work begins."""

    def focus_first(self) -> None:
        """Put the focus there."""


class Deciding:
    """The two panels, the lines that lead to them, and what their buttons do. `show` brings a panel to the front,
    `back` shows the two columns again, `open_received` leads to what came down from the county."""

    def __init__(
        self,
        frame: Frame,
        office: Office,
        refused: OnRefused,
        show: Callable[[QWidget], None],
        back: Callable[[], None],
        open_received: Callable[[], object],
    ) -> None:
        self._frame, self._office, self._refused, self._show = frame, office, refused, show
        self._open_received = open_received
        self.held, self.proposed = HeldPanel(office), ProposalPanel()
        self.waiting, self.asked, self.received = Banner(), Banner(), Banner()
        self.held.decided.connect(self.decide)
        self.held.picked.connect(self.decide_fields)
        self.held.left.connect(back)
        self.proposed.accepted.connect(self.accept)
        self.proposed.refused.connect(self.refuse)
        self.proposed.left.connect(back)

    def decide(self, ids: list[str], keep: str, number: int) -> None:
        """Keep our version of held records, take the other one, or join both."""
        office = self._office
        if len(ids) == 1:
            self._settle(lambda: decide(office, ids[0], keep, number))
        else:
            self._settle(lambda: decide_many(office, ids, keep))

    def decide_fields(self, id: str, picks: dict[str, Stored], number: int) -> None:
        """Write a held record as it was picked field by field."""
        self._settle(lambda: decide_fields(self._office, id, picks, number))

    def accept(self, keys: list[str]) -> None:
        """Write what was proposed."""
        self._settle(lambda: accept_proposal(self._office, keys))

    def refuse(self, keys: list[str], reason: str) -> None:
        """Leave our records as they are and say why."""
        self._settle(lambda: refuse_proposal(self._office, keys, reason))

    def show_held(self) -> None:
        """The records that wait for a decision."""
        self._show(self.held)

    def show_proposals(self) -> None:
        """Wishes to change what another office wrote."""
        self._show(self.proposed)

    def refresh(self) -> None:
        """What waits for a decision or an answer, each in a line of its own."""
        self._say_held()
        self._say_received()
        self._say_proposed()

    def _settle(self, run: Callable[[], Change]) -> None:
        do(self._frame, run, done=self._decided, refused=self._refused)

    def _decided(self, change: Change) -> None:
        say_done(self._frame, self._office, f"已{change.label}", change)
        self.proposed.reason.clear()
        for panel in (self.held, self.proposed):
            if panel.isVisible():
                panel.focus_first()

    def _say_held(self) -> None:
        waiting = held(self._office)
        self.held.show_held(waiting)
        self.waiting.dismiss()
        if waiting:
            ours = any(each.owned for each in waiting)
            then, word = ("等着裁定。", "逐条处理") if ours else ("等填写单位决定。", "看一看")
            text = f"有 {len(waiting)} 条记录两处都改过，{then}"
            self.waiting.ask(text, ((word, self.show_held),), focus=False, plain=True)

    def _say_received(self) -> None:
        self.received.dismiss()
        came = [each.label for each in offers(self._office) if each.waiting]
        if came:
            text = f"县里下发的配置（{'、'.join(came)}）等着决定。"
            self.received.ask(text, (("逐项看", self._open_received),), focus=False, plain=True)

    def _say_proposed(self) -> None:
        found = proposals(self._office)
        self.proposed.show_proposals(found)
        self.asked.dismiss()
        if found:
            asked, sent = (
                sum(each.is_open and each.ours == ours for each in found) for ours in (True, False)
            )
            said = [f"{asked} 条请本单位答复"] if asked else []
            said += [f"{sent} 条等对方答复"] if sent else []
            text = f"更正建议：{'，'.join(said) or '都已答复'}。"
            self.asked.ask(
                text, (("去答复" if asked else "看一看", self.show_proposals),), focus=False, plain=True
            )
