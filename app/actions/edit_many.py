"""Many rows of one ledger at once, as one undo step: the same values filled down, or voided with one reason."""

from collections.abc import Mapping, Sequence

from app.actions.edit import edit_cases, refuse_derived
from app.actions.visits import odd_numbers
from app.change import Change
from app.errors import NotAllowed
from app.records.catalogue import KINDS, field
from app.records.matters import Visit
from app.records.registration import Registration
from app.schema.kinds import Value
from app.store.office import Office


def edit_rows(
    office: Office, source: str, ids: Sequence[str], values: Mapping[str, Value], *,
    own_level_confirmed: bool = False,
) -> Change | None:  # fmt: skip
    """Write the same values (by full field id) into all these rows of a source (`case` or a kind of record).

    None when nothing changed. Raises NotAllowed for a record of another office, LevelDoubtful for a respondent who
    may belong to the level above: then none is written.
    """
    if source == "case":
        return edit_cases(office, ids, values, own_level_confirmed=own_level_confirmed)
    record = KINDS[source]
    refuse_derived(field(name) for name in values)
    labels = "、".join(record.column(name.partition(".")[2]).label for name in values)
    with office.writing(f"修改 {len(ids)} 条{record.label}的{labels}", action="edit") as write:
        write.own_level_confirmed = own_level_confirmed
        said = {name.partition(".")[2]: value for name, value in values.items()}
        odds: list[str] = []
        for id in ids:
            made = write.edit(office.get(record, id), **said)
            if isinstance(made, Visit) and (odd := odd_numbers(made)):
                odds.append(odd)
        if len(ids) == 1:
            write.label = f"修改{record.label}的{labels}"
        write.label += odds[0] if len(odds) == 1 else f"（其中 {len(odds)} 条的人数请核对）" if odds else ""
    return write.change


def void_rows(office: Office, source: str, ids: Sequence[str], reason: str) -> Change:
    """Void all these records (the registrations, where the source is `case`) with one reason."""
    record = Registration if source == "case" else KINDS[source]
    what = "件" if source == "case" else f"条{record.label}"
    with office.writing(f"作废 {len(ids)} {what}", action="void") as write:
        for id in ids:
            write.void(office.get(record, id), reason)
    if write.change is None:
        raise NotAllowed("没有选中要作废的内容。")
    return write.change
