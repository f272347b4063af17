"""One cell or row that people typed, who typed it, and what taking the file makes of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.schema.kinds import Stored


class Becomes(StrEnum):
    """What taking the file makes of one cell or row."""

    EDIT = "edit"
    TRUST = "trust"
    PROPOSAL = "proposal"
    NEW = "new"
    NOTED = "noted"
    UNREAD = "unread"


TAKEN = (Becomes.EDIT, Becomes.TRUST, Becomes.PROPOSAL, Becomes.NEW)
"""What writes something when it is ticked."""


@dataclass(frozen=True)
class Hand:
    """Who typed: an office by code and name, the person and moment that the file says, and from where.

    `today`: the day of the taking, or of the export while the clock of this PC is in doubt.
    """

    office: str
    name: str
    person: str
    at: str
    note: str
    today: date


@dataclass(frozen=True)
class HandEdit:
    """One cell (or new row) that people typed, as the preview shows it.

    `key` is sheet and address; `field` the column it stands in, `target` the field it would be written to. `now` is what
    stands here at present, in words; `ticked` whether it is taken unless a person says otherwise. `values` are those of
    a new row, by full id.
    """

    key: str
    sheet: str
    cell: str
    row: int
    case: str
    case_no: str
    kind: str
    id: str
    field: str
    label: str
    base: str
    typed: str
    now: str
    stored: Stored
    stored_base: Stored
    becomes: Becomes
    reason: str
    ticked: bool
    values: Mapping[str, Stored]
    target: str = ""

    @property
    def can_be_taken(self) -> bool:
        """Whether ticking it would write anything."""
        return self.becomes in TAKEN

    def as_json(self) -> dict[str, object]:
        """For the command line."""
        return {
            "key": self.key, "sheet": self.sheet, "cell": self.cell, "row": self.row, "case_no": self.case_no,
            "kind": self.kind, "field": self.field, "label": self.label, "base": self.base, "typed": self.typed,
            "now": self.now, "becomes": self.becomes.value, "reason": self.reason, "ticked": self.ticked,
        }  # fmt: skip
