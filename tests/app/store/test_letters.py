"""Whom a circular is for, and what of all that belongs to no case two offices have in common."""

from app.actions.issue_circular import issue_circular
from app.actions.report_periodic import report_periodic
from app.records.offices import Unit
from app.store import letters
from app.store.office import Office

ABOVE = Unit(id="u1", owner="YX01", code="QH00", name="清河县纪委监委信访室", short="清", unit_kind="county")
VILLAGE = Unit(id="u2", owner="YX01", code="YX0101", name="柳树村", short="柳", unit_kind="village")


def test_a_letter_is_for_the_units_it_names_by_name_short_name_or_code_or_for_all() -> None:
    for said in ("柳树村", "石桥村、柳树村", "YX0101", "柳，石", letters.EVERYONE):
        assert letters.is_for(said, VILLAGE), said
    for said in ("石桥村", "", None, "柳树"):
        assert not letters.is_for(said, VILLAGE), said


def test_a_letter_is_shared_with_whom_it_names_and_a_report_with_the_office_above(office: Office) -> None:
    issue_circular(office, "circular", "柳树村", "按时回复")
    report_periodic(office, "results", office.today)
    (letter,) = letters.issued(office.db)
    down = letters.shared(office.db, office.code, VILLAGE, upward=False)
    up = letters.shared(office.db, office.code, ABOVE, upward=True)
    assert down == {"order": [letter.id], "answer": [], "periodic": []}
    assert (up["order"], len(up["periodic"])) == ([], 1)
    assert letters.answers(office.db) == []
