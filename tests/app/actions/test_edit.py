"""Editing: one case or many, one undo step; what the program keeps is not typed."""

from pathlib import Path

import pytest

from app.actions.edit import edit_cases, edit_record
from app.actions.undo import undo
from app.errors import NotAllowed
from app.records.catalogue import BANDS, KINDS
from app.records.registration import Registration
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.exchange.two_offices import county, post, receive, report, township
from tests.app.store.offices import reported

DERIVED = [field.id for kind in (*BANDS, KINDS["allegation"]) for field in kind.columns() if field.derived]


def test_many_cases_get_the_same_value_in_one_step(office: Office) -> None:
    cases = [reported(office) for _ in range(3)]
    change = edit_cases(office, [*cases, cases[0]], {"registration.incident_place": "柳树村"})
    assert change is not None
    assert (change.label, change.cases) == ("修改 3 件的问题属地", frozenset(cases))
    assert {each.incident_place for each in office.find(Registration)} == {"柳树村"}
    undo(office)
    assert {each.incident_place for each in office.find(Registration)} == {None}


def test_a_value_makes_the_record_of_a_band_that_is_not_there_yet(office: Office) -> None:
    case = reported(office)
    edit_cases(office, [case], {"handling.handler": "李办", "supervision.requirement": "报送材料"})
    found = read_case(office, case)
    assert found.handling is not None and found.supervision is not None
    assert (found.handling.handler, found.handling.handling_no) == ("李办", "云办〔2026〕1号")
    assert found.supervision.requirement == "报送材料"


def test_emptying_a_band_that_is_not_there_makes_nothing(office: Office) -> None:
    case = reported(office)
    assert edit_cases(office, [case], {"handling.handler": None}) is None
    assert read_case(office, case).handling is None


def test_the_first_point_is_edited_or_made(office: Office) -> None:
    case = reported(office)
    edit_cases(office, [case], {"allegation.respondent": "仇小满"})
    assert [point.respondent for point in read_case(office, case).allegations] == ["仇小满"]


@pytest.mark.parametrize("name", DERIVED)
def test_what_the_program_keeps_is_not_typed(office: Office, name: str) -> None:
    case = reported(office)
    with pytest.raises(NotAllowed, match="由程序维护"):
        edit_cases(office, [case], {name: "x"})
    kind, _, column = name.partition(".")
    if kind == "registration":
        found = office.get(Registration, case)
        with pytest.raises(NotAllowed, match="由程序维护"):
            edit_record(office, kind, case, found.version, {column: "x"})


def test_one_record_is_edited_as_it_was_read(office: Office) -> None:
    found = office.get(Registration, reported(office))
    change = edit_record(office, "registration", found.id, found.version, {"summary": "改"})
    assert change is not None and change.label == "修改登记：问题摘要"


def test_typing_into_a_cell_begins_no_handling_of_another_offices_case(tmp_path: Path) -> None:
    above, below = county(tmp_path / "c"), township(tmp_path / "t")
    case = report(below)
    receive(above, post(below, "QH00", tmp_path))
    with pytest.raises(NotAllowed, match="先签收"):
        edit_cases(above, [case], {"handling.handler": "赵科"})
    assert read_case(above, case).handling is None
    assert edit_cases(above, [case], {"supervision.requirement": "报送材料"}) is not None
    below.close()
    above.close()
