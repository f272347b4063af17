"""Rights are declared for every action, and nothing else is allowed."""

import pytest

from app.actions.catalogue import CASE_ACTIONS
from app.rules import rights
from app.schema.codes import code_list


def test_the_roles_are_those_of_the_code_list() -> None:
    assert {code.id for code in code_list("staff_role").codes} == rights.ROLES


def test_every_action_on_a_case_has_a_right() -> None:
    assert CASE_ACTIONS.keys() <= rights.RIGHTS.keys()


@pytest.mark.parametrize("role", sorted(rights.ROLES))
def test_an_action_is_allowed_to_its_roles_alone(role: str) -> None:
    for action in sorted(rights.RIGHTS):
        said = rights.refusal(action, {role})
        assert (said is None) == (role in rights.RIGHTS[action]), action
        assert said is None or said.endswith("。"), action


def test_the_auditor_reads_the_journal_and_else_writes_nothing_but_what_everybody_may() -> None:
    may = {action for action in rights.RIGHTS if rights.refusal(action, {rights.AUDITOR}) is None}
    may.remove("read_journal")
    assert may == {"change_password", "failed_login", "confirm_today", "older_data"}
    assert may == {action for action in rights.RIGHTS if rights.refusal(action, ()) is None}


@pytest.mark.parametrize("role", sorted(rights.ROLES))
def test_people_and_settings_are_kept_by_the_administrator(role: str) -> None:
    for kind in rights.KEPT_BY:
        assert (rights.refusal_of_kinds({kind, "step"}, {role}) is None) == (role == rights.ADMINISTRATOR)
    assert rights.refusal_of_kinds({"registration"}, {role}) is None
    assert rights.refusal_of_kinds({"staff"}, None) is None


def test_an_action_that_says_no_right_is_done_by_nobody() -> None:
    assert "谁都不能做" in str(rights.refusal("fly", rights.ROLES))


def test_several_roles_add_up_and_say_what_that_weakens() -> None:
    assert rights.refusal("set_setting", {"clerk", "administrator"}) is None
    assert rights.weakens({"clerk"}) == []
    assert len(rights.weakens({"clerk", "leader", "administrator", "auditor"})) == 3


@pytest.mark.parametrize("action", sorted(rights.SIGNED))
def test_what_a_leader_signs_is_recorded_by_the_clerk_unless_the_office_wants_the_leaders_own_login(
    action: str,
) -> None:
    assert rights.refusal(action, {rights.CLERK}) is None
    assert "领导本人" in (rights.refusal(action, {rights.CLERK}, leader_signs=True) or "")
    assert rights.refusal(action, {rights.LEADER}, leader_signs=True) is None
    assert rights.refusal(action, {rights.CLERK, rights.LEADER}, leader_signs=True) is None


def test_reading_cases_is_not_for_who_watches_alone() -> None:
    assert "查看" not in (rights.refusal("read_case", {rights.CLERK}) or "")
    for roles in ({rights.AUDITOR}, set()):
        assert rights.refusal("read_case", roles) is not None
    for role in rights.ROLES - {rights.AUDITOR}:
        assert rights.refusal("read_case", {role}) is None
