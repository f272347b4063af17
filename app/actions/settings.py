"""设置: what the office decides for itself: preset, calendar, number style, people."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from app.actions.create_office import LEVELS
from app.change import Change
from app.errors import Invalid
from app.records.offices import Staff
from app.rules.declarations import Rule
from app.rules.numbering import NumberStyle
from app.rules.stat_periods import LAST_DAYS
from app.schema.kinds import Value
from app.store.measures import MEASURING, rules_of
from app.store.office import Office
from app.store.setting_checks import check_changes, check_local, check_measure
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
    _check(office, key, value)
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


def _check(office: Office, key: str, value: Any) -> None:
    if type(value) is not type(DEFAULTS[key]):
        raise Invalid(f"设置“{key}”的值不对：{value}。")
    if key == "office.level" and value not in LEVELS:
        raise Invalid(f"“{value}”不是单位级别。可以写 {'、'.join(LEVELS)}。")
    if key == "office.name" and not value.strip():
        raise Invalid("单位名称不能为空。")
    if key == "lock.minutes" and value and not SHORTEST_IDLE <= value <= LONGEST_IDLE:
        raise Invalid(f"自动锁定要在 {SHORTEST_IDLE} 到 {LONGEST_IDLE} 分钟之间，或者从不。")
    if key == "attachment.megabytes" and not 1 <= value <= LARGEST_FILE:
        raise Invalid(f"一个附件的大小上限要在 1 到 {LARGEST_FILE} MB 之间。")
    if key in MEASURING or key == "codes.changes":
        check_measure(key, value, office.setting)
    if key.startswith("statistics."):
        _check_statistics(key, value)
    if key.startswith("number."):
        NumberStyle(value)


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
    check_changes(changes)
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
    check_local(sets)
    return sets


def drop_rule_set(office: Office, name: str) -> Change | None:
    """Take a local set of rules away."""
    kept = {each: text for each, text in office.setting("rules.local").items() if each != name}
    return set_setting(office, "rules.local", kept)


def _check_statistics(key: str, value: Any) -> None:
    if key == "statistics.last_day" and value not in LAST_DAYS:
        raise Invalid(
            f"统计月可以在每月 {'、'.join(map(str, LAST_DAYS))} 日截止（31 就是月底），不能是 {value} 日。"
        )
    if key == "statistics.closure_base" and value not in CLOSURE_BASES:
        raise Invalid(f"办结率的基数可以写 {'、'.join(CLOSURE_BASES)}，不能是“{value}”。")
    if key == "statistics.least_base" and not 1 <= value <= 100:
        raise Invalid("算百分比的最小基数要在 1 到 100 之间。")
