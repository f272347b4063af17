"""A county takes the files of a week at once: seconds for looking and taking, memory, the longest wait of the window.

The work runs on a thread, as in the window; the first thread asks the store something small every few milliseconds and
the longest time between two answers is what a person would wait.

By hand: `python -m tests.bench.county [--units N] [--cases N]`, in a process of its own.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from app.actions.create_office import NewOffice, create_office
from app.actions.pair_passwords import keep_password
from app.actions.send import send
from app.store.office import Office
from tests.bench import invented
from ui.__main__ import TURN

TICK = 0.005
PASSWORD = "48271930556177029146"
UNITS, CASES = 28, 500
GOAL_SECONDS, GOAL_MB, GOAL_STALL = 30, 250, 100


def files(room: Path, units: int, cases: int) -> Path:
    """One posting of each of so many townships to the county, in a folder."""
    place = room / "本周"
    place.mkdir()
    for number in range(1, units + 1):
        new = NewOffice(
            f"YX{number:02}", f"第{number}镇纪委", "township", "云", "QH00", "清河县纪委监委信访室", "王敏"
        )
        office = create_office(room / f"镇{number}", new, clock=invented.clock)
        office.person = "王敏"
        invented.fill(office, cases, seed=number)
        keep_password(office, "QH00", PASSWORD)
        send(office, "QH00", place)
        office.close()
    return place


def taken(room: Path, place: Path) -> dict[str, Any]:
    """Look at the folder and take it on a thread, while this one wants answers."""
    from app.actions.take_folder import take_folder
    from app.exchange.folder import files_in, look_at_files

    county = create_office(
        room / "县", NewOffice("QH00", "清河县纪委监委信访室", "county", "清"), clock=invented.clock
    )
    for number in range(1, len(list(place.iterdir())) + 1):
        keep_password(county, f"YX{number:02}", PASSWORD)
    said: dict[str, Any] = {}
    sys.setswitchinterval(TURN)

    def work() -> None:
        begun = time.perf_counter()
        found = look_at_files(county, files_in([place]))
        said["looked"] = time.perf_counter() - begun
        done = take_folder(county, found)
        said["seconds"] = time.perf_counter() - begun
        said["taken"], said["left"] = (
            len(done.taken),
            [each.note for each in found.lines if each not in found.wanted],
        )
        county.close()

    worker = threading.Thread(target=work)
    said["stall"] = _stall(worker, county)
    county.close()
    said["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return said


def _stall(worker: threading.Thread, office: Office) -> float:
    """Milliseconds of the longest wait while the worker runs."""
    stall, last = 0.0, time.perf_counter()
    worker.start()
    while worker.is_alive():
        time.sleep(TICK)
        office.setting("office.name")
        now = time.perf_counter()
        stall, last = max(stall, now - last - TICK), now
    return stall * 1000


def measured(units: int, cases: int) -> dict[str, Any]:
    """Make the files, and take them in a process of its own."""
    with tempfile.TemporaryDirectory() as room:
        files(Path(room), units, cases)
        command = [sys.executable, "-m", "tests.bench.county", "--of", room]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def main() -> None:
    """Measure and print one line of JSON; the goals stand beside."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--units", type=int, default=UNITS)
    parser.add_argument("--cases", type=int, default=CASES)
    parser.add_argument("--of", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.of:
        print(json.dumps(taken(Path(asked.of), Path(asked.of) / "本周")))
        return
    goals = {"seconds": GOAL_SECONDS, "peak": GOAL_MB, "stall": GOAL_STALL}
    print(json.dumps({**measured(asked.units, asked.cases), "goals": goals}, ensure_ascii=False))


if __name__ == "__main__":
    main()
