"""Every version of a record that this store ever held, read from the journal: where the last common one is found."""

import json
from collections.abc import Iterator

from app.change import Edit
from app.exchange.three_way import found_among
from app.exchange.truth import Stated
from app.records.version import Relation, decode, relation
from app.schema.kinds import Stored
from app.store import journal, rows
from app.store.office import Office

_SHELVES = ("sibling", "joined")
"""Shelves that keep whole versions of a record under its id."""


def remembered(office: Office, current: Stated | None, kind: str, id: str) -> list[Stated]:
    """All versions, each once: those the record went through here, those that stood beside it, those joined into it."""
    found: dict[str, Stated] = {}
    at = current
    for change in journal.history(office.db, id):
        for edit in reversed(change.edits):
            if edit.kind in _SHELVES:
                for each in _shelved(edit):
                    found.setdefault(repr(each.line()), each)
            elif edit.kind == kind:
                if at is not None:
                    found.setdefault(repr(at.line()), at)
                at = before(at, edit)
    if at is not None:
        found.setdefault(repr(at.line()), at)
    return list(found.values())


def base_of(office: Office, current: Stated | None, one: Stated, other: Stated) -> Stated | None:
    """The last version both knew; None where this store never held it, or held two of that name (a copied desk)."""
    if relation(one.version, other.version) is Relation.EQUAL:
        return None
    return found_among(remembered(office, current, one.kind, one.id), one.version, other.version)


def before(at: Stated | None, edit: Edit) -> Stated | None:
    """The version that an edit was written over, given the one it wrote; None when it wrote the first."""
    if edit.before_version is None:
        return None
    fields: dict[str, Stored] = {} if at is None else dict(at.fields)
    said = {
        name: value for name, value in edit.before.items() if name not in ("id", "owner", "voided", "extra")
    }
    if "extra" in edit.before:
        declared = rows.declared(edit.kind)
        fields = {name: value for name, value in fields.items() if name in declared}
        fields |= json.loads(str(edit.before["extra"] or "{}"))
    fields |= said
    voided = edit.before.get("voided", None if at is None else at.voided)
    return Stated(
        edit.kind, edit.id, edit.owner, decode(edit.before_version), None if voided is None else str(voided),
        {name: value for name, value in fields.items() if value is not None},
    )  # fmt: skip


def _shelved(edit: Edit) -> Iterator[Stated]:
    for text in (edit.before.get("value"), edit.after.get("value")):
        if text is not None:
            yield from (Stated.of(each) for each in json.loads(str(text))["versions"])
