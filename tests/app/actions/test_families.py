"""One matter, many reports: a repeat joins its main item, 件 and 件次 are counted apart, judgements are cancelled."""

import pytest

from app.actions.families import cancel_judgement, family_of, judge, judge_many, read_family
from app.actions.undo import redo, undo
from app.errors import Invalid, NotAllowed
from app.records.aftermath import Repeat
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.store.offices import counts_of, reported


def test_a_repeat_follows_its_main_item_and_is_counted_apart(office: Office) -> None:
    main, second, third = reported(office), reported(office), reported(office)
    assert counts_of(office) == (3, 3)
    judge(office, second, main)
    judge(office, third, second)
    assert counts_of(office) == (1, 3)
    assert family_of(office, third) == [main, second, third]
    (judged,) = read_case(office, third).of(Repeat)
    assert (judged.main_case, judged.predecessor) == (main, second)
    assert read_case(office, third).registration.is_repeat


def test_a_repeat_owes_no_notice(office: Office) -> None:
    main, second = reported(office), reported(office)
    judge(office, second, main)
    assert [each.rule.id for each in read_case(office, main).obligations] == ["T03"]
    assert read_case(office, second).obligations == ()


def test_a_main_item_that_joins_another_takes_its_repeats_along(office: Office) -> None:
    old, main, second = reported(office), reported(office), reported(office)
    judge(office, second, main)
    judge(office, main, old)
    assert counts_of(office) == (1, 3)
    undo(office)
    assert counts_of(office) == (2, 3)
    redo(office)
    assert family_of(office, second) == [old, main, second]


def test_a_judgement_is_cancelled_with_its_reason(office: Office) -> None:
    main, second = reported(office), reported(office)
    judge(office, second, main, "multi_addressed")
    assert read_case(office, second).registration.multi_addressed
    (judged,) = read_case(office, second).of(Repeat)
    cancel_judgement(office, judged.id, "看错了")
    assert counts_of(office) == (2, 2)
    assert read_case(office, second).registration.is_repeat is False
    assert office.get(Repeat, judged.id).voided == "看错了"


def test_not_the_same_is_remembered_and_joins_nothing(office: Office) -> None:
    main, second = reported(office), reported(office)
    judge(office, second, main, "different")
    assert counts_of(office) == (2, 2)
    assert [each.verdict for each in read_case(office, second).of(Repeat)] == ["different"]
    assert not read_case(office, second).registration.is_repeat


def test_a_matter_tells_how_its_reports_came_and_who_judged(office: Office) -> None:
    main = reported(office)
    second = reported(office, intake_source="forwarded_above", source_unit="清河县纪委监委信访室")
    judge(office, second, main)
    found = read_family(office, second)
    assert [(each.case, each.is_main) for each in found.members] == [(main, True), (second, False)]
    assert (found.members[1].channel, found.members[1].unit) == ("来信", "清河县纪委监委信访室")
    assert found.spread.words == ("多层(本级、上级)", "多头(本机关、清河县纪委监委信访室)")
    assert found.members[0].judgement is None and found.members[1].judgement is not None


def test_a_report_that_names_whoever_has_logged_in_shows_its_number_only(office: Office) -> None:
    main, second = reported(office), reported(office)
    judge(office, second, main)
    office.person, office.roles = "曾小明", frozenset({"clerk"})
    (member, _) = read_family(office, main).members
    assert (member.case_no, member.masked, member.received_on, member.channel) == (
        "云信〔2026〕1号",
        True,
        None,
        "",
    )


def test_a_voided_case_is_a_matter_of_its_own_number(office: Office) -> None:
    case = reported(office)
    with office.writing("作废", action="test", undoable=False) as write:
        write.void(read_case(office, case).registration, "重复")
    assert [each.case for each in read_family(office, case).members] == [case]


def test_many_cases_join_one_main_item_in_one_step(office: Office) -> None:
    main, *others = (reported(office) for _ in range(6))
    judge(office, others[0], main)
    change = judge_many(office, [main, *others], main)
    assert change.label == "认定重复 4 件，主件 云信〔2026〕1号" and counts_of(office) == (1, 6)
    with pytest.raises(NotAllowed, match="都已经在这一事项里了"):
        judge_many(office, others, main)
    undo(office)
    assert counts_of(office) == (5, 6)


def test_joining_many_closes_no_ring_and_takes_no_voided_case(office: Office) -> None:
    main, second, third = (reported(office) for _ in range(3))
    with office.writing("作废", action="test", undoable=False) as write:
        write.void(read_case(office, third).registration, "重复")
    with pytest.raises(NotAllowed, match="已经作废"):
        judge_many(office, [second, third], main)
    assert counts_of(office) == (2, 2)


def test_a_ring_and_oneself_are_refused(office: Office) -> None:
    main, second = reported(office), reported(office)
    judge(office, second, main)
    with pytest.raises(Invalid, match="已经是这一件的重复件"):
        judge(office, main, second)
    with pytest.raises(Invalid, match="不能认定为自己的重复件"):
        judge(office, main, main)
