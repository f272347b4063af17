"""按反映人准确查找: which cases a caller has, by whole name, telephone or ID number; one journal line each.

Never by part, never by pinyin, never among anonymous items (Rules Art. 47). The journal says that somebody looked,
by what, and which cases were found, not the name.
"""

from dataclasses import dataclass

from app.change import Change
from app.errors import Invalid
from app.records.matters import Reporter
from app.records.registration import Registration
from app.store import blind_index, recusal, rows, same
from app.store.office import Office

ANONYMOUS = ("anonymous", "impersonated")
_WORDS = {"name": "姓名", "phone": "电话", "id_number": "身份证号"}


@dataclass(frozen=True)
class Found:
    """The cases found, oldest first, and the journal line that says so."""

    change: Change
    cases: tuple[Registration, ...]


def find_reporter(office: Office, *, name: str = "", phone: str = "", id_number: str = "") -> Found:
    """The cases of a reporter of exactly this name, telephone or ID number; say one of the three.

    Raises Invalid when not exactly one is said, NotAllowed without the right; then nothing was searched.
    """
    said = [
        (field, value) for field, value in zip(_WORDS, (name, phone, id_number), strict=True) if value.strip()
    ]
    if len(said) != 1 or not blind_index.normal(*said[0]):
        raise Invalid("请写一项：反映人的完整姓名、完整电话或完整身份证号。")
    ((field, value),) = said
    with office.writing(f"按反映人{_WORDS[field]}查找", action="search_identity", undoable=False) as write:
        found = _cases(office, blind_index.find(office.db, field, value))
        write.label = f"按反映人{_WORDS[field]}查找，找到 {len(found)} 件"
        for each in found:
            write.note_reading(each)
    assert write.change is not None
    return Found(write.change, tuple(found))


def _cases(office: Office, reporters: list[str]) -> list[Registration]:
    ids = [str(row["case"]) for row in rows.fetch(office.db, Reporter.kind, "id", reporters)]
    ids = same.homes(office.db, ids)
    standing = [
        row
        for row in rows.fetch(office.db, Registration.kind, "id", ids)
        if row["voided"] is None and row["identity_status"] not in ANONYMOUS
    ]
    at = same.members(office.db, [str(row["id"]) for row in standing])
    points = rows.fetch(office.db, "allegation", "case", at)
    own = {
        at[str(row["case"])]
        for row in points
        if row["voided"] is None and recusal.names(row["respondent"], office.person)
    }
    return [rows.to_record(Registration, row) for row in standing if row["id"] not in own]
