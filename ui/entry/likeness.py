"""While a report is typed: which earlier matters it may repeat, and what the clerk says of them (M26)."""

from typing import Any

from PySide6.QtCore import QObject, Signal

from app.actions.likenesses import Card, known_of, likenesses
from app.schema.kinds import Value
from app.store.office import Office
from ui.do import do
from ui.entry.report_form import ReportForm
from ui.frame import Frame
from ui.likeness.asker import Asker
from ui.likeness.compare import CompareView
from ui.likeness.strip import LikenessStrip


class EntryLikeness(QObject):
    """`opened` and `closed` say which of form and comparison shall stand in front; `save_wanted`: a repeat was chosen;
    `changed`: what was judged is worth keeping in the draft."""

    opened = Signal()
    closed = Signal()
    save_wanted = Signal()
    changed = Signal()

    def __init__(self, frame: Frame, office: Office, report: ReportForm, parent: QObject) -> None:
        super().__init__(parent)
        self._frame, self._office, self._report = frame, office, report
        self.strip, self.compare = LikenessStrip(), CompareView(office, "登记为它的重复件")
        self.compare.head.setText("是不是同一件事？按数字登记为那一件的重复件")
        self.cards: list[Card] = []
        self.repeat_of: str | None = None
        self.repeat_no = ""
        self.different: list[str] = []
        self.asker: Asker[list[Card]] = Asker(frame, office, self._found, self)
        self._asked: object = None
        report.changed.connect(self.ask)
        self.strip.opened.connect(self.open)
        self.strip.dropped.connect(self.be_no_repeat)
        self.compare.chosen.connect(self.choose)
        self.compare.apart.connect(self.judge_apart)
        self.compare.closed.connect(self.closed)

    def ask(self) -> None:
        """Something was typed: ask once it rests, where it is something that is compared."""
        said = self._report.compared()
        if said == self._asked or self.repeat_of is not None:
            return
        self._asked = said
        if not said.respondents and len(said.summary) < 4:
            self.asker.forget()
            self._found([])
            return
        office, but = self._office, tuple(self.different)
        self.asker.ask(lambda: likenesses(office, said, but))

    def ask_again(self) -> None:
        """The store has changed, or who works here: what was found is old."""
        self._asked = None
        self.ask()

    def open(self) -> None:
        """F6: look at them side by side."""
        if self.cards and self.repeat_of is None:
            self.compare.show_cards(self.cards)
            self.opened.emit()

    def choose(self, card: Card) -> None:
        """It is the same matter: take over what is known, link and save."""
        do(
            self._frame,
            lambda: known_of(self._office, card.case),
            done=lambda known: self._take(card, *known),
        )

    def judge_apart(self, card: Card) -> None:
        """It is another matter: never offered again for this report."""
        self.different.append(card.case)
        self.cards = [each for each in self.cards if each.case != card.case]
        self.strip.offer(self.cards)
        self.changed.emit()
        if self.cards:
            self.compare.show_cards(self.cards)
        else:
            self.closed.emit()

    def be_no_repeat(self) -> None:
        """The report is a matter of its own after all."""
        self.repeat_of, self.repeat_no = None, ""
        self._report.mark_repeat(False)
        self.strip.offer(self.cards)
        self.changed.emit()

    def clear(self) -> None:
        """A new report."""
        self.asker.forget()
        self._asked, self.cards, self.different = None, [], []
        self.repeat_of, self.repeat_no = None, ""
        self.strip.offer([])

    def typed(self) -> dict[str, Any]:
        """What was judged, for the draft."""
        return {"repeat_of": self.repeat_of, "repeat_no": self.repeat_no, "different": self.different}

    def restore(self, typed: dict[str, Any]) -> None:
        """What a draft kept."""
        self.clear()
        self.different = list(typed.get("different", ()))
        self.repeat_of, self.repeat_no = typed.get("repeat_of"), typed.get("repeat_no", "")
        if self.repeat_of is not None:
            self.strip.promise(self.repeat_no)
        self.ask()

    def _found(self, cards: list[Card]) -> None:
        if self.repeat_of is None:
            self.cards = cards
            self.strip.offer(cards)

    def _take(self, card: Card, said: dict[str, Value], people: list[dict[str, Value]]) -> None:
        self.asker.forget()
        self.repeat_of, self.repeat_no = card.case, card.case_no
        self._report.take_over(said, people)
        self._report.mark_repeat(True)
        self.strip.promise(card.case_no)
        self.closed.emit()
        self.changed.emit()
        self.save_wanted.emit()
