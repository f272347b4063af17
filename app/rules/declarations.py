"""Rules as they are declared in `resources/rules/*.toml`: what starts a duty, how long it runs, what fulfils it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any

from app.paths import resource

Facts = Mapping[str, object]
"""Full field id → Python value, over the records of one case or one stub."""


class Unit(StrEnum):
    """What a limit counts."""

    WORKING_DAYS = "working_days"
    DAYS = "days"
    MONTHS = "months"


@dataclass(frozen=True)
class Condition:
    """The fact holds one of the values allowed; of several codes one is enough."""

    fact: str
    allowed: frozenset[object]

    def holds(self, facts: Facts) -> bool:
        """Whether the facts meet it; an empty fact never does."""
        value = facts.get(self.fact)
        if isinstance(value, tuple):
            return any(each in self.allowed for each in value)
        return value is not None and value in self.allowed


@dataclass(frozen=True)
class Mover:
    """A fact that moves the due date; `word` says in the explanation whose date it is."""

    fact: str
    word: str
    when: tuple[Condition, ...]


@dataclass(frozen=True)
class Rule:
    """One time limit: `limit` counts `unit` from the day after `start`. `source` cites the article."""

    id: str
    label: str
    applies_to: str
    start: str
    limit: int
    unit: Unit
    done: tuple[str, ...]
    begins: str
    ends: str
    source: str
    when: tuple[Condition, ...] = ()
    unless: tuple[Condition, ...] = ()
    unless_dated: tuple[str, ...] = ()
    due: tuple[Mover, ...] = ()
    active: bool = True
    note: str = ""

    @property
    def facts(self) -> frozenset[str]:
        """Every full field id that the rule reads."""
        conditions = (*self.when, *self.unless, *(each for mover in self.due for each in mover.when))
        movers = (mover.fact for mover in self.due)
        return frozenset(
            (self.start, *self.done, *self.unless_dated, *movers, *(each.fact for each in conditions))
        )

    def applies(self, facts: Facts) -> bool:
        """Whether the conditions of the duty are met; says nothing of its start."""
        return (
            all(each.holds(facts) for each in self.when)
            and not any(each.holds(facts) for each in self.unless)
            and not any(dated(facts, each) for each in self.unless_dated)
        )


def dated(facts: Facts, fact: str) -> date | None:
    """The day that a fact holds, None when it holds none."""
    value = facts.get(fact)
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


@cache
def load_rules(name: str = "national") -> tuple[Rule, ...]:
    """The rules declared in `resources/rules/<name>.toml`, in their order."""
    said = tomllib.loads(resource("rules", f"{name}.toml").read_text("utf-8"))
    return tuple(_rule(each) for each in said["rule"])


def _rule(said: dict[str, Any]) -> Rule:
    made = {
        **said,
        "unit": Unit(said["unit"]),
        "when": _conditions(said.get("when")),
        "unless": _conditions(said.get("unless")),
        "due": tuple(
            Mover(each["fact"], each["word"], _conditions(each.get("when"))) for each in said.get("due", ())
        ),
    }
    for name in ("done", "unless_dated"):
        made[name] = tuple(said.get(name, ()))
    return Rule(**made)


def _conditions(said: dict[str, list[Any]] | None) -> tuple[Condition, ...]:
    return tuple(Condition(fact, frozenset(allowed)) for fact, allowed in (said or {}).items())
