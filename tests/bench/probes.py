"""What is measured in a process of its own: one probe, one line of JSON. Moments are of the system-wide clock.

`python -m tests.bench.probes PROBE ARGUMENT…`; the parent hands over the moment at which it started the process.
"""

import gc
import io
import json
import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.bench import foreign, locked, store

RUNS = 7
PASSWORD = "48271930556177029146"
"""Under which the posting of the bench is written, as real ones are."""
WORDS = ("鱼塘", "低保 王", "柳树村", "zxm", "反映多次", "李青云", "〔2024〕12")
"""What is searched for; each run another word, so that nothing answers from memory."""


def peak() -> float:
    """The most memory that this program has had, in MB. What `getrusage` says begins with that of whoever started it."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Run one probe and print what it found."""
    name, *arguments = sys.argv[1:]
    if name in WINDOWED:
        from ui.theme import STYLE, STYLE_VARIABLE  # 25 MB of Qt, which files are written and read without

        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        os.environ[STYLE_VARIABLE] = STYLE
    said = PROBES[name](*arguments)
    said["peak"] = peak()
    print(json.dumps(said))


class Screen:
    """A window in a test of speed: does something and waits until the widget that matters has painted."""

    def __init__(self) -> None:
        from PySide6.QtWidgets import QApplication

        self.app = QApplication.instance() or QApplication(["bench"])

    def until_painted(self, widget: Any, what: Callable[[], object]) -> float:
        """Milliseconds from `what` to the end of the first paint of `widget` that follows it."""
        from PySide6.QtCore import QEvent, QObject

        class Seen(QObject):
            painted = False

            def eventFilter(self, watched: QObject, event: QEvent) -> bool:
                self.painted = self.painted or event.type() == QEvent.Type.Paint
                return False

        seen = Seen()
        started = time.perf_counter()
        what()
        target = widget() if callable(widget) else widget
        target.installEventFilter(seen)
        target.update()
        while not seen.painted:
            if time.perf_counter() - started > 60:
                raise TimeoutError("nothing was painted")
            self.app.processEvents()
        spent = (time.perf_counter() - started) * 1000
        target.removeEventFilter(seen)
        return spent


def empty(started: str) -> dict[str, Any]:
    """Start to the first paint of an empty QMainWindow."""
    from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

    app = QApplication(["bench"])
    window = QMainWindow()
    inside = QWidget()
    window.setCentralWidget(inside)
    window.resize(1366, 768)
    screen = Screen()
    screen.until_painted(inside, window.show)
    assert app is screen.app
    return {"ms": (time.monotonic() - float(started)) * 1000}


def start(started: str, folder: str) -> dict[str, Any]:
    """Start of the program to the first painted table, by the program's own way: theme, office, window, ledger."""
    screen, window = _window(Path(folder))
    screen.until_painted(lambda: window.ledger.board.table.viewport(), lambda: (_go(window), window.show()))
    return {"ms": (time.monotonic() - float(started)) * 1000, "rows": window.ledger.board.model.rowCount()}


def work(started: str, folder: str) -> dict[str, Any]:
    """Opening the ledger from the first page, filter, search, sort, page down, jump: milliseconds until painted.

    The first page has stood for as long as the program takes to make the ledger ready ahead.
    """
    from ui.start import _collect_again

    screen, window = _window(Path(folder))
    screen.until_painted(window, lambda: (window.show_page(window.today), window.show()))
    _collect_again()
    window.make_ready()
    while not window.pages["ledger"].is_built:
        screen.app.processEvents()
    found: dict[str, Any] = {}
    found["open"] = [screen.until_painted(lambda: window.ledger.board.table.viewport(), lambda: _go(window))]
    board = window.ledger.board

    def shown() -> Any:
        viewport = board.table.viewport()
        return viewport if viewport.isVisible() else board  # nothing found: a sentence stands there instead

    _work_on(screen, board, shown, found)
    return found


def _go(window: Any) -> None:
    """To the ledger, the way the rail goes."""
    window.show_page(window.pages["ledger"])


def _work_on(screen: Screen, board: Any, table: Any, found: dict[str, Any]) -> None:
    from app.rules.status import Status

    statuses = (
        Status.OVERDUE,
        Status.DONE,
        Status.RUNNING,
        Status.NONE,
        Status.DONE_LATE,
        Status.DUE_SOON,
        Status.OVERDUE,
    )
    found["status"] = []
    for status in statuses:
        found["status"].append(screen.until_painted(table, lambda s=status: board.pick_status(s)))  # type: ignore[misc]
        screen.until_painted(table, lambda: board.pick_status(None))
    found["text"] = [screen.until_painted(table, lambda w=word: board.search(w)) for word in WORDS]  # type: ignore[misc]
    screen.until_painted(table, board.clear)
    found["sort"] = []
    for run in range(RUNS):
        found["sort"].append(
            screen.until_painted(table, lambda d=bool(run % 2): board.sort_by("case.respondents", d))  # type: ignore[misc]
        )
        screen.until_painted(table, lambda: board.sort_by("registration.received_on", True))
    bar = board.table.verticalScrollBar()
    bar.setValue(0)
    found["page"] = [
        screen.until_painted(table, lambda: bar.setValue(bar.value() + bar.pageStep()))
        for _ in range(RUNS * 5)
    ]
    found["jump"] = [screen.until_painted(table, lambda: bar.setValue(bar.maximum()))]


def _window(folder: Path) -> tuple[Screen, Any]:
    gc.disable()  # as `python -m ui` does
    from ui.main_window import MainWindow
    from ui.theme import apply_theme

    screen = Screen()
    apply_theme(screen.app)
    window = MainWindow(store.open_office(folder))
    window.resize(1366, 768)
    return screen, window


def export(started: str, folder: str, target: str, writer: str) -> dict[str, Any]:
    """A whole posting of the ledger to the county; with `openpyxl` the same sheets written by the peer."""
    from app.actions.units import unit_by_code
    from app.exchange import encryption, posting, write_xlsx

    office = store.open_office(Path(folder))
    unit = unit_by_code(office, store.OFFICE.above)
    assert unit is not None
    spent = [0.0]

    def timed(write: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
        def run(book: Any, to: Any) -> None:
            begun = time.perf_counter()
            write(book, to)
            spent[0] = time.perf_counter() - begun

        return run

    if writer == "openpyxl":
        from tests.bench.openpyxl_peer import write_book

        posting.write_book = timed(write_book)
    else:
        posting.write_book = timed(write_xlsx.write_book)
    begun = time.perf_counter()
    made = posting.make_posting(office, unit)
    size = len(made.content.getbuffer())
    content = made.content.getvalue() if writer != "ours" else None
    if content is None:
        content = encryption.encrypt(made.content, PASSWORD, encryption.hint_of(PASSWORD))
    seconds = time.perf_counter() - begun
    Path(target).write_bytes(content)
    return {
        "seconds": seconds,
        "writing": spent[0],
        "cases": made.header.cases,
        "size": size / 1e6,
    }


def save(started: str, folder: str, target: str) -> dict[str, Any]:
    """The ledger sheet alone as a workbook: what a peer has to store."""
    from app.actions.units import unit_by_code
    from app.exchange import posting, visible, write_xlsx
    from app.exchange.sheets import Book

    office = store.open_office(Path(folder))
    unit = unit_by_code(office, store.OFFICE.above)
    assert unit is not None
    spent = [0.0]

    def write(book: Any, to: Any) -> None:
        only = Book([sheet for sheet in book.sheets if sheet.name == visible.LEDGER], creator="回音")
        begun = time.perf_counter()
        write_xlsx.write_book(only, to)
        spent[0] = time.perf_counter() - begun

    posting.write_book = write
    Path(target).write_bytes(posting.make_posting(office, unit).content.getvalue())
    return {"seconds": spent[0]}


def inspect(started: str, county: str, file: str) -> dict[str, Any]:
    """What taking a posting would do, at a county that knows nothing of it yet."""
    from app.exchange.receive import preview

    office = store.open_office(Path(county))
    begun = time.perf_counter()
    found = preview(office, Path(file), password=PASSWORD)
    return {"seconds": time.perf_counter() - begun, "new": found.counts["new"], "cases": found.header.cases}


def read_openpyxl(started: str, file: str) -> dict[str, Any]:
    """Every cell of the ledger sheet by openpyxl in read-only mode."""
    from openpyxl import load_workbook

    from app.exchange import encryption

    locked = encryption.open_container(Path(file).read_bytes())
    assert encryption.opens(locked, PASSWORD)
    plain = io.BytesIO(encryption.content_of(locked))  # the peer is spared the password
    begun = time.perf_counter()
    book = load_workbook(plain, read_only=True)
    cells = sum(len(row) for row in book["台账"].iter_rows(values_only=True))
    return {"seconds": time.perf_counter() - begun, "cells": cells}


def likeness(started: str, folder: str) -> dict[str, Any]:
    """The search for earlier matters like a report, each time another of the ledger's own: milliseconds."""
    from app.actions.likenesses import likenesses
    from app.ledger.likeness import read

    office = store.open_office(Path(folder))
    ((cases,),) = office.db.execute_sql('SELECT count(*) FROM "case_row"').fetchall()
    asked = list(read(office.db, sorted({1 + at * cases // (3 * RUNS) for at in range(3 * RUNS)})).values())
    spent = []
    for report in asked:
        begun = time.perf_counter()
        likenesses(office, report)
        spent.append((time.perf_counter() - begun) * 1000)
    office.close()
    return {"ms": spent[1:] or spent}


def lists(started: str, folder: str) -> dict[str, Any]:
    """Every list of 统计 over the period of the ledger's day, as the page asks for it: milliseconds by list."""
    from app.ledger.meeting_sheet import meeting_sheet
    from app.ledger.meetings import NAMES, meeting_list
    from app.rules.stat_periods import containing

    office = store.open_office(Path(folder))
    last_day = int(office.setting("statistics.last_day"))
    spent: dict[str, Any] = {}
    for id in NAMES:
        period = containing(meeting_list(id, "accepted").kind, office.today, last_day)
        begun = time.perf_counter()
        meeting_sheet(office, id, period)
        spent[id] = (time.perf_counter() - begun) * 1000
    office.close()
    return spent


WINDOWED = ("empty", "start", "work", "unlock")
"""Probes that show a window, set up as the program sets it up before Qt is loaded."""
PROBES: dict[str, Callable[..., dict[str, Any]]] = {
    each.__name__: each
    for each in (
        empty,
        start,
        work,
        export,
        save,
        inspect,
        likeness,
        lists,
        read_openpyxl,
        locked.cipher,
        locked.unlock,
        locked.backup,
        foreign.look,
        foreign.form,
    )
}

if __name__ == "__main__":
    main()
