"""同一件: two ids are one report (both sides imported the old ledger, the paper was typed twice); the smaller is kept.

Not a repeat: a repeat is another report of the same matter and counts as one of its 件次; this is the same record again
and counts as nothing. The larger id's registration is told `same_as` by whoever owns it: at once where that is us or an
office without Huiyin, else as a 更正建议 that its owner answers. Nothing moves: what hangs on either id is read as the
kept one's (`app.store.same`), so it can be parted again at any time.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from app.change import Change
from app.errors import Invalid, NotAllowed
from app.exchange.proposals import raise_proposal
from app.exchange.trust import is_without
from app.records.handling import Handling
from app.records.matters import Allegation, Step
from app.records.record import Record
from app.records.registration import Registration
from app.schema.field import Field
from app.schema.kinds import Link, Stored
from app.store import drafts, journal, rows, same
from app.store.case_file import CaseFile, read_case
from app.store.office import Office
from app.store.unit_names import unit_name
from app.store.writing import Writer


@dataclass(frozen=True)
class Both:
    """One field in which the two differ: what each says, in words, and whether the dropped one's value is taken over
    unless a person says otherwise. `answered_by`: who has to agree to that, blank where it is written at once."""

    field: str
    label: str
    kept: str
    other: str
    takes: bool
    answered_by: str = ""


@dataclass(frozen=True)
class Sameness:
    """What 同一件 would do: which is kept, which is dropped, field by field what both say.

    `answered_by`: the office that has to agree that its registration is dropped, blank where it is done at once. `points`:
    how many points of the dropped one say what the kept one says already, and are then voided.
    """

    kept: CaseFile
    dropped: CaseFile
    fields: tuple[Both, ...]
    points: int
    answered_by: str


def look_at_same(office: Office, one: str, other: str) -> Sameness:
    """What it would do to say that these cases are the same. Raises Invalid where they are so already, NotAllowed for a
    voided one."""
    kept, dropped = sorted(
        (read_case(office, one), read_case(office, other)), key=lambda case: case.registration.id
    )
    if kept.registration.id == dropped.registration.id:
        raise Invalid("这两个编号已经是同一件，不用再定。")
    for case in (kept, dropped):
        if case.registration.voided is not None:
            raise NotAllowed(f"{case.title} 已经作废，不能定为同一件。")
    return Sameness(
        kept, dropped, tuple(differing(office, kept, dropped.registration, dropped.handling)),
        len(_twins(office, kept, dropped)), _who_answers(office, dropped.registration),
    )  # fmt: skip


def say_same(office: Office, one: str, other: str, take: Collection[str] | None = None) -> Change:
    """Say that two cases are the same report. `take`: full ids of the fields whose value of the dropped one is taken over,
    by default those that the kept one leaves blank. Raises as `look_at_same`, and Conflict where it was proposed before."""
    found = look_at_same(office, one, other)
    kept, dropped = found.kept, found.dropped
    wanted = [each for each in found.fields if (each.takes if take is None else each.field in take)]
    said = "建议定为同一件" if found.answered_by else "同一件"
    with office.writing(f"{said} {kept.title}，并入 {dropped.title}", action="same_case") as write:
        _tell(office, write, dropped.registration, {same.SAME_AS: kept.registration.id})
        if not found.answered_by:
            for each in wanted:
                _take_over(office, write, kept, dropped, each.field)
            for point in _twins(office, kept, dropped):
                write.void(point, f"同一件：{kept.title} 已有这一条")
            write.add(Step, case=kept.registration.id, step_kind="same_case", day=office.today, unit=office.name,
                      person=office.person or None, note=f"并入 {dropped.title}")  # fmt: skip
    assert write.change is not None
    if not found.answered_by:
        drafts.follow(office, dropped.registration.id, kept.registration.id)
    return write.change


def part_again(office: Office, dropped: str) -> Change:
    """Say that a dropped registration is a report of its own after all; what was taken over stays. Raises NotAllowed where
    it is not dropped."""
    registration = office.get(Registration, dropped)
    if registration.same_as is None:
        raise NotAllowed("这一件没有并入别的件，不用分开。")
    kept = read_case(office, dropped)
    title = registration.case_no or "(未编号)"
    said = "建议分开" if _who_answers(office, registration) else "分开"
    with office.writing(f"{said} {title}，不再并入 {kept.title}", action="part_case") as write:
        _tell(office, write, registration, {same.SAME_AS: None})
    assert write.change is not None
    return write.change


def take_over(office: Office, dropped: str, field: str) -> Change:
    """Write one value of a dropped registration into the kept case, where its owner changed it since. Raises NotAllowed
    where the two say the same."""
    other = office.get(Registration, dropped)
    kept = read_case(office, dropped)
    found = next((each for each in differing(office, kept, other, None) if each.field == field), None)
    if found is None or other.id not in {each.id for each in kept.others}:
        raise NotAllowed("这一栏两边已经一样，不用采纳。")
    with office.writing(f"采纳另一号的{found.label} {kept.title}", action="same_case") as write:
        _write(office, write, kept.registration, field, other)
    assert write.change is not None
    return write.change


def differing(
    office: Office, kept: CaseFile, registration: Registration, handling: Handling | None
) -> Iterator[Both]:
    """Every field of the bands in which the other one says something else than the kept case."""
    pairs: list[tuple[Record | None, Record | None]] = [(kept.registration, registration)]
    if kept.handling is not None and handling is not None and kept.handling.id != handling.id:
        pairs.append((kept.handling, handling))
    for ours, theirs in pairs:
        if ours is None or theirs is None:
            continue
        who = _who_answers(office, ours)
        for column in ours.columns():
            now, said = ours.text(column.name), theirs.text(column.name)
            if _is_compared(column) and said and said != now:
                yield Both(column.id, column.label, now, said, not now and not who, who)


def written_since(office: Office, dropped: str) -> set[str]:
    """Names of the fields of a dropped registration that were written after it was said to be the same: those of a desk
    that had not heard of it, so nobody has seen them in the kept case yet."""
    found: set[str] = set()
    for change in journal.history(office.db, dropped):
        for edit in change.edits:
            if edit.after.get(same.SAME_AS) is not None:
                return found
            found |= edit.after.keys()
    return found


def _is_compared(column: Field) -> bool:
    return not (column.derived or column.sensitive or isinstance(column.kind, Link))


def _who_answers(office: Office, record: Record) -> str:
    """The name of the office that has to agree to a change of this record; blank where we write it."""
    if record.owner == office.code or is_without(office, record.owner):
        return ""
    return unit_name(office.db, record.owner)


def _twins(office: Office, kept: CaseFile, dropped: CaseFile) -> list[Allegation]:
    """Points of the dropped case, ours, that say what a point of the kept one says, and on which nothing was found yet."""
    known = [_content(each) for each in kept.allegations]
    found = {each.allegation for each in dropped.findings}
    return [
        each
        for each in dropped.allegations
        if each.owner == office.code and each.id not in found and _content(each) in known
    ]


def _content(point: Allegation) -> dict[str, Stored]:
    return {name: said for name, said in point.stored().items() if name not in ("case", "seq")}


def _take_over(office: Office, write: Writer, kept: CaseFile, dropped: CaseFile, field: str) -> None:
    ours, theirs = (
        (kept.registration, dropped.registration)
        if field.startswith("registration.")
        else (kept.handling, dropped.handling)
    )
    if ours is not None and theirs is not None:
        _write(office, write, ours, field, theirs)


def _write(office: Office, write: Writer, ours: Record, field: str, theirs: Record) -> None:
    name = field.partition(".")[2]
    _tell(office, write, ours, {name: ours.column(name).kind.to_stored(theirs.value(name))})


def _tell(office: Office, write: Writer, record: Record, said: dict[str, Stored]) -> None:
    """Write into a record of ours, in trust into that of an office without Huiyin, else as 更正建议."""
    now = write.latest(record.kind, record.id)
    if record.owner == office.code:
        write.edit(now, **{name: now.column(name).kind.from_stored(each) for name, each in said.items()})
        return
    (row,) = rows.fetch(office.db, record.kind, "id", [record.id])
    if is_without(office, record.owner):
        write.entrust(record.kind, {**row, **now.stored(), **said})
        return
    for name, each in said.items():
        raise_proposal(office, write, record.kind, row, name, base=row[name], new=each)
