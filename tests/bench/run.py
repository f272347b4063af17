"""`./run bench`: medians against goals, each figure from fresh processes; with `--peers` the race against others."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from app.actions.create_office import NewOffice, create_office
from app.cli import say
from app.cli.parser import Parser
from app.ledger.meetings import NAMES
from tests.bench import county, foreign, store

RUNS = 5
EXPORTED = 10_000
HUNDRED_MB = 18_000
"""Cases of a ledger of some 100 MB."""


@dataclass(frozen=True)
class Row:
    """One figure: its median, what it should be at most (None: only to compare with), the unit, whether it holds."""

    name: str
    median: float
    goal: float | None
    unit: str

    def as_json(self) -> dict[str, Any]:
        """As the command prints it."""
        return {**asdict(self), "ok": self.goal is None or self.median <= self.goal}


def main(arguments: Sequence[str]) -> int:
    """Measure and print; 0 also when a goal is missed, for the figures say so."""
    parser = Parser(prog="huiyin bench", description="测速：各项操作的中位数和目标。")
    parser.add_argument("--cases", type=int, default=100_000, metavar="N", help="台账里多少件，不写为 100000")
    parser.add_argument("--json", action="store_true", dest="as_json", help="输出 JSON")
    parser.add_argument("--peers", action="store_true", help="再与 LibreOffice、openpyxl、pandas 比")
    parser.add_argument("--runs", type=int, default=RUNS, metavar="N", help="每项测几次")
    asked = parser.parse_args(arguments)
    if asked.cases < 1 or asked.runs < 1:
        parser.error("argument --cases: expected one argument")
    if asked.peers:
        from tests.bench.peers import race

        peers = race(asked.cases, asked.runs)
        say.document(peers) if asked.as_json else print(
            _table(peers, ("name", "ours", "peer", "peer_name", "ahead"))
        )
        return 0
    rows = [row.as_json() for row in measure(asked.cases, asked.runs)]
    say.document(rows) if asked.as_json else print(_table(rows, ("name", "median", "goal", "unit", "ok")))
    return 0


def measure(cases: int, runs: int) -> list[Row]:
    """Every figure of the programme."""
    return [
        *measure_screen(cases, runs),
        *measure_store(cases, runs),
        *measure_exchange(min(cases, EXPORTED), runs),
        *measure_foreign(cases, runs),
        *measure_county(cases),
    ]


def measure_foreign(cases: int, runs: int) -> list[Row]:
    """Somebody else's ledger looked at, a phantom of a million rows, a form filled; small ones in a small run."""
    whole = cases >= EXPORTED
    rows, deep = (foreign.ROWS, foreign.PHANTOM) if whole else (cases, 5_000)
    with tempfile.TemporaryDirectory() as room:
        office = Path(room) / "office"
        create_office(office, NewOffice("YX01", "云溪镇纪委", "township", "云"), clock=store.clock).close()
        big = str(foreign.big(Path(room) / "big.xlsx", rows))
        phantom = str(foreign.phantom(Path(room) / "phantom.xlsx", deep))
        looks = [probe("look", big, str(office)) for _ in range(runs)]
        ghosts = [probe("look", phantom, str(office)) for _ in range(runs)]
        filled = foreign.FORM_ROWS if whole else 20
        forms = [probe("form", str(filled)) for _ in range(runs)]
    peak = round(max(each["peak"] for each in looks), 1)
    goals = foreign.GOALS
    return [
        Row(f"foreign: {rows} rows looked at", _seconds(looks), goals["inspect"], "s"),
        Row("foreign: peak memory", peak, goals["inspect MB"], "MB"),
        Row(f"foreign: phantom of {deep} rows", _seconds(ghosts), goals["phantom"], "s"),
        Row(f"foreign: form filled with {filled} rows", _seconds(forms), goals["fill"], "s"),
    ]


def measure_county(cases: int) -> list[Row]:
    """A week's files of 28 units with 500 cases each, once; two small ones where the whole run is small."""
    units, each = (county.UNITS, county.CASES) if cases >= EXPORTED else (2, min(cases, 50))
    said = county.measured(units, each)
    return [
        Row(
            f"county: {units} x {each} looked at and taken",
            round(said["seconds"], 2),
            county.GOAL_SECONDS,
            "s",
        ),
        Row("county: peak memory", round(said["peak"], 1), county.GOAL_MB, "MB"),
        Row("county: longest wait of the window", round(said["stall"], 1), county.GOAL_STALL, "ms"),
    ]


def measure_screen(cases: int, runs: int) -> list[Row]:
    """Start, the ledger's work and its memory; the empty window is started in turn with ours."""
    folder = str(store.folder_of(cases))
    probe("start", folder)  # reads the files once, for both
    pairs = [(probe("empty"), probe("start", folder)) for _ in range(runs)]
    empty = statistics.median(first["ms"] for first, _ in pairs)
    started = statistics.median(second["ms"] for _, second in pairs)
    works = [probe("work", folder) for _ in range(runs)]
    goals = (("open", "open the ledger", 150), ("status", "filter by status", 80), ("text", "filter by text", 80),
             ("sort", "sort by name", 80), ("page", "page down", 25))  # fmt: skip
    peak = max(each["peak"] for each in (*works, *(second for _, second in pairs)))
    return [
        Row("start of an empty window", round(empty, 1), None, "ms"),
        Row("start to first painted table", round(started, 1), round(2.5 * empty, 1), "ms"),
        *(Row(name, _median(works, key), goal, "ms") for key, name, goal in goals),
        Row("peak memory with the ledger", round(peak, 1), 200, "MB"),
    ]


def measure_store(cases: int, runs: int) -> list[Row]:
    """The likeness search; what encryption and backups cost: ratios to a plain copy, the way in, a backup beside work."""
    folder, hundred = str(store.folder_of(cases)), str(store.folder_of(min(cases, HUNDRED_MB)))
    ciphers = [probe("cipher", folder) for _ in range(runs)]
    unlocks = [(probe("empty"), probe("unlock", folder)) for _ in range(runs)]
    copies = [probe("backup", hundred) for _ in range(runs)]
    empty = statistics.median(first["ms"] for first, _ in unlocks)
    ways = [second for _, second in unlocks]
    searches = [probe("likeness", folder) for _ in range(runs)]
    sheets = [probe("lists", folder) for _ in range(runs)]
    return [
        Row("likeness search", _median(searches, "ms"), 100, "ms"),
        *(
            Row(f"list {id} of 统计", round(statistics.median(each[id] for each in sheets), 1), 300, "ms")
            for id in NAMES
        ),
        *(
            Row(
                f"{name}: encrypted beside plain",
                round(statistics.median(c[name][0] / c[name][1] for c in ciphers), 2),
                1.5,
                "times",
            )
            for name in ("filter", "sort", "text")
        ),
        Row("key derivation", round(statistics.median(each["derived"] for each in ways), 1), None, "ms"),
        Row(
            "unlocked to painted",
            round(statistics.median(each["painted"] for each in ways), 1),
            round(2.5 * empty, 1),
            "ms",
        ),
        Row(f"backup of {copies[0]['size']:.0f} MB", _seconds(copies), 2, "s"),
        Row("backup: longest wait of the window", round(max(e["stall"] for e in copies), 1), 100, "ms"),
    ]


def _median(works: Sequence[dict[str, Any]], key: str) -> float:
    """Of each process its own median, of these the median."""
    return round(statistics.median(statistics.median(work[key]) for work in works), 1)


def measure_exchange(cases: int, runs: int) -> list[Row]:
    """Export and inspection of so many cases, and the peers on the same rows in the same run."""
    folder = str(store.folder_of(cases))
    with tempfile.TemporaryDirectory() as room:
        ours, theirs = str(Path(room) / "ours.xlsx"), str(Path(room) / "openpyxl.xlsx")
        county = Path(room) / "county"
        create_office(
            county, NewOffice("QH00", "清河县纪委监委信访室", "county", "清"), clock=store.clock
        ).close()
        exports = [probe("export", folder, ours, "ours") for _ in range(runs)]
        peers = [probe("export", folder, theirs, "openpyxl") for _ in range(runs)]
        inspections = [probe("inspect", str(county), ours) for _ in range(runs)]
        readers = [probe("read_openpyxl", ours) for _ in range(runs)]
    written, read = _seconds(peers), _seconds(readers)
    return [
        Row("openpyxl write-only, the same posting", written, None, "s"),
        Row(f"export {cases} cases", _seconds(exports), round(written / 2, 2), "s"),
        Row(
            "export: writing the workbook",
            _seconds(exports, "writing"),
            round(_seconds(peers, "writing") / 2, 2),
            "s",
        ),
        Row("export: peak memory", round(max(each["peak"] for each in exports), 1), 150, "MB"),
        Row("openpyxl read-only, the ledger sheet", read, None, "s"),
        Row(f"inspect {cases} cases", _seconds(inspections), round(min(2.5, read / 2), 2), "s"),
        Row("inspect: peak memory", round(max(each["peak"] for each in inspections), 1), 150, "MB"),
    ]


def _seconds(results: Sequence[dict[str, Any]], key: str = "seconds") -> float:
    return round(statistics.median(each[key] for each in results), 2)


def probe(name: str, *arguments: str) -> dict[str, Any]:
    """One probe in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(store.ROOT), "QT_LOGGING_RULES": "*=false"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # the program as it is installed has been compiled
    environment["PYTHONPYCACHEPREFIX"] = str(store.ROOT / ".cache" / "compiled")
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or sys.platform == "win32"):
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    command = [sys.executable, "-m", "tests.bench.probes", name, repr(time.monotonic()), *arguments]
    done = subprocess.run(
        command, cwd=store.ROOT, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode != 0:
        raise RuntimeError(f"probe {name} failed: {done.stderr[-2000:]}")
    said: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return said


def _table(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> str:
    def show(value: Any) -> str:
        words = {True: "yes", False: "NO", None: ""}
        return str(value) if isinstance(value, float) else words.get(value, str(value))

    return say.table(columns, ([show(row[name]) for name in columns] for row in rows), 60)
