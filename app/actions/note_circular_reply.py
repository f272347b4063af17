"""登记通报回复: what came of a circular or warning letter, also where the answer came on paper (M11, M50)."""

from datetime import date

from app.change import Change
from app.errors import NotAllowed
from app.records.oversight import Order
from app.store.office import Office


def note_circular_reply(
    office: Office, letter: Order, *, replied_on: date | None = None, reply: str | None = None,
    result: str | None = None,
) -> Change:  # fmt: skip
    """Note the reply to a letter of our own that speaks of no case. Raises NotAllowed for any other."""
    if letter.case is not None or letter.owner != office.code:
        raise NotAllowed("只能登记本机关发出的通报和预警函的回复。")
    with office.writing(f"登记 {letter.order_no} 的回复", action="note_circular_reply") as write:
        write.edit(letter, replied_on=replied_on or office.today, reply=reply, result=result)
    if write.change is None:
        raise NotAllowed("没有任何改动。")
    return write.change
