"""撤销 after the records were posted: every action but the one that destroys is taken back, and the next posting says so."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.actions.catalogue import CASE_ACTIONS
from app.actions.send import send
from app.actions.take import take
from app.actions.undo import undo
from app.exchange.receive import preview
from app.records.catalogue import KINDS
from app.records.record import Record
from app.store.case_file import read_case
from app.store.office import Office
from app.store.peers import CASE_KINDS
from tests.app.actions.stories import AT_THE_COUNTY, STORY, do_action
from tests.app.store.offices import Clock, new_county, new_township, reported

TOGETHER = {"judge_repeat"}
"""What a story does with a case that it registers first: two lines of the journal."""


@pytest.fixture
def clock() -> Clock:
    """One clock for both offices."""
    return Clock()


@pytest.fixture
def offices(tmp_path: Path, clock: Clock) -> Iterator[tuple[Office, Office]]:
    """A township and its county, which know each other by one posting each way."""
    made = new_township(tmp_path / "township", clock), new_county(tmp_path / "county", clock)
    reported(made[0])
    passed_on(*made, tmp_path / "first.xlsx")
    passed_on(made[1], made[0], tmp_path / "answer.xlsx")
    yield made
    for each in made:
        each.close()


def passed_on(sender: Office, receiver: Office, path: Path) -> None:
    """A posting from one to the other, taken."""
    send(sender, receiver.code, path)
    found = preview(receiver, path)
    assert found.refusal is None
    take(receiver, found)


def standing(office: Office, case: str) -> object:
    """What the case says: every record of it that counts, its stage and its duties."""
    found = read_case(office, case)
    records: list[Record] = [
        each for kind in CASE_KINDS for each in office.find(KINDS[kind], voided=False)
        if case in (each.id, getattr(each, "case", None))
    ]  # fmt: skip
    duties = [(each.rule.id, each.subject, each.due_on, each.done_on) for each in found.obligations]
    return found.stage, duties, {each.id: each.stored() for each in records}


@pytest.mark.parametrize(
    "at_county", [pytest.param(False, marks=pytest.mark.thorough), True], ids=["township", "county"]
)
def test_every_action_is_taken_back_after_it_was_posted(
    offices: tuple[Office, Office], tmp_path: Path, clock: Clock, at_county: bool
) -> None:
    here, there = reversed(offices) if at_county else offices
    names = sorted(
        each for each in CASE_ACTIONS.keys() - {"escalate_case"} if (each in AT_THE_COUNTY) is at_county
    )
    cases = {}
    for name in names:
        cases[name] = reported(here)
        for step in STORY[name][0]:
            do_action(here, cases[name], step)
    before = {name: standing(here, cases[name]) for name in names}
    for name in names:
        do_action(here, cases[name], name)
        assert standing(here, cases[name]) != before[name], name
    clock.forward(hours=1)
    passed_on(here, there, tmp_path / "out.xlsx")
    for name in reversed(names):
        for _ in range(2 if name in TOGETHER else 1):
            undo(here)
        assert standing(here, cases[name]) == before[name], name
    clock.forward(hours=1)
    passed_on(here, there, tmp_path / "again.xlsx")
    ours = [each for kind in CASE_KINDS for each in here.find(KINDS[kind]) if each.owner == here.code]
    known = [(each, one) for each in ours for one in there.find(type(each), id=each.id)]
    assert len(known) > 10
    for each, one in known:
        assert (one.voided, one.version) == (each.voided, each.version), each.id


def test_every_action_belongs_to_one_of_the_two_offices() -> None:
    assert set(CASE_ACTIONS) == set(STORY)
