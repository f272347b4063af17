"""采纳更正建议: the owner writes what was proposed, as a new version of its own."""

from collections.abc import Sequence

from app.change import Change
from app.errors import NotAllowed
from app.exchange.proposals import Proposal, answer
from app.store.office import Office
from app.store.proposing import ACCEPTED


def accept_proposal(office: Office, keys: Sequence[str], *, own_level_confirmed: bool = False) -> Change:
    """Accept these, one undo step. Raises Conflict where a field changed since (with base, ours and theirs): then none
    is accepted; LevelDoubtful for a respondent who may belong to the level above."""
    with office.writing("采纳更正建议", action="accept_proposal") as write:
        write.own_level_confirmed = own_level_confirmed
        done = [answer(office, write, key, ACCEPTED) for key in dict.fromkeys(keys)]
        write.label = f"采纳更正建议：{said_of(done)}"
    if write.change is None:
        raise NotAllowed("没有选中要答复的更正建议。")
    return write.change


def said_of(done: Sequence[Proposal]) -> str:
    """Which ones, for the undo menu."""
    return f"{done[0].case_no}“{done[0].label}”" if len(done) == 1 else f"{len(done)} 条"
