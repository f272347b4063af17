"""What the settings behind lights and lists may hold: asked of what a person said, and of what another office sent down."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from app.errors import Invalid
from app.records.catalogue import field
from app.rules.calendar import load_shipped
from app.rules.declarations import CHANGEABLE, Rule, Unit, parse_rules, shipped_rules
from app.rules.obligations import WHOLE
from app.rules.status import load_presets, preset_of
from app.schema import codes
from app.store.case_rows import PARTS

FIRST_YEAR, LAST_YEAR = 2000, 2100
"""Years of which a calendar may speak."""
LONGEST_LIMIT = 1000
"""What a limit may count at most, in its own unit."""
_LONGEST_NAME = 40
_LONGEST_SET = 200_000
"""Characters of a local set of rules."""


def check_measure(key: str, value: Any, setting: Callable[[str], Any]) -> None:
    """Raises Invalid for a value that the setting `key` cannot have; `setting` tells the others as they will stand."""
    if key == "calendar.changes":
        load_shipped().with_changes(map(_calendar_entry, value))
    elif key == "rules.changes":
        check_changes(value)
    elif key == "rules.local":
        check_local(value)
    elif key == "preset":
        known = [*(each.id for each in load_presets()), *setting("preset.local")]
        if value not in known:
            raise Invalid(f"没有“{value}”这套颜色方案。可以用：{'、'.join(dict.fromkeys(known))}。")
    elif key == "preset.local":
        check_presets(value)
    elif key == "codes.changes":
        codes.check(value)


def check_changes(value: Mapping[str, Any]) -> None:
    """Changes of limits by rule id. Raises Invalid."""
    for id, said in value.items():
        if not isinstance(said, dict) or not set(said) <= set(CHANGEABLE):
            raise Invalid(f"时限“{id}”的改动读不懂，请重新设置。")
        for name in ("limit", "warn"):
            if name in said and (type(said[name]) is not int or not 0 <= said[name] <= LONGEST_LIMIT):
                raise Invalid(f"时限“{id}”要写 0 到 {LONGEST_LIMIT} 之间的整数。")
        if "unit" in said and said["unit"] not in {each.value for each in Unit}:
            raise Invalid(f"时限“{id}”只能按工作日、天或月计算。")
        if "active" in said and type(said["active"]) is not bool:
            raise Invalid(f"时限“{id}”是否启用要写 是 或 否。")


def check_local(value: Mapping[str, Any]) -> None:
    """Local sets of rules, TOML by name. Raises Invalid."""
    seen = {rule.id for rule in shipped_rules()}
    for name, text in value.items():
        if not isinstance(text, str) or len(text) > _LONGEST_SET or not 0 < len(name) <= _LONGEST_NAME:
            raise Invalid(f"本地时限规则“{name[:_LONGEST_NAME]}”读不懂，请核对这个文件。")
        for rule in parse_rules(text):
            if rule.id in seen:
                raise Invalid(f"时限规则里已经有“{rule.id}”，请给本地规则换一个编号。")
            seen.add(rule.id)
            _check_rule(rule)


def check_presets(value: Mapping[str, Any]) -> None:
    """Schemes of lights of this office by id. Raises Invalid."""
    for id, said in value.items():
        if preset_of(said).id != id:
            raise Invalid(f"灯色方案“{id}”的编号前后不一致，请核对。")
        for fact in _facts_of_ages(said.get("ages", ())):
            _known_field(fact, f"灯色方案“{id}”")


def _check_rule(rule: Rule) -> None:
    if rule.applies_to not in (*WHOLE, "periodic", *PARTS):
        raise Invalid(f"规则“{rule.id}”的 applies_to 写了“{rule.applies_to}”，程序没有这一类记录。")
    if not 0 <= rule.limit <= LONGEST_LIMIT or not 0 <= (rule.warn or 0) <= LONGEST_LIMIT:
        raise Invalid(f"规则“{rule.id}”的期限要在 0 到 {LONGEST_LIMIT} 之间。")
    for fact in rule.facts:
        _known_field(fact, f"规则“{rule.id}”")


def _known_field(fact: str, where: str) -> None:
    try:
        field(fact)
    except KeyError:
        raise Invalid(f"{where}里的“{fact}”不是程序里的栏目，请核对。") from None


def _facts_of_ages(ages: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    for age in ages:
        yield from (age["since"], *age.get("when", ()), *age.get("unless_dated", ()))


def _calendar_entry(entry: Any) -> tuple[date, str, str]:
    try:
        day, kind, name = entry
        found = date.fromisoformat(day)
    except (ValueError, TypeError):
        found = None
    if found is None or found.isoformat() != day or type(kind) is not str or type(name) is not str:
        raise Invalid(f"日历里这一条不对：{entry}。要写日期、种类、名称三项。")
    if not FIRST_YEAR <= found.year <= LAST_YEAR or len(name) > _LONGEST_NAME:
        raise Invalid(f"日历里这一条不对：{entry}。年份要在 {FIRST_YEAR} 到 {LAST_YEAR} 之间，名称要短。")
    return found, kind, name
