"""What was taken and then taken back: not taken again without a yes, told to the sender, lifted by a newer version."""

import json
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

from peewee import Database

from app.change import Change, Edit
from app.records.catalogue import KINDS
from app.records.version import Relation, Version, decode, relation
from app.store import journal, peers, rows, shelf, sister_desks
from app.store.writing import Writer

WITHDRAWN, TAKEN_BACK, TAKEN = "withdrawn", "taken_back", "taken"
"""Kinds of the shelf: versions that were taken back, by record; files whose taking was, and files taken, by desk and number."""
NOTE = "收取后又撤销了，内容没有采用。"
PARTLY = "收取后又撤销了，之后又办过的 {} 件留着，其余内容没有采用。"


def is_withdrawn(said: dict[str, Any], versions: Iterable[Version]) -> bool:
    """Whether every version that came is one that was taken back, or older."""
    known = decode(said["version"])
    return all(relation(each, known) in (Relation.EQUAL, Relation.OLDER) for each in versions)


def what_goes_back(db: Database, write: Writer, taken: Change) -> tuple[Change, frozenset[str]]:
    """Of a taking that is taken back late the part that goes back, and the cases that stay whole.

    A case stays in which anything was written since, or was added to what the file brought: nothing that was done since is
    lost. Everything else of the file goes back as it came."""
    for kind in {edit.kind for edit in taken.edits} & set(KINDS):
        write.load(kind, [edit.id for edit in taken.of(kind)])
    moved = [edit for edit in taken.edits if not write.as_left(edit)]
    stay = {case for edit in moved if (case := _case_of(edit))} | _added_to(db, taken)
    gone = {(edit.kind, edit.id) for edit in moved}
    back = tuple(
        edit for edit in taken.edits
        if edit.kind == TAKEN or ((edit.kind, edit.id) not in gone and _case_of(edit) not in stay)
    )  # fmt: skip
    return replace(taken, edits=back), frozenset(stay)


def without_the_unit(db: Database, taken: Change) -> Change:
    """A taking without what it wrote into the list of units, where another file of that office is taken; where one was sent
    there, the unit itself stays, so that the office can be told."""
    kept = shelf.values(db, TAKEN)
    offices = {str(kept[edit.id]["office"]) for edit in taken.of(TAKEN) if edit.id in kept}
    others = sum(said["office"] in offices for said in kept.values()) > 1
    told = any(peers.sent(db, each) for each in offices)
    edits = (
        edit for edit in taken.edits
        if edit.kind != "unit" or not (others or (told and edit.before_version is None))
    )  # fmt: skip
    return replace(taken, edits=tuple(edits))


def _case_of(edit: Edit) -> str:
    """Id of the case that an edit belongs to; blank for none."""
    if edit.kind in KINDS:
        return edit.id if edit.kind == "registration" else edit.case or ""
    text = edit.after.get("value") or edit.before.get("value")
    said = json.loads(str(text)) if text else None
    return str(said.get("case") or "") if isinstance(said, dict) else ""


def _added_to(db: Database, taken: Change) -> set[str]:
    """The cases to which a record was added after the taking: what the file brought stands under it."""
    cases = sorted({case for edit in taken.edits if edit.kind in KINDS and (case := _case_of(edit))})
    brought = {(edit.kind, edit.id) for edit in taken.edits}
    beside: dict[str, str] = {}
    for kind in sister_desks.CASE_KINDS:
        if kind != "registration" and rows.has_any(db, kind):
            found = rows.fetch(db, kind, "case", cases)
            beside |= {str(row["id"]): str(row["case"]) for row in found if (kind, row["id"]) not in brought}
    return {beside[id] for id, first in journal.first_lines(db, beside).items() if first > taken.seq}


def remember(write: Writer, taken: Change, stayed: Collection[str] = ()) -> None:
    """Of a taking that is being taken back: the versions that it brought, and what its sender is to be told; `stayed`:
    cases that were kept, for they were worked on since."""
    note = PARTLY.format(len(stayed)) if stayed else NOTE
    for edit in taken.edits:
        if edit.kind == TAKEN and edit.after.get("value"):
            said = json.loads(str(edit.after["value"]))
            write.shelve("taken_back", edit.id, {**said, "counts": {}, "details": [], "note": note})
        elif edit.kind in KINDS and edit.after_version is not None and not write.wrote(edit):
            case = edit.id if edit.kind == "registration" else edit.case or ""
            write.shelve(
                "withdrawn", edit.id, {"kind": edit.kind, "case": case, "version": edit.after_version}
            )
