"""Rules as they are declared in `resources/rules/*.toml`: what starts a duty, how long it runs, what fulfils it."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any

from app.errors import Invalid
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
    """A fact that moves the due date; `word` says in the explanation whose date it is.

    `since`: the day it was decided; stops before it are in that date already.
    """

    fact: str
    word: str
    when: tuple[Condition, ...]
    since: str | None = None


@dataclass(frozen=True)
class Rule:
    """One time limit: `limit` counts `unit` from the day after `start`. `source` cites the article.

    A `limit` of 0 is not set yet: the duty is shown without a date. `applies_to` is `case`, `escalation`, `unit`, or
    the kind of a record of which a case may have several. `stops`: the clock stands while others are waited for.
    `warn`: working days left from which it is due soon, instead of the preset's.
    """

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
    when_dated: tuple[str, ...] = ()
    unless_dated: tuple[str, ...] = ()
    due: tuple[Mover, ...] = ()
    active: bool = True
    note: str = ""
    stops: bool = False
    warn: int | None = None

    @property
    def facts(self) -> frozenset[str]:
        """Every full field id that the rule reads."""
        conditions = (*self.when, *self.unless, *(each for mover in self.due for each in mover.when))
        movers = [fact for mover in self.due for fact in (mover.fact, mover.since) if fact is not None]
        return frozenset(
            (
                self.start,
                *self.done,
                *self.when_dated,
                *self.unless_dated,
                *movers,
                *(each.fact for each in conditions),
            )
        )

    @property
    def by_registrar(self) -> bool:
        """Whether it is fulfilled in a record of the office that registered the case; else of the one that handles."""
        return self.done[0].partition(".")[0] in ("registration", "receipt", "transfer", "upreport")

    @property
    def is_signing(self) -> bool:
        """Whether it is fulfilled by signing for what an office above gave: owed before anybody here handles it."""
        return self.start.startswith("supervision.") and self.done[0] == "handling.received_on"

    def applies(self, facts: Facts) -> bool:
        """Whether the conditions of the duty are met; says nothing of its start."""
        for each in self.when:  # loops, for every rule is asked of every case
            if not each.holds(facts):
                return False
        for fact in self.when_dated:
            if dated(facts, fact) is None:
                return False
        for each in self.unless:
            if each.holds(facts):
                return False
        return all(dated(facts, fact) is None for fact in self.unless_dated)


def dated(facts: Facts, fact: str) -> date | None:
    """The day that a fact holds, None when it holds none."""
    value = facts.get(fact)
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


SHIPPED = ("national", "house")
"""The rule sets that come with the program, and apply unless an office changes them."""


@cache
def load_rules(name: str = "national") -> tuple[Rule, ...]:
    """The rules declared in `resources/rules/<name>.toml`, in their order."""
    return parse_rules(resource("rules", f"{name}.toml").read_text("utf-8"))


@cache
def shipped_rules() -> tuple[Rule, ...]:
    """The rules of every shipped set that applies by itself."""
    return tuple(rule for name in SHIPPED for rule in load_rules(name))


def parse_rules(text: str) -> tuple[Rule, ...]:
    """The rules that a TOML text declares; raises Invalid with the reason where it cannot be read."""
    try:
        said = tomllib.loads(text)
        return tuple(_rule(each) for each in said["rule"])
    except (
        tomllib.TOMLDecodeError,
        KeyError,
        TypeError,
        ValueError,
        AttributeError,
        RecursionError,
    ) as error:
        raise Invalid(f"时限规则读不懂，请核对这个文件：{error}。") from None


def changed(rules: Iterable[Rule], changes: Mapping[str, Mapping[str, Any]]) -> tuple[Rule, ...]:
    """The rules with what an office changed by rule id: `limit`, `unit`, `active`, `warn`."""
    return tuple(replace(rule, **_change(changes[rule.id])) if rule.id in changes else rule for rule in rules)


def _change(said: Mapping[str, Any]) -> dict[str, Any]:
    made = {name: said[name] for name in CHANGEABLE if name in said}
    return made | ({"unit": Unit(made["unit"])} if "unit" in made else {})


CHANGEABLE = ("limit", "unit", "active", "warn")


def _rule(said: dict[str, Any]) -> Rule:
    made = {
        **said,
        "unit": Unit(said["unit"]),
        "when": _conditions(said.get("when")),
        "unless": _conditions(said.get("unless")),
        "due": tuple(
            Mover(each["fact"], each["word"], _conditions(each.get("when")), each.get("since"))
            for each in said.get("due", ())
        ),
    }
    for name in ("done", "when_dated", "unless_dated"):
        made[name] = tuple(said.get(name, ()))
    rule = Rule(**made)
    _check_types(rule)
    return rule


def _check_types(rule: Rule) -> None:
    """Raises TypeError where a part is not what its reader takes for granted."""
    words = (rule.id, rule.label, rule.applies_to, rule.start, rule.begins, rule.ends, rule.source, rule.note)
    movers = [each for mover in rule.due for each in (mover.fact, mover.word, mover.since or "")]
    facts = (*rule.done, *rule.when_dated, *rule.unless_dated)
    if not all(type(each) is str for each in (*words, *facts, *movers)):
        raise TypeError(f"{rule.id}: text expected")
    if type(rule.limit) is not int or (rule.warn is not None and type(rule.warn) is not int):
        raise TypeError(f"{rule.id}: whole number expected")
    if type(rule.active) is not bool or type(rule.stops) is not bool or not rule.done or not rule.id:
        raise TypeError(f"{rule.id}: true or false, and one fact that fulfils it, expected")


def _conditions(said: dict[str, list[Any]] | None) -> tuple[Condition, ...]:
    return tuple(Condition(fact, frozenset(allowed)) for fact, allowed in (said or {}).items())
