"""One matter, many reports: a repeat joins its main item, 件 and 件次 are counted apart, judgements are cancelled."""

import pytest

from app.actions.families import cancel_judgement, counts_of, family_of, judge
from app.actions.undo import redo, undo
from app.errors import Invalid
from app.records.aftermath import Repeat
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.store.offices import reported


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


def test_a_ring_and_oneself_are_refused(office: Office) -> None:
    main, second = reported(office), reported(office)
    judge(office, second, main)
    with pytest.raises(Invalid, match="已经是这一件的重复件"):
        judge(office, main, second)
    with pytest.raises(Invalid, match="不能认定为自己的重复件"):
        judge(office, main, main)
