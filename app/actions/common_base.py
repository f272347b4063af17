"""What a held record said before two hands wrote it: read backwards from the journal."""

from app.actions.decide import Held
from app.change import Edit
from app.exchange.truth import Stated
from app.records.version import Relation, Version, decode, relation
from app.schema.kinds import Stored
from app.store import journal
from app.store.office import Office


def common_base(office: Office, held: Held, number: int = 0) -> Stated | None:
    """The last version that ours and the other version of that number both knew; None when the journal has none."""
    if held.kept_back:
        return None
    both = (held.ours.version, held.others[number].version)
    at: Stated | None = held.ours
    for change in journal.history(office.db, held.id):
        for edit in reversed(change.edits):
            if edit.kind != held.kind or at is None:
                continue
            at = _before(at, edit)
            if at is not None and all(_knows(version, at.version) for version in both):
                return at
    return None


def _knows(version: Version, earlier: Version) -> bool:
    return relation(earlier, version) in (Relation.OLDER, Relation.EQUAL)


def _before(at: Stated, edit: Edit) -> Stated | None:
    """The version that an edit was written over, or None when it wrote the first."""
    if edit.before_version is None:
        return None
    fields: dict[str, Stored] = dict(at.fields)
    voided = at.voided
    for name, value in edit.before.items():
        if name == "voided":
            voided = None if value is None else str(value)
        else:
            fields[name.removeprefix("extra.")] = value
    said: dict[str, Stored] = {name: value for name, value in fields.items() if value is not None}
    return Stated(at.kind, at.id, at.owner, decode(edit.before_version), voided, said)
