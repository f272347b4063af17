"""What lights are computed with: the rules, the calendar and the preset that the settings of an office ask for."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from typing import Any

from app.errors import Invalid
from app.paths import resource
from app.rules.calendar import WorkCalendar, load_shipped
from app.rules.declarations import Rule, changed, parse_rules, shipped_rules
from app.rules.status import Preset, load_preset, load_presets, preset_of


@dataclass(frozen=True)
class Measure:
    """The rules, the calendar and the preset in force."""

    rules: tuple[Rule, ...]
    calendar: WorkCalendar
    preset: Preset


MEASURING = ("calendar.changes", "preset", "preset.local", "rules.changes", "rules.local")
"""The settings that a measure is made of."""


SHIPPED_WITH = ("rules", "calendar", "presets")
"""Folders of resources by which lights are measured where an office has changed nothing."""


@cache
def shipped_mark() -> str:
    """What tells the shipped rules, calendar and presets of this version of the program from those of another."""
    mark = sha256()
    for folder in SHIPPED_WITH:
        for file in sorted(resource(folder).glob("*.toml")):
            mark.update(file.name.encode() + file.read_bytes())
    return mark.hexdigest()


def measure_of(setting: Callable[[str], Any]) -> Measure:
    """The measure that these settings (asked by key) make. Raises Invalid for rules that cannot be read."""
    changes = [tuple(entry) for entry in setting("calendar.changes")]
    calendar = load_shipped().with_changes((date.fromisoformat(d), k, n) for d, k, n in changes)
    return Measure(rules_of(setting), calendar, chosen_preset(setting))


def rules_of(setting: Callable[[str], Any]) -> tuple[Rule, ...]:
    """The shipped rules, then those of the local sets, with what the office changed. Raises Invalid."""
    rules = list(shipped_rules())
    for text in setting("rules.local").values():
        for rule in parse_rules(text):
            if any(each.id == rule.id for each in rules):
                raise Invalid(f"时限规则里已经有“{rule.id}”，请给本地规则换一个编号。")
            rules.append(rule)
    return changed(rules, setting("rules.changes"))


def chosen_preset(setting: Callable[[str], Any]) -> Preset:
    """The scheme of lights in force. Raises LookupError when there is none of that id."""
    id = str(setting("preset"))
    said = setting("preset.local").get(id)
    return load_preset(id) if said is None else preset_of(said)


def presets_of(setting: Callable[[str], Any]) -> tuple[Preset, ...]:
    """Every scheme that may be chosen: the shipped ones, and those of this office in their place or behind them."""
    local = {id: preset_of(said) for id, said in setting("preset.local").items()}
    shipped = {each.id: each for each in load_presets()}
    return tuple({**shipped, **local}.values())
