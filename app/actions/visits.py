"""接访: one reception, of a case or standing alone; batches and persons are counted apart (M23)."""

from collections.abc import Mapping

from app.change import Change
from app.records.matters import Visit
from app.rules.visit_counts import fewer_persons, too_many_speak
from app.schema.kinds import Value
from app.store.case_file import read_case
from app.store.office import Office

ASKED = (
    "visited_on",
    "visit_kind",
    "visit_order",
    "visit_level",
    "category",
    "batches",
    "persons",
    "representatives",
    "receiver",
    "place",
    "matter",
    "answer",
)
"""The fields that are asked of a reception, by name, in their order."""


def add_visit(office: Office, values: Mapping[str, Value], case_id: str | None = None) -> Change:
    """Enter a reception (values by field name); one of a case is of its class unless another is said (M23).

    Raises Invalid naming the field.
    """
    given: dict[str, Value] = {"receiver": office.person or None, "batches": 1, "persons": 1}
    if case_id is not None:
        given["category"] = read_case(office, case_id).registration.category
    given |= {name: value for name, value in values.items() if value is not None}
    with office.writing("登记接访", action="add_visit") as write:
        made = write.add(Visit, **{**given, "case": case_id})
        write.label = f"登记接访 {made.visited_on}{odd_numbers(made)}"
    assert write.change is not None
    return write.change


def edit_visit(office: Office, visit: Visit, values: Mapping[str, Value]) -> Change | None:
    """New values for a reception. Raises Invalid naming the field, Conflict when it moved on since."""
    with office.writing(f"修改接访 {visit.visited_on}", action="edit_visit") as write:
        made = write.edit(visit, **values)
        write.label += odd_numbers(made)
    return write.change


def odd_numbers(visit: Visit) -> str:
    """What is odd about its numbers, for the words of the change, which the window says; it never blocks."""
    numbers: dict[str, Value] = {
        "batches": visit.batches, "persons": visit.persons, "representatives": visit.representatives
    }  # fmt: skip
    said = [fewer_persons(numbers) or "", too_many_speak(numbers) or ""]
    return "".join(f"（{each}）" for each in said if each)
