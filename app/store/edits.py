"""What was done to one record: told from its row before and after, and read backwards."""

from app.change import Edit
from app.store import rows
from app.store.rows import Row
from app.store.stamp import Stamp


def edit_between(kind: str, id: str, before: Row | None, after: Row | None) -> Edit | None:
    """The edit that leads from one row to another (None: there is none); None where nothing differs."""
    old: Row = before or {}
    new: Row = after or {}
    if before and after:
        changed = [name for name in rows.names(kind) if old.get(name) != new.get(name)]
    else:
        changed = [name for name, value in (before or new).items() if value is not None]
    if not changed:
        return None
    known: Row = after or before or {}
    case = id if kind == "registration" else known.get("case")
    return Edit(
        kind=kind, id=id, owner=str(known["owner"]), case=None if case is None else str(case),
        before={name: old.get(name) for name in changed if name != "version"} if before else {},
        after={name: new.get(name) for name in changed if name != "version"} if after else {},
        before_version=None if before is None else str(before["version"]),
        after_version=None if after is None else str(after["version"]),
    )  # fmt: skip


def as_left(stamp: Stamp, edit: Edit, row: Row | None) -> bool:
    """Whether the record still is as the edit left it.

    Of our own record only the fields it wrote are asked (all, where it made the record), so that steps can be
    taken back one after the other; of another office's record the version is.
    """
    if row is None or edit.owner != stamp.office or not stamp.wrote(edit):
        return (row["version"] if row else None) == edit.after_version
    if edit.before_version is not None:
        return all(row[name] == value for name, value in edit.after.items())
    return all(row[name] == edit.after.get(name) for name in row if name != "version")


def row_before(stamp: Stamp, edit: Edit, row: Row | None, label: str) -> Row | None:
    """The row that takes the edit back, None where the record goes; `label`: of the change that is taken back.

    What this desk wrote is taken back by a newer version, what it only took from another office by the one before.
    """
    if row is None:
        gone: Row = {**dict.fromkeys(rows.names(edit.kind)), **edit.before}
        return {**gone, "version": edit.before_version}
    voided: Row = {"voided": f"撤销：{label}"}
    back: Row = voided if edit.before_version is None else {**edit.before}
    if stamp.wrote_in_trust(edit):
        return {**row, **back, "version": stamp.in_trust(edit.owner, row)}
    if edit.owner == stamp.office and stamp.wrote(edit):
        return {**row, **back, "version": stamp.after(row)}
    return None if edit.before_version is None else {**row, **edit.before, "version": edit.before_version}
