"""Two offices witness each other's journal: each posting carries its sender's head, and brings home what was seen of ours.

A head that contradicts an earlier one of the same desk means that a journal was rewritten, or that an older copy of
a store was put back without its desk noticing. A restored backup draws a new desk and contradicts nothing.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from app.exchange.storable_text import can_be_stored
from app.exchange.truth import KEPT, Header
from app.store import journal, shelf
from app.store.office import Office

SORT = KEPT
"""Sort of the line in a truth: desk of the receiver to [number, hash] of the newest line seen of it."""

Heads = Mapping[str, tuple[int, str]]


def seen_of(office: Office, other: str) -> dict[str, list[Any]]:
    """What this office saw of another office's desks: the newest journal head that each sent."""
    newest: dict[str, list[Any]] = {}
    for said in _taken(office):
        if said["office"] == other and said["journal_seq"] > newest.get(said["desk"], [-1])[0]:
            newest[said["desk"]] = [said["journal_seq"], said["journal_head"]]
    return newest


def doubt_sender(office: Office, header: Header) -> str | None:
    """Why the sender's journal is not the one that it sent the head of before, or None."""
    for said in _taken(office):
        if said["desk"] != header.desk or said["number"] == header.number:
            continue
        later, further = header.number - said["number"], header.journal_seq - said["journal_seq"]
        if later * further < 0 or (further == 0 and header.journal_head != said["journal_head"]):
            return (
                f"这一份里的日志与“{header.name}”第 {said['number']} 号寄来时的对不上，"
                "对方的日志可能被改写过，或换回了旧数据。请与对方核对后再收取。"
            )
    return None


def heads_in(lines: Iterable[Any]) -> dict[str, tuple[int, str]]:
    """The heads that lines of a truth (`Truth.kept`) bring home; what is no such line is left out."""
    found: dict[str, tuple[int, str]] = {}
    for said in lines:
        if isinstance(said, dict):
            for desk, head in said.items():
                if isinstance(head, list) and [type(each) for each in head] == [int, str]:
                    seq, hash = head
                    if 0 <= seq < 2**62 and can_be_stored(desk + hash):
                        found[desk] = (seq, hash)
    return found


def contradiction(office: Office, heads: Heads, by: str) -> str | None:
    """Why our own journal is not the one that another office saw, or None. Only this desk's head is asked."""
    seq, hash = heads.get(office.desk, (0, ""))
    if not seq or journal.hash_at(office.db, seq) == hash:
        return None
    return (
        f"“{by}”见过本机日志的第 {seq} 条，与现在的不一样：本机的日志被改写过，或数据被换成了旧的。"
        "请停止使用，先备份这个文件夹，再联系上级核对。"
    )


def contradictions(office: Office) -> list[str]:
    """What all postings taken say against our journal, each office once."""
    found = {
        said["name"]: sentence
        for said in _taken(office)
        if (sentence := contradiction(office, _heads(said), said["name"])) is not None
    }
    return list(found.values())


def _heads(said: Mapping[str, Any]) -> dict[str, tuple[int, str]]:
    return {desk: (seq, hash) for desk, (seq, hash) in said.get("witness", {}).items()}


def _taken(office: Office) -> list[dict[str, Any]]:
    return list(shelf.values(office.db, "taken").values())
