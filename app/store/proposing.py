"""Proposals on the shelf: how two tellings of one proposal meet, and what taking a step back makes of it.

A proposal has one key for the same record, field, value before and value after, whoever makes it. Its state is
numbered: the higher `turn` is the later. So tellings meet in any order with one result, and an answer that was taken
back is a later state, not an earlier one.
"""

import hashlib
import json
from typing import Any

from peewee import Database

from app.change import Stored
from app.store import shelf

KIND = "proposal"
"""Kind of shelf on which they stand."""
OPEN, ACCEPTED, REFUSED, WITHDRAWN = "open", "accepted", "refused", "withdrawn"
STATES = frozenset({OPEN, ACCEPTED, REFUSED, WITHDRAWN})
_STATE = ("turn", "state", "answer")


def key_of(case: str, record: str, field: str, base: Stored, new: Stored) -> str:
    """The key of a proposal: it begins with the case, so that the firewall finds what the journal says of it."""
    said = json.dumps([record, field, base, new], ensure_ascii=False)
    return f"{case}.{hashlib.sha256(said.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}"


def met(one: dict[str, Any] | None, other: dict[str, Any]) -> dict[str, Any]:
    """Two tellings of one proposal as one; the order does not matter."""
    if one is None:
        return other
    later = max(one, other, key=_rank)
    by = dict(one["by"])
    for office, said in other["by"].items():
        by[office] = min(by.get(office, said), said)
    return {**one, **{name: later[name] for name in _STATE}, "by": dict(sorted(by.items()))}


def _rank(said: dict[str, Any]) -> tuple[int, str]:
    state = json.dumps([said["state"], said["answer"]], ensure_ascii=False, sort_keys=True)
    return said["turn"], state


def to_answer(db: Database, owner: str) -> int:
    """How many open proposals an office has to answer."""
    said = shelf.values(db, KIND).values()
    return sum(each["state"] == OPEN and each["owner"] == owner for each in said)


def token(said: dict[str, Any]) -> str:
    """How a knowledge list says which telling of a proposal an office has."""
    text = json.dumps(said, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def stepped_back(now: str | None, before: str | None) -> str | None:
    """The text on the shelf after its last step was undone: the state of before as a later one; withdrawn, if none."""
    if now is None:
        return before
    said = json.loads(now)
    then = (
        json.loads(before) if before is not None else {"state": WITHDRAWN, "answer": None, "by": said["by"]}
    )
    state = {"state": then["state"], "answer": then["answer"], "by": then["by"], "turn": said["turn"] + 1}
    return json.dumps({**said, **state}, ensure_ascii=False, sort_keys=True)
