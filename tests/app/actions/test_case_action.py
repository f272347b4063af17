"""Actions on a case: each asks what it must, refuses with a reason, writes the bands and leaves a step."""

from datetime import date, timedelta
from typing import Any

import pytest

from app.actions.catalogue import CASE_ACTIONS, allowed
from app.actions.edit import edit_cases
from app.actions.undo import undo
from app.errors import Invalid, NotAllowed
from app.records.registration import Registration
from app.rules.stage import Stage
from app.store.case_file import CaseFile, read_case
from app.store.office import Office
from tests.app.actions.stories import AT_THE_COUNTY, STORY, do_action, given_from_above
from tests.app.store.offices import reported
from tests.tiers import some

CLOSING = {"handling.finding": "substantiated", "handling.result": "已责令退还"}


def act(office: Office, case: str, name: str, said: dict[str, Any] | None = None) -> CaseFile:
    """Do one action with its defaults and these values; the case afterwards."""
    action = CASE_ACTIONS[name]
    action.do(office, case, {**action.defaults(office, read_case(office, case)), **(said or {})})
    return read_case(office, case)


def test_a_case_walks_from_letter_to_archive(office: Office) -> None:
    case = reported(office)
    walk: tuple[tuple[str, dict[str, Any], Stage], ...] = (
        ("accept", {}, Stage.ACCEPTED),
        ("tell_acceptance", {}, Stage.ACCEPTED),
        ("hand_over", {"handling.handler": "李办"}, Stage.ASSIGNED),
        ("dispose", {"handling.disposition": "preliminary_verification"}, Stage.DISPOSED),
        ("close", CLOSING, Stage.CLOSED),
        ("feed_back", {"handling.satisfaction": "satisfied"}, Stage.FED_BACK),
        ("archive", {}, Stage.ARCHIVED),
    )
    for name, said, stage in walk:
        assert name in [action.id for action in allowed(office, read_case(office, case))]
        assert act(office, case, name, said).stage is stage
        again = name in [action.id for action in allowed(office, read_case(office, case))]
        assert again is (name == "hand_over"), "only the handler may change"
    found = read_case(office, case)
    assert [step.step_kind for step in found.steps] == [
        "register", "accept", "notify", "hand_over", "dispose", "close", "feed_back", "archive",
    ]  # fmt: skip
    assert {step.person for step in found.steps} == {"王敏"}
    assert found.handling is not None
    assert (found.handling.handling_no, found.handling.unit, found.handling.round_no) == (
        "云办〔2026〕1号", "云溪镇纪委", 1,
    )  # fmt: skip


def test_a_step_stands_on_the_day_that_was_said(office: Office) -> None:
    case = reported(office, received_on=date(2026, 3, 2))
    found = act(office, case, "accept", {"registration.accepted_on": date(2026, 3, 4)})
    assert [(step.step_kind, step.day) for step in found.steps] == [
        ("accept", date(2026, 3, 4)), ("register", date(2026, 3, 9)),
    ]  # fmt: skip


@pytest.mark.parametrize("name", some(sorted(CASE_ACTIONS)))
def test_what_an_action_must_have_is_asked_by_name(office: Office, county: Office, name: str) -> None:
    where, action = (county if name in AT_THE_COUNTY else office), CASE_ACTIONS[name]
    case = reported(where)
    for step in STORY[name][0]:
        do_action(where, case, step)
    found = read_case(where, case)
    said = {**action.standing(where, found), **STORY[name][1]}
    said |= {"repeat.main_no": "云信〔2026〕9号"} if name == "judge_repeat" else {}
    for field in action.required:
        with pytest.raises(Invalid) as caught:
            action.do(where, case, {**said, field: None})
        assert caught.value.field == field
    do_action(where, case, name)
    if name in AGAIN | {"escalate_case"}:
        return
    reason = action.why_not(where, read_case(where, case))
    assert reason is not None and reason.endswith("。")


AGAIN = {
    "hand_over", "hand_item", "review", "inquire", "take_measure", "note_feedback", "follow_up", "look_back",
    "issue_order", "up_report", "protect", "propose_reward", "propose_clarification", "judge_repeat",
    "verify_identity", "decide_assigned_extension",
}  # fmt: skip
"""What may be done more than once."""


def test_an_action_says_the_way_out(office: Office) -> None:
    case = reported(office)
    said = {name: CASE_ACTIONS[name].why_not(office, read_case(office, case)) for name in CASE_ACTIONS}
    assert said["instruct"] == "还没有拟办。请先拟办，再批示。"
    assert said["hand_over"] == "还没有受理。请先受理，再移交承办人。"
    assert said["begin_verification"] == "还没有承办人。请先移交承办人或签收。"
    assert said["feed_back"] == "还没有办结。请先办结，再反馈。"


@pytest.mark.parametrize("name", some(sorted(CASE_ACTIONS.keys() - {"escalate_case"})))
def test_every_action_is_taken_back_as_a_whole(office: Office, county: Office, name: str) -> None:
    where = county if name in AT_THE_COUNTY else office
    case = reported(where)
    for step in STORY[name][0]:
        do_action(where, case, step)
    before = read_case(where, case)
    do_action(where, case, name)
    undo(where)
    after = read_case(where, case)
    assert after.stage is before.stage
    assert [(each.rule.id, each.due_on, each.done_on) for each in after.obligations] == [
        (each.rule.id, each.due_on, each.done_on) for each in before.obligations
    ]
    assert {kind: len(found) for kind, found in after.lists.items() if found} == {
        kind: len(found) for kind, found in before.lists.items() if found
    }
    assert len(after.steps) == len(before.steps)


def test_a_rejected_case_is_neither_accepted_nor_handed_over(office: Office) -> None:
    case = reported(office)
    found = act(office, case, "reject", {"registration.rejection_ground": "other_organ"})
    assert found.stage is Stage.REJECTED
    again = {"accept", "hand_over", "propose", "transfer_out", "retain", "close_on_the_spot"}
    assert not again & {action.id for action in allowed(office, found)}
    with pytest.raises(NotAllowed, match="2026-03-09 不予受理；要改变"):
        act(office, case, "accept")


def test_nobody_is_told_of_an_anonymous_report(office: Office) -> None:
    case = reported(office, identity_status="anonymous")
    act(office, case, "accept")
    with pytest.raises(NotAllowed, match="匿名"):
        act(office, case, "tell_acceptance")


def test_only_the_county_assigns_and_its_limit_is_three_months(office: Office, county: Office) -> None:
    with pytest.raises(NotAllowed, match="上级机关"):
        act(office, reported(office), "assign")
    case = reported(county)
    found = act(county, case, "assign", {"supervision.handling_unit": "云溪镇纪委"})
    assert found.supervision is not None
    assert (found.supervision.assigned_on, found.supervision.due_on) == (date(2026, 3, 9), date(2026, 6, 9))
    with pytest.raises(NotAllowed, match="由本单位交办"):
        act(county, case, "sign_receipt")


def test_the_unit_that_was_given_a_case_signs_for_it_and_handles_it(office: Office) -> None:
    case = reported(office)
    given_from_above(office, case)
    found = act(office, case, "sign_receipt", {"handling.handler": "李办"})
    assert found.stage is Stage.ASSIGNED
    assert found.handling is not None
    assert (found.handling.owner, found.handling.unit) == ("YX01", "云溪镇纪委")
    act(office, case, "close", CLOSING)
    assert act(office, case, "report_up").stage is Stage.REPORTED


def test_a_refused_action_writes_nothing(office: Office) -> None:
    case = reported(office)
    before = read_case(office, case).registration
    with pytest.raises(NotAllowed):
        act(office, case, "archive")
    with pytest.raises(Invalid):
        act(office, case, "accept", {"registration.accepted_on": "春天"})
    assert read_case(office, case).registration == before
    assert len(read_case(office, case).steps) == 1


def test_dates_in_an_odd_order_do_not_block(office: Office) -> None:
    case = reported(office)
    edit_cases(office, [case], {"registration.accepted_on": office.today - timedelta(days=90)})
    assert office.get(Registration, case).accepted_on == date(2025, 12, 9)


def test_of_several_open_records_the_newest_is_meant_unless_another_is_named(office: Office) -> None:
    case = reported(office)
    for item in ("原信", "附件照片", "录音"):
        act(
            office,
            case,
            "hand_item",
            {"receipt.item": item, "receipt.to_person": "李岚", "receipt.signed_on": None},
        )
    sign = CASE_ACTIONS["sign_item"]
    found = read_case(office, case)
    assert [each.value("item") for each in sign.choices(office, found)] == ["录音", "附件照片", "原信"]
    oldest = sign.choices(office, found)[-1]
    sign.do(office, case, sign.standing(office, found, oldest.id), oldest.id)
    assert [each.value("item") for each in sign.choices(office, read_case(office, case))] == [
        "录音",
        "附件照片",
    ]
    act(office, case, "sign_item", {"receipt.to_person": "李岚"})
    found = read_case(office, case)
    assert [each.value("item") for each in sign.choices(office, found)] == ["附件照片"]
    with pytest.raises(NotAllowed, match="已经办过了"):
        sign.do(office, case, sign.standing(office, found), oldest.id)


def test_what_stands_in_the_form_is_that_of_the_record_chosen(office: Office) -> None:
    case = reported(office)
    for person in ("李岚", "赵青"):
        act(
            office,
            case,
            "hand_item",
            {"receipt.item": "原信", "receipt.to_person": person, "receipt.signed_on": None},
        )
    sign, found = CASE_ACTIONS["sign_item"], read_case(office, case)
    newest, oldest = sign.choices(office, found)
    assert sign.standing(office, found)["receipt.to_person"] == "赵青"
    assert sign.standing(office, found, oldest.id)["receipt.to_person"] == "李岚" and newest.id != oldest.id


def test_a_report_that_was_returned_and_handed_in_again_can_be_reviewed(office: Office) -> None:
    case = reported(office)
    for name in ("accept", "hand_over", "dispose", "submit_report", "returned", "resubmit"):
        do_action(office, case, name)
    found = act(office, case, "review", {"review.reviewer": "刘书记", "review.outcome": "passed"})
    assert found.handling is not None and found.handling.report_handed_on == office.today
