"""What Ctrl+K finds in an office: cases by number, respondent or initials, and what can be done from anywhere."""

from collections.abc import Callable, Sequence
from functools import partial

from app.ledger.query import Query, ids, number_of, record_ids, values
from app.records.oversight import Order
from app.store import letters
from app.store.office import Office
from ui.hit import Hit

MOST, FEW = 8, 3
SHOWN = ("registration.case_no", "case.respondents", "registration.summary")
LATEST = (("registration.received_on", True),)


def search_cases(office: Office, text: str, open_case: Callable[[str], object]) -> Sequence[Hit]:
    """The newest cases that match; nothing for an empty text."""
    if not text:
        return []
    numbers = list(ids(office.db, Query(office.now.date(), text=text, sort=LATEST))[:MOST])
    found = values(office.db, "case", numbers, SHOWN, office.now.date())
    known = record_ids(office.db, "case", numbers)
    return [_hit(known[each], found[each], open_case) for each in numbers]


def search_letters(office: Office, text: str, open_letter: Callable[[Order], object]) -> Sequence[Hit]:
    """The newest circulars and warning letters whose number, unit or words hold the text."""
    if not text:
        return []
    wanted = text.casefold()
    found = [
        each
        for each in reversed(letters.issued(office.db))
        if any(wanted in (said or "").casefold() for said in (each.order_no, each.unit, each.requirement))
        or wanted in each.text("order_kind")
    ]
    return [
        Hit(str(each.order_no), f"{each.text('order_kind')} · {each.unit} · {each.requirement}".replace("\n", " "),
            partial(open_letter, each))
        for each in found[:FEW]
    ]  # fmt: skip


def neighbour(office: Office, case: str, step: int) -> str | None:
    """The case so many places after this one, the newest first; None at the end."""
    order = ids(office.db, Query(office.now.date(), sort=LATEST))
    number = number_of(office.db, "case", case)
    if number is None or number not in order:
        return None
    at = order.index(number) + step
    return record_ids(office.db, "case", [order[at]])[order[at]] if 0 <= at < len(order) else None


def _hit(case: str, said: tuple[object, ...], open_case: Callable[[str], object]) -> Hit:
    number, respondents, summary = (str(each or "") for each in said)
    detail = " · ".join(part for part in (respondents, summary.replace("\n", " ")) if part)
    return Hit(number or "(未编号)", detail, partial(open_case, case))
