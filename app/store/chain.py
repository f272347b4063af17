"""The journal's chain proven a piece at a time: how far it was proven is remembered, and what was added since is walked.

The mark is kept under a key drawn from the data key, and says the hash it stands at, so that nobody moves it past a
line that was touched without the key. Once a week, and on demand, the chain is walked from its beginning all the same.
"""

import hashlib
import hmac
import json
import time
from datetime import datetime, timedelta
from typing import NamedTuple

from peewee import Database

from app.store import journal, preferences
from app.store.journal import GENESIS, Fault
from app.store.opening import data_key, explained

MARK = "journal.proven"
"""Preference: how far the chain was proven, when last from its beginning, and the digest that binds both."""

WEEK = timedelta(days=7)
_BREATHE = 200
_BOUND = b"huiyin proven chain 1"


class Proven(NamedTuple):
    """What came of it: the faults, the number of the last line, and whether the walk began at the beginning."""

    faults: tuple[Fault, ...]
    lines: int
    whole: bool


def prove(db: Database, now: datetime, *, whole: bool = False, pause: float = 0.002) -> Proven:
    """Walk what was added since the last time, or everything. For a thread: it sleeps `pause` seconds now and then.

    A mark that does not fit (moved, or its line was touched) is not believed, and everything is walked. Raises
    Unavailable when the file cannot be read.
    """
    with explained():
        seq, at, full = (0, GENESIS, now) if whole else _mark(db)
        if not seq or not timedelta() <= now - full < WEEK or journal.hash_at(db, seq) != at:
            seq, at, full = 0, GENESIS, now
        last, head, _ = journal.head(db)

        def breathe(number: int) -> None:
            if not number % _BREATHE:
                time.sleep(pause)

        faults = tuple(journal.verify(db, since=seq, hash=at, on_line=breathe))
        if not faults and (head, last) != (at, seq):
            _keep(db, last, head, full)
    return Proven(faults, last, not seq)


def _mark(db: Database) -> tuple[int, str, datetime]:
    """The mark, or none that can be believed."""
    said = preferences.get(db, MARK)
    try:
        text, digest = str(said["mark"]), str(said["digest"])
        if hmac.compare_digest(_digest(db, text), digest):
            seq, at, full = json.loads(text)
            return int(seq), str(at), datetime.fromisoformat(full)
    except (TypeError, KeyError, ValueError):
        pass
    return 0, GENESIS, datetime.min


def _keep(db: Database, seq: int, at: str, full: datetime) -> None:
    text = json.dumps([seq, at, full.isoformat()])
    preferences.put(db, MARK, {"mark": text, "digest": _digest(db, text)})


def _digest(db: Database, text: str) -> str:
    key = hmac.new(data_key(db), _BOUND, hashlib.sha256).digest()
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
