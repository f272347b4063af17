"""Census over every action on a case, and over every verb there is."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.actions.case_action import CaseAction
from app.actions.catalogue import CASE_ACTIONS, allowed
from app.records.catalogue import AT_HOME, BANDS, CASE_LISTS, field
from app.schema.codes import code_list
from app.schema.kinds import Day
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.store.offices import Clock, new_county, new_township, reported

ANYBODYS = {"hand_item", "issue_order", "judge_repeat", "look_back", "up_report"}
"""What an office may do with a case of another: it writes a record of its own beside it."""
ACTIONS = [pytest.param(each, id=each.id) for each in CASE_ACTIONS.values()]
FOLDER = Path(__file__).resolve().parents[2] / "app" / "actions"


@pytest.fixture
def township(tmp_path: Path) -> Iterator[Office]:
    """An empty township."""
    office = new_township(tmp_path / "township", Clock())
    yield office
    office.close()


@pytest.fixture
def elsewhere(tmp_path: Path, township: Office) -> Iterator[tuple[Office, str]]:
    """A county that holds a case which the township registered."""
    case = reported(township)
    office = new_county(tmp_path / "county", Clock())
    (row,) = township.db.execute_sql('SELECT * FROM "registration"').fetchall()
    names = [each.name for each in township.db.get_columns("registration")]
    with office.writing("收取", action="take") as write:
        write.put("registration", {name: value for name, value in zip(names, row, strict=True) if "pinyin" not in name
                                   and name != "n"})  # fmt: skip
    yield office, case
    office.close()


def test_every_action_file_is_in_the_catalogue() -> None:
    files = {path.stem for path in FOLDER.glob("*.py") if "ACTION = CaseAction(" in path.read_text("utf-8")}
    assert files == set(CASE_ACTIONS)


@pytest.mark.parametrize("action", ACTIONS)
def test_an_action_has_an_id_a_label_a_hint_and_a_place_of_its_own(action: CaseAction) -> None:
    assert re.fullmatch(r"[a-z_]+", action.id)
    assert CASE_ACTIONS[action.id] is action
    assert re.search(r"[\u4e00-\u9fff]", action.label)
    assert action.hint.endswith("。")
    assert [each.id for each in CASE_ACTIONS.values() if each.rank == action.rank] == [action.id]
    assert [each.id for each in CASE_ACTIONS.values() if each.label == action.label] == [action.id]


@pytest.mark.parametrize("action", ACTIONS)
def test_the_fields_an_action_asks_exist_and_may_be_typed(action: CaseAction) -> None:
    bands = {band.kind for band in (*BANDS, *CASE_LISTS, *AT_HOME)} | {"escalation"}
    assert action.fields and len(set(action.fields)) == len(action.fields)
    for name in action.fields:
        assert not field(name).derived
        assert field(name).record in bands
    beside = {field(name).record for name in action.fields} - {band.kind for band in BANDS}
    assert len(beside) <= 1, "one record of a list at most"
    if beside and action.adds is not None:
        assert beside == {action.adds.kind}
    assert set(action.required) <= set(action.fields)
    assert action.day in action.required
    assert isinstance(field(action.day).kind, Day)


@pytest.mark.parametrize("action", ACTIONS)
def test_the_step_an_action_leaves_is_a_code_of_its_list(action: CaseAction) -> None:
    assert action.step in code_list("step_kind").by_id


def test_defaults_set_only_fields_that_are_asked(township: Office, tmp_path: Path) -> None:
    county = new_county(tmp_path / "county", Clock())
    for office in (township, county):
        case = read_case(office, reported(office))
        for action in CASE_ACTIONS.values():
            defaults = action.defaults(office, case)
            assert set(defaults) <= set(action.fields), action.id
            for name, value in defaults.items():
                assert value is None or field(name).kind.to_stored(value) is not None, action.id
    county.close()


def test_a_fresh_case_of_another_office_gives_a_sentence_or_a_way_in(elsewhere: tuple[Office, str]) -> None:
    office, id = elsewhere
    case = read_case(office, id)
    for action in CASE_ACTIONS.values():
        reason = action.why_not(office, case)
        assert (reason is None) is (action.id in ANYBODYS | {"assign"}), action.id
        assert reason is None or (re.search(r"[\u4e00-\u9fff]", reason) and reason.endswith("。")), reason


def test_what_is_allowed_comes_likeliest_first(township: Office) -> None:
    found = allowed(township, read_case(township, reported(township)))
    assert [action.id for action in found] == [
        "accept", "reject", "propose", "verify_identity", "close_on_the_spot", "up_report", "look_back", "transfer_out",
        "retain", "judge_repeat", "hand_item", "protect", "escalate_case", "list_backlog",
    ]  # fmt: skip


def test_every_verb_says_what_it_does_and_cites_nothing_private() -> None:
    for path in FOLDER.glob("[a-z]*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        public = [
            each for each in tree.body if isinstance(each, ast.FunctionDef) and not each.name.startswith("_")
        ]
        assert [each.name for each in public if not ast.get_docstring(each)] == [], path
