"""The hand edits of one file: whether anybody touched it, what was typed, by whom the file says, and what becomes of it."""

from dataclasses import dataclass, field
from datetime import date

from app.exchange.found_sheets import layouts
from app.exchange.hand_found import Reading
from app.exchange.hand_outcome import Hand, HandEdit
from app.exchange.hand_reading import read_by_hand
from app.exchange.hand_standing import Standing
from app.exchange.hand_verdict import judge
from app.exchange.read_xlsx import ReadBook, loose_sheets, saved_by
from app.exchange.seen import PROPERTY
from app.exchange.trust import is_without
from app.exchange.truth import SHEET, Header, Truth
from app.store.office import Office
from app.store.unit_names import unit_name


@dataclass
class ByHand:
    """What people typed into a file. `edits` is what the preview shows; the rest is kept to judge again when taking."""

    reading: Reading
    hand: Hand
    kept_back: frozenset[str] = frozenset()
    edits: list[HandEdit] = field(default_factory=list)

    def judge(self, office: Office, standing: Standing) -> list[HandEdit]:
        """What becomes of everything typed, as the records stand."""
        return judge(office, self.reading, self.hand, standing, self.kept_back)


def read_hand(office: Office, data: bytes, book: ReadBook, truth: Truth, typed_by: str | None) -> ByHand:
    """What was typed into a file; nothing where no program saved it since the export. `typed_by`: an office's code."""
    header = truth.header
    hand = _hand(office, data, header, typed_by)
    if book.parts and book.custom_properties.get(PROPERTY) == book.parts:
        reading = Reading(found={each.name for each in layouts()})
        return ByHand(reading, hand)
    names = [
        name
        for name, how in book.visibility.items()
        if name != SHEET and how != "very_hidden" and name not in book.unreadable
    ]
    reading = read_by_hand(truth, loose_sheets(data, names), _made_on(header), hand.today)
    return ByHand(reading, hand)


def likely_hand(office: Office, header: Header) -> str:
    """Whose writing it is unless somebody says otherwise: the sender's; of our own posting that of the receiver, where
    it has no Huiyin, else our own."""
    if header.office != office.code:
        return header.office
    return header.receiver if is_without(office, header.receiver) else office.code


def other_hand(header: Header, office: Office) -> str:
    """The office at the other end of a posting."""
    return header.receiver if header.office == office.code else header.office


def _hand(office: Office, data: bytes, header: Header, typed_by: str | None) -> Hand:
    code = typed_by if typed_by in (office.code, other_hand(header, office)) else likely_hand(office, header)
    said = saved_by(data)
    names = {office.code: office.name, header.office: header.name, header.receiver: header.receiver_name}
    name = names.get(code) or unit_name(office.db, code)
    note = f"{header.name}寄{header.receiver_name}第 {header.number} 号表中手写"
    today = _made_on(header) if office.clock_doubt() else office.today
    return Hand(code, name, said.name, said.at or header.made_at[:19], note, today)


def _made_on(header: Header) -> date:
    try:
        return date.fromisoformat(header.made_at[:10])
    except ValueError:
        return date(2000, 1, 1)
