"""表里手写、没有收的: whatever people typed into workbooks and was not taken, each cell with its reason and what is offered."""

from dataclasses import dataclass
from typing import Any

from app.exchange.recused import KEPT_BACK, Recused
from app.records.catalogue import KINDS
from app.schema.kinds import Stored
from app.store import proposing, rows, shelf
from app.store.office import Office

SHELF = "hand"


@dataclass(frozen=True)
class Untaken:
    """One cell: of which case and column, what stood there, what was typed, by whom, and why it was not taken.

    `record` is kind, id and field of what stands behind it where a correction of that can be proposed to its owner.
    """

    case: str
    case_no: str
    label: str
    base: str
    typed: str
    reason: str
    place: str
    who: str
    at: str
    record: tuple[str, str, str] | None = None
    stored: Stored = None
    asked: bool = False
    """Whether it was proposed since."""


def untaken(office: Office) -> list[Untaken]:
    """Everything that is kept, the newest file first."""
    recused, known = Recused(office), shelf.values(office.db, proposing.KIND)
    found = [
        _read(office, said, cell, recused.cases, known)
        for said in shelf.values(office.db, SHELF).values()
        for cell in said["cells"]
    ]
    return sorted(found, key=lambda each: (each.at, each.case_no), reverse=True)


def _read(
    office: Office, said: dict[str, Any], cell: dict[str, Any], kept_back: set[str], known: dict[str, Any]
) -> Untaken:
    hidden = cell["case"] in kept_back
    base, typed, reason = ("", "", KEPT_BACK) if hidden else (cell["base"], cell["typed"], cell["reason"])
    if cell.get("target") and not hidden:
        reason = f"当时没有勾选。{'' if reason == '没有勾选。' else reason}"
    who = " ".join(part for part in (said["name"], "" if hidden else said["person"]) if part)
    record, stored, asked = None if hidden else _offer(office, cell), cell.get("stored"), False
    if record is not None:
        key = proposing.key_of(cell["case"], record[1], record[2], cell.get("stored_base"), stored)
        asked = key in known and known[key]["state"] != proposing.WITHDRAWN
    return Untaken(
        cell["case"], cell["case_no"], cell["label"], base, typed, reason, f"{said['note']}：{cell['sheet']} {cell['cell']}",
        who, said.get("at", ""), record, stored, asked,
    )  # fmt: skip


def _offer(office: Office, cell: dict[str, Any]) -> tuple[str, str, str] | None:
    """The field behind a cell, where it is another office's and holds something else than was typed."""
    kind, _, name = str(cell.get("target") or "").partition(".")
    if kind not in KINDS or not cell.get("id"):
        return None
    row = next(iter(rows.fetch(office.db, kind, "id", [cell["id"]])), None)
    if (
        row is None
        or row["owner"] == office.code
        or row["voided"] is not None
        or row.get(name) == cell.get("stored")
    ):
        return None
    return kind, str(cell["id"]), name
