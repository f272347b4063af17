"""拟办、批示、受理: the proposal is instructed on, also as given on paper, before it is decided; each step in its order."""

import pytest

from app.actions.catalogue import CASE_ACTIONS
from app.actions.settings import set_setting
from app.errors import Invalid, NotAllowed
from app.rules.rights import CLERK, LEADER
from app.rules.stage import Stage
from app.store.case_file import CaseFile, read_case
from app.store.office import Office
from tests.app.store.offices import reported


def act(office: Office, case: str, name: str, **said: object) -> CaseFile:
    action = CASE_ACTIONS[name]
    given = {f"registration.{key}": value for key, value in said.items()}
    action.do(office, case, {**action.standing(office, read_case(office, case)), **given})  # type: ignore[dict-item]
    return read_case(office, case)


def test_a_proposal_is_instructed_on_as_it_stands_on_paper_and_then_decided(office: Office) -> None:
    office.person = "王敏"
    case = reported(office)
    with pytest.raises(NotAllowed, match="请先拟办"):
        act(office, case, "instruct", instruction="同意", approver="刘书记")
    assert (
        act(office, case, "propose", proposed_action="accept", proposal="由第一组核查").stage
        is Stage.PROPOSED
    )
    with pytest.raises(Invalid) as caught:
        act(office, case, "instruct", instruction="同意")
    assert caught.value.field == "registration.approver"
    found = act(office, case, "instruct", instruction="同意。请李岚牵头。", approver="刘书记")
    assert found.stage is Stage.APPROVED
    said = found.registration
    assert (said.proposer, said.proposal, said.approver, said.instruction, said.instructed_on) == (
        "王敏", "由第一组核查", "刘书记", "同意。请李岚牵头。", office.today,
    )  # fmt: skip
    assert act(office, case, "accept").stage is Stage.ACCEPTED
    assert [step.step_kind for step in read_case(office, case).steps] == [
        "register",
        "propose",
        "instruct",
        "accept",
    ]
    with pytest.raises(NotAllowed, match="已经受理"):
        act(office, case, "reject", rejection_ground="other_organ")


def test_what_is_kept_on_file_is_retained_and_goes_no_further(office: Office) -> None:
    case = reported(office)
    assert act(office, case, "retain").stage is Stage.RETAINED
    with pytest.raises(NotAllowed, match="留存"):
        act(office, case, "accept")
    assert not [each for each in read_case(office, case).obligations if each.is_open]


def test_where_a_leader_signs_with_the_own_login_the_clerk_does_not_record_it(office: Office) -> None:
    case = reported(office)
    act(office, case, "propose", proposed_action="accept", proposal="由第一组核查")
    set_setting(office, "leader.signs", True)
    office.roles = frozenset({CLERK})
    with pytest.raises(NotAllowed, match="领导本人"):
        act(office, case, "instruct", instruction="同意", approver="刘书记")
    office.roles = frozenset({LEADER})
    assert act(office, case, "instruct", instruction="同意", approver="刘书记").stage is Stage.APPROVED
