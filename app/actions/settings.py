"""设置: what the office decides for itself: preset, calendar, number style, people."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from app.actions.create_office import LEVELS
from app.change import Change
from app.errors import Invalid
from app.records.offices import Staff
from app.rules.calendar import load_shipped
from app.rules.numbering import NumberStyle
from app.rules.status import load_presets
from app.schema.kinds import Value
from app.store.office import Office
from app.store.shelf import DEFAULTS

SHORTEST_IDLE, LONGEST_IDLE = 5, 60
"""Minutes without a key after which the window may lock itself; the setting 0 means never."""
LARGEST_FILE = 500
"""MB to which the limit for one attachment can be raised."""


def set_setting(office: Office, key: str, value: Any) -> Change | None:
    """Change one setting; lights are recomputed. Raises Invalid for a key or value that does not exist."""
    if key not in DEFAULTS:
        raise Invalid(f"没有“{key}”这个设置。")
    _check(key, value)
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
    if key.startswith("number."):
        NumberStyle(value)
    if key == "calendar.changes":
        load_shipped().with_changes(_calendar_entry(entry) for entry in value)


def _calendar_entry(entry: Any) -> tuple[date, str, str]:
    try:
        day, kind, name = entry
        return date.fromisoformat(day), str(kind), str(name)
    except (ValueError, TypeError):
        raise Invalid(f"日历里这一条不对：{entry}。要写日期、种类、名称三项。") from None
