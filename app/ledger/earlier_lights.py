"""The lights of earlier days, reckoned from what is entered today: what 本周一页 compares red and yellow with.

A light of the past is not kept, for what is entered late would make it wrong. Only the cases of which a duty may have
been open on that day are looked at. What was found is kept; after a write only the cases that it touched are looked at again.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from weakref import WeakKeyDictionary

from peewee import Database

from app.rules.obligations import duties, of_this_round
from app.rules.status import Status, status_on, turns
from app.store import case_rows, journal, same, shelf
from app.store.measures import Measure, measure_of

STOOD = "stood"
"""The way of a condition on the light that asks of an earlier day: its values are the day, then the lights."""
DEAR = 1000
"""From so many cases on it is worked out away from the window's thread."""
_BATCH, _FEW_LINES = 500, 20
_SHOWN = (Status.OVERDUE, Status.URGENT, Status.DUE_SOON)
_CANDIDATES = """
SELECT r."n", r."id" FROM "case_row" c JOIN "registration" r ON r."n" = c."registration"
WHERE c."voided" = 0 AND r."received_on" <= ?1 AND (
    c."ended_on" IS NULL OR c."ended_on" > ?1
    OR r."n" IN (SELECT "registration" FROM "case_obligation"
                 WHERE "started_on" <= ?1 AND ("done_on" IS NULL OR "done_on" > ?1))
    OR r."rejected_on" > ?1 OR r."transferred_on" > ?1 OR r."retained_on" > ?1 OR r."identity_checked_on" > ?1
    OR r."id" IN (SELECT "case" FROM "handling" WHERE "returned_on" > ?1)
    OR r."id" IN (SELECT "case" FROM "supervision" WHERE "withdrawn_on" > ?1))
ORDER BY r."n"
"""
"""Received by that day and not ended by it, or with a duty that was open or that something later has cancelled."""


@dataclass
class _Known:
    """What was found as of a line of the journal: by day (ISO) the lights by row number."""

    seq: int
    hash: str
    days: dict[str, dict[int, Status]] = field(default_factory=dict)


_KEPT: "WeakKeyDictionary[Database, _Known]" = WeakKeyDictionary()


def is_dear(db: Database) -> bool:
    """Whether it takes longer than a window may wait."""
    ((cases,),) = db.execute_sql('SELECT count(*) FROM "case_row" WHERE "voided" = 0').fetchall()
    return int(cases) > DEAR


def reckon(db: Database, days: Iterable[str], progress: Callable[[int, int], None] | None = None) -> None:
    """Work out the lights of these days, all in one go. `progress` is told how many cases of how many, and may raise."""
    kept = _kept(db).days
    wanted = {day: _candidates(db, day) for day in days if day not in kept}
    before, total = 0, sum(map(len, wanted.values()))
    for day, cases in wanted.items():
        measure = _measure(db)
        found: dict[int, Status] = {}
        for start in range(0, len(cases), _BATCH):
            if progress is not None:
                progress(before + start, total)
            found |= dict(_lights(db, cases[start : start + _BATCH], measure, day))
        kept[day] = found
        before += len(cases)


def stood(db: Database, day: str, lights: Iterable[Status]) -> "array[int]":
    """Row numbers of the cases that had one of these lights on that day (ISO): red, or one of the yellows."""
    reckon(db, [day])
    wanted = set(lights)
    return array("q", (number for number, light in _kept(db).days[day].items() if light in wanted))


def light_on(case: case_rows.CaseRows, measure: Measure, day: date) -> Status:
    """The light of a case on that day, by rows that were gathered as they stood on it."""
    if case.dropped:
        return Status.NONE
    facts = case.facts()
    owed = of_this_round(duties(measure.rules, case.matter(facts), measure.calendar))
    return status_on(turns(owed, measure.preset, measure.calendar, facts), day)


def _measure(db: Database) -> Measure:
    return measure_of(lambda key: shelf.setting(db, key))


def _candidates(db: Database, day: str) -> list[tuple[int, str]]:
    return [(int(number), str(id)) for number, id in db.execute_sql(_CANDIDATES, [day]).fetchall()]


def _lights(
    db: Database, cases: list[tuple[int, str]], measure: Measure, day: str
) -> Iterator[tuple[int, Status]]:
    numbers, then = {id: number for number, id in cases}, date.fromisoformat(day)
    for case in case_rows.gather(db, numbers, until=then):
        light = light_on(case, measure, then)
        if light in _SHOWN:
            yield numbers[str(case.registration["id"])], light


# -- what is kept -------------------------------------------------------------------------------------------


def _kept(db: Database) -> _Known:
    """What is known, made true again after what was written; the journal tells, for each thread has its own connection."""
    seq, hash, _ = journal.head(db)
    known = _KEPT.get(db)
    if known is None or (known.seq, known.hash) != (seq, hash):
        touched = None if known is None else _touched(db, known, seq)
        if known is None or touched is None:
            known = _Known(seq, hash)
        elif touched:
            _again(db, known, touched)
        known.seq, known.hash = seq, hash
        _KEPT[db] = known
    return known


def _touched(db: Database, known: _Known, seq: int) -> set[str] | None:
    """The cases that the lines since have touched; None where nothing that was known can be relied on."""
    if not 0 <= seq - known.seq <= _FEW_LINES or journal.hash_at(db, known.seq) != known.hash:
        return None
    found: set[str] = set()
    for edit in journal.edits_after(db, known.seq):
        if edit.case is None or edit.after_version is None or same.SAME_AS in {*edit.before, *edit.after}:
            return None
        found.add(edit.case)
    return found


def _again(db: Database, known: _Known, touched: set[str]) -> None:
    cases = set(same.homes(db, touched))
    marks = ", ".join("?" * len(cases))
    asked = db.execute_sql(f'SELECT "n" FROM "registration" WHERE "id" IN ({marks})', list(cases)).fetchall()
    measure = _measure(db)
    for day, found in known.days.items():
        for (number,) in asked:
            found.pop(number, None)
        moved = [(number, id) for number, id in _candidates(db, day) if id in cases]
        found |= dict(_lights(db, moved, measure, day))
