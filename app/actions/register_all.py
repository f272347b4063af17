"""登记多件: several reports one after the other, each a step of its own to undo; all are written or none."""

from collections.abc import Sequence

from app.actions.register import Entry, register
from app.change import Change
from app.errors import Invalid
from app.store.office import Office


def register_all(office: Office, entries: Sequence[Entry]) -> list[Change]:
    """Register these reports. Raises Invalid naming which one and the field; then nothing was written."""
    changes: list[Change] = []
    with office.together():
        for place, entry in enumerate(entries, start=1):
            try:
                changes.append(register(office, entry))
            except Invalid as error:
                where = f"第 {place} 件 " if len(entries) > 1 else ""
                error.args = (where + error.sentence,)
                raise
    return changes
