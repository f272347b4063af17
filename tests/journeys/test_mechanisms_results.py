"""What is found, told, cleared, closed and opened again, played as offices tell it."""

from decimal import Decimal
from pathlib import Path

import pytest

from app.actions.papers import make_paper
from app.actions.record_finding import record_finding
from app.errors import Invalid, NotAllowed
from app.ledger.statistics import statistics
from app.records.aftermath import Clarification, Feedback, FollowUp
from app.records.oversight import Protection, Reward
from app.rules.stage import Stage
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.exchange.two_offices import post, receive
from tests.app.store.offices import REPORTER, new_county
from tests.journeys.telling import (
    CLOSING,
    act,
    closed,
    counted_by,
    due,
    handled,
    listed,
    told,
    wait,
)
from tests.ui.workplace import Clock


def test_m06_five_report_together_thirty_three_points_and_thirteen_are_true_in_part_or_whole(
    office: Office,
) -> None:
    points = [
        {"respondent": "曾小明", "rank_class": "village_secretary", "summary": f"第 {n} 个问题"}
        for n in range(1, 34)
    ]
    case = told(office, points=points, who={"name": "黎不传", "reporter_type": "joint"}, joint_count=5)
    listed_points = read_case(office, case).allegations
    with pytest.raises(NotAllowed):
        record_finding(office, case, listed_points[0].id, {"finding": "substantiated"})
    act(office, case, "accept")
    act(office, case, "hand_over", handling__handler="李岚")
    said = ["substantiated"] * 5 + ["partly_substantiated"] * 8 + ["unsubstantiated"] * 20
    for point, finding in zip(listed_points, said, strict=True):
        record_finding(office, case, point.id, {"finding": finding})
    found = act(
        office,
        case,
        "close",
        handling__finding="partly_substantiated",
        handling__result="十三条属实或部分属实",
    )
    assert (found.registration.joint_count, len(found.allegations)) == (5, 33)
    by_point = {each.allegation: each.finding for each in found.findings}
    assert [by_point[point.id] for point in found.allegations] == said
    assert counted_by(office, "finding.finding") == {
        "substantiated": 5, "partly_substantiated": 8, "unsubstantiated": 20,
    }  # fmt: skip
    assert len(listed(office, "finding")) == 33


def test_m07_the_result_is_told_at_home_satisfaction_asked_and_the_money_came_back(
    office: Office, clock: Clock
) -> None:
    case = handled(office)
    act(office, case, "tell_acceptance")
    act(office, case, "note_feedback", feedback__content="已派人核对账目")
    act(
        office, case, "close", handling__finding="substantiated", handling__result="已补发土地款",
        handling__loss_recovered=Decimal("90.6"), handling__persons_handled=2,
    )  # fmt: skip
    assert [each.is_open for each in due(office, case, "T04")] == [True]
    act(
        office, case, "feed_back", feedback__place="反映人家中", feedback__staff="王敏、李岚", handling__satisfaction="satisfied",
        feedback__objection="补发晚了", feedback__new_evidence="提供一张收据，已核对",
    )  # fmt: skip
    wait(office, clock, 20)
    found = act(office, case, "follow_up", followup__state="款已到账", followup__satisfaction="satisfied")
    assert [each.feedback_kind for each in found.of(Feedback)] == ["acceptance", "progress", "result"]
    result = found.of(Feedback)[-1]
    assert (result.place, result.way, result.secrecy_told) == ("反映人家中", "face", True)
    assert (result.objection, result.new_evidence) == ("补发晚了", "提供一张收据，已核对")
    assert [(each.object, each.visited_on, each.state) for each in found.of(FollowUp)] == [
        ("reporter", office.today, "款已到账")
    ]
    assert found.handling is not None and found.handling.loss_recovered == Decimal("90.6")
    assert len(listed(office, "feedback")) == 3 and len(listed(office, "followup")) == 1
    assert counted_by(office, "handling.satisfaction") == {"satisfied": 1}
    assert counted_by(office, "followup.satisfaction") == {"satisfied": 1}


@pytest.mark.thorough
def test_m20_a_name_is_cleared_at_a_meeting_and_in_writing_and_stands_in_a_ledger(office: Office) -> None:
    doubtful = closed(office)
    act(office, doubtful, "reopen", handling__reopen_kind="reinvestigate", handling__reopened_by="刘书记")
    with pytest.raises(NotAllowed, match="还没有办结"):
        act(office, doubtful, "propose_clarification", clarification__question="低保评定")
    case = closed(office)
    said = {"clarification__question": "低保评定中没有优亲厚友", "clarification__wish": "希望在村民会上说明",
            "clarification__scope": "柳树村", "clarification__addressee": "柳树村党总支"}  # fmt: skip
    with pytest.raises(Invalid, match="同时书面"):
        act(office, case, "propose_clarification", clarification__forms=("meeting",), **said)
    act(office, case, "propose_clarification", clarification__forms=("written", "meeting"), **said)
    assert due(office, case, "H05") == []
    act(office, case, "approve_clarification", clarification__approver="刘书记")
    (five_days,) = due(office, case, "H05")
    assert five_days.due_on == office.calendar.add_working_days(office.today, 5).day
    assert "低保评定中没有优亲厚友" in repr(make_paper(office, case, "clarification_notice"))
    found = act(office, case, "clarify")
    (kept,) = found.of(Clarification)
    assert (kept.person, kept.origin, kept.approver, kept.done_on) == (
        "曾小明",
        "proposed",
        "刘书记",
        office.today,
    )
    assert listed(office, "clarification") == [kept.id]
    for name in ("clarification_form", "clarification_letter"):
        assert "低保评定中没有优亲厚友" in repr(make_paper(office, case, name))
    assert counted_by(office, "clarification.forms") == {"written": 1, "meeting": 1}


@pytest.mark.thorough
def test_m48_without_feedback_the_light_stays_and_the_archive_asks_why(office: Office, clock: Clock) -> None:
    case = closed(office)
    assert [each.is_open for rule in ("T03", "T04") for each in due(office, case, rule)] == [True, True]
    wait(office, clock, 40)
    assert listed(office, "overdue") == [case]
    with pytest.raises(Invalid, match="还没有反馈") as caught:
        act(office, case, "archive")
    assert caught.value.field == "handling.no_feedback_reason"
    act(office, case, "archive", handling__no_feedback_reason="unreachable")
    assert counted_by(office, "handling.no_feedback_reason") == {"unreachable": 1}
    waits = closed(office)
    assert listed(office, "archive") == [waits, case], "what was closed last stands first"
    told_of = closed(office)
    act(office, told_of, "feed_back")
    assert act(office, told_of, "archive").stage is Stage.ARCHIVED
    nameless = closed(office, identity_status="anonymous")
    assert act(office, nameless, "archive").stage is Stage.ARCHIVED


@pytest.mark.parametrize("decision", ["advise", "reinvestigate", "field_panel"])
@pytest.mark.thorough
def test_m49_still_complained_of_is_decided_in_three_ways_and_a_round_begins(
    office: Office, decision: str
) -> None:
    case = closed(office)
    act(office, case, "feed_back", feedback__objection="不服", handling__satisfaction="dissatisfied")
    with pytest.raises(Invalid) as caught:
        act(office, case, "reopen", handling__reopened_by="刘书记")
    assert caught.value.field == "handling.reopen_kind"
    found = act(
        office, case, "reopen", handling__reopen_kind=decision, handling__reopened_by="刘书记",
        handling__reopen_reason="反馈后仍到县里来访",
    )  # fmt: skip
    first, second = found.handlings
    assert (first.round_no, first.closed_on, first.fed_back_on) == (1, office.today, office.today)
    assert (second.round_no, second.reopen_kind, second.reopened_by) == (2, decision, "刘书记")
    act(office, case, "hand_over", handling__handler="周晓燕")
    again = act(office, case, "close", **{name.replace(".", "__"): value for name, value in CLOSING.items()})
    first_round, second_round = due(office, case, "T04")
    assert again.stage is Stage.CLOSED and not first_round.is_open and second_round.is_open
    assert counted_by(office, "handling.reopen_kind") == {decision: 1}
    assert statistics(office.db, office.today).items == 1


@pytest.mark.thorough
def test_m51_a_reward_is_kept_at_home_and_nobody_is_named_without_consent(
    office: Office, clock: Clock, tmp_path: Path
) -> None:
    nameless = closed(office, identity_status="anonymous")
    with pytest.raises(NotAllowed, match="匿名件无法奖励"):
        act(office, nameless, "propose_reward")
    case = told(office, who={**REPORTER, "consent_to_publish": False})
    act(office, case, "accept")
    act(office, case, "hand_over", handling__handler="李岚")
    act(office, case, "protect", protection__threat="有人扬言报复", protection__measure="confidential")
    act(office, case, "close", handling__finding="substantiated", handling__result="属实")
    act(office, case, "propose_reward", reward__proposer="王敏", reward__amount=Decimal("0.2"))
    found = act(
        office, case, "deliver_reward", reward__approver="刘书记", reward__delivery="face", reward__consent_to_publish=False,
    )  # fmt: skip
    (reward,) = found.of(Reward)
    assert (reward.amount, reward.approver, reward.delivered_on) == (Decimal("0.2"), "刘书记", office.today)
    assert reward.consent_to_publish is False and [each.consent_to_publish for each in found.reporters] == [
        False
    ]
    assert (listed(office, "reward"), len(listed(office, "protection"))) == ([reward.id], 1)
    county = new_county(tmp_path / "county", clock)
    receive(county, post(office, "QH00", tmp_path))
    elsewhere = read_case(county, case)
    assert (elsewhere.reporters, elsewhere.of(Reward), elsewhere.of(Protection)) == ((), (), ())
    county.close()
