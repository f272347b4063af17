"""A process killed at any moment of export or take leaves nothing half: it reopens, verifies, and the same file is taken.

Killed are processes that do nothing but write postings to the county, or take a county's posting, undo it, and take it
again, under the passwords that real offices use.
"""

import os
import random
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from app.actions.pair_passwords import keep_password
from app.actions.send import send
from app.actions.take import take
from app.actions.undo import undo
from app.actions.verify import verify
from app.exchange import leaving
from app.exchange.receive import open_truth, preview
from app.records.registration import Registration
from app.store import peers, shelf
from app.store.office import Office
from tests.app.store import journey
from tests.app.store.offices import Clock, new_township, reported
from tests.app.store.test_kill import PATIENCE, nursery

EVERYDAY, THOROUGH, PATIENT = 4, 8, 220
"""Kills in each profile, half of them at exports."""
LONGEST = 0.5
__all__ = ["nursery"]


def exporting(folder: Path, out: Path, pipe: Connection) -> None:
    """Write one posting after the other until killed."""
    office = Office.open(folder, clock=Clock())
    pipe.send("open")
    while True:
        send(office, "QH00", out)


def taking(folder: Path, file: Path, pipe: Connection) -> None:
    """Take the file, take that back, again and again until killed."""
    office = Office.open(folder, clock=Clock())
    pipe.send("open")
    while True:
        take(office, preview(office, file, again=True))
        undo(office)


def killed(nursery: Any, what: Any, folder: Path, where: Path, seed: int) -> None:
    """Let a process work for a random while after its office is open, and kill it."""
    ours, its = nursery.Pipe(duplex=False)
    process = nursery.Process(target=what, args=(folder, where, its))
    process.start()
    its.close()
    assert ours.poll(PATIENCE)
    process.join(random.Random(seed).uniform(0, LONGEST))
    assert process.exitcode is None, "it ended by itself"
    process.kill()
    process.join()
    ours.close()


def lives(config: pytest.Config) -> int:
    """How often each of the two is killed in this profile."""
    few = THOROUGH if config.getoption("--thorough") else EVERYDAY
    return (PATIENT if config.getoption("--long") else few) // 2


def prepared(folder: Path) -> Office:
    """A township with some cases, which knows the county's password."""
    office = new_township(folder, Clock())
    keep_password(office, "QH00", journey.WORD)
    for _ in range(5):
        reported(office)
    return office


@pytest.mark.usefixtures("encrypted")
def test_killed_while_it_exports_no_number_is_without_its_file_and_no_file_unknown(
    nursery: Any, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    folder, out = tmp_path / "town", tmp_path / "out"
    out.mkdir()
    prepared(folder).close()
    for seed in range(lives(pytestconfig)):
        killed(nursery, exporting, folder, out, seed)
        office = Office.open(folder, clock=Clock())
        for part in out.glob(".*.part"):  # another process's is left alone for ten minutes
            os.utime(part, (0, 0))
        leaving.settle(office)
        assert verify(office).faults == ()
        sent = {row["digest"]: row["number"] for row in peers.sent(office.db)}
        found = {open_truth(path, office).digest for path in out.glob("*.xlsx")}
        assert found == sent.keys()
        assert sorted(sent.values()) == list(range(1, len(sent) + 1))
        assert not list(out.glob("*.part")) and not list(out.glob(".*.part"))
        assert send(office, "QH00", out).header.number == len(sent) + 1
        office.close()


@pytest.mark.usefixtures("encrypted")
def test_killed_while_it_takes_nothing_is_half_taken_and_the_same_file_is_taken_cleanly(
    nursery: Any, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    folder = tmp_path / "town"
    (file,) = journey.write_postings(tmp_path, 1)
    office = prepared(folder)
    whole = preview(office, file).counts
    office.close()
    for seed in range(lives(pytestconfig)):
        killed(nursery, taking, folder, file, seed)
        office = Office.open(folder, clock=Clock())
        assert verify(office).faults == ()
        foreign = [each for each in office.find(Registration) if each.owner == "QH00"]
        is_there = bool(shelf.values(office.db, "taken"))
        assert len(foreign) == (1 if is_there else 0)
        again = preview(office, file, again=True)  # what was taken back comes again after a yes
        assert again.refusal is None and again.already is is_there
        assert again.counts["same"] == (sum(whole.values()) if is_there else 0)
        if not is_there:
            assert again.counts == whole
            take(office, again)
        undo(office)
        office.close()
