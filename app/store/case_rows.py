"""What follows from a case's records: the rows that stand side by side, its stage, its light, its search text.

Kept in the same transaction as the write that moved it. Nothing here is a fact: `refresh` can rebuild all of it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import NamedTuple

from peewee import Database

from app.records.catalogue import KINDS
from app.records.record import Record
from app.rules.after_closing import after_closing
from app.rules.flags import flags
from app.rules.matter import Extension, Matter, Part, Stop
from app.rules.obligations import Obligation, Unlimited, duties, of_this_round, unlimited
from app.rules.stage import Stage, stage
from app.rules.status import Status, turns
from app.schema.kinds import Stored, Value
from app.schema.pinyin import initials, sort_key
from app.store import families, grams, preferences, rows, same
from app.store.measures import Measure, shipped_mark
from app.store.rows import Row
from app.store.unit_names import unit_codes
from app.store.until import rows_until

__all__ = ["Measure"]

NAMELESS = "~"
"""The pinyin key of a case without a named respondent: after all names."""
SETTLED = frozenset({Stage.ARCHIVED, Stage.REJECTED, Stage.TRANSFERRED_OUT, Stage.RETAINED})
"""Stages in which a case is no longer sent along with every posting."""
ENDS = (
    "handling.closed_on",
    "registration.rejected_on",
    "registration.retained_on",
    "registration.transferred_on",
)
"""Days on which a case ends; the first of them counts."""
CLOSES = frozenset({"handling.closed_on", "handling.reported_on"})
"""What fulfils a limit on the closing of a case, and nothing else."""
_BATCH = 2000
_MEASURED_BY = "lights.measured_by"
_SEARCHED = ("case_no", "county_ref_no", "platform_no", "source_letter_no", "source_unit", "summary", "incident_place",
             "registrar")  # fmt: skip
_COLUMNS = (
    "registration", "handling", "supervision", "allegation", "stage", "settled", "running_from", "due_soon_from",
    "urgent_from", "overdue_from", "due_on", "due_rule", "respondents", "respondent_key", "open", "voided", "family",
    "after", "ended_on", "limit_on", "closing", "duty_unit", "flags",
)  # fmt: skip
_DUTY_COLUMNS = (
    "registration", "rule", "subject", "started_on", "first_due_on", "due_on", "done_on", "stopped_on", "settled",
    "due_soon_from", "urgent_from", "overdue_from",
)  # fmt: skip
PARTS = ("receipt", "transfer", "inquiry", "review", "feedback", "followup", "clarification", "lookback", "order",
         "upreport")  # fmt: skip
"""Lists of a case whose records have dates that a rule may watch."""
_BESIDE = ("pause", "extension", "answer")


@dataclass(frozen=True)
class CaseRows:
    """The rows of one case."""

    registration: Row
    handling: Row | None
    supervision: Row | None
    allegations: tuple[Row, ...]
    parts: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    """By kind, those of `PARTS` and what stands beside them, without the voided."""
    earlier: tuple[Row, ...] = ()
    """The handlings of earlier rounds that are not voided, oldest first."""
    dropped: bool = False
    """Whether it is kept under another id, so that it stands and counts there only."""
    others: tuple[Row, ...] = ()
    """The registrations under which the same report was kept before (`app.store.same`)."""

    def matter(self, facts: Mapping[str, Value] | None = None) -> Matter:
        """All that the duties of the case follow from; `facts` where they were made already."""
        known = self.facts() if facts is None else facts
        return Matter(
            known,
            tuple(self._part(kind, row, known) for kind in PARTS for row in self.parts.get(kind, ())),
            tuple(
                Stop(begun, _day(row, "ended_on"), _pause_words(row))
                for row in self.parts.get("pause", ())
                if (begun := _day(row, "begun_on")) is not None
            ),
            tuple(
                Extension(str(row["rule"]), due, _day(row, "decided_on"))
                for row in sorted(
                    self.parts.get("extension", ()), key=lambda row: str(row["decided_on"] or "")
                )
                if row["decision"] == "approved" and (due := _day(row, "due_on")) is not None
            ),
            tuple(self._rounds(known)),
        )

    def _rounds(self, facts: Mapping[str, Value]) -> Iterator[Part]:
        """The rounds before the current one, each ended when the next began."""
        if not self.earlier or self.handling is None:
            return
        rest = {name: value for name, value in facts.items() if not name.startswith("handling.")}
        for number, (row, following) in enumerate(
            zip(self.earlier, (*self.earlier[1:], self.handling), strict=True), start=1
        ):
            days = (_day(following, "reopened_on"), _day(following, "received_on"), _day(row, "returned_on"),
                    _day(row, "closed_on"))  # fmt: skip
            yield Part(
                "round", str(row["id"]), {**rest, **facts_of(KINDS["handling"], row)},
                f"第{row['round_no'] or number}轮", next((day for day in days if day is not None), date.min),
            )  # fmt: skip

    def _part(self, kind: str, row: Row, facts: Mapping[str, Value]) -> Part:
        record = KINDS[kind]
        own = facts_of(record, row)
        if kind == "order":
            days = [str(each["answered_on"]) for each in self.parts.get("answer", ())
                    if each["order"] == row["id"] and each["answered_on"]]  # fmt: skip
            own |= {"answer.answered_on": date.fromisoformat(min(days))} if days else {}
        label = str(row[record.called] or "") if record.called else ""
        return Part(kind, str(row["id"]), {**facts, **own}, label)

    def facts(self) -> dict[str, Value]:
        """The flat facts that rules read: full field id to Python value over the three bands."""
        found: dict[str, Value] = {}
        for kind, row in (("registration", self.registration), ("handling", self.handling),
                          ("supervision", self.supervision)):  # fmt: skip
            if row is not None:
                found |= facts_of(KINDS[kind], row)
        return found


def _day(row: Row, name: str) -> date | None:
    return date.fromisoformat(str(row[name])) if row[name] else None


def _pause_words(row: Row) -> str:
    said = KINDS["pause"].column("reason").kind.to_text(row["reason"]) if row["reason"] else ""
    return "，".join(part for part in (said, str(row["waiting_for"] or "")) if part)


def facts_of(record: type[Record], row: Row) -> dict[str, Value]:
    """Full field id to Python value for the fields that are filled in."""
    return {
        id: read(stored) for name, id, read in _open_fields(record.kind) if (stored := row[name]) is not None
    }


@cache
def _open_fields(kind: str) -> tuple[tuple[str, str, Callable[[Stored], Value]], ...]:
    """Name, full id and reader of the stored face; made once, since the facts of every case are read."""
    return tuple(
        (each.name, each.id, each.kind.from_stored) for each in KINDS[kind].columns() if not each.sensitive
    )


def in_order(rows_of_case: Iterable[Row], *order: str) -> list[Row]:
    """Those not voided, by `order`; the last one stands in the band."""
    standing = (row for row in rows_of_case if row["voided"] is None)
    return sorted(standing, key=lambda row: [_rank(row[name]) for name in order])


def current(rows_of_case: Iterable[Row], *order: str) -> Row | None:
    """The row that stands in the band."""
    return next(reversed(in_order(rows_of_case, *order)), None)


def _rank(stored: Stored) -> tuple[int, str]:
    return (stored, "") if isinstance(stored, int) else (0, stored or "")


def gather(
    db: Database, cases: Iterable[str], at: Mapping[str, str] | None = None, until: date | None = None
) -> list[CaseRows]:
    """The rows of these cases, in as many queries for a thousand as for one. `at`: the members of these cases
    (`app.store.same`), where they are known already. `until`: as they stood on that day (`app.store.until`)."""
    wanted = list(cases)
    at = same.members(db, wanted) if at is None else at
    by_case: dict[str, dict[str, list[Row]]] = {}
    for kind in ("handling", "supervision", "allegation"):
        by_case[kind] = defaultdict(list)
        for row in rows_until(kind, rows.fetch(db, kind, "case", at), until):
            by_case[kind][at[str(row["case"])]].append(row)
    parts = _parts(db, at, until)
    rounds = {case: _rounds_of(case, found) for case, found in by_case["handling"].items()}
    others = _others(db, at)
    return [
        CaseRows(
            registration,
            next(reversed(rounds.get(str(registration["id"]), [])), None),
            current(by_case["supervision"][str(registration["id"])], "assigned_on", "id"),
            tuple(
                sorted(
                    (row for row in by_case["allegation"][str(registration["id"])] if row["voided"] is None),
                    key=lambda row: (row["case"] != registration["id"], int(row["seq"] or 0), str(row["id"])),
                )
            ),
            parts.get(str(registration["id"]), {}),
            tuple(rounds.get(str(registration["id"]), [])[:-1]),
            at.get(str(registration["id"])) != registration["id"],
            tuple(others.get(str(registration["id"]), ())),
        )
        for registration in rows_until("registration", rows.fetch(db, "registration", "id", wanted), until)
    ]


def _rounds_of(case: str, handlings: list[Row]) -> list[Row]:
    """The rounds of a report, oldest first: of one id only, the kept one where it has any, for what was done under
    another id is the same round again."""
    by_id: dict[str, list[Row]] = defaultdict(list)
    for row in handlings:
        by_id[str(row["case"])].append(row)
    ids = sorted(by_id, key=lambda id: (id != case, id))
    standing = (in_order(by_id[id], "round_no", "received_on", "id") for id in ids)
    return next((found for found in standing if found), [])


def _others(db: Database, at: Mapping[str, str]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    dropped = [id for id, kept in at.items() if id != kept]
    for row in rows.fetch(db, "registration", "id", dropped):
        found[at[str(row["id"])]].append(row)
    return found


def _parts(db: Database, at: Mapping[str, str], until: date | None) -> dict[str, dict[str, tuple[Row, ...]]]:
    """The standing parts by case and kind; a kind that nobody has used costs one question."""
    found: dict[str, dict[str, tuple[Row, ...]]] = defaultdict(dict)
    used = " UNION ALL ".join(
        f"SELECT '{kind}' WHERE EXISTS (SELECT 1 FROM \"{kind}\")" for kind in (*PARTS, *_BESIDE)
    )
    for (kind,) in db.execute_sql(used).fetchall():
        for row in rows_until(kind, rows.fetch(db, kind, "case", at), until):
            if row["voided"] is None:
                mine = found[at[str(row["case"])]]
                mine[kind] = (*mine.get(kind, ()), row)
    return found


def refresh(
    db: Database, cases: Iterable[str], measure: Measure, progress: Callable[[int, int], None] | None = None
) -> None:
    """Recompute the derived rows of these cases. `progress` is told how many of how many, and may raise to stop."""
    codes = cache(lambda: unit_codes(db))
    touched = set(cases) | same.settle(db)
    wanted = sorted(touched.union(same.homes(db, touched)))
    for start in range(0, len(wanted), _BATCH):
        if progress is not None:
            progress(start, len(wanted))
        found = gather(db, wanted[start : start + _BATCH])
        numbers = _numbers(db, found)
        derived = [_derive(case, numbers, measure, codes) for case in found]
        marks = ", ".join("?" for _ in _COLUMNS)
        names = ", ".join(f'"{name}"' for name in _COLUMNS)
        connection = db.connection()
        connection.executemany(
            f'INSERT OR REPLACE INTO "case_row" ({names}) VALUES ({marks})', [each.row for each in derived]
        )
        _write_duties(
            db, [each.row[0] for each in derived], [duty for each in derived for duty in each.duties]
        )
        texts = [(numbers["registration", str(case.registration["id"])], _text(case)) for case in found]
        connection.executemany(
            'INSERT OR REPLACE INTO "case_text" ("registration", "body") VALUES (?, ?)', texts
        )
        grams.write(db, texts)
    if db.execute_sql('SELECT 1 FROM "repeat" LIMIT 1').fetchone() is not None:
        families.settle(db, wanted)


def unsettled(db: Database) -> int:
    """How many cases `settle` would measure: none, or all."""
    return 0 if _is_settled(db) else int(db.execute_sql('SELECT count(*) FROM "registration"').fetchone()[0])


def settle(
    db: Database, measure: Callable[[], Measure], progress: Callable[[int, int], None] | None = None
) -> None:
    """Derive what a store of an earlier version does not have yet, and all anew where this version of the program
    comes with other rules, another calendar or other schemes than the lights were measured with. `progress`: as of
    `refresh`."""
    if not _is_settled(db):
        cases = [id for (id,) in db.execute_sql('SELECT "id" FROM "registration"').fetchall()]
        with db.atomic("IMMEDIATE"):
            refresh(db, cases, measure(), progress)
            preferences.put(db, _MEASURED_BY, shipped_mark())


def _is_settled(db: Database) -> bool:
    asked = 'SELECT 1 FROM "case_row" WHERE "voided" IN (0, 1) AND "family" IS NULL LIMIT 1'
    return preferences.get(db, _MEASURED_BY) == shipped_mark() and db.execute_sql(asked).fetchone() is None


def _write_duties(db: Database, cases: Iterable[Stored], duties: list[tuple[Stored, ...]]) -> None:
    connection = db.connection()
    connection.executemany('DELETE FROM "case_obligation" WHERE "registration" = ?', [(n,) for n in cases])
    marks = ", ".join("?" for _ in _DUTY_COLUMNS)
    names = ", ".join(f'"{name}"' for name in _DUTY_COLUMNS)
    connection.executemany(f'INSERT INTO "case_obligation" ({names}) VALUES ({marks})', duties)


def drop_orphans(db: Database) -> None:
    """Take away derived rows whose registration is gone."""
    gone = 'WHERE "registration" NOT IN (SELECT "n" FROM "registration")'
    orphans = [
        number for (number,) in db.execute_sql(f'SELECT "registration" FROM "case_text" {gone}').fetchall()
    ]
    if orphans:
        grams.forget(db, orphans)
    for name in ("case_row", "case_text", "case_obligation"):
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
        for start in range(0, len(ids), 500):
            some = ids[start : start + 500]
            query = f'SELECT "id", "n" FROM "{kind}" WHERE "id" IN ({", ".join("?" * len(some))})'
            found |= {(kind, id): n for id, n in db.execute_sql(query, some).fetchall()}
    return found


class Derived(NamedTuple):
    """The derived row of a case and those of its duties."""

    row: tuple[Stored, ...]
    duties: list[tuple[Stored, ...]]


def _derive(
    case: CaseRows,
    numbers: dict[tuple[str, str], int],
    measure: Measure,
    codes: Callable[[], Mapping[str, str]],
) -> Derived:
    facts = case.facts()
    matter = case.matter(facts)
    found = stage(facts)
    obligations = () if case.dropped else duties(measure.rules, matter, measure.calendar)
    light = turns(of_this_round(obligations), measure.preset, measure.calendar, facts)
    due = next_due(obligations)
    names = [str(row["respondent"]) for row in case.allegations if row["respondent"]]
    respondents = "、".join(dict.fromkeys(names)) or None
    number = numbers["registration", str(case.registration["id"])]
    row = (
        number,
        None if case.handling is None else numbers["handling", str(case.handling["id"])],
        None if case.supervision is None else numbers["supervision", str(case.supervision["id"])],
        numbers["allegation", str(case.allegations[0]["id"])] if case.allegations else None,
        found.value,
        None if light.settled is None else light.settled.value,
        *_dates(light.running_from, light.due_soon_from, light.urgent_from, light.overdue_from),
        None if due is None else due.due_on.isoformat(),
        None if due is None else due.rule.id,
        respondents,
        sort_key(respondents) if respondents else NAMELESS,
        int(found not in SETTLED and not case.dropped),
        int(case.registration["voided"] is not None or case.dropped),
        number,
        after_closing(facts, found).value,
        min((day.isoformat() for name in ENDS if isinstance(day := facts.get(name), date)), default=None),
        *_closing([each for each in obligations if set(each.rule.done) <= CLOSES]),
        _unit_of(case, due, codes),
        ",".join(flags(matter)) or None,
    )
    rest = (_unset_row(number, each) for each in unlimited(measure.rules, matter) if not case.dropped)
    return Derived(row, [*(_duty_row(number, each, measure) for each in obligations), *rest])


def _unit_of(case: CaseRows, due: Obligation | None, codes: Callable[[], Mapping[str, str]]) -> Stored:
    """The office whose duty is due first: that of the record in which it is fulfilled, while there is one; to sign for
    what was forwarded, the one that it was given to."""
    if case.handling is None and case.supervision is not None and due is not None and due.rule.is_signing:
        return codes().get(str(case.supervision["handling_unit"] or ""), case.registration["owner"])
    if case.handling is None or (due is not None and due.rule.by_registrar):
        return case.registration["owner"]
    return case.handling["owner"]


def _closing(limits: list[Obligation]) -> tuple[Stored, Stored]:
    """By when the case was or is to be closed, and whether it was in time: late where one limit was missed."""
    due = max((each.due_on.isoformat() for each in limits), default=None)
    done = [each for each in limits if each.done_on is not None]
    if not done:
        return due, None
    late = any(each.late for each in done)
    return due, (Status.DONE_LATE if late else Status.DONE).value


def _duty_row(number: int, duty: Obligation, measure: Measure) -> tuple[Stored, ...]:
    light = turns((duty,), measure.preset, measure.calendar)
    return (
        number, duty.rule.id, duty.subject,
        *_dates(duty.started_on, duty.first_due_on, duty.due_on, duty.done_on, duty.stopped_on),
        None if light.settled is None else light.settled.value,
        *_dates(light.due_soon_from, light.urgent_from, light.overdue_from),
    )  # fmt: skip


def _unset_row(number: int, duty: Unlimited) -> tuple[Stored, ...]:
    days = _dates(duty.started_on, None, None, duty.done_on, None)
    return (number, duty.rule.id, duty.subject, *days, Status.NONE.value, None, None, None)


def _dates(*days: date | None) -> tuple[Stored, ...]:
    return tuple(None if day is None else day.isoformat() for day in days)


def next_due(obligations: Iterable[Obligation]) -> Obligation | None:
    """The running duty that is due first."""
    return min((each for each in obligations if each.is_open), key=lambda each: each.due_on, default=None)


def _text(case: CaseRows) -> str:
    registrations = (case.registration, *case.others)
    parts = [str(row[name]) for row in registrations for name in _SEARCHED if row[name]]
    for row in case.allegations:
        for name in ("respondent", "unit", "position", "summary"):
            if row[name]:
                parts.append(str(row[name]))
        if row["respondent"]:
            parts.append(initials(str(row["respondent"])))
    if case.handling is not None and case.handling["handler"]:
        parts.append(str(case.handling["handler"]))
    return "\n".join(parts).lower()
