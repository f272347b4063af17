"""The candidates at the left, the two reports side by side at the right; a digit takes one as the same matter, Delete
says that it is another."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.actions.likenesses import Card, numbered
from app.ledger.light import left
from app.rules.marks import Range
from app.store.office import Office
from ui.form.submit import button
from ui.parts.light import LightCell, LightLabel
from ui.parts.scroll import scrolling
from ui.preset import hues
from ui.theme import current, light, set_role

MINE = "本件"
LIST, NARROW = 330, 220
"""Width of the list in pixels at 100 %, and where there is little room."""


class CompareView(QFrame):
    """`chosen`, `apart` and `opened` carry a Card; `closed`: back to where it was opened from. `beside_others`: it stands
    on a page of other things, which may be left to open a candidate."""

    chosen = Signal(object)
    apart = Signal(object)
    opened = Signal(object)
    closed = Signal()

    def __init__(self, office: Office, verb: str, *, beside_others: bool = False) -> None:
        super().__init__()
        self._office, self._list_width = office, NARROW if beside_others else LIST
        self.cards: list[Card] = []
        self.at = 0
        self._lines: list[CardLine] = []
        self._parts: list[QLabel] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setObjectName("compare")
        set_role(self, "card")
        self.head = QLabel()
        set_role(self.head, "band")
        self._list, self._sides = QWidget(), QWidget()
        self._list_column, self._grid = QVBoxLayout(self._list), QGridLayout(self._sides)
        self.choose = button(verb, lambda: self.chosen.emit(self.card), "primary")
        self.reject = button("不是同一件(Delete)", lambda: self.apart.emit(self.card))
        self.look = button("打开那一件", lambda: self.opened.emit(self.card))
        if not beside_others:
            self.look.hide()
        self._verb = verb
        self._lay_out()

    @property
    def card(self) -> Card:
        """The candidate that is looked at."""
        return self.cards[self.at]

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Show these candidates; the one that was looked at stays, if it is still there."""
        before = self.card.case if self.cards else ""
        self.cards = list(cards)
        self.at = next((at for at, each in enumerate(self.cards) if each.case == before), 0)
        for line in self._lines:
            self._list_column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [CardLine(self._office, at, card) for at, card in enumerate(self.cards, start=1)]
        for at, line in enumerate(self._lines):
            self._list_column.insertWidget(at, line)
            line.pressed.connect(lambda at=at: self.look_at(at))
            line.show()
        self.look_at(self.at)

    def look_at(self, at: int) -> None:
        """Show one candidate beside the report."""
        if not self.cards:
            return
        self.at = max(0, min(at, len(self.cards) - 1))
        for place, line in enumerate(self._lines):
            line.mark(place == self.at)
        self.choose.setText(f"{self._verb}({self.at + 1})")
        self.setAccessibleName(f"第 {self.at + 1} 件，共 {len(self.cards)} 件：{self._lines[self.at].said}")
        self._show_sides()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, text = event.key(), event.text()
        if text.isdecimal() and 0 < int(text) <= len(self.cards) and not event.isAutoRepeat():
            self.look_at(int(text) - 1)
            self.chosen.emit(self.card)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.look_at(self.at + (1 if key == Qt.Key.Key_Down else -1))
        elif key == Qt.Key.Key_Delete and self.cards and not event.isAutoRepeat():
            self.apart.emit(self.card)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.cards:
            self._scroll.setFixedWidth(current().px(self._list_width))
            self._show_sides()

    def _show_sides(self) -> None:
        for part in self._parts:
            self._grid.removeWidget(part)
            part.hide()
            part.deleteLater()
        card = self.card
        through = f"(相近的是其中的 {card.through})" if card.through else ""
        titles = ("", f"<b>{MINE}</b>", f"<b>{escape(card.case_no + through)}</b>")
        lines = [titles] + [
            (_plain(side.label), marked(side.mine, side.mine_marks), marked(side.theirs, side.theirs_marks))
            for side in card.sides
        ]
        self._parts = []
        for row, line in enumerate(lines):
            for column, rich in enumerate(line):
                part = _label(rich)
                set_role(part, "quiet" if column == 0 else "")
                self._grid.addWidget(part, row, column)
                self._parts.append(part)
        self._grid.setRowStretch(len(lines), 1)

    def _lay_out(self) -> None:
        self._list_column.setContentsMargins(0, 0, 8, 0)
        self._list_column.setSpacing(8)
        self._list_column.addStretch(1)
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(10)
        for column in (1, 2):
            self._grid.setColumnStretch(column, 1)
        self._scroll = scrolling(self._list)
        self._scroll.setFixedWidth(current().px(self._list_width))
        body = QHBoxLayout()
        body.setSpacing(16)
        body.addWidget(self._scroll)
        body.addWidget(scrolling(self._sides), 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for part in (self.choose, self.reject, self.look):
            buttons.addWidget(part)
        buttons.addWidget(button("返回(Esc)", self.closed.emit, "quiet"))
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(10)
        layout.addWidget(self.head)
        layout.addLayout(body, 1)
        layout.addLayout(buttons)


class CardLine(QFrame):
    """One candidate in the list."""

    pressed = Signal()

    def __init__(self, office: Office, key: int, card: Card) -> None:
        super().__init__()
        self.said = " ".join(part for part in (card.sure, card.case_no, numbered(card.reports)) if part)
        set_role(self, "card")
        head = QLabel(f"{key}  {self.said}")
        set_role(head, "band")
        received = card.received_on.isoformat() if card.received_on is not None else ""
        facts = [_words(" · ".join(part for part in parts if part)) for parts in (
            (card.respondents, card.place), (received, card.channel, card.stage), ("、".join(card.agrees),),
        )]  # fmt: skip
        days = None if card.due_on is None else left(office.measure.calendar, card.due_on, office.today)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(3)
        for part in (head, *facts):
            layout.addWidget(part)
        layout.addWidget(LightLabel(LightCell(light(card.status.value, hues(office.measure.preset)), days)))
        self.setAccessibleName(self.said)

    def mark(self, on: bool) -> None:
        """Whether it is the one that is looked at."""
        set_role(self, "drop" if on else "card")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pressed.emit()
        super().mousePressEvent(event)


def marked(text: str, ranges: Sequence[Range]) -> str:
    """The text for a label, what agrees underlined and on the colour of a selection: seen in black and white too."""
    style = f"background-color:{current().tokens.selection}; text-decoration:underline;"
    parts, end = [], 0
    for first, last in ranges:
        parts += [_plain(text[end:first]), f'<span style="{style}">{_plain(text[first:last])}</span>']
        end = last
    return "".join([*parts, _plain(text[end:])])


def _plain(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _label(rich: str) -> QLabel:
    made = QLabel(rich)
    made.setTextFormat(Qt.TextFormat.RichText)
    made.setWordWrap(True)
    made.setAlignment(Qt.AlignmentFlag.AlignTop)
    return made


def _words(text: str) -> QLabel:
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    set_role(made, "quiet")
    return made
