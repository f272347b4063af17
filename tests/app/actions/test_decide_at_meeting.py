"""What a meeting decides is an order that names it: about a case, or a circular that names none."""

from pathlib import Path

import pytest

from app.actions.catalogue import CASE_ACTIONS
from app.actions.decide_at_meeting import decide_at_meeting, orders_of
from app.actions.papers import make_paper
from app.actions.record_meeting import meetings_about, record_meeting
from app.documents.paper import lines_of
from app.errors import Invalid, NotAllowed, Refused
from app.records.meetings import Meeting
from app.records.oversight import Order
from app.rules.stat_periods import parse
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.store.offices import Clock, new_county, reported

WEEK = parse("2026-W10")


@pytest.fixture
def county(tmp_path: Path) -> Office:
    return new_county(tmp_path / "county", Clock())


def meeting(office: Office) -> Meeting:
    record_meeting(office, "weekly", WEEK, {"minutes": "逐件对账"})
    return meetings_about(office, "weekly", WEEK)[0]


def test_a_decision_about_a_case_is_an_order_that_names_the_meeting(county: Office) -> None:
    case = reported(county)
    number = str(read_case(county, case).registration.case_no)
    assign = CASE_ACTIONS["assign"]
    offered = assign.standing(county, read_case(county, case))
    assign.do(county, case, {**offered, "supervision.handling_unit": "云溪镇纪委"})
    held = meeting(county)
    decide_at_meeting(county, held, {"order_kind": "order", "requirement": "三日内报进展"}, number)
    (order,) = orders_of(county, held)
    assert (order.case, order.unit, order.requirement) == (case, "云溪镇纪委", "三日内报进展")
    assert order.decided_at == held.name and order.order_no
    letter = list(lines_of(make_paper(county, case, "supervision_letter")))
    assert f"本事项由{held.name}议定。" in letter


def test_a_decision_about_no_case_is_a_circular_and_an_order_asks_for_its_case(county: Office) -> None:
    held = meeting(county)
    decide_at_meeting(county, held, {"order_kind": "circular", "unit": "各单位", "requirement": "按时报送"})
    assert [each.order_kind for each in orders_of(county, held)] == ["circular"]
    with pytest.raises(Invalid) as caught:
        decide_at_meeting(county, held, {"order_kind": "order", "requirement": "抓紧"})
    assert caught.value.field == "order.order_kind"
    with pytest.raises(Invalid) as caught:
        decide_at_meeting(county, held, {"order_kind": "circular", "unit": "各单位", "requirement": ""})
    assert caught.value.field == "order.requirement"
    with pytest.raises(Refused):
        decide_at_meeting(county, held, {"order_kind": "order", "requirement": "抓紧"}, "没有这个号")
    assert len(county.find(Order)) == 1


def test_a_township_notes_what_it_decided_and_leaves_orders_to_the_county(office: Office) -> None:
    case = reported(office)
    with pytest.raises(NotAllowed, match="上级机关"):
        decide_at_meeting(office, meeting(office), {"order_kind": "order", "requirement": "抓紧"},
                          str(read_case(office, case).registration.case_no))  # fmt: skip
