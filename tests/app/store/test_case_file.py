"""A case is read whole, in as many questions for a long list as for a short one."""

import pytest

from app.actions.allegations import add_allegation
from app.records.handling import Handling
from app.records.supervision import Supervision
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.store.offices import counted, reported


@pytest.mark.thorough
def test_a_case_and_its_lists_are_read_in_a_constant_number_of_questions(office: Office) -> None:
    one, many = reported(office), reported(office)
    for number in range(20):
        add_allegation(office, many, {"respondent": f"甲{number}"})
    with counted(office) as few:
        read_case(office, one)
    with counted(office) as more:
        read_case(office, many)
    assert len(more) == len(few) <= 14


@pytest.mark.parametrize("number", [2, 10])
def test_the_handling_of_the_latest_round_stands_in_the_band(office: Office, number: int) -> None:
    case = reported(office)
    with office.writing("多轮") as write:
        made = [write.add(Handling, case=case, round_no=each) for each in range(number, 0, -1)]
        write.add(Supervision, case=case, assigned_on=office.today)
    assert read_case(office, case).handling == made[0]
