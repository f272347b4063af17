"""What the office itself owes and is owed beside its cases: circulars and warning letters, quarterly reports.

They stand on 今日 among the duties of cases: a letter from above until it is answered, a report until it was sent, a
letter of our own that wants a reply until the reply has come.
"""

from collections import Counter
from dataclasses import dataclass

from app.ledger.duties import REPLY, Duty, from_obligation
from app.ledger.stored_duties import office_duties
from app.records.oversight import Answer, Order
from app.rules.obligations import Obligation
from app.rules.status import Status
from app.store import letters
from app.store.office import Office

LETTER = "letter"
"""The kind of a line that asks for no reply by a day: a circular that nobody has read here yet."""


@dataclass(frozen=True)
class OfficeLines:
    """The lines of the office itself: with a day, and letters that only want to be read; the oldest first."""

    dated: tuple[Duty, ...]
    unread: tuple[Duty, ...]
    asked: tuple[Duty, ...]
    """Letters of our own whose reply is still within its time."""


def office_lines(office: Office) -> OfficeLines:
    """What waits beside the cases today."""
    replies = letters.answers(office.db)
    answered = {each.order for each in replies if each.owner == office.code}
    known = {each.id: each for each in letters.issued(office.db)}
    duties = [each for each in office_duties(office) if each.is_open]
    reports = [_measured(office, each) for each in duties if each.subject not in known]
    asks = {each.subject: each for each in duties if each.subject in known}
    unread = [
        _unread(office, each, asks.get(each.id))
        for each in known.values()
        if each.owner != office.code and each.id not in answered and each.replied_on is None
    ]
    ours = [
        _asked(office, known[id], duty, replies)
        for id, duty in asks.items()
        if known[id].owner == office.code
    ]
    pressing = (Status.OVERDUE, Status.URGENT, Status.DUE_SOON)
    return OfficeLines(
        tuple(each for each in (*reports, *unread, *ours) if each.status in pressing),
        tuple(each for each in unread if each.status not in pressing),
        tuple(each for each in ours if each.status not in pressing),
    )


def _measured(office: Office, duty: Obligation, letter: Order | None = None) -> Duty:
    made = from_obligation(office.measure, duty, office.today)
    return Duty(
        made.rule, duty.label if letter is None else made.what, made.status, made.due_on, made.days_left, made.done,
        letter=letter, report=duty.subject if letter is None else "",
    )  # fmt: skip


def _unread(office: Office, letter: Order, duty: Obligation | None) -> Duty:
    """A letter from above: with its day where it asks for a reply."""
    if duty is not None:
        return _measured(office, duty, letter)
    return Duty(LETTER, letter.text("order_kind"), Status.RUNNING, since=letter.issued_on, letter=letter)


def _asked(office: Office, letter: Order, duty: Obligation, replies: list[Answer]) -> Duty:
    made = _measured(office, duty, letter)
    told = Counter(each.order for each in replies)[letter.id]
    already = f"，已有 {told} 个单位回复" if told else ""
    what = f"等{letter.unit}回复{letter.text('order_kind')}{already}"
    return Duty(
        REPLY, what, made.status, made.due_on, made.days_left, ("order.replied_on",), since=letter.issued_on, letter=letter
    )  # fmt: skip
