"""不采纳更正建议: the owner leaves its record as it is and says why."""

from collections.abc import Sequence

from app.actions.accept_proposal import said_of
from app.change import Change
from app.errors import Invalid, NotAllowed
from app.exchange.proposals import answer
from app.store import recusal
from app.store.office import Office
from app.store.proposing import REFUSED


def refuse_proposal(office: Office, keys: Sequence[str], reason: str) -> Change:
    """Refuse these with one reason, one undo step. Raises Invalid without a reason, NotAllowed for what is not ours."""
    if not reason.strip():
        raise Invalid("不采纳要写明理由，对方看得到。")
    with office.writing("不采纳更正建议", action="refuse_proposal") as write:
        done = [answer(office, write, key, REFUSED, reason) for key in dict.fromkeys(keys)]
        if office.roles is not None:
            recusal.refuse(office.db, office.person, [each.case for each in done])
        write.label = f"不采纳更正建议：{said_of(done)}"
    if write.change is None:
        raise NotAllowed("没有选中要答复的更正建议。")
    return write.change
