"""What a judgement on a repeat writes: the main item that was named, the direct predecessor, the mark of the registration."""

from app.errors import Invalid, Refused
from app.schema.kinds import Value
from app.store import families
from app.store.case_file import CaseFile, case_by_number
from app.store.office import Office


def facts_of_judgement(office: Office, case: CaseFile, main_no: str, verdict: str) -> dict[str, Value]:
    """The fields beside those that were asked. Raises Invalid where no such case is, or a ring would close."""
    try:
        named = case_by_number(office, main_no)
    except Refused as error:
        raise Invalid(error.sentence, field="repeat.main_no") from None
    return judged(office, case.registration.id, case.registration.owner == office.code, named, verdict)


def judged(office: Office, own: str, is_ours: bool, named: str, verdict: str) -> dict[str, Value]:
    """The same of two ids; `is_ours`: the registration may be marked as a repeat. Raises Invalid."""
    if named == own:
        raise Invalid("不能认定为自己的重复件，请写另一件的编号。", field="repeat.main_no")
    said: dict[str, Value] = {"repeat.main_case": named, "repeat.predecessor": named}
    if verdict not in families.SAME:
        return said
    main = families.main_of(office.db, named)
    if main == own:
        raise Invalid("那一件已经是这一件的重复件，请到那一件上取消认定。", field="repeat.main_no")
    said["repeat.main_case"] = main
    if named == main:
        said["repeat.predecessor"] = families.newest_of(office.db, main, own)
    if is_ours:
        said["registration.is_repeat"] = True
        if verdict == "multi_addressed":
            said["registration.multi_addressed"] = True
    return said
