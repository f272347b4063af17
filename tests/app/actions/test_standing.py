"""What actions ask of a case: its handler is not reported in it, its clock can stand still, a round can begin anew."""

from datetime import date, timedelta
from typing import Any

import pytest

from app.actions.allegations import add_allegation
from app.actions.catalogue import CASE_ACTIONS, allowed
from app.actions.edit import edit_cases, edit_record
from app.errors import Invalid, NotAllowed
from app.ledger.duties import own_duty
from app.ledger.query import Query, ids
from app.ledger.views import SHIPPED
from app.records.aftermath import Clarification, Feedback
from app.records.movements import Extension, Receipt
from app.rules.stage import Stage
from app.rules.status import Status
from app.store.case_file import CaseFile, read_case
from app.store.office import Office
from tests.app.store.offices import Clock, new_township, reported
from ui.case.noticed import noticed

CLOSING = {"handling.finding": "unsubstantiated", "handling.result": "没有发现问题"}
GIVEN = {"handling.handler": "李岚"}


def act(office: Office, case: str, name: str, said: dict[str, Any] | None = None) -> CaseFile:
    """Do one action with what stands and these values; the case afterwards."""
    action = CASE_ACTIONS[name]
    action.do(office, case, {**action.standing(office, read_case(office, case)), **(said or {})})
    return read_case(office, case)


def handled(office: Office, **values: Any) -> str:
    """A case that somebody handles."""
    case = reported(office, **values)
    act(office, case, "accept")
    act(office, case, "hand_over", GIVEN)
    return case


def due(office: Office, case: str, rule: str) -> Any:
    """The duty of that rule."""
    (found,) = [each for each in read_case(office, case).obligations if each.rule.id == rule]
    return found


@pytest.mark.parametrize("name", ["hand_over", "close_on_the_spot"])
def test_who_is_reported_does_not_handle_the_case(office: Office, name: str) -> None:
    case = reported(office)
    if name == "hand_over":
        act(office, case, "accept")
    with pytest.raises(Invalid, match="曾小明是这一件的被反映人") as caught:
        act(office, case, name, {"handling.handler": "曾小明", "handling.result": "无"})
    assert caught.value.field == "handling.handler"


def test_m27_nothing_changes_hands_without_a_receipt(office: Office) -> None:
    case = handled(office)
    (receipt,) = read_case(office, case).of(Receipt)
    assert (receipt.to_person, receipt.signed_on, receipt.outcome) == ("李岚", office.today, "accepted")
    act(
        office,
        case,
        "hand_item",
        {"receipt.item": "复印件", "receipt.to_person": "周晓燕", "receipt.signed_on": None},
    )
    assert [
        each.label for each in read_case(office, case).obligations if each.is_open and each.rule.id == "H01"
    ] == ["领件回执（周晓燕）"]
    with pytest.raises(Invalid, match="写明原因"):
        act(office, case, "sign_item", {"receipt.outcome": "refused"})
    found = act(office, case, "sign_item", {"receipt.outcome": "refused", "receipt.refusal": "缺页"})
    assert [each.outcome for each in found.of(Receipt)] == ["accepted", "refused"]


def test_waiting_stops_the_clock_and_puts_the_date_off(tmp_path: Any) -> None:
    clock = Clock()
    office = new_township(tmp_path / "township", clock)
    case = handled(office, identity_status="anonymous")
    first = due(office, case, "T06").due_on
    found = act(
        office,
        case,
        "pause",
        {"pause.reason": "audit", "pause.waiting_for": "县审计局", "pause.approver": "刘书记"},
    )
    (said,) = [each for each in found.explained(office.today) if each.rule_id == "T06"]
    assert said.status is Status.NONE
    assert "暂停计时（等待审计，县审计局）" in said.outcome
    clock.forward(days=20)
    found = act(office, case, "resume")
    assert due(office, case, "T06").due_on == first + timedelta(20)
    assert any("顺延 20 天" in line for each in found.explained(office.today) for line in each.lines)
    office.close()


def test_an_extension_is_asked_and_approved_and_the_old_date_stays(office: Office) -> None:
    case = handled(office, identity_status="anonymous")
    first = due(office, case, "T06").due_on
    asked = act(office, case, "ask_extension", {"extension.reason": "complex"})
    assert [(each.rule, each.decision) for each in asked.of(Extension)] == [("T06", "requested")]
    assert due(office, case, "T06").due_on == first
    act(office, case, "decide_extension", {"extension.approver": "刘书记"})
    later = due(office, case, "T06")
    assert later.first_due_on == first and later.due_on > first
    with pytest.raises(Invalid, match="这件现在能延期的时限是"):
        act(office, case, "ask_extension", {"extension.reason": "complex", "extension.rule": "T99"})


def test_an_extension_that_is_refused_moves_nothing_and_can_be_asked_again(office: Office) -> None:
    case = handled(office)
    (before,) = [each for each in read_case(office, case).obligations if each.rule.id == "T06"]
    act(office, case, "ask_extension", {"extension.rule": "T06", "extension.reason": "complex"})
    found = act(
        office, case, "decide_extension", {"extension.decision": "refused", "extension.approver": "刘书记"}
    )
    (kept,) = found.of(Extension)
    assert (kept.decision, kept.approver, kept.decided_on) == ("refused", "刘书记", office.today)
    (after,) = [each for each in found.obligations if each.rule.id == "T06"]
    assert (after.due_on, after.first_due_on) == (before.due_on, before.due_on)
    with pytest.raises(NotAllowed):
        act(office, case, "decide_extension", {"extension.approver": "刘书记"})
    again = act(office, case, "ask_extension", {"extension.rule": "T06", "extension.reason": "complex"})
    assert [each.decision for each in again.of(Extension)] == ["refused", "requested"]


def test_m42_a_returned_report_is_no_longer_handed_in(office: Office) -> None:
    case = handled(office)
    act(office, case, "dispose", {"handling.disposition": "preliminary_verification"})
    act(office, case, "begin_verification")
    assert act(office, case, "submit_report").stage is Stage.UNDER_REVIEW
    with pytest.raises(Invalid, match="写明理由"):
        act(office, case, "review", {"review.outcome": "returned", "review.reviewer": "刘书记"})
    said = {"review.outcome": "returned", "review.reviewer": "刘书记", "review.reason": "证据不足"}
    assert act(office, case, "review", said).stage is Stage.VERIFYING
    assert due(office, case, "H07").is_open
    assert act(office, case, "submit_report").stage is Stage.UNDER_REVIEW


def test_m48_a_real_name_case_without_feedback_is_archived_only_with_the_reason(office: Office) -> None:
    case = handled(office)
    act(office, case, "close", CLOSING)
    with pytest.raises(Invalid, match="还没有反馈") as caught:
        act(office, case, "archive")
    assert caught.value.field == "handling.no_feedback_reason"
    assert act(office, case, "archive", {"handling.no_feedback_reason": "declined"}).stage is Stage.ARCHIVED


def test_m49_a_reopened_case_begins_a_round_of_its_own(office: Office) -> None:
    case = handled(office)
    act(office, case, "close", CLOSING)
    act(office, case, "feed_back", {"feedback.objection": "不服"})
    said = {
        "handling.reopen_kind": "field_panel",
        "handling.reopened_by": "刘书记",
        "handling.reopen_reason": "仍在访",
    }
    found = act(office, case, "reopen", said)
    assert found.stage is Stage.ACCEPTED
    assert [each.round_no for each in found.handlings] == [1, 2]
    assert found.handlings[0].closed_on == office.today
    assert act(office, case, "hand_over", {"handling.handler": "周晓燕"}).handling is not None
    again = read_case(office, case)
    assert again.handling is not None
    assert (again.handling.round_no, again.handling.handler, again.stage) == (2, "周晓燕", Stage.ASSIGNED)


def test_a_returned_case_is_handed_over_anew(office: Office) -> None:
    case = handled(office)
    found = act(
        office,
        case,
        "return_case",
        {"handling.return_reason": "wrong_unit", "handling.return_approver": "刘书记"},
    )
    assert found.stage is Stage.ACCEPTED
    with pytest.raises(NotAllowed, match="请先移交承办人"):
        act(office, case, "dispose", {"handling.disposition": "pending_hold"})
    again = act(office, case, "hand_over", {"handling.handler": "周晓燕"})
    assert (again.stage, [each.handler for each in again.handlings]) == (Stage.ASSIGNED, ["李岚", "周晓燕"])


def test_m17_a_matter_of_another_organ_goes_by_letter_and_its_answer_is_awaited(office: Office) -> None:
    case = reported(office)
    found = act(
        office,
        case,
        "transfer_out",
        {"transfer.to_unit": "镇司法所", "transfer.reply_due_on": date(2026, 3, 20)},
    )
    assert found.stage is Stage.TRANSFERRED_OUT
    assert found.registration.transferred_to == "镇司法所"
    assert due(office, case, "H02").due_on == date(2026, 3, 20)
    assert own_duty(office, found) is not None
    act(office, case, "note_transfer_reply", {"transfer.result": "helped", "transfer.reply": "已纳入低保"})
    assert due(office, case, "H02").done_on == office.today


def test_m12_a_simple_matter_is_registered_and_closed_in_one_sitting(office: Office) -> None:
    case = reported(office, identity_status="anonymous", handling_class="immediate")
    found = act(
        office, case, "close_on_the_spot", {"handling.result": "当场解释清楚", "handling.handler": "李岚"}
    )
    assert found.stage is Stage.CLOSED
    assert [step.step_kind for step in found.steps] == ["register", "close"]


@pytest.mark.parametrize(("result", "becomes", "owed"), [
    ("confirmed", "real_name", True), ("denied", "anonymous", False),
    ("unreachable", "signed_unverified", True), ("untrue", "impersonated", False),
])  # fmt: skip
@pytest.mark.thorough
def test_a_signed_report_loses_its_notice_when_it_turns_out_anonymous(
    office: Office, result: str, becomes: str, owed: bool
) -> None:
    case = reported(office, identity_status="signed_unverified")
    said = {"registration.identity_check_result": result, "registration.identity_check_way": "phone"}
    found = act(office, case, "verify_identity", said)
    assert found.registration.identity_status == becomes
    assert ("T03" in [each.rule.id for each in found.obligations]) is owed


@pytest.mark.thorough
def test_m20_only_what_proved_untrue_is_clarified_and_always_in_writing(office: Office) -> None:
    case = handled(office)
    act(office, case, "close", {**CLOSING, "handling.finding": "inconclusive"})
    with pytest.raises(NotAllowed, match="无法查实不等于不属实"):
        act(office, case, "propose_clarification", {"clarification.question": "低保"})
    other = handled(office)
    act(office, other, "close", CLOSING)
    with pytest.raises(Invalid, match="同时书面"):
        act(
            office,
            other,
            "propose_clarification",
            {"clarification.question": "低保", "clarification.forms": ("meeting",)},
        )
    act(office, other, "propose_clarification", {"clarification.question": "低保"})
    act(office, other, "approve_clarification", {"clarification.approver": "刘书记"})
    assert due(office, other, "H05").is_open
    found = act(office, other, "clarify")
    assert [each.done_on for each in found.of(Clarification)] == [office.today]


def test_m07_feedback_is_kept_with_objection_and_secrecy(office: Office) -> None:
    case = handled(office)
    act(office, case, "tell_acceptance")
    act(office, case, "close", CLOSING)
    found = act(
        office, case, "feed_back", {"feedback.objection": "不服", "handling.satisfaction": "dissatisfied"}
    )
    assert [(each.feedback_kind, each.objection, each.secrecy_told) for each in found.of(Feedback)] == [
        ("acceptance", None, None),
        ("result", "不服", True),
    ]


def test_a_verification_without_a_limit_can_be_paused_and_stays_among_those_at_work(office: Office) -> None:
    case = handled(office, identity_status="anonymous")
    act(office, case, "dispose", {"handling.disposition": "preliminary_verification"})
    found = act(office, case, "begin_verification")
    assert not [each for each in found.obligations if each.is_open]
    assert [each.rule.id for each in found.unlimited] == ["T09"]
    act(office, case, "pause", {"pause.reason": "audit", "pause.approver": "刘书记"})
    (at_work,) = [view for view in SHIPPED if view.id == "open"]
    assert len(ids(office.db, Query(office.today, conditions=at_work.conditions))) == 1


def test_a_case_whose_only_running_duty_is_stopped_stays_among_those_at_work(office: Office) -> None:
    case = handled(office, identity_status="anonymous")
    act(office, case, "pause", {"pause.reason": "audit", "pause.approver": "刘书记"})
    (at_work,) = [view for view in SHIPPED if view.id == "open"]
    assert len(ids(office.db, Query(office.today, conditions=at_work.conditions))) == 1


def test_a_proposal_stands_behind_all_others_once_the_report_is_accepted(office: Office) -> None:
    case = reported(office)
    before = [each.id for each in allowed(office, read_case(office, case))]
    assert before.index("propose") < 4
    after = [each.id for each in allowed(office, act(office, case, "accept"))]
    assert after[-1] == "propose"


@pytest.mark.parametrize(("disposition", "first"), [
    ("preliminary_verification", "begin_verification"), ("closed_no_action", "submit_report"),
])  # fmt: skip
def test_the_likeliest_next_step_of_a_handled_case_is_not_to_hand_it_over_again(
    office: Office, disposition: str, first: str
) -> None:
    case = handled(office, identity_status="anonymous")
    offered = [each.id for each in allowed(office, read_case(office, case))]
    assert offered.index("dispose") < offered.index("hand_over")
    act(office, case, "check_recusal")
    found = act(office, case, "dispose", {"handling.disposition": disposition})
    assert next(each.id for each in allowed(office, found)) == first


def test_who_is_reported_neither_handles_helps_verifies_nor_talks_whatever_the_door(office: Office) -> None:
    case = handled(office)
    act(office, case, "dispose", {"handling.disposition": "preliminary_verification"})
    for name, said in (
        ("hand_over", {"handling.handler": "李岚", "handling.assistants": "陈实、曾小明"}),
        ("begin_verification", {"handling.verifiers": "曾小明"}),
        ("inquire", {"inquiry.talkers": "李岚、曾小明"}),
    ):
        with pytest.raises(Invalid, match="曾小明是这一件的被反映人"):
            act(office, case, name, said)
    with pytest.raises(Invalid, match="回避"):
        edit_cases(office, [case], {"handling.handler": "曾小明"})
    band = read_case(office, case).handling
    assert band is not None
    with pytest.raises(Invalid, match="回避"):
        edit_record(office, "handling", band.id, band.version, {"assistants": "曾小明"})
    assert noticed(office, read_case(office, case)) == []
    add_allegation(office, case, {"respondent": "李岚"})
    assert noticed(office, read_case(office, case)) == ["李岚是被反映人，按规定要回避：请移交给别人承办。"]
    act(office, case, "hand_over", {"handling.handler": "周晓燕"})
    assert noticed(office, read_case(office, case)) == []
