"""The race against others on the same rows: open, search, save and memory; each racer in a process of its own.

What is timed of each:
  ours         open: start of the program to the first painted table. search: until painted. save: writing the sheet.
  LibreOffice  a Basic macro in a headless Calc: loading the workbook (its start not counted), finding all cells with
               the word, storing as xlsx.
  openpyxl     a plain script: load_workbook, looking through every cell, save.
  pandas       read_excel, str.contains over every column, to_excel.
"""

import importlib.util
import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.bench import store

WORD = "鱼塘"
OURS = "回音"
TASKS = {"open": "s", "search": "s", "save": "s", "memory": "MB"}
_SLOW = 20.0
"""Seconds above which a peer is run once and not again."""
_MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Bench" script:language="StarBasic">
Sub Run(source As String, target As String, answer As String)
    Dim none(), hidden(0) As New com.sun.star.beans.PropertyValue, kind(0) As New com.sun.star.beans.PropertyValue
    hidden(0).Name = "Hidden" : hidden(0).Value = True
    kind(0).Name = "FilterName" : kind(0).Value = "Calc MS Excel 2007 XML"
    a = GetSystemTicks()
    book = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
    b = GetSystemTicks()
    what = book.Sheets.getByIndex(0).createSearchDescriptor()
    what.SearchString = "WORD"
    found = book.Sheets.getByIndex(0).findAll(what)
    c = GetSystemTicks()
    book.storeToURL(target, kind())
    d = GetSystemTicks()
    file = FreeFile
    Open answer For Output As #file
    Print #file, CStr(b - a) &amp; " " &amp; CStr(c - b) &amp; " " &amp; CStr(d - c)
    Close #file
    book.close(True)
    StarDesktop.terminate()
End Sub
</script:module>
"""
_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Bench"/></library:library>
"""


def race(cases: int, runs: int) -> list[dict[str, Any]]:
    """One row per task and peer that is installed: name, ours, peer, peer_name, ahead, unit.

    They run in turns, for the speed of a machine changes by itself; whoever is slow runs once and not again.
    """
    folder = store.folder_of(cases)
    with tempfile.TemporaryDirectory() as room:
        file = Path(room) / "台账.xlsx"
        racers = {OURS: lambda: _ours(folder, file)}
        racers |= {name: lambda n=name: _child(n, file) for name in PEERS if _is_here(name)}  # type: ignore[misc]
        results: dict[str, list[dict[str, float]]] = {name: [] for name in racers}
        for _ in range(runs):
            for name, run in racers.items():
                if name == OURS or not any(map(_is_slow, results[name])):
                    print(f"{time.strftime('%H:%M:%S')} {name}", file=sys.stderr, flush=True)
                    results[name].append(run())
    ours = _medians(results.pop(OURS))
    return [
        {"name": task, "ours": ours[task], "peer": theirs[task], "peer_name": name,
         "ahead": ours[task] < theirs[task], "unit": unit}
        for name, theirs in ((name, _medians(found)) for name, found in results.items())
        for task, unit in TASKS.items()
    ]  # fmt: skip


def _ours(folder: Path, file: Path) -> dict[str, float]:
    from tests.bench.run import probe

    saved, begun, worked = (
        probe("save", str(folder), str(file)),
        probe("start", str(folder)),
        probe("work", str(folder)),
    )
    return {
        "open": begun["ms"] / 1000,
        "search": statistics.median(worked["text"]) / 1000,
        "save": saved["seconds"],
        "memory": max(each["peak"] for each in (saved, begun, worked)),
    }


def _is_slow(result: dict[str, float]) -> bool:
    return sum(value for task, value in result.items() if task != "memory") > _SLOW


def _medians(results: list[dict[str, float]]) -> dict[str, float]:
    return {task: round(statistics.median(each[task] for each in results), 3) for task in TASKS}


def _is_here(name: str) -> bool:
    if name == "LibreOffice":
        return shutil.which("soffice") is not None
    return importlib.util.find_spec(name) is not None


def _child(name: str, file: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.bench.peers", name, str(file)]
    done = subprocess.run(command, cwd=store.ROOT, capture_output=True, encoding="utf-8", check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{name} failed: {done.stderr[-2000:]}")
    said: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return said


def _timed(*steps: Callable[[], object]) -> dict[str, float]:
    spent = []
    for step in steps:
        begun = time.perf_counter()
        step()
        spent.append(time.perf_counter() - begun)
    return dict(zip(("open", "search", "save"), spent, strict=True))


def run_openpyxl(file: Path) -> dict[str, float]:
    """A plain script: everything in memory, as most scripts do it."""
    from openpyxl import load_workbook

    held: list[Any] = []

    def search() -> list[Any]:
        return [
            row
            for row in held[0].active.iter_rows(values_only=True)
            if any(WORD in str(cell) for cell in row)
        ]

    return _timed(
        lambda: held.append(load_workbook(file)), search, lambda: held[0].save(file.with_name("o.xlsx"))
    )


def run_pandas(file: Path) -> dict[str, float]:
    """A data frame of text, searched column by column."""
    import pandas

    held: list[Any] = []

    def search() -> Any:
        frame = held[0]
        return frame[
            frame.apply(lambda column: column.astype(str).str.contains(WORD, regex=False)).any(axis=1)
        ]

    return _timed(
        lambda: held.append(pandas.read_excel(file, header=None)), search,
        lambda: held[0].to_excel(file.with_name("p.xlsx"), index=False),
    )  # fmt: skip


def run_libreoffice(file: Path) -> dict[str, float]:
    """Calc by a macro in a profile of its own."""
    profile, answer = file.with_name("profile"), file.with_name("answer.txt")
    office = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    if not profile.exists():  # the first start lays out the profile and would overwrite what lies there
        subprocess.run([*office, "--terminate_after_init"], check=True, capture_output=True, timeout=300)
    library = profile / "user" / "basic" / "Standard"
    (library / "Bench.xba").write_text(_MACRO.replace("WORD", WORD), "utf-8")
    (library / "script.xlb").write_text(_LIBRARY, "utf-8")
    answer.unlink(missing_ok=True)
    arguments = '","'.join((file.as_uri(), file.with_name("l.xlsx").as_uri(), answer.as_uri()))
    macro = f'macro:///Standard.Bench.Run("{arguments}")'
    subprocess.run([*office, macro], check=True, capture_output=True, timeout=1800)
    spent = [float(number) / 1000 for number in answer.read_text().split()]
    return dict(zip(("open", "search", "save"), spent, strict=True))


PEERS: dict[str, Callable[[Path], dict[str, float]]] = {
    "LibreOffice": run_libreoffice, "openpyxl": run_openpyxl, "pandas": run_pandas,
}  # fmt: skip


def main() -> None:
    """One peer on one file: one line of JSON."""
    name, file = sys.argv[1:]
    said = PEERS[name](Path(file))
    whose = resource.RUSAGE_CHILDREN if name == "LibreOffice" else resource.RUSAGE_SELF
    print(json.dumps({**said, "memory": resource.getrusage(whose).ru_maxrss / 1024}))


if __name__ == "__main__":
    main()
