"""回复通报: a unit below answers a circular or warning letter, or notes that it was read (M11, M50)."""

from datetime import date

from app.change import Change
from app.errors import Conflict, Invalid, NotAllowed
from app.records.oversight import Answer, Order
from app.store import letters
from app.store.office import Office


def answer_circular(
    office: Office, letter: Order, *, answered_on: date | None = None, content: str | None = None,
    person: str | None = None,
) -> Change:  # fmt: skip
    """Answer a letter of the office above that speaks of no case; it goes up with the next posting.

    Raises Invalid naming the field where a warning letter is answered with nothing, Conflict when it was already.
    """
    if letter.case is not None or letter.owner == office.code:
        raise NotAllowed("只能回复上级发来的通报和预警函。")
    if letter.order_kind == "warning_letter" and not (content or "").strip():
        raise Invalid("预警函要写明回复内容。", field="answer.content")
    if any(each.owner == office.code and each.order == letter.id for each in letters.answers(office.db)):
        raise Conflict("这一份已经回复过了。")
    with office.writing(f"回复 {letter.order_no}", action="answer_circular") as write:
        write.add(
            Answer, order=letter.id, order_no=letter.order_no, answered_on=answered_on or office.today,
            content=content, person=person or office.person or None,
        )  # fmt: skip
    assert write.change is not None
    return write.change
