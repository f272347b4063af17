"""Receptions stand with a case or alone; batches and persons are counted apart."""

import pytest

from app.actions.edit import edit_record
from app.actions.edit_many import edit_rows
from app.actions.visits import add_visit, edit_visit
from app.records.matters import Visit
from app.schema.codes import code_list
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.store.offices import reported


def test_a_reception_may_stand_without_a_case(office: Office) -> None:
    change = add_visit(office, {"visited_on": office.today, "visit_kind": "window", "matter": "问低保办理"})
    (found,) = office.find(Visit)
    assert (found.case, found.batches, found.persons, found.receiver) == (None, 1, 1, "王敏")
    assert (change.label, change.cases) == ("登记接访 2026-03-09", frozenset())


@pytest.mark.parametrize("kind", [code.id for code in code_list("visit_kind").offered])
def test_every_kind_of_reception_is_kept_with_its_case(office: Office, kind: str) -> None:
    case = reported(office)
    add_visit(office, {"visited_on": office.today, "visit_kind": kind, "batches": 2, "persons": 5}, case)
    (found,) = read_case(office, case).visits
    assert (found.visit_kind, found.batches, found.persons) == (kind, 2, 5)
    assert found.category == "misconduct_report", "of the class of its case, unless another is said"


def test_m23_fewer_persons_than_batches_are_told_and_kept(office: Office) -> None:
    given = {"visited_on": office.today, "visit_kind": "window"}
    assert add_visit(office, {**given, "batches": 2, "persons": 1}).label.endswith(
        "（2 批次只有 1 人次，请核对）"
    )
    assert add_visit(office, {**given, "batches": 2, "persons": 2}).label == "登记接访 2026-03-09"
    odd, found = office.find(Visit)
    assert (odd.batches, odd.persons) == (2, 1)
    changed = edit_visit(office, found, {"batches": 3})
    assert changed is not None and changed.label == "修改接访 2026-03-09（3 批次只有 2 人次，请核对）"
    mended = edit_visit(office, office.find(Visit)[1], {"persons": 4, "answer": "已当面说明"})
    assert mended is not None and mended.label == "修改接访 2026-03-09"


def test_m23_every_door_tells_of_it(office: Office) -> None:
    for _ in range(2):
        add_visit(office, {"visited_on": office.today, "visit_kind": "window"})
    found, other = office.find(Visit)
    made = edit_record(office, "visit", found.id, found.version, {"batches": 2})
    assert made is not None and made.label.endswith("（2 批次只有 1 人次，请核对）")
    made = edit_rows(office, "visit", [found.id], {"visit.persons": 0})
    assert made is not None and made.label.endswith("（2 批次只有 0 人次，请核对）")
    made = edit_rows(office, "visit", [found.id, other.id], {"visit.batches": 5})
    assert made is not None and made.label.endswith("（其中 2 条的人数请核对）")
    assert [each.batches for each in office.find(Visit)] == [5, 5]


@pytest.mark.parametrize(
    ("many", "said"), [(5, "登记接访 2026-03-09"), (8, "登记接访 2026-03-09（代表 8 人，规定不超过 5 人）")]
)
def test_t19_too_many_representatives_of_a_collective_visit_are_pointed_at(
    office: Office, many: int, said: str
) -> None:
    given = {"visited_on": office.today, "visit_kind": "window", "persons": 30, "representatives": many}
    assert add_visit(office, given).label == said
    (visit,) = office.find(Visit)
    changed = edit_visit(office, visit, {"representatives": 9})
    assert changed is not None and changed.label.endswith("（代表 9 人，规定不超过 5 人）")
