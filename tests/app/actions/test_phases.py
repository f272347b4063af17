"""Every action on a case stands in the menu under one phase."""

from app.actions.catalogue import CASE_ACTIONS
from app.actions.phases import OTHER, PHASES, order_of, phase_of


def test_every_action_has_one_phase_and_every_phase_names_actions_that_exist() -> None:
    named = [each for ids in PHASES.values() for each in ids]
    assert sorted(named) == sorted(CASE_ACTIONS)


def test_what_is_in_no_phase_stands_last() -> None:
    assert phase_of("void_case") == OTHER
    assert order_of("void_case") > order_of("archive") > order_of("issue_order") > order_of("accept")
