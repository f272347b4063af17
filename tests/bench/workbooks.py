"""Races of whole workbooks: ours against other writers and readers, same rows, each run in a process of its own.

`race_write` and `race_read` return figures, which `./run bench` prints. By hand:
`python -m tests.bench.workbooks [--peers] [--rows N] [--columns N] [--runs N] [--json]`.
"""

import argparse
import importlib.util
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

ROWS, COLUMNS, RUNS = 10_000, 45, 5
WRITERS, PEER_WRITERS = (
    ("ours", "openpyxl re-used"),
    ("XlsxWriter in memory", "openpyxl plain", "pandas", "LibreOffice"),
)
READERS, PEER_READERS = ("ours", "openpyxl read-only"), ("pandas", "LibreOffice")
NEEDS = {"pandas": "pandas", "LibreOffice": "soffice"}


@dataclass(frozen=True)
class Figure:
    """One racer: median seconds, peak resident MB of its process, MB of its file (None when it only reads)."""

    name: str
    seconds: float
    peak: float
    size: float | None


def race_write(
    rows: int = ROWS, columns: int = COLUMNS, runs: int = RUNS, peers: bool = False
) -> list[Figure]:
    """Write a ledger of so many rows with each writer that is installed."""
    with tempfile.TemporaryDirectory() as folder:
        names = filter(_is_here, WRITERS + (PEER_WRITERS if peers else ()))
        return [_race("write", name, rows, columns, runs, Path(folder)) for name in names]


def race_read(
    rows: int = ROWS, columns: int = COLUMNS, runs: int = RUNS, peers: bool = False
) -> list[Figure]:
    """Read every cell of one and the same ledger, written by us, with each reader that is installed."""
    with tempfile.TemporaryDirectory() as folder:
        _race("write", "ours", rows, columns, 1, Path(folder))
        names = filter(_is_here, READERS + (PEER_READERS if peers else ()))
        return [_race("read", name, rows, columns, runs, Path(folder)) for name in names]


def _is_here(name: str) -> bool:
    need = NEEDS.get(name, "")
    return not need or bool(shutil.which(need)) or importlib.util.find_spec(need) is not None


def _race(task: str, name: str, rows: int, columns: int, runs: int, folder: Path) -> Figure:
    racer = [
        sys.executable,
        "-m",
        "tests.bench.workbook_racers",
        task,
        name,
        str(rows),
        str(columns),
        str(folder),
    ]
    results = []
    for _ in range(runs):
        done = subprocess.run(
            racer, check=True, capture_output=True, text=True, cwd=_root(), env=_environment()
        )
        results.append(json.loads(done.stdout.splitlines()[-1]))
    return Figure(
        name,
        round(statistics.median(result["seconds"] for result in results), 2),
        round(max(result["peak"] for result in results), 0),
        results[-1].get("size"),
    )


def _root() -> Path:
    return Path(__file__).resolve().parents[2]


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(_root())}


def _print(title: str, figures: Sequence[Figure]) -> None:
    print(title)
    for figure in figures:
        size = f"{figure.size:6.1f} MB" if figure.size else ""
        print(f"  {figure.name:24} {figure.seconds:7.2f} s {figure.peak:6.0f} MB peak  {size}")


def main() -> None:
    """Race by hand."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--columns", type=int, default=COLUMNS)
    parser.add_argument("--runs", type=int, default=RUNS)
    asked = parser.parse_args()
    size = (asked.rows, asked.columns, asked.runs, asked.peers)
    races = {"write": race_write(*size), "read": race_read(*size)}
    if asked.json:
        print(json.dumps({name: [asdict(figure) for figure in figures] for name, figures in races.items()}))
    else:
        for name, figures in races.items():
            _print(f"{name} {asked.rows} x {asked.columns}, median of {asked.runs}", figures)


if __name__ == "__main__":
    main()
