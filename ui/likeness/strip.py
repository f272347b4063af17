"""One quiet line that says what may be the same matter, and how to look at it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from app.actions.likenesses import Card, numbered
from ui.form.submit import button
from ui.parts.elided import Elided
from ui.theme import set_role


class LikenessStrip(QFrame):
    """Hidden while there is nothing to say. `opened`: compare. `dropped`: the report shall be no repeat after all."""

    opened = Signal()
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "card")
        self.words = Elided()
        self.look = button("对照(F6)", self.opened.emit, "quiet")
        self.drop = button("不作重复件", self.dropped.emit, "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        row.addWidget(self.look)
        row.addWidget(self.drop)
        self.hide()

    def offer(self, cards: Sequence[Card]) -> None:
        """Say what was found; nothing where nothing was."""
        self.setVisible(bool(cards))
        if not cards:
            return
        first = cards[0]
        more = f"；另有 {len(cards) - 1} 件" if len(cards) > 1 else ""
        number = f"{first.case_no}{numbered(first.reports)}"
        self._say(f"{_lead(first)}：{number} {first.respondents} ({'、'.join(first.agrees)}){more}")
        self.look.show()
        self.drop.hide()

    def promise(self, case_no: str) -> None:
        """Say of which case the report will be registered as a repeat."""
        self._say(f"保存时登记为 {case_no} 的重复件")
        self.look.hide()
        self.drop.show()
        self.show()

    def _say(self, text: str) -> None:
        self.words.setText(text)
        self.words.setAccessibleName(text)


_LEADS = {"很像": "很可能是重复件", "可能": "可能是重复件", "同一被反映人": "同一被反映人，也许是另一件事"}


def _lead(card: Card) -> str:
    return _LEADS[card.sure]
