"""A process killed at any moment (SIGKILL) loses nothing that it had said was done, and leaves nothing half.

The draft is kept by each key here; in the window a key waits 300 ms at most (`ui.entry.draft_keeper.PAUSE`), so that
half a second of typing is the most that is lost.
"""

import random
from collections.abc import Iterator
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path
from typing import Any

import pytest

from app.actions.verify import verify
from app.records.matters import Allegation, Attachment, Reporter, Step
from app.records.registration import Registration
from app.store import attachments, drafts, journal, second_journal, shelf
from app.store.office import Office
from app.store.opening import JOURNAL_COPY, data_key
from tests.app.store import journey
from tests.app.store.offices import Clock, new_township

EVERYDAY, PATIENT, A_STORE = 30, 1000, 50
"""Kills in each profile, and after how many a fresh store is begun."""
LONGEST, PATIENCE = 0.35, 60
"""Seconds until the latest kill, and until a process counts as hanging."""


@pytest.fixture(scope="module")
def nursery() -> Iterator[Any]:
    """Where processes are born with everything imported, so that they start at once."""
    context = get_context("forkserver" if "forkserver" in get_all_start_methods() else "spawn")
    if context.get_start_method() == "forkserver":
        context.set_forkserver_preload(["tests.app.store.journey"])
    yield context


def kills(config: pytest.Config) -> int:
    """How many kills this profile wants."""
    return PATIENT if config.getoption("--long") else EVERYDAY


def lived(nursery: Any, folder: Path, postings: list[Path], seed: int) -> list[tuple[Any, ...]]:
    """Let a process work for a random while, kill it, and return everything it said."""
    ours, its = nursery.Pipe(duplex=False)
    process = nursery.Process(target=journey.run, args=(folder, postings, its, seed))
    process.start()
    its.close()
    said: list[tuple[Any, ...]] = []
    if seed % 4:
        ours.poll(PATIENCE)  # the office is open: strike at the work, every fourth time at the opening
    process.join(random.Random(seed).uniform(0, LONGEST))
    ended = process.exitcode
    process.kill()
    process.join()
    try:
        while ours.poll():
            said.append(ours.recv())
    except EOFError:
        pass
    ours.close()
    assert ended is None, f"the journey ended by itself: {said[-3:]}"
    return said


class Told:
    """What a store must hold, by what processes said before they died."""

    def __init__(self) -> None:
        self.cases: set[str] = set()
        self.remarks: dict[str, set[str | None]] = {}
        self.taken: set[str] = set()
        self.scans: dict[str, str] = {}
        self.draft = 0
        self.seq = 0
        self.done = 0

    def hear(self, said: list[tuple[Any, ...]]) -> None:
        """Learn from one life: what is done counts, of what was begun last both ends are possible."""
        for word, *rest in said:
            if word == "will" and rest[0] == "edit":
                self.remarks.setdefault(rest[1], {None}).add(rest[2])
            elif word == "done":
                self.done += 1
                self._done(*rest)

    def _done(self, what: str, *rest: Any) -> None:
        if what == "draft":
            self.draft = rest[0]
            return
        self.seq = max(self.seq, rest[-1])
        if what == "register":
            self.cases.add(rest[0])
        elif what == "edit":
            self.remarks[rest[0]] = {rest[1]}
        elif what == "take":
            self.taken.add(rest[0])
        elif what == "attach":
            self.scans[rest[0]] = rest[1]


def check(office: Office, told: Told) -> None:
    """Nothing acknowledged is missing, nothing is half, and what is derived follows from the facts."""
    assert verify(office).faults == ()
    assert journal.head(office.db)[0] >= told.seq
    cases = {each.id: each for each in office.find(Registration)}
    assert told.cases <= cases.keys()
    for id, remarks in told.remarks.items():
        assert cases[id].remark in remarks
        told.remarks[id] = {cases[id].remark}
    taken = {said["file_name"] for said in shelf.values(office.db, "taken").values()}
    assert told.taken <= taken
    ours = [each for each in cases.values() if each.owner == office.code]
    for record in (Allegation, Reporter):
        assert {each.case for each in office.find(record) if each.owner == office.code} >= {
            each.id for each in ours
        }
    registered = [each for each in office.find(Step, owner=office.code) if each.step_kind == "register"]
    assert len(registered) == len(ours) == len({each.case_no for each in ours})
    kept = drafts.kept(office, journey.PAGE)
    assert (int(kept.body["number"]) if kept else 0) >= told.draft
    followed = journey.derived(office)
    journey.derive_anew(office)
    assert journey.derived(office) == followed
    check_scans(office, told)
    check_copy(office)


def check_scans(office: Office, told: Told) -> None:
    """Every content that a record speaks of is there whole, and those that were said to be kept are among them."""
    kept = {str(each.name): each.sha256 for each in office.find(Attachment)}
    assert told.scans.items() <= kept.items()
    assert attachments.broken(office) == []


def check_copy(office: Office) -> None:
    """The second journal holds every line of the database, once caught up."""
    lines, _ = second_journal.read(office.folder / JOURNAL_COPY, data_key(office.db))
    assert {line.seq: line.hash for line in lines} == journal.hashes(office.db)


def test_nothing_said_is_lost_and_nothing_is_half_wherever_the_process_dies(
    nursery: Any, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    total, in_all, while_opening = kills(pytestconfig), 0, 0
    room = tmp_path / "postings"
    room.mkdir()
    postings = journey.write_postings(room, 10)
    for first in range(0, total, A_STORE):
        folder = tmp_path / f"office{first}"
        new_township(folder, Clock()).close()
        told = Told()
        for seed in range(first, min(first + A_STORE, total)):
            said = lived(nursery, folder, postings, seed)
            while_opening += ("open",) not in said
            told.hear(said)
            office = Office.open(folder, clock=Clock())
            try:
                check(office, told)
            except AssertionError as error:
                error.add_note(f"seed {seed}, last said {said[-3:]}")
                raise
            finally:
                office.close()
        in_all += told.done
    print(f"{total} kills, {while_opening} of them while opening, {in_all} acknowledged writes")
    assert in_all, "no process got to work"
