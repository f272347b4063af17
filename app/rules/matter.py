"""What rules look at: the facts of a case, of the parts that have dates of their own, its stops and extensions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.rules.declarations import Facts


@dataclass(frozen=True)
class Part:
    """A record of a case with dates of its own: a written inquiry, an order, a letter. `label` says which it is.

    `ended_on` is the day on which the next round began: only an earlier round of handling (`Matter.rounds`) has one.
    """

    kind: str
    id: str
    facts: Facts
    label: str = ""
    ended_on: date | None = None


@dataclass(frozen=True)
class Stop:
    """The clock stands from one day until another while others are waited for; open without an end."""

    begun_on: date
    ended_on: date | None
    reason: str = ""


@dataclass(frozen=True)
class Extension:
    """An approved extension of one duty: the new day, and when it was decided."""

    rule_id: str
    due_on: date
    decided_on: date | None = None


@dataclass(frozen=True)
class Matter:
    """All that the duties of one case follow from."""

    facts: Mapping[str, object]
    parts: tuple[Part, ...] = ()
    stops: tuple[Stop, ...] = ()
    extensions: tuple[Extension, ...] = ()
    rounds: tuple[Part, ...] = ()
    """The rounds of handling before the current one, oldest first: the facts of the case as if each were current."""

    def of(self, kind: str) -> tuple[Part, ...]:
        """Its parts of one kind."""
        return tuple(part for part in self.parts if part.kind == kind) if self.parts else ()
