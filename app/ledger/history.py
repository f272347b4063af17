"""Who changed what when, field by field: the journal's lines of a case in words."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from peewee import Database

from app.change import Change, Edit
from app.errors import Invalid
from app.records.catalogue import KINDS
from app.records.matters import Step
from app.schema.kinds import Stored
from app.store import journal
from app.store.sealing import MASK, is_sealed

EMPTY = "(空)"


@dataclass(frozen=True)
class FieldChange:
    """One field before and after, as a person reads it. A reporter's values are masked."""

    label: str
    before: str
    after: str

    @property
    def sentence(self) -> str:
        """收到日期：2026-03-05 → 2026-03-06."""
        return f"{self.label}：{self.before or EMPTY} → {self.after or EMPTY}"


@dataclass(frozen=True)
class HistoryLine:
    """One line of the journal: when, who, what it was called, and the fields it changed."""

    seq: int
    at: str
    person: str
    label: str
    fields: tuple[FieldChange, ...]


def history(db: Database, records: Iterable[str]) -> list[HistoryLine]:
    """The lines that wrote any of these records, newest first."""
    merged: dict[int, tuple[Change, list[Edit]]] = {}
    for record in records:
        for change in journal.history(db, record):
            merged.setdefault(change.seq, (change, []))[1].extend(change.edits)
    return [_line(*merged[seq]) for seq in sorted(merged, reverse=True)]


def narrowed(lines: Iterable[HistoryLine], field: str = "", person: str = "") -> list[HistoryLine]:
    """Of these lines those of one person, and of their changes those of one field (by its label); blank means any."""
    found = []
    for line in lines:
        fields = tuple(said for said in line.fields if field in ("", said.label))
        if person in ("", line.person) and (fields or not field):
            found.append(replace(line, fields=fields))
    return found


def _line(change: Change, edits: list[Edit]) -> HistoryLine:
    told = (
        edit for edit in edits if edit.kind in KINDS and edit.kind != Step.kind
    )  # a step says what the line says
    found = tuple(said for edit in told for said in _fields(edit))
    return HistoryLine(change.seq, change.at, change.person, change.label, found)


def _fields(edit: Edit) -> Iterable[FieldChange]:
    record = KINDS[edit.kind]
    if edit.after.get("voided") != edit.before.get("voided"):
        yield FieldChange(
            f"{record.label}作废", str(edit.before.get("voided") or ""), str(edit.after.get("voided") or "")
        )
    for field in record.columns():
        before, after = edit.before.get(field.name), edit.after.get(field.name)
        if field.derived or before == after:
            continue
        yield FieldChange(field.label, _text(edit, field.name, before), _text(edit, field.name, after))


def _text(edit: Edit, name: str, stored: Stored) -> str:
    if is_sealed(stored):
        return MASK
    kind = KINDS[edit.kind].column(name).kind
    try:
        return kind.to_text(kind.from_stored(stored))
    except Invalid:
        return str(stored)
