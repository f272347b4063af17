"""Earlier matters are offered as cards: once each, by the main item, with what agrees, and never what was judged apart."""

import pytest

from app.actions.families import cancel_judgement, family_of, judge
from app.actions.likenesses import Named, Report, known_of, likenesses
from app.actions.register import Entry, register, registered_case
from app.actions.undo import undo
from app.errors import NotAllowed
from app.records.aftermath import Repeat
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.store.offices import POINT, REPORT, counted, counts_of, reported

ASKED = Report((Named("曾晓明", "柳树村"),), "", "反映村里低保评定不公，要求查处")


def test_a_card_says_what_agrees_and_shows_both_side_by_side(office: Office) -> None:
    case = reported(office, incident_place="柳树村")
    (card,) = likenesses(office, ASKED)
    assert (card.case, card.case_no, card.sure) == (case, "云信〔2026〕1号", "很像")
    assert (card.received_on, card.respondents, card.place, card.reports) == (
        office.today,
        "曾小明",
        "柳树村",
        1,
    )
    assert card.stage == read_case(office, case).stage.label
    assert card.status is read_case(office, case).status(office.today)
    assert "同一村(社区)" in card.agrees
    people, _, summary = card.sides
    assert [people.theirs[a:b] for a, b in people.theirs_marks] == ["曾小明", "柳树村"]
    assert [summary.mine[a:b] for a, b in summary.mine_marks] == ["反映村里低保评定不公"]


def test_a_matter_is_offered_once_by_its_main_item(office: Office) -> None:
    main = reported(office, summary="反映2019年请客送礼")
    for _ in range(3):
        judge(office, reported(office), main)
    (card,) = likenesses(office, ASKED)
    assert (card.case, card.reports) == (main, 4)
    assert card.through.startswith("云信〔2026〕")


def test_its_own_matter_and_what_was_judged_apart_are_not_offered_for_a_case(office: Office) -> None:
    main, other = reported(office), reported(office)
    judge(office, other, main)
    third = reported(office)
    assert [each.case for each in likenesses(office, third)] == [main]
    judge(office, third, main, "different")
    assert likenesses(office, third) == []
    assert likenesses(office, other) == [] and likenesses(office, main) == []
    undo(office)
    assert [each.case for each in likenesses(office, other)] == [third]


def test_what_was_judged_apart_is_offered_again_once_that_is_cancelled(office: Office) -> None:
    one, other = reported(office), reported(office)
    judge(office, other, one, "different")
    (kept,) = read_case(office, other).of(Repeat)
    cancel_judgement(office, kept.id, "看错了")
    assert [each.case for each in likenesses(office, other)] == [one]


def test_a_matter_that_names_whoever_has_logged_in_is_left_out(office: Office) -> None:
    reported(office)
    office.person, office.roles = "曾小明", frozenset({"clerk"})
    assert likenesses(office, ASKED) == []
    office.person = "王敏"
    assert len(likenesses(office, ASKED)) == 1


def test_whoever_may_open_no_case_is_offered_none(office: Office) -> None:
    reported(office)
    office.person, office.roles = "审计", frozenset({"auditor"})
    with pytest.raises(NotAllowed):
        likenesses(office, ASKED)


def repeated(office: Office, of: str, different: tuple[str, ...] = ()) -> str:
    """The same report again, registered as a repeat."""
    said = {"received_on": office.today, **REPORT}
    return registered_case(register(office, Entry(said, (POINT,), repeat_of=of, different=different)))


def test_a_report_is_registered_as_a_repeat_in_one_step(office: Office) -> None:
    main, apart = reported(office), reported(office)
    second = repeated(office, main, (apart,))
    assert family_of(office, second) == [main, second]
    file = read_case(office, second)
    different, same = sorted(file.of(Repeat), key=lambda each: str(each.verdict))
    assert (same.main_case, same.judged_by, same.judged_on) == (main, "王敏", office.today)
    assert (different.main_case, different.verdict) == (apart, "different")
    assert file.registration.is_repeat and counts_of(office) == (2, 3)
    assert [step.step_kind for step in file.steps] == ["register", "judge_repeat"]
    undo(office)
    assert counts_of(office) == (2, 2)


def test_a_later_repeat_follows_its_matter(office: Office) -> None:
    main = reported(office)
    second = repeated(office, main)
    third = repeated(office, second)
    fourth = repeated(office, main)
    (judged,) = read_case(office, fourth).of(Repeat)
    assert family_of(office, third) == [main, second, third, fourth]
    assert (judged.main_case, judged.predecessor) == (main, third)


def test_a_repeat_may_take_over_what_is_known_but_nothing_of_the_reporter(office: Office) -> None:
    main = reported(office, {"name": "黎不传", "phone": "13900001111"}, incident_place="柳树村")
    said, people = known_of(office, main)
    assert said == {"category": "misconduct_report", "incident_place": "柳树村", "summary": REPORT["summary"]}
    assert people[0]["respondent"] == "曾小明"
    assert "黎不传" not in repr((said, people))


def test_many_candidates_take_as_many_questions_as_few(office: Office) -> None:
    took = []
    for cases in (2, 8):
        while counts_of(office)[1] < cases:
            reported(office)
        with counted(office) as asked:
            assert len(likenesses(office, ASKED)) == cases
        took.append(len([each for each in asked if not each.startswith("--")]))
    assert took[0] == took[1]
