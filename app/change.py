"""What an action did: a name and a list of edits.

The same value is the journal's content, the undo step, the refresh of the screen and the news for other seats.
Values in it are stored faces; those of sensitive fields are sealed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Stored = str | int | None


@dataclass(frozen=True)
class Edit:
    """One record written: the fields that changed, before and after.

    `before_version` is None for a record that did not exist. `voided` stands among the fields under the name
    `voided`, unknown fields under `extra.<name>`. A setting is an edit of kind `setting`, its key the id.
    """

    kind: str
    id: str
    before: Mapping[str, Stored]
    after: Mapping[str, Stored]
    before_version: str | None = None
    after_version: str | None = None
    owner: str = ""
    case: str | None = None


@dataclass(frozen=True)
class Change:
    """One entry of the journal. `undoes` is the number of the entry that it reads backwards."""

    seq: int
    action: str
    label: str
    person: str
    at: str
    edits: tuple[Edit, ...] = ()
    undoes: int | None = None
    undoable: bool = True

    def of(self, kind: str) -> Iterable[Edit]:
        """Its edits of one kind."""
        return (edit for edit in self.edits if edit.kind == kind)

    @property
    def cases(self) -> frozenset[str]:
        """Ids of the cases it touches."""
        return frozenset(edit.case for edit in self.edits if edit.case)
