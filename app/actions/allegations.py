"""反映问题: the points of a case, added, changed and voided by the office that registered it."""

from collections.abc import Mapping

from app.change import Change
from app.records.matters import Allegation
from app.schema.kinds import Value
from app.store.case_file import read_case
from app.store.office import Office


def add_allegation(
    office: Office, case_id: str, values: Mapping[str, Value], *, own_level_confirmed: bool = False
) -> Change:
    """A further point (values by field name). Raises LevelDoubtful for a respondent who may belong above."""
    case = read_case(office, case_id)
    seq = 1 + max((point.seq or 0 for point in case.allegations), default=0)
    with office.writing(f"增加反映问题 {case.title}", action="add_allegation") as write:
        write.own_level_confirmed = own_level_confirmed
        write.add(Allegation, case=case_id, seq=seq, **values)
    assert write.change is not None
    return write.change


def void_allegation(office: Office, allegation_id: str, reason: str) -> Change:
    """A point that should not have been entered: kept, with the reason, and no longer counted."""
    point = office.get(Allegation, allegation_id)
    with office.writing("作废一条反映问题", action="void_allegation") as write:
        write.void(point, reason)
    assert write.change is not None
    return write.change
