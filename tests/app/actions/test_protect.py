"""保护申请: protection of a reporter is applied for, carried out, ended; it stays at home and names nobody."""

import pytest

from app.actions.catalogue import CASE_ACTIONS
from app.actions.undo import undo
from app.errors import Invalid, NotAllowed
from app.records.oversight import Protection
from app.store import peers
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.store.offices import REPORTER, reported


def act(office: Office, case: str, name: str, part: str = "", **said: object) -> None:
    action = CASE_ACTIONS[name]
    given = {key.replace("__", "."): value for key, value in said.items()}
    action.do(office, case, {**action.standing(office, read_case(office, case), part), **given}, part)  # type: ignore[dict-item]


def test_protection_begins_with_a_measure_and_ends_with_a_result(office: Office) -> None:
    case = reported(office, REPORTER)
    with pytest.raises(NotAllowed, match="没有在执行的保护"):
        act(office, case, "end_protection")
    with pytest.raises(Invalid) as caught:
        act(office, case, "protect")
    assert caught.value.field == "protection.measure"
    act(office, case, "protect", protection__measure="confidential", protection__threat="有人上门质问",
        protection__approver="刘书记", protection__approved_on=office.today)  # fmt: skip
    act(office, case, "end_protection", protection__result="未再发生")
    (kept,) = read_case(office, case).of(Protection)
    assert (kept.threat, kept.approver, kept.ended_on, kept.result) == (
        "有人上门质问", "刘书记", office.today, "未再发生",
    )  # fmt: skip
    assert [step.step_kind for step in read_case(office, case).steps] == ["register", "protect", "protect"]


def test_of_two_that_run_the_one_that_is_meant_is_ended_and_undo_opens_it_again(office: Office) -> None:
    case = reported(office, REPORTER)
    act(office, case, "protect", protection__measure="confidential")
    act(office, case, "protect", protection__measure="confidential", protection__threat="又有人上门")
    first = next(each for each in read_case(office, case).of(Protection) if each.threat is None)
    act(office, case, "end_protection", first.id)
    ended = {each.id: each.ended_on for each in read_case(office, case).of(Protection)}
    assert ended[first.id] == office.today and list(ended.values()).count(None) == 1
    undo(office)
    assert [each.ended_on for each in read_case(office, case).of(Protection)] == [None, None]


def test_protection_never_leaves_the_office_and_has_no_place_for_a_name() -> None:
    assert "protection" not in peers.TRAVELLING and not Protection.travels
    names = {each.name for each in Protection.columns()}
    assert not names & {"reporter", "name", "phone", "id_number", "address"}
