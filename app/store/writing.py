"""The only way to write: collected in memory, checked, then written, journalled and committed as one.

A Writer lives inside `with office.writing("…")`. Nothing reaches the database before the block ends, and then all
of it or nothing. What was written is the Change in `writer.change`.
"""

import json
import os
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from peewee import Database

from app.change import Change, Edit
from app.errors import Conflict, Invalid, NotAllowed
from app.records.catalogue import KINDS
from app.records.matters import Allegation, Reporter
from app.records.record import Record
from app.records.version import encode
from app.rules.jurisdiction import ASKED, doubt, refuse_doubtful
from app.schema.kinds import Value
from app.store import blind_index, desk, edits, journal, rows
from app.store.checking import refuse_unreadable, require
from app.store.opening import moment
from app.store.rows import Row
from app.store.sealing import MASK, is_sealed, seal, unseal
from app.store.shelf_writing import ShelfWriting
from app.store.stamp import Stamp
from app.store.unit_names import unit_name

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Pen:
    """Who writes, where and when: what a Writer needs to know of its office."""

    db: Database
    office: str
    desk: str
    person: str
    now: datetime
    today: date
    key: Callable[[], bytes]
    level: Callable[[], str]


def new_id() -> str:
    """A fresh record id: UUID version 7 (RFC 9562), so that ids sort by the time they were made."""
    stamp = int(time.time() * 1000).to_bytes(6, "big")
    raw = bytearray(stamp + os.urandom(10))
    raw[6] = 0x70 | raw[6] & 0x0F
    raw[8] = 0x80 | raw[8] & 0x3F
    return str(uuid.UUID(bytes=bytes(raw)))


class Writer:
    """Collects what one action writes. `label` is what the journal and the undo menu will say.

    `own_level_confirmed`: somebody said that respondents above our authority are ours to handle (Rules Art. 15);
    until then writing one raises LevelDoubtful. Where it counted, the journal says so.
    """

    def __init__(self, pen: Pen, label: str, action: str, *, undoable: bool, undoes: int | None) -> None:
        self.label = label
        self.change: Change | None = None
        self.own_level_confirmed = False
        self._own_level_said = False
        self._pen, self._action, self._undoable, self._undoes = pen, action, undoable, undoes
        self._before: dict[tuple[str, str], Row | None] = {}
        self._after: dict[tuple[str, str], Row | None] = {}
        self._shelf = ShelfWriting(pen.db)
        self._read: list[Edit] = []
        asked = 'SELECT "counter" FROM "desk" WHERE "office" = ?'
        (counter,) = pen.db.execute_sql(asked, (pen.office,)).fetchone()
        self._stamp = Stamp(pen.office, pen.desk, 1 + int(counter))

    @property
    def desk(self) -> str:
        """The desk that writes."""
        return self._pen.desk

    @property
    def dropped(self) -> bool:
        """Whether local copies of other offices' records were taken away."""
        return any(row is None for row in self._after.values())

    def add(self, record: type[R], **values: Value) -> R:
        """A new record of our office. Raises Invalid naming the field."""
        return self.add_as(new_id(), record, **values)

    def add_as(self, id: str, record: type[R], **values: Value) -> R:
        """A new record under an id that says where it comes from, so that it is known again when it comes twice."""
        key = (record.kind, id)
        self._before[key] = None
        row: Row = dict.fromkeys(rows.names(record.kind))
        row |= {"id": key[1], "owner": self._pen.office, "version": self._stamp.over()}
        row |= self._stored(record, key[1], values, {})
        require(record, row, row)
        self._ask_level(record, row, row)
        self._after[key] = row
        return rows.to_record(record, row)

    def edit(self, record: R, **values: Value) -> R:
        """New values for a record as it was read. Raises Conflict when someone has written it since."""
        row = self._fresh(record)
        said = self._stored(type(record), record.id, values, row)
        if not said:
            return record
        changed = {**row, **said, "version": self._stamp.after(row)}
        require(type(record), changed, said)
        self._ask_level(type(record), changed, said)
        self._after[(record.kind, record.id)] = changed
        return rows.to_record(type(record), changed)

    def keep(self, record: R, texts: Mapping[str, str]) -> R:
        """Texts that belong to no field of ours, beside a record as it was read: they come back on export."""
        row = self._fresh(record)
        extra = {**json.loads(str(row["extra"] or "{}")), **texts}
        changed = {
            **row,
            "extra": json.dumps(extra, ensure_ascii=False, sort_keys=True),
            "version": self._stamp.after(row),
        }
        self._after[(record.kind, record.id)] = changed
        return rows.to_record(type(record), changed)

    def void(self, record: R, reason: str) -> R:
        """Mark a record as no longer counting; `reason` is kept with it."""
        if not reason.strip():
            raise Invalid("作废要写明理由。")
        row = self._fresh(record)
        changed = {**row, "voided": reason.strip(), "version": self._stamp.after(row)}
        self._after[(record.kind, record.id)] = changed
        return rows.to_record(type(record), changed)

    def note_reading(self, record: Record) -> None:
        """Say in the journal that this record's sealed values were looked at."""
        known = encode(record.version)
        found = record.id if record.kind == "registration" else getattr(record, "case", None)
        case = None if found is None else str(found)
        self._read.append(Edit(record.kind, record.id, {}, {}, known, known, record.owner, case))

    def put(self, kind: str, row: Row) -> None:
        """A version of another office's record (or of another desk) exactly as it came.

        Raises Invalid when a value is not one that its field could ever hold.
        """
        refuse_unreadable(KINDS[kind], row)
        self._row(kind, str(row["id"]))
        self._after[(kind, str(row["id"]))] = row

    def entrust(self, kind: str, row: Row) -> None:
        """A new version of a record whose owner has no Huiyin, written for it (`app.exchange.trust`).

        Raises Invalid as `put` does.
        """
        before = self._row(kind, str(row["id"]))
        self.put(kind, {**row, "version": self._stamp.in_trust(str(row["owner"]), before)})

    def forget(self, case: str) -> None:
        """Write nothing of this case after all: it went up, and its content is destroyed."""
        for key, row in list(self._after.items()):
            known = row or self._before.get(key) or {}
            if case in (key[1], known.get("case")):
                del self._after[key]
        self._shelf.forget(case)

    def expect(self, kind: str, id: str, row: Row | None) -> None:
        """Say what a record is now, as just read, so that it need not be read again before it is put."""
        self._before.setdefault((kind, id), row)

    def decide(self, kind: str, row: Row, *known: str) -> None:
        """Write `row` of our own record as a version that knows all of `known` (encoded versions)."""
        self._row(kind, str(row["id"]))
        self._after[(kind, str(row["id"]))] = {**row, "version": self._stamp.over(*known)}

    def shelve(self, kind: str, key: str, value: object) -> None:
        """Keep a small value (JSON) on the shelf; None takes it away."""
        self._shelf.put(kind, key, value)

    def shelved(self, kind: str, key: str) -> Any:
        """The small value as it stands within this writing, or None."""
        return self._shelf.get(kind, key)

    def latest(self, kind: str, id: str) -> Record:
        """A record as it stands within this writing. Raises Conflict when it is gone."""
        row = self._row(kind, id)
        if row is None:
            raise Conflict("这条记录已经不在了，可能已被撤销，请刷新。")
        return rows.to_record(KINDS[kind], row)

    def number(self, series: str, year: int) -> int:
        """The next serial of a series in this desk's block; never given twice, not even after an undo."""
        return desk.next_number(self._pen.db, series, year)

    def reverse(self, edit: Edit, change: Change) -> None:
        """Write one edit backwards; raises Conflict when someone has moved on since."""
        if edit.kind not in KINDS:
            self._shelf.reverse(edit, change)
            return
        row = self._row(edit.kind, edit.id)
        if not edits.as_left(self._stamp, edit, row):
            raise Conflict(f"“{change.label}”之后这条记录又有人改过，不能整批撤销。请直接修改它。")
        self._after[(edit.kind, edit.id)] = edits.row_before(self._stamp, edit, row, change.label)

    def wrote(self, edit: Edit) -> bool:
        """Whether an edit was a write of this desk, if only in trust, and not a version of another that was taken."""
        return self._stamp.wrote(edit)

    def as_left(self, edit: Edit) -> bool:
        """Whether what an edit wrote still stands as it left it."""
        if edit.kind not in KINDS:
            return self._shelf.as_left(edit)
        return edits.as_left(self._stamp, edit, self._row(edit.kind, edit.id))

    def _row(self, kind: str, id: str) -> Row | None:
        key = (kind, id)
        if key in self._after:
            return self._after[key]
        if key not in self._before:
            found = rows.fetch(self._pen.db, kind, "id", [id])
            self._before[key] = found[0] if found else None
        return self._before[key]

    def load(self, kind: str, ids: list[str]) -> None:
        """Read many records at once before they are put or reversed, instead of one query each."""
        missing = [each for each in ids if (kind, each) not in self._before]
        self._before |= {(kind, each): None for each in missing}
        for row in rows.fetch(self._pen.db, kind, "id", missing):
            self._before[(kind, str(row["id"]))] = row

    def _fresh(self, record: Record) -> Row:
        row = self._row(record.kind, record.id)
        if row is None or row["version"] != encode(record.version):
            raise Conflict("这条记录刚刚被改过，您的修改没有写入。请刷新后再改，刚才填的内容还在。")
        if row["owner"] != self._pen.office:
            who = unit_name(self._pen.db, str(row["owner"]))
            raise NotAllowed(f"这条{record.label}由{who}填写，本单位不能改。")
        if row["voided"] is not None:
            raise NotAllowed(f"这条{record.label}已经作废，不能再改。")
        return row

    def _ask_level(self, record: type[Record], row: Row, said: Row) -> None:
        if record is not Allegation or not ASKED & said.keys():
            return
        if not self.own_level_confirmed:
            refuse_doubtful(self._pen.level(), row)
        elif doubt(self._pen.level(), row) is not None:
            self._own_level_said = True

    def _stored(self, record: type[Record], id: str, values: dict[str, Value], row: Row) -> Row:
        said: Row = {}
        for name, value in values.items():
            field = record.column(name)
            if field.sensitive and value == MASK:
                continue
            try:
                stored = field.kind.to_stored(value)
            except Invalid as error:
                raise Invalid(f"{field.label}：{error.sentence}", field=field.id) from None
            place = f"{field.id}/{id}"
            old = row.get(name)
            if field.sensitive and stored is not None:
                known = unseal(self._pen.key(), str(old), place) if is_sealed(old) else None
                stored = old if known == stored else seal(self._pen.key(), str(stored), place)
            if stored != old:
                said[name] = stored
        return said

    def flush(self) -> frozenset[str]:
        """Write everything and the journal line; returns the ids of the cases touched."""
        done = [*self._read, *self._record_edits(), *self._shelf.edits()]
        if not done and self._undoable:
            return frozenset()
        pen = self._pen
        if self._own_level_said:
            self.label += "（已核对归本级管）"
        last, _, _ = journal.head(pen.db)
        self.change = Change(
            seq=last + 1, action=self._action, label=self.label, person=pen.person, at=moment(pen.now),
            edits=tuple(done), undoes=self._undoes, undoable=self._undoable,
        )  # fmt: skip
        self._write()
        journal.append(pen.db, self.change, pen.desk, pen.today.isoformat())
        pen.db.execute_sql(
            'UPDATE "desk" SET "counter" = ? WHERE "office" = ?', (self._stamp.counter, pen.office)
        )
        return self.change.cases

    def _record_edits(self) -> list[Edit]:
        return [
            edit
            for (kind, id), after in self._after.items()
            if (edit := edits.edit_between(kind, id, self._before.get((kind, id)), after)) is not None
        ]

    def _write(self) -> None:
        db = self._pen.db
        written = {kind for kind, _ in self._after}
        for kind in (each for each in KINDS if each in written):
            mine = [(id, row) for (each, id), row in self._after.items() if each == kind]
            rows.store(db, kind, [row for _, row in mine if row is not None])
            if kind == Reporter.kind:
                blind_index.note(db, self._pen.key, [row for _, row in mine if row is not None])
            rows.remove(db, kind, [id for id, row in mine if row is None])
        self._shelf.write()
