"""How a matter moves, played as offices tell it: sorted by class, handed over, helped, transferred, held to its dates."""

from datetime import timedelta

import pytest

from app.actions.papers import make_paper
from app.actions.settings import set_limit, set_setting
from app.errors import Invalid, NotAllowed
from app.ledger.today import look
from app.records.aftermath import Lookback
from app.records.movements import Receipt, Transfer
from app.rules.stage import Stage
from app.rules.status import Status
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.store.offices import REPORTER
from tests.journeys.telling import (
    act,
    closed,
    counted_by,
    due,
    handled,
    listed,
    told,
    wait,
    wait_working_days,
)
from tests.ui.workplace import Clock


def test_m12_each_class_has_its_ledger_its_limit_and_the_simple_is_closed_on_the_spot(office: Office) -> None:
    cases = {name: handled(office, handling_class=name) for name in ("routine", "priority", "immediate")}
    rules = {"routine": "H11", "priority": "H12", "immediate": "H13"}
    for name, rule in rules.items():
        assert listed(office, f"class_{name}") == [cases[name]]
        assert due(office, cases[name], rule) == []
        assert rule in [each.rule.id for each in read_case(office, cases[name]).unlimited]
    for (name, rule), days in zip(rules.items(), (30, 60, 3), strict=True):
        set_limit(office, rule, limit=days)
        (limit,) = due(office, cases[name], rule)
        assert limit.due_on == office.calendar.add_working_days(office.today, days).day
    simple = told(office, handling_class="immediate", intake_channel="visit", identity_status="anonymous")
    found = act(
        office, simple, "close_on_the_spot", handling__result="当场算清账目", handling__handler="李岚"
    )
    assert found.stage is Stage.CLOSED and found.handling is not None
    assert found.handling.closing_way == "on_the_spot"
    assert set(listed(office, "class_immediate")) == {simple, cases["immediate"]}
    assert counted_by(office, "registration.handling_class") == {"routine": 1, "priority": 1, "immediate": 2}


def test_m13_every_gap_from_receipt_to_feedback_has_a_date_and_a_colour(office: Office, clock: Clock) -> None:
    set_limit(office, "H12", limit=60)
    set_limit(office, "T09", limit=40)
    case = told(office, who=REPORTER, handling_class="priority")
    walk = [
        ("accept", {}), ("hand_over", {"handling__handler": "李岚"}),
        ("dispose", {"handling__disposition": "preliminary_verification"}), ("begin_verification", {}),
        ("submit_report", {}), ("close", {"handling__finding": "unsubstantiated", "handling__result": "不存在"}),
    ]  # fmt: skip
    for name, said in walk:
        assert [each for each in read_case(office, case).obligations if each.is_open], name
        act(office, case, name, **said)
    act(office, case, "tell_acceptance")
    assert [each.rule.id for each in read_case(office, case).obligations if each.is_open] == ["T04"]
    assert read_case(office, case).status(office.today) is Status.RUNNING
    wait_working_days(office, clock, 13)
    assert read_case(office, case).status(office.today) is Status.DUE_SOON
    assert [duty.title for duty in look(office, "").soon.duties] == [read_case(office, case).title]
    wait_working_days(office, clock, 3)
    assert read_case(office, case).status(office.today) is Status.OVERDUE
    assert act(office, case, "feed_back").status(office.today) is Status.DONE_LATE
    assert [each for each in read_case(office, case).obligations if each.is_open] == []


def test_m13_another_scheme_of_colours_is_chosen_and_the_lights_follow(office: Office, clock: Clock) -> None:
    case = handled(office, identity_status="anonymous")
    wait_working_days(office, clock, 30)
    assert read_case(office, case).status(office.today) is Status.OVERDUE
    set_setting(office, "preset", "C3")
    assert read_case(office, case).measure.preset.id == "C3"
    assert listed(office, "overdue") == [case]


def test_m14_a_zone_works_together_and_its_cases_are_found(office: Office) -> None:
    told(office)
    case = told(office)
    act(office, case, "accept")
    found = act(
        office, case, "hand_over", handling__handler="李岚", handling__zone="东片区",
        handling__assisting="县纪委第一纪检监察室、河口镇纪委", handling__assistants="周晓燕、陈实",
    )  # fmt: skip
    assert found.handling is not None
    assert found.handling.assisting == "县纪委第一纪检监察室、河口镇纪委"
    assert listed(office, "zone") == [case]
    assert counted_by(office, "handling.zone") == {"东片区": 1}


def test_m17_a_letter_goes_to_the_other_organ_and_its_answer_comes_back_in_three_ways(
    office: Office, clock: Clock
) -> None:
    answers = {"solved": "补发了补贴", "explained": "说明了政策", "helped": "纳入低保"}
    cases = {}
    for result in answers:
        cases[result] = told(office, who=REPORTER, category="out_of_scope", summary="反映补贴没有发到")
        act(
            office, cases[result], "transfer_out", transfer__to_unit="镇民政所", transfer__letter_no="云函〔2026〕1号",
            transfer__receiver="林立", transfer__reply_due_on=office.today + timedelta(days=10),
        )  # fmt: skip
    letter = make_paper(office, cases["solved"], "transfer_letter")
    assert "镇民政所" in repr(letter) and not [each for each in REPORTER.values() if each in repr(letter)]
    assert look(office, "").waiting.total == 3
    clock.pass_days(11)
    assert [each.rule for each in look(office, "").overdue.duties] == ["H02"] * 3
    for result, reply in answers.items():
        act(office, cases[result], "note_transfer_reply", transfer__result=result, transfer__reply=reply)
    assert counted_by(office, "transfer.result") == dict.fromkeys(answers, 1)
    assert len(listed(office, "transfer")) == 3
    assert [each.receiver for each in read_case(office, cases["helped"]).of(Transfer)] == ["林立"]
    assert look(office, "").waiting.total == 0 and look(office, "").overdue.total == 0


def test_m27_what_it_takes_to_hand_over_who_took_it_when_and_by_which_telephone(
    office: Office, clock: Clock
) -> None:
    case = told(office)
    act(office, case, "accept")
    found = act(office, case, "hand_over", handling__handler="李岚", receipt__telephone="13900002222")
    (first,) = found.of(Receipt)
    assert (first.from_person, first.to_person, first.telephone) == (
        office.person or None,
        "李岚",
        "13900002222",
    )
    assert (first.handed_on, first.signed_on, first.outcome) == (office.today, office.today, "accepted")
    said = {
        "receipt__item": "原信 1 份 3 页",
        "receipt__telephone": "13900003333",
        "receipt__signed_on": None,
    }
    act(office, case, "hand_item", receipt__to_person="周晓燕", **said)
    wait_working_days(office, clock, 3)
    assert [duty.rule for duty in look(office, "").overdue.duties] == ["H01"]
    with pytest.raises(Invalid, match="写明原因"):
        act(office, case, "sign_item", receipt__outcome="refused")
    act(office, case, "sign_item", receipt__outcome="refused", receipt__refusal="缺第 3 页")
    act(office, case, "hand_item", receipt__to_person="陈实", **{**said, "receipt__signed_on": office.today})
    taken = [(each.to_person, each.outcome) for each in read_case(office, case).of(Receipt)]
    assert taken == [("李岚", "accepted"), ("周晓燕", "refused"), ("陈实", "accepted")]
    assert look(office, "").overdue.total == 0 and len(listed(office, "receipt")) == 3
    assert "陈实" in repr(make_paper(office, case, "handover_receipt"))


def test_m35_a_limit_passed_is_looked_back_on_and_put_right(office: Office, clock: Clock) -> None:
    case = told(office, identity_status="anonymous")
    act(office, case, "accept")
    act(office, case, "hand_over", handling__handler="李岚", handling__assisting="镇财政所")
    (limit,) = due(office, case, "T06")
    wait(office, clock, (limit.due_on - office.today).days + 20)
    found = act(
        office, case, "look_back", lookback__person="李岚", lookback__requirement="十日内提出处置意见"
    )
    (kept,) = found.of(Lookback)
    assert (kept.unit, kept.ground, kept.held_days) == (office.name, "late", 20)
    assert [each.is_open for each in due(office, case, "H04")] == [True]
    with pytest.raises(NotAllowed):
        act(office, closed(office), "note_correction", lookback__result="无")
    act(office, case, "note_correction", lookback__result="已补办", lookback__accountability="talk")
    assert [each.done_on for each in due(office, case, "H04")] == [office.today]
    assert listed(office, "lookback") == [kept.id]
    assert counted_by(office, "lookback.accountability") == {"talk": 1}
