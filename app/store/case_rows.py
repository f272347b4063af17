"""What follows from a case's records: the rows that stand side by side, its stage, its light, its search text.

Kept in the same transaction as the write that moved it. Nothing here is a fact: `refresh` can rebuild all of it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from peewee import Database

from app.records.catalogue import KINDS
from app.records.record import Record
from app.rules.calendar import WorkCalendar
from app.rules.declarations import Rule
from app.rules.obligations import Obligation, compute
from app.rules.stage import Stage, stage
from app.rules.status import Preset, Turns, turns
from app.schema.kinds import Stored, Value
from app.schema.pinyin import initials, sort_key
from app.store import grams, rows
from app.store.rows import Row

NAMELESS = "~"
"""The pinyin key of a case without a named respondent: after all names."""
SETTLED = frozenset({Stage.ARCHIVED, Stage.REJECTED, Stage.TRANSFERRED_OUT, Stage.RETAINED})
"""Stages in which a case is no longer sent along with every posting."""
_BATCH = 2000
_SEARCHED = ("case_no", "county_ref_no", "platform_no", "source_letter_no", "source_unit", "summary", "incident_place",
             "registrar")  # fmt: skip
_COLUMNS = (
    "registration", "handling", "supervision", "allegation", "stage", "settled", "running_from", "due_soon_from",
    "urgent_from", "overdue_from", "due_on", "due_rule", "respondents", "respondent_key", "open", "voided",
)  # fmt: skip


@dataclass(frozen=True)
class Measure:
    """What lights are computed with: the rules, the calendar and the preset in force."""

    rules: tuple[Rule, ...]
    calendar: WorkCalendar
    preset: Preset


@dataclass(frozen=True)
class CaseRows:
    """The rows of one case."""

    registration: Row
    handling: Row | None
    supervision: Row | None
    allegations: tuple[Row, ...]

    def facts(self) -> dict[str, Value]:
        """The flat facts that rules read: full field id to Python value over the three bands."""
        found: dict[str, Value] = {}
        for kind, row in (("registration", self.registration), ("handling", self.handling),
                          ("supervision", self.supervision)):  # fmt: skip
            if row is not None:
                found |= facts_of(KINDS[kind], row)
        return found


def facts_of(record: type[Record], row: Row) -> dict[str, Value]:
    """Full field id to Python value for the fields that are filled in."""
    return {
        each.id: each.kind.from_stored(row[each.name])
        for each in record.columns()
        if row[each.name] is not None and not each.sensitive
    }


def current(rows_of_case: Iterable[Row], *order: str) -> Row | None:
    """The row that stands in the band: the last by `order` among those not voided."""
    standing = [row for row in rows_of_case if row["voided"] is None]
    return max(standing, key=lambda row: [_rank(row[name]) for name in order], default=None)


def _rank(stored: Stored) -> tuple[int, str]:
    return (stored, "") if isinstance(stored, int) else (0, stored or "")


def gather(db: Database, cases: Iterable[str]) -> list[CaseRows]:
    """The rows of these cases, in four queries."""
    wanted = list(cases)
    by_case: dict[str, dict[str, list[Row]]] = {}
    for kind in ("handling", "supervision", "allegation"):
        by_case[kind] = defaultdict(list)
        for row in rows.fetch(db, kind, "case", wanted):
            by_case[kind][str(row["case"])].append(row)
    return [
        CaseRows(
            registration,
            current(by_case["handling"][str(registration["id"])], "round_no", "received_on", "id"),
            current(by_case["supervision"][str(registration["id"])], "assigned_on", "id"),
            tuple(
                sorted(
                    (row for row in by_case["allegation"][str(registration["id"])] if row["voided"] is None),
                    key=lambda row: (int(row["seq"] or 0), str(row["id"])),
                )
            ),
        )
        for registration in rows.fetch(db, "registration", "id", wanted)
    ]


def refresh(db: Database, cases: Iterable[str], measure: Measure) -> None:
    """Recompute the derived rows of these cases."""
    wanted = sorted(cases)
    for start in range(0, len(wanted), _BATCH):
        found = gather(db, wanted[start : start + _BATCH])
        numbers = _numbers(db, found)
        derived = [_derive(case, numbers, measure) for case in found]
        marks = ", ".join("?" for _ in _COLUMNS)
        names = ", ".join(f'"{name}"' for name in _COLUMNS)
        connection = db.connection()
        connection.executemany(f'INSERT OR REPLACE INTO "case_row" ({names}) VALUES ({marks})', derived)
        texts = [(numbers["registration", str(case.registration["id"])], _text(case)) for case in found]
        connection.executemany(
            'INSERT OR REPLACE INTO "case_text" ("registration", "body") VALUES (?, ?)', texts
        )
        grams.write(db, texts)


def drop_orphans(db: Database) -> None:
    """Take away derived rows whose registration is gone."""
    gone = 'WHERE "registration" NOT IN (SELECT "n" FROM "registration")'
    orphans = [
        number for (number,) in db.execute_sql(f'SELECT "registration" FROM "case_text" {gone}').fetchall()
    ]
    if orphans:
        grams.forget(db, orphans)
    for name in ("case_row", "case_text"):
        db.execute_sql(f'DELETE FROM "{name}" {gone}')


def _numbers(db: Database, cases: list[CaseRows]) -> dict[tuple[str, str], int]:
    wanted: dict[str, list[str]] = defaultdict(list)
    for case in cases:
        for kind, row in (("registration", case.registration), ("handling", case.handling),
                          ("supervision", case.supervision), *(("allegation", row) for row in case.allegations[:1])):  # fmt: skip
            if row is not None:
                wanted[kind].append(str(row["id"]))
    found: dict[tuple[str, str], int] = {}
    for kind, ids in wanted.items():
        model = rows.table(kind)
        for start in range(0, len(ids), 500):
            query = model.select(model.id, model.n).where(model.id.in_(ids[start : start + 500])).tuples()
            found |= {(kind, id): n for id, n in query.execute(db)}
    return found


def _derive(case: CaseRows, numbers: dict[tuple[str, str], int], measure: Measure) -> tuple[Stored, ...]:
    facts = case.facts()
    found = stage(facts)
    obligations = compute(measure.rules, facts, measure.calendar)
    light = turns(obligations, measure.preset, measure.calendar)
    due = _next_due(obligations)
    names = [str(row["respondent"]) for row in case.allegations if row["respondent"]]
    respondents = "、".join(dict.fromkeys(names)) or None
    return (
        numbers["registration", str(case.registration["id"])],
        None if case.handling is None else numbers["handling", str(case.handling["id"])],
        None if case.supervision is None else numbers["supervision", str(case.supervision["id"])],
        numbers["allegation", str(case.allegations[0]["id"])] if case.allegations else None,
        found.value,
        *_dates(light),
        None if due is None else due.due_on.isoformat(),
        None if due is None else due.rule.id,
        respondents,
        sort_key(respondents) if respondents else NAMELESS,
        int(found not in SETTLED),
        int(case.registration["voided"] is not None),
    )


def _dates(light: Turns) -> tuple[Stored, ...]:
    def iso(day: date | None) -> str | None:
        return None if day is None else day.isoformat()

    return (
        None if light.settled is None else light.settled.value,
        iso(light.running_from),
        iso(light.due_soon_from),
        iso(light.urgent_from),
        iso(light.overdue_from),
    )


def _next_due(obligations: tuple[Obligation, ...]) -> Obligation | None:
    return min(
        (each for each in obligations if each.done_on is None), key=lambda each: each.due_on, default=None
    )


def _text(case: CaseRows) -> str:
    parts = [str(case.registration[name]) for name in _SEARCHED if case.registration[name]]
    for row in case.allegations:
        for name in ("respondent", "unit", "position", "summary"):
            if row[name]:
                parts.append(str(row[name]))
        if row["respondent"]:
            parts.append(initials(str(row["respondent"])))
    if case.handling is not None and case.handling["handler"]:
        parts.append(str(case.handling["handler"]))
    return "\n".join(parts).lower()
