"""What was found of each point, by the office that handles the case."""

import pytest

from app.actions.allegations import add_allegation, void_allegation
from app.actions.record_finding import record_finding
from app.errors import Invalid, NotAllowed
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.actions.test_case_action import act
from tests.app.store.offices import reported


def test_each_point_has_one_finding_that_can_be_changed(office: Office) -> None:
    case = reported(office)
    add_allegation(office, case, {"respondent": "仇小满"})
    one, two = read_case(office, case).allegations
    with pytest.raises(NotAllowed, match="承办"):
        record_finding(office, case, one.id, {"finding": "substantiated"})
    act(office, case, "accept")
    act(office, case, "hand_over", {"handling.handler": "李办"})
    record_finding(office, case, one.id, {"finding": "substantiated", "explanation": "属实"})
    record_finding(office, case, two.id, {"finding": "inconclusive"})
    record_finding(office, case, two.id, {"finding": "unsubstantiated"})
    found = read_case(office, case).findings
    assert [(each.allegation, each.finding, each.found_on) for each in found] == [
        (one.id, "substantiated", office.today), (two.id, "unsubstantiated", office.today),
    ]  # fmt: skip
    with pytest.raises(Invalid) as caught:
        record_finding(office, case, one.id, {"finding": None})
    assert caught.value.field == "finding.finding"


def test_a_voided_point_is_kept_and_no_longer_shown(office: Office) -> None:
    case = reported(office)
    (point,) = read_case(office, case).allegations
    void_allegation(office, point.id, "写重了")
    assert read_case(office, case).allegations == ()
    (row,) = office.db.execute_sql('SELECT "respondents" FROM "case_row"').fetchall()
    assert row == (None,)
    add_allegation(office, case, {"respondent": "仇小满"})
    assert [each.seq for each in read_case(office, case).allegations] == [1]
