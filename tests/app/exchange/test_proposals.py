"""更正建议: made where a record is not ours, answered where it is, shown at both ends, never raised again once answered."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.actions.accept_proposal import accept_proposal
from app.actions.edit import edit_cases
from app.actions.propose_correction import propose_correction, record_of
from app.actions.refuse_proposal import refuse_proposal
from app.actions.undo import redo, undo
from app.errors import Conflict, Invalid, NotAllowed
from app.exchange.proposals import Proposal, proposals, sound, to_answer
from app.exchange.receive import open_truth, preview
from app.exchange.truth import PROPOSAL
from app.store import journal, shelf
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.exchange import two_offices as two
from tests.tiers import some

PLACE = "registration.incident_place"


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[tuple[Office, Office, str]]:
    """A township and its county, both holding one case of the township."""
    township, county = two.township(tmp_path / "t"), two.county(tmp_path / "c")
    case = two.report(township)
    edit_cases(township, [case], {PLACE: "柳树村"})
    two.receive(county, two.post(township, "QH00", tmp_path))
    yield township, county, case
    township.close()
    county.close()


def propose(office: Office, case: str, value: str = "柳林村", note: str = "") -> None:
    propose_correction(office, *record_of(office, case, PLACE), value, note)


def carry(sender: Office, receiver: Office, folder: Path) -> None:
    two.receive(receiver, two.post(sender, receiver.code, folder))


def only(office: Office) -> Proposal:
    (found,) = proposals(office)
    return found


def place(office: Office, case: str) -> object:
    return read_case(office, case).registration.incident_place


def test_a_proposal_travels_is_accepted_and_shows_at_both_ends(
    offices: tuple[Office, Office, str], tmp_path: Path
) -> None:
    township, county, case = offices
    propose(county, case, note="与身份证地址不符")
    mine = only(county)
    assert (mine.state, mine.mine, mine.ours, mine.base, mine.new) == (
        "open",
        True,
        False,
        "柳树村",
        "柳林村",
    )
    found = preview(township, two.post(county, "YX01", tmp_path))
    assert found.proposals == {"asked": 1, "answered": 0}
    assert any("1 条给本单位的更正建议" in each for each in found.warnings)
    carry(county, township, tmp_path)
    asked = only(township)
    assert asked.ours and not asked.mine and asked.by[0].note == "与身份证地址不符"
    assert (asked.by[0].person, asked.by[0].name) == ("赵科", "清河县纪委监委信访室")
    assert to_answer(township) == 1
    accept_proposal(township, [asked.key])
    assert place(township, case) == "柳林村"
    assert to_answer(township) == 0
    carry(township, county, tmp_path)
    told = only(county)
    assert (told.state, told.answered_by) == ("accepted", "王敏")
    assert place(county, case) == "柳林村"


@pytest.mark.thorough
def test_a_refusal_travels_with_its_reason_and_the_same_is_not_raised_again(
    offices: tuple[Office, Office, str], tmp_path: Path
) -> None:
    township, county, case = offices
    propose(county, case)
    with pytest.raises(Conflict, match="正在等对方答复"):
        propose(county, case)
    carry(county, township, tmp_path)
    with pytest.raises(Invalid, match="理由"):
        refuse_proposal(township, [only(township).key], " ")
    refuse_proposal(township, [only(township).key], "与来信一致")
    carry(township, county, tmp_path)
    assert (only(county).state, only(county).reason) == ("refused", "与来信一致")
    with pytest.raises(Conflict, match="未采纳：与来信一致，不再重提"):
        propose(county, case)
    propose(county, case, "杨林村")
    assert [each.new for each in proposals(county)] == ["杨林村", "柳林村"]


def test_accepting_is_refused_when_the_field_has_changed_since(
    offices: tuple[Office, Office, str], tmp_path: Path
) -> None:
    township, county, case = offices
    propose(county, case)
    edit_cases(township, [case], {PLACE: "河湾村"})
    carry(county, township, tmp_path)
    assert only(township).moved_on
    with pytest.raises(Conflict, match="提建议时是“柳树村”，现在是“河湾村”，建议改成“柳林村”"):
        accept_proposal(township, [only(township).key])
    assert place(township, case) == "河湾村"
    assert only(township).state == "open"


@pytest.mark.thorough
def test_two_proposals_for_one_field_cannot_both_be_accepted_in_one_step(
    offices: tuple[Office, Office, str], tmp_path: Path
) -> None:
    township, county, case = offices
    for value in ("柳林村", "杨林村"):
        propose(county, case, value)
    carry(county, township, tmp_path)
    before = journal.head(township.db)
    with pytest.raises(Conflict, match="后来改过了"):
        accept_proposal(township, [each.key for each in proposals(township)])
    assert journal.head(township.db) == before


@pytest.mark.thorough
def test_an_answer_can_be_taken_back_even_after_it_was_sent(
    offices: tuple[Office, Office, str], tmp_path: Path
) -> None:
    township, county, case = offices
    propose(county, case)
    carry(county, township, tmp_path)
    accept_proposal(township, [only(township).key])
    carry(township, county, tmp_path)
    undo(township)
    assert (only(township).state, place(township, case)) == ("open", "柳树村")
    carry(township, county, tmp_path)
    assert (only(county).state, place(county, case)) == ("open", "柳树村")
    redo(township)
    carry(township, county, tmp_path)
    assert (only(county).state, place(county, case)) == ("accepted", "柳林村")


@pytest.mark.thorough
def test_a_proposal_taken_back_after_it_was_sent_is_withdrawn_there_and_may_be_made_again(
    offices: tuple[Office, Office, str], tmp_path: Path
) -> None:
    township, county, case = offices
    propose(county, case)
    carry(county, township, tmp_path)
    undo(county)
    carry(county, township, tmp_path)
    assert only(township).state == "withdrawn"
    with pytest.raises(NotAllowed, match="已收回"):
        accept_proposal(township, [only(township).key])
    propose(county, case)
    carry(county, township, tmp_path)
    assert only(township).is_open


@pytest.mark.thorough
def test_a_lost_file_heals_itself_and_what_is_known_is_not_sent_again(
    offices: tuple[Office, Office, str], tmp_path: Path
) -> None:
    township, county, case = offices
    propose(county, case)
    two.post(county, "YX01", tmp_path).unlink()
    carry(county, township, tmp_path)
    carry(township, county, tmp_path)
    again = open_truth(two.post(county, "YX01", tmp_path))
    assert list(again.kept(PROPOSAL)) == []
    assert any(only(county).key in said for sort, said in again.walk() if sort == "knows")


@pytest.mark.thorough
def test_the_same_file_twice_changes_nothing(offices: tuple[Office, Office, str], tmp_path: Path) -> None:
    township, county, case = offices
    propose(county, case)
    path = two.post(county, "YX01", tmp_path)
    two.receive(township, path)
    refuse_proposal(township, [only(township).key], "不改")
    two.receive(township, path)
    assert preview(township, path).proposals == {"asked": 0, "answered": 0}
    assert only(township).state == "refused"


@pytest.mark.thorough
def test_a_proposal_of_ones_own_record_or_of_a_computed_field_is_not_made(
    offices: tuple[Office, Office, str],
) -> None:
    township, county, case = offices
    with pytest.raises(NotAllowed, match="直接修改"):
        propose(township, case)
    with pytest.raises(NotAllowed, match="程序维护"):
        propose_correction(county, "registration", case, "case", "x")
    with pytest.raises(Invalid, match="一样"):
        propose(county, case, "柳树村")
    assert proposals(township) == [] == proposals(county)


@pytest.mark.thorough
def test_what_is_no_proposal_is_left_out(offices: tuple[Office, Office, str], tmp_path: Path) -> None:
    _, county, case = offices
    propose(county, case)
    (good,) = open_truth(two.post(county, "YX01", tmp_path)).kept(PROPOSAL)
    assert [key for key, _ in sound([good])] == [only(county).key]
    reply = {"office": "QH00", "name": "县", "person": "赵", "at": "2026-03-06", "reason": ""}
    bad = [
        {**good, "new": "别的"}, {**good, "kind": "reporter"}, {**good, "kind": []}, {**good, "turn": True},
        {**good, "turn": "1"}, {**good, "by": {}}, {**good, "by": {"QH00": ["x"]}}, {**good, "by": []},
        {**good, "state": "accepted"}, {**good, "state": "accepted", "answer": reply}, {**good, "field": "case"},
        {**good, "record": "../x"}, {**good, "case": None}, {**good, "state": {}}, [], None, "x", {},
        {**good, "by": {"QH00": ["a", "b", "c", "\ud800"]}},
    ]  # fmt: skip
    assert list(sound(bad)) == []


@pytest.mark.thorough
def test_an_answer_in_the_name_of_the_owner_alone_counts(
    offices: tuple[Office, Office, str], tmp_path: Path
) -> None:
    """The answer must be the owner's, or the line is none; who relays it is not asked."""
    _, county, case = offices
    propose(county, case)
    (good,) = open_truth(two.post(county, "YX01", tmp_path)).kept(PROPOSAL)
    reply = {"office": "YX01", "name": "云溪镇纪委", "person": "王敏", "at": "2026-03-06", "reason": "好"}
    assert len(list(sound([{**good, "turn": 2, "state": "accepted", "answer": reply}]))) == 1


@pytest.mark.thorough
def test_nothing_of_a_destroyed_case_stays_in_its_proposals(
    offices: tuple[Office, Office, str], tmp_path: Path
) -> None:
    township, county, case = offices
    propose(county, case, "绝密地点")
    carry(county, township, tmp_path)
    two.act(township, "escalate_case", case, registration__approver="钱主任")
    assert shelf.values(township.db, "proposal") == {}
    told = [edit for seq in range(1, journal.head(township.db)[0] + 1)
            for edit in journal.read(township.db, seq).edits]  # type: ignore[union-attr]  # fmt: skip
    assert not any("绝密地点" in str(edit) for edit in told)
    carry(county, township, tmp_path)
    assert proposals(township) == []


def test_whoever_is_reported_in_the_case_neither_reads_nor_answers(
    offices: tuple[Office, Office, str], tmp_path: Path
) -> None:
    township, county, case = offices
    propose(county, case)
    carry(county, township, tmp_path)
    township.person, township.roles = "曾小明", frozenset({"clerk"})
    one = only(township)
    assert one.kept_back and (one.base, one.now, one.new) == ("", "", "")
    with pytest.raises(NotAllowed, match="回避"):
        refuse_proposal(township, [one.key], "不改")


@pytest.mark.parametrize("role", some(["handler", "leader", "administrator", "auditor"]))
def test_only_the_clerk_answers(offices: tuple[Office, Office, str], tmp_path: Path, role: str) -> None:
    township, county, case = offices
    propose(county, case)
    carry(county, township, tmp_path)
    key = only(township).key
    township.roles = frozenset({role})
    for answer in (
        lambda: accept_proposal(township, [key]),
        lambda: refuse_proposal(township, [key], "不改"),
    ):
        with pytest.raises(NotAllowed, match="职责"):
            answer()
    county.roles = frozenset({role})
    if role != "handler":
        with pytest.raises(NotAllowed, match="职责"):
            propose(county, case, "杨林村")
