"""接访: one reception, of a case or standing alone; batches and persons are counted apart (M23)."""

from collections.abc import Mapping

from app.change import Change
from app.errors import Invalid
from app.records.matters import Visit
from app.schema.kinds import Value
from app.store.office import Office


def add_visit(office: Office, values: Mapping[str, Value], case_id: str | None = None) -> Change:
    """Enter a reception (values by field name). Raises Invalid naming the field."""
    given: dict[str, Value] = {"receiver": office.person or None, "batches": 1, "persons": 1}
    given |= {name: value for name, value in values.items() if value is not None}
    refuse_odd_counts(given)
    with office.writing("登记接访", action="add_visit") as write:
        made = write.add(Visit, **{**given, "case": case_id})
        write.label = f"登记接访 {made.visited_on}{_too_many(made)}"
    assert write.change is not None
    return write.change


def edit_visit(office: Office, visit: Visit, values: Mapping[str, Value]) -> Change | None:
    """New values for a reception. Raises Invalid naming the field, Conflict when it moved on since."""
    refuse_odd_counts({"batches": visit.batches, "persons": visit.persons} | dict(values))
    with office.writing(f"修改接访 {visit.visited_on}", action="edit_visit") as write:
        made = write.edit(visit, **values)
        write.label += _too_many(made)
    return write.change


REPRESENTATIVES = 5
"""How many may speak for the others of a collective visit (T19, 信访工作条例 Art. 20)."""


def _too_many(visit: Visit) -> str:
    """Pointed at in the words of the change, which the window says; it never blocks."""
    if (visit.representatives or 0) <= REPRESENTATIVES:
        return ""
    return f"（代表 {visit.representatives} 人，规定不超过 {REPRESENTATIVES} 人）"


def refuse_odd_counts(values: Mapping[str, Value]) -> None:
    """Raise Invalid where persons are fewer than batches: each batch has at least one, so it is a slip of the pen."""
    batches, persons = values.get("batches"), values.get("persons")
    if isinstance(batches, int) and isinstance(persons, int) and persons < batches:
        raise Invalid(f"{batches} 批次至少有 {batches} 人次，请核对人次。", field="visit.persons")
