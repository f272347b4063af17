"""The versions that one writing gives, and which edits are this desk's own."""

from dataclasses import dataclass

from app.change import Edit
from app.records.version import decode, encode, join
from app.store.rows import Row


def trust_desk(owner: str, desk: str) -> str:
    """The virtual desk under which `desk` writes for an office that has no Huiyin."""
    return f"{owner}/0@{desk.replace('/', '.')}"


@dataclass(frozen=True)
class Stamp:
    """The desk that writes for `office`, and how many times it has written by now."""

    office: str
    desk: str
    counter: int

    def over(self, *known: str) -> str:
        """The version of our own record that knows all of `known` (encoded versions)."""
        return encode(join(*(decode(each) for each in known), {self.desk: self.counter}))

    def after(self, row: Row) -> str:
        """The version of our own record that follows `row`."""
        return self.over(str(row["version"]))

    def in_trust(self, owner: str, before: Row | None) -> str:
        """The version of a record written for an owner that has no Huiyin."""
        known = {} if before is None else decode(str(before["version"]))
        return encode(join(known, {trust_desk(owner, self.desk): self.counter}))

    def wrote(self, edit: Edit) -> bool:
        """Whether an edit was a write of this desk, if only in trust, and not a version of another that was taken."""
        return _rose(edit, self.desk) or self.wrote_in_trust(edit)

    def wrote_in_trust(self, edit: Edit) -> bool:
        """Whether this desk wrote that edit for its owner, so that taking it back is a write as well."""
        return _rose(edit, trust_desk(edit.owner, self.desk))


def _rose(edit: Edit, desk: str) -> bool:
    before, after = (decode(each or "{}").get(desk, 0) for each in (edit.before_version, edit.after_version))
    return after > before
