"""报告上级: a report that may be false is only told upward; no place of the program calls it so, and it loses nothing."""

import re

import pytest

from app.actions.catalogue import CASE_ACTIONS
from app.actions.papers import papers_for
from app.errors import Invalid
from app.ledger.columns import columns
from app.records.catalogue import KINDS
from app.records.oversight import UpReport
from app.schema.codes import code_lists
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.actions.stories import do_action
from tests.app.store.offices import REPORTER, reported

FALSE = re.compile(r"诬|陷害|恶意|错告|虚假|不实举报")


def report_up(office: Office, case: str, **said: object) -> None:
    action = CASE_ACTIONS["up_report"]
    given = {f"upreport.{name}": value for name, value in said.items()}
    action.do(office, case, {**action.standing(office, read_case(office, case)), **given})  # type: ignore[dict-item]


def test_a_suspected_false_report_can_be_said_in_one_place_only_which_is_reported_up() -> None:
    said = [(codes.id, code.id) for codes in code_lists() for code in codes.codes
            if any(FALSE.search(words) for words in (code.label, *code.aliases))]  # fmt: skip
    assert said == [("upreport_kind", "suspected_false")]
    labels = [each.label for kind in KINDS.values() for each in kind.columns()]
    labels += [column.label for kind in ("case", *KINDS) for column in columns(kind).values()]
    labels += [action.label for action in CASE_ACTIONS.values()]
    assert [each for each in labels if FALSE.search(each)] == []


def test_it_is_told_upward_with_the_ground_and_to_whom(office: Office) -> None:
    case = reported(office, REPORTER)
    for missing in ("content", "to_unit"):
        said = {"content": "前后三次说法不一", "to_unit": "清河县纪委监委"} | {missing: None}
        with pytest.raises(Invalid) as caught:
            report_up(office, case, upreport_kind="suspected_false", **said)
        assert caught.value.field == f"upreport.{missing}"
    report_up(
        office, case, upreport_kind="suspected_false", content="前后三次说法不一", to_unit="清河县纪委监委"
    )
    (kept,) = read_case(office, case).of(UpReport)
    assert (kept.upreport_kind, kept.to_unit, kept.reported_on) == (
        "suspected_false", "清河县纪委监委", office.today,
    )  # fmt: skip


def test_the_case_goes_on_as_it_was_no_duty_no_flag_no_action_and_no_paper_changes(office: Office) -> None:
    case = reported(office, REPORTER)
    for name in ("accept", "hand_over", "close"):
        do_action(office, case, name)
    before = read_case(office, case)
    report_up(office, case, upreport_kind="suspected_false", content="说法不一", to_unit="清河县纪委监委")
    after = read_case(office, case)
    duties = [[(each.rule.id, each.due_on) for each in found.obligations if each.rule.applies_to != "upreport"]
              for found in (before, after)]  # fmt: skip
    assert duties[0] == duties[1] and ("T04" in [rule for rule, _ in duties[0]])
    assert (after.stage, after.registration, after.handling) == (
        before.stage,
        before.registration,
        before.handling,
    )
    flags = office.db.execute_sql('SELECT "flags" FROM "case_row"').fetchall()
    assert flags == [(None,)]
    possible = [
        {each.id for each in CASE_ACTIONS.values() if each.why_not(office, found) is None}
        for found in (before, after)
    ]
    assert possible[0] <= possible[1] and {"feed_back", "protect", "propose_reward"} <= possible[1]
    offered = [[(each.name, each.reason) for each in papers_for(office, found)] for found in (before, after)]
    assert offered[0] == offered[1]


def test_a_major_matter_needs_no_more_than_its_day(office: Office) -> None:
    case = reported(office)
    report_up(office, case)
    assert [each.upreport_kind for each in read_case(office, case).of(UpReport)] == ["major"]
