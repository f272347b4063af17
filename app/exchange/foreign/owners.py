"""Whose word a foreign ledger is, and so what its cells may do to records of ours and of others (EXCHANGE, owners hold).

| the record belongs to | the ledger is our own, or of anybody | the ledger is of that very office, which has no Huiyin |
|---|---|---|
| our office | edit | edit |
| another office | proposal to it | written in trust |

A new matter of an office without Huiyin is registered for it in trust; of one with Huiyin it comes by its own posting.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.errors import Invalid
from app.exchange.proposals import why_not_proposed
from app.exchange.trust import is_without
from app.schema.kinds import Stored
from app.store import proposing, rows, shelf
from app.store.office import Office
from app.store.rows import Row


class Way(StrEnum):
    """How a value is written: as ours, for its owner in trust, as a proposal to its owner, or not at all."""

    OURS = "ours"
    TRUST = "trust"
    PROPOSAL = "proposal"
    NOTED = "noted"


WRITES = (Way.OURS, Way.TRUST, Way.PROPOSAL)
"""The ways that write something."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Whose ledger it is. `without`: the office has no Huiyin, so that we write for it; `own`: it is our own."""

    code: str
    name: str
    own: bool
    without: bool = False


def sender_of(office: Office, code: str) -> Sender:
    """The sender of that code; blank or our own code is our office. Raises Invalid for an office that is not known."""
    if code in ("", office.code):
        return Sender(office.code, office.name, own=True)
    found = [row for row in rows.fetch(office.db, "unit", "code", [code]) if row["voided"] is None]
    if not found:
        raise Invalid(f"单位目录里没有“{code}”：先在“设置”里加上这个单位，再收它的台账。")
    return Sender(code, str(found[0]["name"]), own=False, without=is_without(office, code))


class Owners:
    """Says how each value of a ledger of one sender is written."""

    def __init__(self, office: Office, sender: Sender) -> None:
        self._office, self.sender = office, sender
        self._proposed = shelf.values(office.db, proposing.KIND)

    def way(self, kind: str, name: str, row: Row | None, new: Stored, case: str) -> Way:
        """How this value is written into that record, or into one that is still to be made."""
        sender = self.sender
        if row is None:
            return Way.OURS if sender.own else Way.TRUST if sender.without else Way.NOTED
        if row["owner"] == self._office.code:
            return Way.OURS
        if sender.without and row["owner"] == sender.code:
            return Way.TRUST
        if why_not_proposed(self._office, kind, row, name) is not None:
            return Way.NOTED
        known = self._proposed.get(proposing.key_of(case, str(row["id"]), name, row[name], new))
        return Way.NOTED if known and self._settled(known) else Way.PROPOSAL

    def is_ours(self, registration: Row) -> bool:
        """Whether our office registered that case."""
        return registration["owner"] == self._office.code

    def may_add(self, registration: Row) -> bool:
        """Whether a further respondent may be written into that case."""
        return self.is_ours(registration) or (
            self.sender.without and registration["owner"] == self.sender.code
        )

    def why_not_new(self) -> str:
        """Why a matter that is not known here is not registered from this ledger; blank where it is."""
        if self.sender.own or self.sender.without:
            return ""
        return (
            f"新的件由“{self.sender.name}”自己登记：它用回音，请它用回音寄来；"
            "其实是转来由本单位登记的，第 1 步改选“本单位自己的”"
        )

    def _settled(self, known: Mapping[str, object]) -> bool:
        """Whether such a proposal was answered, or was made by this sender already."""
        by = known["by"]
        assert isinstance(by, dict)
        state = known["state"]
        return state not in (proposing.OPEN, proposing.WITHDRAWN) or (
            state == proposing.OPEN and self.sender.code in by
        )
