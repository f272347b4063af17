"""Many rows at once are one step: written, refused and taken back together."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.actions.edit_many import edit_rows, void_rows
from app.actions.undo import undo
from app.errors import Invalid, NotAllowed
from app.ledger.query import Query, count
from app.records.offices import Staff
from app.records.registration import Registration
from app.store.office import Office
from tests.bench.invented import TODAY, fill, township


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = township(tmp_path / "office")
    fill(made, 6)
    yield made
    made.close()


def test_cases_are_filled_and_taken_back_as_one(office: Office) -> None:
    ids = [each.id for each in office.find(Registration)]
    before = [each.intake_channel for each in office.find(Registration)]
    edit_rows(office, "case", ids, {"registration.intake_channel": "phone"})
    assert {each.intake_channel for each in office.find(Registration)} == {"phone"}
    undo(office)
    assert [each.intake_channel for each in office.find(Registration)] == before


def test_other_records_are_filled_too_and_the_label_names_them(office: Office) -> None:
    with office.writing("人员", action="test") as write:
        people = [write.add(Staff, name=name) for name in ("王小明", "李青")]
    change = edit_rows(office, "staff", [each.id for each in people], {"staff.post": "干事"})
    assert change is not None
    assert change.label == "修改 2 条人员的职务"
    one = edit_rows(office, "staff", [people[0].id], {"staff.post": "书记"})
    assert one is not None
    assert one.label == "修改人员的职务"
    assert edit_rows(office, "staff", [people[0].id], {"staff.post": "书记"}) is None


def test_a_wrong_value_writes_none_of_them(office: Office) -> None:
    ids = [each.id for each in office.find(Registration)]
    before = office.find(Registration)
    with pytest.raises(Invalid):
        edit_rows(office, "case", ids, {"registration.summary": None})
    assert office.find(Registration) == before


def test_voided_rows_no_longer_count_until_taken_back(office: Office) -> None:
    ids = [each.id for each in office.find(Registration)][:4]
    assert void_rows(office, "case", ids, "重复登记").label == "作废 4 件"
    assert count(office.db, Query(TODAY)) == 2
    undo(office)
    assert count(office.db, Query(TODAY)) == 6
    with pytest.raises(Invalid):
        void_rows(office, "case", ids, "  ")
    with pytest.raises(NotAllowed):
        void_rows(office, "case", [], "重复登记")
