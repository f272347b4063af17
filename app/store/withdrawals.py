"""What was taken and then taken back: not taken again without a yes, told to the sender, lifted by a newer version."""

import json
from collections.abc import Iterable
from typing import Any

from app.change import Change
from app.records.catalogue import KINDS
from app.records.version import Relation, Version, decode, relation
from app.store.writing import Writer

WITHDRAWN, TAKEN_BACK = "withdrawn", "taken_back"
"""Kinds of the shelf: versions that were taken back, by record; files whose taking was, by desk and number."""
NOTE = "收取后又撤销了，内容没有采用。"


def is_withdrawn(said: dict[str, Any], versions: Iterable[Version]) -> bool:
    """Whether every version that came is one that was taken back, or older."""
    known = decode(said["version"])
    return all(relation(each, known) in (Relation.EQUAL, Relation.OLDER) for each in versions)


def remember(write: Writer, taken: Change) -> None:
    """Of a taking that is being taken back: the versions that it brought, and what its sender is to be told."""
    for edit in taken.edits:
        if edit.kind == "taken" and edit.after.get("value"):
            said = json.loads(str(edit.after["value"]))
            write.shelve("taken_back", edit.id, {**said, "counts": {}, "details": [], "note": NOTE})
        elif edit.kind in KINDS and edit.after_version is not None and not write.wrote(edit):
            case = edit.id if edit.kind == "registration" else edit.case or ""
            write.shelve(
                "withdrawn", edit.id, {"kind": edit.kind, "case": case, "version": edit.after_version}
            )
