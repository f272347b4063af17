"""设置: what the office decides for itself: preset, calendar, number style, people."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from app.actions.create_office import LEVELS
from app.change import Change
from app.errors import Invalid
from app.records.catalogue import field
from app.records.offices import Staff
from app.rules.calendar import load_shipped
from app.rules.declarations import CHANGEABLE, Rule, Unit, parse_rules, shipped_rules
from app.rules.numbering import NumberStyle
from app.rules.obligations import WHOLE
from app.rules.stat_periods import LAST_DAYS
from app.rules.status import load_presets
from app.schema.kinds import Value
from app.store.case_rows import PARTS
from app.store.measures import rules_of
from app.store.office import Office
from app.store.shelf import DEFAULTS

SHORTEST_IDLE, LONGEST_IDLE = 5, 60
"""Minutes without a key after which the window may lock itself; the setting 0 means never."""
LARGEST_FILE = 500
"""MB to which the limit for one attachment can be raised."""
CLOSURE_BASES = {"accepted": "受理数", "due": "应办结数", "received": "收到数"}
"""What 办结率 may be reckoned over (domain §10)."""


def set_setting(
    office: Office, key: str, value: Any, *, known: Sequence[Rule] | None = None
) -> Change | None:
    """Change one setting; lights are recomputed. Raises Invalid for a key or value that does not exist.

    `known`: the rules there are, where the value speaks of them.
    """
    if key not in DEFAULTS:
        raise Invalid(f"没有“{key}”这个设置。")
    _check(key, value)
    if known is not None and (strange := set(value) - {rule.id for rule in known}):
        raise Invalid(f"没有“{'、'.join(sorted(strange))}”这个时限。")
    with office.writing("修改设置", action="set_setting") as write:
        write.shelve("setting", key, value)
    return write.change


def set_calendar(office: Office, entries: Sequence[tuple[date, str, str]]) -> Change | None:
    """Replace this office's changes to the shipped calendar: (day, `holiday` or `makeup`, name)."""
    said = [[day.isoformat(), kind, name] for day, kind, name in sorted(entries)]
    return set_setting(office, "calendar.changes", said)


def add_staff(office: Office, **values: Value) -> Change:
    """Enter a person who may be chosen as registrar, handler or approver."""
    with office.writing(f"新增人员 {values.get('name')}", action="add_staff") as write:
        write.add(Staff, **({"active": True} | values))
    assert write.change is not None
    return write.change


def staff_names(office: Office) -> list[str]:
    """Names to offer in a field for a person, those on duty first."""
    people = office.find(Staff, voided=False)
    return [str(each.name) for each in sorted(people, key=lambda each: not each.active) if each.name]


def _check(key: str, value: Any) -> None:
    if type(value) is not type(DEFAULTS[key]):
        raise Invalid(f"设置“{key}”的值不对：{value}。")
    if key == "preset" and value not in {preset.id for preset in load_presets()}:
        raise Invalid(f"没有“{value}”这套颜色方案。可以用：{'、'.join(each.id for each in load_presets())}。")
    if key == "office.level" and value not in LEVELS:
        raise Invalid(f"“{value}”不是单位级别。可以写 {'、'.join(LEVELS)}。")
    if key == "office.name" and not value.strip():
        raise Invalid("单位名称不能为空。")
    if key == "lock.minutes" and value and not SHORTEST_IDLE <= value <= LONGEST_IDLE:
        raise Invalid(f"自动锁定要在 {SHORTEST_IDLE} 到 {LONGEST_IDLE} 分钟之间，或者从不。")
    if key == "attachment.megabytes" and not 1 <= value <= LARGEST_FILE:
        raise Invalid(f"一个附件的大小上限要在 1 到 {LARGEST_FILE} MB 之间。")
    if key == "rules.changes":
        _check_changes(value)
    if key == "rules.local":
        _check_local(value)
    if key.startswith("statistics."):
        _check_statistics(key, value)
    if key.startswith("number."):
        NumberStyle(value)
    if key == "calendar.changes":
        load_shipped().with_changes(_calendar_entry(entry) for entry in value)


def set_limit(
    office: Office, rule_id: str, *, limit: int | None = None, unit: str | None = None, active: bool | None = None,
    warn: int | None = None,
) -> Change | None:  # fmt: skip
    """Change one time limit: its length, what it counts, whether it applies, from how many days left it is yellow.

    What is None stays as it is. Raises Invalid for a rule that does not exist or a value that makes no sense.
    """
    changes = limit_changes(office, rule_id, {"limit": limit, "unit": unit, "active": active, "warn": warn})
    return set_setting(office, "rules.changes", changes, known=rules_of(office.setting))


def limit_changes(office: Office, rule_id: str, said: Mapping[str, Any]) -> dict[str, Any]:
    """The setting `rules.changes` as `set_limit` would make it. Raises Invalid for a value that makes no sense."""
    changes = dict(office.setting("rules.changes"))
    changes[rule_id] = changes.get(rule_id, {}) | {
        name: value for name, value in said.items() if value is not None
    }
    _check_changes(changes)
    return changes


def reset_limit(office: Office, rule_id: str) -> Change | None:
    """Give a rule back what it came with."""
    changes = {id: said for id, said in office.setting("rules.changes").items() if id != rule_id}
    return set_setting(office, "rules.changes", changes)


def load_rule_set(office: Office, name: str, text: str) -> Change | None:
    """Take a local set of rules (TOML, in the form of the shipped ones) under a name; a set of that name is replaced."""
    return set_setting(office, "rules.local", checked_rule_sets(office, name, text))


def checked_rule_sets(office: Office, name: str, text: str) -> dict[str, str]:
    """The setting `rules.local` as `load_rule_set` would make it. Raises Invalid for rules that cannot be read."""
    if not name.strip() or len(name) > 40:
        raise Invalid("请给这套时限规则起一个 40 字以内的名字。")
    sets = {**office.setting("rules.local"), name.strip(): text}
    _check_local(sets)
    return sets


def drop_rule_set(office: Office, name: str) -> Change | None:
    """Take a local set of rules away."""
    kept = {each: text for each, text in office.setting("rules.local").items() if each != name}
    return set_setting(office, "rules.local", kept)


def _check_changes(value: dict[str, Any]) -> None:
    for id, said in value.items():
        if not isinstance(said, dict) or not set(said) <= set(CHANGEABLE):
            raise Invalid(f"时限“{id}”的改动读不懂，请重新设置。")
        for name in ("limit", "warn"):
            if name in said and (type(said[name]) is not int or not 0 <= said[name] <= 1000):
                raise Invalid(f"时限“{id}”要写 0 到 1000 之间的整数。")
        if "unit" in said and said["unit"] not in {each.value for each in Unit}:
            raise Invalid(f"时限“{id}”只能按工作日、天或月计算。")
        if "active" in said and type(said["active"]) is not bool:
            raise Invalid(f"时限“{id}”是否启用要写 是 或 否。")


def _check_local(value: dict[str, Any]) -> None:
    seen = {rule.id for rule in shipped_rules()}
    for text in value.values():
        for rule in parse_rules(str(text)):
            if rule.id in seen:
                raise Invalid(f"时限规则里已经有“{rule.id}”，请给本地规则换一个编号。")
            seen.add(rule.id)
            _check_rule(rule)


def _check_rule(rule: Rule) -> None:
    if rule.applies_to not in (*WHOLE, "periodic", *PARTS):
        raise Invalid(f"规则“{rule.id}”的 applies_to 写了“{rule.applies_to}”，程序没有这一类记录。")
    for fact in rule.facts:
        try:
            field(fact)
        except KeyError:
            raise Invalid(f"规则“{rule.id}”里的“{fact}”不是程序里的栏目，请核对。") from None


def _check_statistics(key: str, value: Any) -> None:
    if key == "statistics.last_day" and value not in LAST_DAYS:
        raise Invalid(
            f"统计月可以在每月 {'、'.join(map(str, LAST_DAYS))} 日截止（31 就是月底），不能是 {value} 日。"
        )
    if key == "statistics.closure_base" and value not in CLOSURE_BASES:
        raise Invalid(f"办结率的基数可以写 {'、'.join(CLOSURE_BASES)}，不能是“{value}”。")
    if key == "statistics.least_base" and not 1 <= value <= 100:
        raise Invalid("算百分比的最小基数要在 1 到 100 之间。")


def _calendar_entry(entry: Any) -> tuple[date, str, str]:
    try:
        day, kind, name = entry
        return date.fromisoformat(day), str(kind), str(name)
    except (ValueError, TypeError):
        raise Invalid(f"日历里这一条不对：{entry}。要写日期、种类、名称三项。") from None
