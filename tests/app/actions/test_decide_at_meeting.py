"""What a meeting decides is an order that names it: about a case, or a circular that names none."""

from pathlib import Path

import pytest

from app.actions.catalogue import CASE_ACTIONS
from app.actions.decide_at_meeting import decide_at_meeting, orders_of
from app.actions.papers import make_paper
from app.actions.record_meeting import meetings_about, record_meeting
from app.actions.send import send
from app.actions.take import take
from app.actions.undo import undo
from app.documents.paper import lines_of
from app.errors import Invalid, NotAllowed, Refused
from app.exchange.receive import preview
from app.ledger.meeting_sheet import meeting_sheet
from app.records.meetings import Meeting
from app.records.oversight import Order
from app.rules.stat_periods import parse
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.actions.stories import do_action
from tests.app.store.offices import Clock, new_county, new_township, reported

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


def told(office: Office, *names: str) -> str:
    """A case to which these actions were done."""
    case = reported(office)
    for name in names:
        do_action(office, case, name)
    return case


def number_of(office: Office, case: str) -> str:
    return str(read_case(office, case).registration.case_no)


def test_a_township_leaves_orders_to_the_county(office: Office) -> None:
    case = reported(office)
    with pytest.raises(NotAllowed, match="上级机关发；本单位办的件请选“内部督办”"):
        decide_at_meeting(
            office, meeting(office), {"order_kind": "order", "requirement": "抓紧"}, number_of(office, case)
        )
    assert office.find(Order) == []


def test_what_a_township_decides_about_its_case_is_a_numbered_order_with_a_light_and_a_reply(
    office: Office,
) -> None:
    case = told(office, "accept", "hand_over")
    held = meeting(office)
    decide_at_meeting(office, held, {"requirement": "李岚三日内谈话"}, number_of(office, case))
    (order,) = orders_of(office, held)
    assert (order.order_kind, order.unit, order.case) == ("in_house", office.name, case)
    assert order.order_no and order.decided_at == held.name
    file = read_case(office, case)
    assert [each.label for each in file.obligations if each.rule.id == "H03" and each.is_open] != []
    assert file.steps[-1].step_kind == "supervise"
    undo(office)
    assert orders_of(office, held) == []
    decide_at_meeting(office, held, {"requirement": "李岚三日内谈话"}, number_of(office, case))
    do_action(office, case, "note_order_reply")
    file = read_case(office, case)
    assert [each for each in file.obligations if each.rule.id == "H03" and each.is_open] == []


def test_nobody_presses_itself_about_what_another_office_handles_or_what_is_closed(
    office: Office, county: Office
) -> None:
    given = reported(county)
    do_action(county, given, "assign")
    held = meeting(county)
    said = {"order_kind": "in_house", "requirement": "抓紧"}
    with pytest.raises(NotAllowed, match="不由本单位办理"):
        decide_at_meeting(county, held, said, number_of(county, given))
    with pytest.raises(Invalid, match="内部督办只用于本单位办理的件"):
        order = CASE_ACTIONS["issue_order"]
        order.do(
            county,
            given,
            {**order.standing(county, read_case(county, given)), "order.order_kind": "in_house"},
        )
    closed = told(office, "accept", "hand_over", "close")
    with pytest.raises(NotAllowed, match="已经办结"):
        decide_at_meeting(office, meeting(office), said, number_of(office, closed))


def test_the_county_sees_what_a_township_decided_and_is_not_asked_to_answer_it(tmp_path: Path) -> None:
    clock = Clock()
    township, county = new_township(tmp_path / "乡镇", clock), new_county(tmp_path / "县", clock)
    case = told(township, "accept", "hand_over")
    decide_at_meeting(township, meeting(township), {"requirement": "抓紧"}, number_of(township, case))
    send(township, county.code, tmp_path / "一.xlsx")
    take(county, preview(county, tmp_path / "一.xlsx"))
    there = read_case(county, case)
    assert [each.order_kind for each in there.of(Order)] == ["in_house"]
    assert CASE_ACTIONS["answer_order"].why_not(county, there) is not None
    monthly = meeting_sheet(county, "monthly", parse("2026-03"))
    (coverage,) = [each for each in monthly.tables if each.title == "督办覆盖"]
    asked = [cell.value for line in coverage.lines for cell in line.cells[1:]]
    assert not any(asked), "what a township asks of itself is no supervision by the county"
    assert orders_of(county, meeting(county)) == [], "a township's meeting of that day is another"
    (decided,) = [
        each for each in meeting_sheet(county, "weekly", WEEK).tables if each.title == "会议议定的督办"
    ]
    assert decided.lines == ()
