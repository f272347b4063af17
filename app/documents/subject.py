"""What a paper speaks of: the case, the record of each list that is meant, the office, today.

A name is a full field id (`registration.received_on`) or a derived word (`case.respondents`, see `words`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.records.catalogue import KINDS
from app.records.matters import Reporter
from app.records.record import Record
from app.schema.field import Field
from app.schema.kinds import Value, tidy
from app.store.case_file import CaseFile

Pick = Mapping[str, Mapping[str, Sequence[str]]]
"""Kind of record → name of a field → the codes of which the one meant has one."""


@dataclass(frozen=True)
class Subject:
    """`reporters` are in clear, or none. `pick` says which record of a list is meant: the last that fits."""

    case: CaseFile
    today: date
    office: Mapping[str, str]
    """code, name, level, above (its name), person."""
    reporters: tuple[Reporter, ...] = ()
    pick: Pick = field(default_factory=dict)

    def records(self, kind: str) -> tuple[Record, ...]:
        """All records of a list of the case, oldest first; a band is a list of at most one."""
        case = self.case
        own: dict[str, tuple[Record | None, ...]] = {
            "registration": (case.registration,), "handling": (case.handling,), "supervision": (case.supervision,),
            "allegation": case.allegations, "finding": case.findings, "step": case.steps, "visit": case.visits,
            "reporter": self.reporters,
        }  # fmt: skip
        found = own[kind] if kind in own else case.lists.get(kind, ())
        wanted = self.pick.get(kind, {})
        return tuple(
            each
            for each in found
            if each is not None and all(_fits(each.value(name), codes) for name, codes in wanted.items())
        )

    def value(self, name: str) -> Value:
        """The Python value of a field of the record meant; None where there is none."""
        found = self.record(name)
        return None if found is None else found.value(name.partition(".")[2])

    def record(self, name: str) -> Record | None:
        """The record meant that has this field: the last of its list."""
        found = self.records(name.partition(".")[0])
        return found[-1] if found else None

    def owns(self, name: str) -> bool:
        """Whether the record meant is this office's."""
        found = self.record(name)
        return found is not None and found.owner == self.office.get("code")


def _fits(value: Value, codes: Sequence[str]) -> bool:
    held = value if isinstance(value, tuple) else (value,)
    return any(each in codes for each in held)


def declared(name: str) -> Field:
    """The field of a full id; KeyError when there is none."""
    kind, _, own = name.partition(".")
    return KINDS[kind].column(own)


def shown(field: Field, value: Value) -> str:
    """A value as a paper writes it: days as 2026年3月9日, all else as the screen does."""
    if isinstance(value, date):
        return chinese_day(value)
    return tidy(field.kind.to_text(value))


def chinese_day(day: date) -> str:
    """2026年3月9日 (GB/T 9704: Arabic figures, no leading zero)."""
    return f"{day.year}年{day.month}月{day.day}日"
