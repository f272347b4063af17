"""Census over every refusal of an action on a case, at every stage: it says why and names the way out."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.actions.catalogue import CASE_ACTIONS
from app.store.case_file import read_case
from app.store.office import Office
from tests.app.actions.stories import AT_THE_COUNTY, STORY, do_action
from tests.app.store.offices import Clock, new_county, new_township, reported

WAY = re.compile(r"请|要改|改正")
"""What asks for another step, or says where it is put right."""
LABELS = {each.label for each in CASE_ACTIONS.values()}
ELSEWHERE = {"时限"}
"""What a quoted way out may be besides an action on a case: a band of the case page."""


def asked(office: Office, case: str) -> Iterator[tuple[str, str]]:
    """Action and reason of whatever cannot be done with the case now."""
    found = read_case(office, case)
    for action in CASE_ACTIONS.values():
        reason = action.why_not(office, found)
        if reason is not None:
            yield action.id, reason


pytestmark = pytest.mark.thorough


@pytest.fixture(scope="module")
def refused(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, str]]:
    """Every refusal met along the story of every action, at a township and at a county."""
    folder: Path = tmp_path_factory.mktemp("offices")
    township, county = new_township(folder / "township", Clock()), new_county(folder / "county", Clock())
    found: set[tuple[str, str]] = set()
    for name in sorted(STORY.keys() - {"escalate_case"}):
        office = county if name in AT_THE_COUNTY else township
        case = reported(office, identity_status="anonymous" if name == "accept" else "real_name")
        found |= set(asked(office, case))
        for step in (*STORY[name][0], name):
            do_action(office, case, step)
            found |= set(asked(office, case))
    township.close()
    county.close()
    return found


def test_nearly_every_action_is_refused_somewhere(refused: set[tuple[str, str]]) -> None:
    assert len({name for name, _ in refused}) > 45
    assert len(refused) > 120


def test_every_refusal_names_the_way_out(refused: set[tuple[str, str]]) -> None:
    assert [each for each in sorted(refused) if not WAY.search(each[1])] == []


def test_a_step_named_in_a_refusal_is_one_that_exists(refused: set[tuple[str, str]]) -> None:
    quoted = {word for _, reason in refused for word in re.findall(r"“([^”]+)”", reason)}
    assert quoted - LABELS - ELSEWHERE - {"云溪镇纪委", "清河县纪委监委信访室"} == set()
