"""改号: two desks of our office gave one number to two cases; the case registered later gets another one."""

from collections import defaultdict

from app.actions.case_action import next_number
from app.change import Change
from app.errors import NotAllowed
from app.records.registration import Registration
from app.store import rows, same
from app.store.office import Office


def doubled(office: Office) -> list[tuple[str, str]]:
    """Number and id of each own case whose number an earlier own case bears as well."""
    bearers: dict[str, list[tuple[str, str]]] = defaultdict(list)
    numbers, dropped = rows.doubled_numbers(office.db, office.code), same.known(office.db)
    for row in rows.fetch(office.db, "registration", "case_no", numbers):
        if row["owner"] == office.code and row["voided"] is None and row["id"] not in dropped:
            bearers[str(row["case_no"])].append((str(row["registered_on"] or ""), str(row["id"])))
    return [(number, id) for number in sorted(bearers) for _, id in sorted(bearers[number])[1:]]


def renumber(office: Office, case: str) -> Change:
    """Give a case whose number is borne by an earlier one the next number of this desk. Raises NotAllowed otherwise."""
    old = next((number for number, id in doubled(office) if id == case), None)
    if old is None:
        raise NotAllowed("这一件的编号没有和别的重，不用改号。")
    with office.writing(f"改号 {old}", action="renumber") as write:
        write.edit(office.get(Registration, case), case_no=(new := next_number(office, write, "case")))
        write.label = f"{old} 改号为 {new}"
    assert write.change is not None
    return write.change
