"""提更正建议: another value for a field of a record that another office owns; it is answered there."""

from app.change import Change
from app.errors import Invalid, NotAllowed
from app.exchange.proposals import Proposer, proposed_column, raise_proposal, why_not_proposed
from app.records.catalogue import KINDS, field
from app.schema.kinds import Value
from app.store import recusal, rows
from app.store.case_file import read_case
from app.store.office import Office
from app.store.opening import moment


def propose_correction(
    office: Office, kind: str, record: str, name: str, value: Value, note: str = ""
) -> Change:
    """Propose `value` for the field `name` of a record; it leaves with the next posting to whoever shares the case.

    Raises NotAllowed for a field of our own or one that the program keeps, Invalid for a value that the field cannot
    hold, Conflict with the answer when the same was proposed before.
    """
    found = rows.fetch(office.db, kind, "id", [record])
    if not found:
        raise NotAllowed("找不到这条记录，可能已被撤销，请刷新。")
    row = found[0]
    if office.roles is not None:
        recusal.refuse(office.db, office.person, [str(row["id"] if kind == "registration" else row["case"])])
    reason = why_not_proposed(office, kind, row, name)
    if reason is not None:
        raise NotAllowed(reason)
    column = proposed_column(kind, name)
    try:
        new = column.kind.to_stored(value)
    except Invalid as error:
        raise Invalid(f"{column.label}：{error.sentence}", field=column.id) from None
    who = Proposer(office.code, office.name, office.person, moment(office.now), note.strip())
    with office.writing(
        f"提更正建议：{KINDS[kind].label}“{column.label}”", action="propose_correction"
    ) as write:
        raise_proposal(office, write, kind, row, name, base=row[name], new=new, by=who)
    if write.change is None:
        raise Invalid("建议的内容和现在的一样，不用提。", field=column.id)
    return write.change


def record_of(office: Office, case: str, full_id: str) -> tuple[str, str, str]:
    """Kind, id and field name of the record that stands in the band of a case under a full field id.

    `allegation.…` means the first allegation. Raises NotAllowed when there is none yet.
    """
    found, column = read_case(office, case), field(full_id)
    kind = full_id.partition(".")[0]
    bands = {"registration": found.registration, "handling": found.handling, "supervision": found.supervision}
    first = found.allegations[0] if found.allegations else None
    record = bands.get(kind) or (first if kind == "allegation" else None)
    if record is None:
        raise NotAllowed(f"这一件还没有“{KINDS[kind].label}”，不能对“{column.label}”提更正建议。")
    return kind, record.id, column.name
