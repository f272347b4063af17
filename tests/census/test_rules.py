"""Census over every declared rule: it reads facts and codes that exist, and it can be explained."""

import pytest

from app.records.catalogue import KINDS, field
from app.rules.declarations import Rule, shipped_rules
from app.schema.kinds import Choice, Day, Flag
from app.store.case_rows import PARTS

RULES = [pytest.param(rule, id=rule.id) for rule in shipped_rules()]


def test_rule_ids_are_unique_and_those_of_discipline_offices_are_active() -> None:
    ids = [rule.id for rule in shipped_rules()]
    assert len(set(ids)) == len(ids)
    national = {rule.id for rule in shipped_rules() if rule.active and rule.id.startswith("T")}
    assert national == {f"T{number:02}" for number in range(1, 13)}


@pytest.mark.parametrize("rule", RULES)
def test_every_fact_that_a_rule_reads_is_a_field(rule: Rule) -> None:
    kinds = {fact.partition(".")[0] for fact in rule.facts}
    assert kinds <= set(KINDS)
    assert ("escalation" in kinds) is (rule.applies_to == "escalation")
    lists = kinds - {"registration", "handling", "supervision", "answer"}
    assert lists <= {rule.applies_to}
    assert {field(fact).id for fact in rule.facts} == rule.facts


@pytest.mark.parametrize("rule", RULES)
def test_what_starts_fulfils_moves_or_cancels_is_a_day(rule: Rule) -> None:
    days = (rule.start, *rule.done, *rule.when_dated, *rule.unless_dated, *(mover.fact for mover in rule.due))
    days += tuple(mover.since for mover in rule.due if mover.since)
    assert [fact for fact in days if not isinstance(field(fact).kind, Day)] == []


@pytest.mark.parametrize("rule", RULES)
def test_every_condition_names_codes_of_its_list(rule: Rule) -> None:
    for condition in (*rule.when, *rule.unless, *(each for mover in rule.due for each in mover.when)):
        kind = field(condition.fact).kind
        known: set[object] = set(kind.codes.by_id) if isinstance(kind, Choice) else {True, False}
        assert isinstance(kind, Choice | Flag)
        assert condition.allowed
        assert condition.allowed <= known


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_says_its_limit_its_words_and_its_source(rule: Rule) -> None:
    assert rule.applies_to in ("case", "escalation", "periodic", *PARTS)
    assert rule.limit > 0 or rule.id in {"T09", "H11", "H12", "H13"}, "shipped without a limit: 未设时限"
    assert rule.done
    assert all((rule.label, rule.begins, rule.ends, rule.source, *(mover.word for mover in rule.due)))
