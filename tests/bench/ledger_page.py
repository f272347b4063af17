"""How quick the ledger page is over a filled store: every figure is the time until the window has been painted.

`python -m tests.bench.ledger_page FOLDER` prints medians in milliseconds of a store that `tests.bench.invented` filled.
"""

import os
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from app.rules.status import Status
from app.store.office import Office
from tests.bench.invented import clock
from ui.frame import Frame
from ui.ledger.page import LedgerPage
from ui.theme import apply_theme

RUNS = 7


def measure(app: QApplication, folder: Path, runs: int = RUNS) -> dict[str, float]:
    """Medians in milliseconds, and peak memory in MB."""
    found: dict[str, list[float]] = {"open the ledger": []}
    for _ in range(runs):
        office, frame = Office.open(folder, clock=clock), Frame()
        frame.show()
        app.processEvents()
        found["open the ledger"].append(_timed(app, lambda office=office, frame=frame: _open(office, frame)))
        page = frame._pages[0]
        assert isinstance(page, LedgerPage)
        _race(app, page, found)
        frame.close()
        frame.deleteLater()
        app.processEvents()
        office.close()
    medians = {name: statistics.median(times) for name, times in found.items()}
    return medians | {"peak memory MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def _open(office: Office, frame: Frame) -> None:
    page = LedgerPage(frame, office)
    frame.add_page(page)
    frame.show_page(page)


def _race(app: QApplication, page: LedgerPage, found: dict[str, list[float]]) -> None:
    board, table = page.board, page.board.table

    def take(name: str, what: Callable[[], object]) -> None:
        found.setdefault(name, []).append(_timed(app, what))

    board.stand(board.standing.with_view(sort=()))
    take("filter by status", lambda: board.pick_status(Status.OVERDUE))
    board.pick_status(None)
    take("filter by text 鱼塘", lambda: board.search("鱼塘"))
    board.search("")
    take("filter by initials zxm", lambda: board.search("zxm"))
    board.search("")
    take("sort by name", lambda: board.sort_by("case.respondents", False))
    take("sort by name backwards", lambda: board.sort_by("case.respondents", True))
    take("sort by day", lambda: board.sort_by("registration.received_on", True))
    take("sort by handler", lambda: board.sort_by("handling.handler", False))
    board.sort_by("case.respondents", False)
    app.processEvents()
    table.verticalScrollBar().setValue(50_000)
    app.processEvents()
    for _ in range(15):
        take("page down", lambda: _press(table, Qt.Key.Key_PageDown))
    take("jump to the end", lambda: table.verticalScrollBar().setValue(table.verticalScrollBar().maximum()))
    board.stand(board.standing.with_view(sort=()))
    take("drop the values of a column", lambda: board.drops.values(4))
    assert board.drops.filter_pop is not None
    board.drops.filter_pop.close()


def _press(table: object, key: Qt.Key) -> None:
    QApplication.sendEvent(table, QKeyEvent(QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier))  # type: ignore[call-overload]


def _timed(app: QApplication, what: Callable[[], object]) -> float:
    app.processEvents()
    start = time.perf_counter()
    what()
    app.processEvents()
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["HUIYIN_FONT"] = "bundled"
    running = QApplication([])
    apply_theme(running)
    for name, figure in measure(running, Path(sys.argv[1])).items():
        print(f"{name:32} {figure:8.1f}")
