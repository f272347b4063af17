"""配置回话: an office below says with its postings which number of each group it has, and what it made of it.

So the county sees who still works by older limits. An answer is told, never acted upon.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.exchange.issued.group import KEPT
from app.exchange.issued.groups import GROUPS
from app.exchange.issued.issue import ISSUED
from app.exchange.truth import Header
from app.store import shelf
from app.store.office import Office
from app.store.unit_names import unit_names
from app.store.writing import Writer

_HIGHEST, _LONGEST_DESK = 2**31, 100


@dataclass(frozen=True)
class Answer:
    """What one office made of one group; `number` 0: it has not told of any."""

    office: str
    name: str
    group: str
    number: int
    taken: int
    left: int
    decided: bool
    newest: bool
    """Whether it is the number sent last."""
    elsewhere: bool = False
    """Whether another desk of ours sent it, whose numbers are its own."""

    @property
    def words(self) -> str:
        """时限第 2 号：采用 3 处，2 处没有采用."""
        more = "（另一台电脑下发的）" if self.elsewhere else "" if self.newest else "（已有更新的）"
        head = f"{GROUPS[self.group].label}第 {self.number} 号{more}"
        if not self.decided:
            return f"{head}：还没有决定"
        left = f"，{self.left} 处没有采用" if self.left else ""
        return f"{head}：采用 {self.taken} 处{left}" if self.taken or self.left else f"{head}：与下发的一样"


def line(office: Office, receiver: str) -> dict[str, Any]:
    """What to tell that office of its configuration; empty for whoever is not above."""
    if receiver != office.above:
        return {}
    told = {}
    for group, kept in shelf.values(office.db, KEPT).items():
        if group in GROUPS and kept.get("office") == receiver:
            said = kept["decided"] or {"taken": [], "left": []}
            told[group] = {"number": kept["number"], "taken": len(said["taken"]), "left": len(said["left"]),
                           "decided": kept["decided"] is not None, "desk": kept.get("desk", "")}  # fmt: skip
    return told


def keep(write: Writer, office: Office, header: Header, lines: Iterable[Any]) -> None:
    """Keep what an office below told of itself; anything that is no such answer is left out."""
    for said in lines:
        if header.office != office.above and isinstance(said, dict):
            told = {group: each for group, each in said.items() if group in GROUPS and _is_answer(each)}
            if told and told != write.shelved("configured", header.office):
                write.shelve("configured", header.office, told)


def answers(office: Office) -> list[Answer]:
    """What the offices below told, by group as they are shown, then by office."""
    issued, names = shelf.values(office.db, ISSUED), unit_names(office.db)
    told = shelf.values(office.db, "configured")
    return [
        Answer(code, names.get(code, code), group, each["number"], each["taken"], each["left"], each["decided"],
               each["number"] >= issued.get(group, {}).get("number", 0), each.get("desk") not in (None, "", office.desk))
        for group in GROUPS
        for code, said in told.items()
        if (each := said.get(group)) is not None
    ]  # fmt: skip


def _is_answer(said: Any) -> bool:
    if not isinstance(said, dict) or type(said.get("decided")) is not bool:
        return False
    numbers = [said.get(name) for name in ("number", "taken", "left")]
    return (
        said.keys() - {"desk"} == {"number", "taken", "left", "decided"}
        and isinstance(said.get("desk", ""), str)
        and len(said.get("desk", "")) <= _LONGEST_DESK
        and all(type(each) is int and 0 <= each < _HIGHEST for each in numbers)
    )
