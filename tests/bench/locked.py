"""What encryption costs: questions beside a plain copy of the same store, opening after the password, a backup at work."""

import shutil
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from peewee import Database
from playhouse.sqlcipher_ext import SqlCipherDatabase

from app.ledger.query import Query, ids, survey
from app.rules.status import Status
from app.store import backups, keys, opening, replacing
from app.store.keys import Unlocked
from app.store.office import Office
from tests.bench import store

WORDS = ("鱼塘", "低保 王", "柳树村", "zxm", "反映多次", "李青云", "〔2024〕12")
TICK = 0.005
"""Seconds between two looks of the thread that stands for the window."""


def cipher(started: str, folder: str) -> dict[str, Any]:
    """Filter, sort and text search on the store and on a plain copy of it, in turn: milliseconds each, medians."""
    office = store.open_office(Path(folder))
    key = opening.data_key(office.db)
    with tempfile.TemporaryDirectory() as room:
        _export(Path(folder) / opening.FILE_NAME, key, Path(room) / "plain.db")
        plain = SqlCipherDatabase(str(Path(room) / "plain.db"), passphrase="", pragmas=opening._PRAGMAS)
        try:
            found: dict[str, Any] = {}
            for name, questions in _questions().items():
                for ask in questions:  # both answer once before they are timed: the cache of pages is filled
                    ask(office.db), ask(plain)
                ours, theirs = [], []
                for ask in questions:
                    ours.append(_timed(ask, office.db))
                    theirs.append(_timed(ask, plain))
                found[name] = [statistics.median(ours), statistics.median(theirs)]
        finally:
            plain.close()
    office.close()
    return found


def _questions() -> dict[str, list[Callable[[Database], object]]]:
    today = store.NOW.date()
    return {
        "filter": [lambda db, s=s: survey(db, Query(today), s) for s in Status],  # type: ignore[misc]
        "sort": [
            lambda db, c=c, d=d: ids(db, Query(today, sort=((c, d),)))  # type: ignore[misc]
            for c in ("case.respondents", "registration.received_on", "registration.case_no")
            for d in (False, True)
        ],
        "text": [lambda db, w=w: ids(db, Query(today, text=w)) for w in WORDS],  # type: ignore[misc]
    }


def _timed(ask: Callable[[Database], object], db: Database) -> float:
    begun = time.perf_counter()
    ask(db)
    return (time.perf_counter() - begun) * 1000


def _export(path: Path, key: bytes, target: Path) -> None:
    with closing(replacing.connect_plainly(path, key)) as connection:
        connection.execute("ATTACH DATABASE ? AS plain KEY ''", (str(target),))
        connection.execute("SELECT sqlcipher_export('plain')")
        connection.execute("DETACH DATABASE plain")


def unlock(started: str, folder: str) -> dict[str, Any]:
    """From the opened lock to the first painted table; the derivation of the key apart."""
    from tests.bench.probes import Screen
    from ui.main_window import MainWindow
    from ui.theme import apply_theme

    screen = Screen()
    apply_theme(screen.app)
    with tempfile.TemporaryDirectory() as room:
        keys.protect(Path(room), bytes(32), "王敏", "correct horse")
        begun = time.perf_counter()
        keys.unlock(Path(room), "correct horse")
        derived = (time.perf_counter() - begun) * 1000
    key = keys.unlock(Path(folder), None).key
    begun = time.perf_counter()
    office = Office.open(Path(folder), clock=store.clock, lock=Unlocked(key, ""))
    window = MainWindow(office)
    window.resize(1366, 768)
    to_ledger = lambda: (window.show_page(window.pages["ledger"]), window.show())  # noqa: E731
    screen.until_painted(lambda: window.ledger.board.table.viewport(), to_ledger)
    return {"derived": derived, "painted": (time.perf_counter() - begun) * 1000}


def backup(started: str, folder: str) -> dict[str, Any]:
    """A backup on a thread, and the longest time that the thread of the window had to wait meanwhile."""
    with tempfile.TemporaryDirectory() as room:
        shutil.copytree(folder, Path(room) / "office", ignore=shutil.ignore_patterns(backups.FOLDER))
        office = store.open_office(Path(room) / "office")
        size = (office.folder / opening.FILE_NAME).stat().st_size / 1e6
        spent: list[float] = []

        def work() -> None:
            begun = time.perf_counter()
            backups.make(office, "work")
            spent.append(time.perf_counter() - begun)
            office.close()

        worker = threading.Thread(target=work)
        stall, last = 0.0, time.perf_counter()
        worker.start()
        while worker.is_alive():
            time.sleep(TICK)
            office.setting("office.name")
            now = time.perf_counter()
            stall, last = max(stall, now - last - TICK), now
        office.close()
    return {"seconds": spent[0], "stall": stall * 1000, "size": size}
