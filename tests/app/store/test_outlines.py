"""Outlines of many cases say the same as each case read alone, in a constant number of questions."""

from app.actions.edit import edit_cases
from app.records.registration import Registration
from app.store.case_file import read_case
from app.store.office import Office
from app.store.outlines import outlines, records
from tests.app.store.offices import counted, reported


def test_an_outline_agrees_with_the_whole_case(office: Office) -> None:
    cases = [reported(office) for _ in range(3)]
    edit_cases(office, cases[1:], {"handling.handler": "李办", "supervision.due_on": office.today})
    found = outlines(office, cases)
    assert list(found) == cases
    for id, outline in found.items():
        whole = read_case(office, id)
        assert (outline.registration, outline.handling, outline.supervision, outline.allegations) == (
            whole.registration, whole.handling, whole.supervision, whole.allegations,
        )  # fmt: skip
        assert (outline.stage, outline.status(office.today)) == (whole.stage, whole.status(office.today))


def test_many_cases_cost_no_more_questions_than_one(office: Office) -> None:
    cases = [reported(office) for _ in range(6)]
    with counted(office) as few:
        outlines(office, cases[:1])
    with counted(office) as more:
        outlines(office, cases)
    assert len(more) == len(few) <= 6


def test_records_that_are_not_there_are_left_out(office: Office) -> None:
    case = reported(office)
    assert [each.id for each in records(office, Registration, [case, "nothing"])] == [case]
