"""修改: new values for fields of one case or of many at once; one undo step."""

from collections.abc import Iterable, Mapping, Sequence

from app.actions.case_action import write_bands
from app.actions.standing import HANDS, refuse_the_reported
from app.actions.visits import odd_numbers
from app.change import Change
from app.errors import Conflict, NotAllowed, Refused
from app.records.catalogue import KINDS, field
from app.records.matters import Allegation, Visit
from app.schema.field import Field
from app.schema.kinds import Value
from app.store.case_file import CaseFile, read_case, read_cases
from app.store.office import Office


def edit_cases(
    office: Office, cases: Sequence[str], values: Mapping[str, Value], *, own_level_confirmed: bool = False
) -> Change | None:
    """Write the same values (by full field id) into all these cases; None when nothing changed.

    `allegation.…` means the first allegation. Raises NotAllowed for a band of another office, LevelDoubtful for
    a respondent who may belong to the level above: then none is written.
    """
    refuse_derived(field(name) for name in values)
    labels = "、".join(field(name).label for name in values)
    each_once = tuple(dict.fromkeys(cases))
    with office.writing(f"修改{labels}", action="edit") as write:
        write.own_level_confirmed = own_level_confirmed
        found = read_cases(office, each_once)
        if len(found) < len(each_once):
            raise Refused("有的案件找不到了，可能已被撤销，请刷新。")
        for case in found:
            refuse_beginning(office, case, values)
            refuse_the_reported(office, case, values)
            write_bands(office, write, case, values)
            points = {n.partition(".")[2]: v for n, v in values.items() if n.startswith("allegation.")}
            if points and case.allegations:
                write.edit(case.allegations[0], **points)
            elif any(value is not None for value in points.values()):
                write.add(Allegation, case=case.registration.id, seq=1, **points)
        if len(each_once) == 1:
            write.label = f"修改 {case.title} 的{labels}"
        elif each_once:
            write.label = f"修改 {len(each_once)} 件的{labels}"
    return write.change


NOT_BEGUN = "这一件还没有承办单位签收，承办栏由签收的单位填写；本单位要办的，请打开这一件先签收。"


def refuse_beginning(office: Office, case: CaseFile, values: Mapping[str, Value]) -> None:
    """Raise NotAllowed where typing into a cell would begin a handling of another office's case: that takes a receipt."""
    foreign = case.registration.owner != office.code
    if foreign and case.handling is None and any(name.startswith("handling.") for name in values):
        raise NotAllowed(NOT_BEGUN)


def edit_record(
    office: Office, kind: str, id: str, version: Mapping[str, int], values: Mapping[str, Value], *,
    own_level_confirmed: bool = False,
) -> Change | None:  # fmt: skip
    """Write values (by field name) into one record as it was read at `version`.

    Raises Conflict when it moved on since, LevelDoubtful for a respondent who may belong to the level above.
    """
    record = office.get(KINDS[kind], id)
    if dict(record.version) != dict(version):
        raise Conflict("这条记录刚刚被改过，您的修改没有写入。请刷新后再改，刚才填的内容还在。")
    refuse_derived(record.column(name) for name in values)
    named = {full: value for name, value in values.items() if (full := f"{kind}.{name}") in HANDS}
    if named:
        refuse_the_reported(office, read_case(office, str(record.value("case"))), named)
    labels = "、".join(record.column(name).label for name in values)
    with office.writing(f"修改{record.label}：{labels}", action="edit") as write:
        write.own_level_confirmed = own_level_confirmed
        made = write.edit(record, **values)
        if isinstance(made, Visit):
            write.label += odd_numbers(made)
    return write.change


def refuse_derived(fields: Iterable[Field]) -> None:
    """Raise NotAllowed for a field that the program keeps."""
    for each in fields:
        if each.derived:
            raise NotAllowed(f"“{each.label}”由程序维护，不能手工改。")
