"""Status: what obligations mean on a day, and the days from which an open case turns.

An open case only ever gets worse with time, so four dates say its status on any day, and "all red cases" is one
indexed query. Thresholds are in working days for every rule (domain §5.5); a day after the due date is over it,
be it a working day or not. The words, marks and names of colours stand here and nowhere else: screen, paper,
workbook and command line all say these.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import Any

from app.errors import Invalid
from app.paths import resource
from app.rules.calendar import WorkCalendar
from app.rules.declarations import Condition, Facts, dated
from app.rules.obligations import Obligation, add_months


class Status(StrEnum):
    """A meaning, never a colour."""

    OVERDUE = "overdue"
    URGENT = "urgent"
    DUE_SOON = "due_soon"
    RUNNING = "running"
    DONE_LATE = "done_late"
    DONE = "done"
    NONE = "none"

    @property
    def label(self) -> str:
        """The word beside the colour."""
        return _SAID[self][1]

    @property
    def mark(self) -> str:
        """The shape as a character, so that it can be told in black and white."""
        return _SAID[self][0]

    def words(self, days: int | None = None) -> str:
        """The word with the working days left, below zero past the limit: 逾期3工作日, 剩2工作日, 今天到期; 在办,
        按期, 迟办结 and 未启动 say no days."""
        if days is None or self not in _PRESSING:
            return self.label
        if days < 0:
            return f"逾期{-days}工作日"
        return "今天到期" if days == 0 else f"剩{days}工作日"


_SAID = {
    Status.OVERDUE: ("▲", "逾期"),
    Status.URGENT: ("◆", "紧急"),
    Status.DUE_SOON: ("●", "将到期"),
    Status.RUNNING: ("○", "在办"),
    Status.DONE_LATE: ("✓", "迟办结"),
    Status.DONE: ("✓", "按期"),
    Status.NONE: ("–", "未启动"),
}
_PRESSING = (Status.OVERDUE, Status.URGENT, Status.DUE_SOON)
COLOURS = {
    "red": "红", "orange": "橙", "yellow": "黄", "blue": "蓝", "green": "绿", "purple": "紫", "gray": "灰",
}  # fmt: skip
"""The colours a preset may give, with their Chinese names."""


@dataclass(frozen=True)
class Age:
    """A light that depends on how old something is: `status` from so many months after `since`, while it is open.

    `unless_dated`: a day in one of these facts ends it.
    """

    status: Status
    since: str
    months: int
    when: tuple[Condition, ...]
    unless_dated: tuple[str, ...]

    def from_day(self, facts: Facts) -> date | None:
        """The first day of the light, None where it does not apply."""
        begun = dated(facts, self.since)
        if begun is None or not all(each.holds(facts) for each in self.when):
            return None
        if any(dated(facts, each) for each in self.unless_dated):
            return None
        return add_months(begun, self.months)


@dataclass(frozen=True)
class Preset:
    """A scheme of lights. `yellow_days`, `urgent_days` are working days left; no `urgent_days`: no such light.

    `yellow_months`, `urgent_months` count calendar months left instead. `ages` are lights by age. `measures` says
    what the scheme wants done at a light, `after` the colours of the column that speaks of the time after closing.
    """

    id: str
    label: str
    source: str
    yellow_days: int
    order: tuple[Status, ...]
    colours: Mapping[Status, str]
    urgent_days: int | None = None
    yellow_months: int | None = None
    urgent_months: int | None = None
    ages: tuple[Age, ...] = ()
    measures: Mapping[Status, str] = field(default_factory=dict)
    after: Mapping[str, str] = field(default_factory=dict)

    def worst(self, statuses: Iterable[Status]) -> Status:
        """The status that a row shows; none of none."""
        return min(statuses, key=self.order.index, default=Status.NONE)


@dataclass(frozen=True)
class Turns:
    """The status of a case for all days: `settled` for good, or running until it turns on the days named.

    `running_from` is the first day a duty runs; a day before it counts as running too.
    """

    settled: Status | None = None
    running_from: date | None = None
    due_soon_from: date | None = None
    urgent_from: date | None = None
    overdue_from: date | None = None


@cache
def shipped_preset(preset_id: str) -> Mapping[str, Any]:
    """What `resources/presets` says of that id; raises LookupError when the program has none."""
    path = resource("presets", f"{preset_id}.toml")
    if not path.is_file():
        raise LookupError(f"no preset {preset_id!r} in resources/presets")
    return tomllib.loads(path.read_text("utf-8"))


@cache
def load_preset(preset_id: str = "default") -> Preset:
    """The preset of that id; raises LookupError when the program has none."""
    return preset_of(shipped_preset(preset_id))


def preset_of(said: Any) -> Preset:
    """The scheme that a declaration makes. Raises Invalid when it cannot be one."""
    try:
        made = {
            **said,
            "order": tuple(map(Status, said["order"])),
            "colours": {Status(status): colour for status, colour in said["colours"].items()},
            "measures": {Status(status): words for status, words in said.get("measures", {}).items()},
            "ages": tuple(map(_age, said.get("ages", ()))),
        }
        preset = Preset(**made)
        sound = _is_sound(preset)
    except (KeyError, TypeError, ValueError, AttributeError):
        sound = False
    if not sound:
        raise Invalid("灯色方案读不懂，请核对。")
    return preset


def _is_sound(preset: Preset) -> bool:
    """Whether every part is what it is taken for."""
    texts = (
        preset.id,
        preset.label,
        preset.source,
        *preset.measures.values(),
        *preset.after,
        *preset.after.values(),
    )
    numbers = (preset.yellow_days, preset.urgent_days, preset.yellow_months, preset.urgent_months)
    return (
        all(type(each) is str and len(each) <= _LONGEST_TEXT for each in texts)
        and bool(preset.id)
        and type(preset.yellow_days) is int
        and all(each is None or (type(each) is int and 0 <= each <= 1000) for each in numbers)
        and set(preset.order) == set(preset.colours) == set(Status)
        and len(preset.order) == len(Status)
        and set(preset.colours.values()) <= set(COLOURS)
        and all(type(age.months) is int and 0 <= age.months <= 1000 for age in preset.ages)
        and all(type(each) is str for age in preset.ages for each in (age.since, *age.unless_dated))
    )


_LONGEST_TEXT = 500


def _age(said: Mapping[str, Any]) -> Age:
    when = tuple(Condition(fact, frozenset(allowed)) for fact, allowed in said.get("when", {}).items())
    return Age(
        Status(said["status"]), said["since"], said["months"], when, tuple(said.get("unless_dated", ()))
    )


@cache
def load_presets() -> tuple[Preset, ...]:
    """Every preset, the program's own first."""
    ids = sorted(
        (path.stem for path in resource("presets").glob("*.toml")), key=lambda each: (each != "default", each)
    )
    return tuple(load_preset(each) for each in ids)


def working_days_left(obligation: Obligation, calendar: WorkCalendar, day: date) -> int:
    """Working days after `day` until the due date; below zero from the day after it, a Saturday too."""
    left = calendar.working_days_between(day, obligation.due_on)
    return min(left, -1) if day > obligation.due_on else left


def days_of_light(obligations: Iterable[Obligation], calendar: WorkCalendar, day: date) -> int | None:
    """The days that the light of a case of these duties says: those of the open duty that is due first."""
    return min((working_days_left(each, calendar, day) for each in obligations if each.is_open), default=None)


def obligation_status(obligation: Obligation, preset: Preset, calendar: WorkCalendar, day: date) -> Status:
    """What one duty means on that day; a stopped clock means no light, nor does a duty that ended in time."""
    if not obligation.is_open:
        return _settled(obligation)
    left = working_days_left(obligation, calendar, day)
    if left < 0:
        return Status.OVERDUE
    if preset.urgent_months is not None:
        if day >= add_months(obligation.due_on, -preset.urgent_months):
            return Status.URGENT
    elif preset.urgent_days is not None and left <= preset.urgent_days:
        return Status.URGENT
    if preset.yellow_months is not None:
        soon = day >= add_months(obligation.due_on, -preset.yellow_months)
    else:
        soon = left <= _yellow_days(obligation, preset)
    return Status.DUE_SOON if soon else Status.RUNNING


def turns(
    obligations: Iterable[Obligation], preset: Preset, calendar: WorkCalendar, facts: Facts | None = None
) -> Turns:
    """When the case of these duties turns; an open duty outranks every fulfilled or stopped one.

    `facts` are those of the case, for the lights that a preset gives by age.
    """
    known = tuple(obligations)
    opened = [each for each in known if each.is_open]
    ages = [] if facts is None else _ages(preset, facts)
    if not opened and not ages:
        return Turns(settled=preset.worst(_settled(each) for each in known))
    soon = [_soon_from(each, preset, calendar) for each in opened]
    urgent = [day for each in opened if (day := _urgent_from(each, preset, calendar)) is not None]
    overdue = [each.due_on + timedelta(1) for each in opened]
    started = [each.started_on for each in opened]
    for age, begun, day in ages:
        started.append(begun)
        {Status.DUE_SOON: soon, Status.URGENT: urgent, Status.OVERDUE: overdue}[age.status].append(day)
    return Turns(
        running_from=min(started),
        due_soon_from=min(soon, default=None),
        urgent_from=min(urgent, default=None),
        overdue_from=min(overdue, default=None) or NEVER,
    )


NEVER = date(9999, 12, 31)
"""For a light that does not come: the index on lights wants a day."""


def _settled(obligation: Obligation) -> Status:
    if obligation.late:
        return Status.DONE_LATE
    return Status.NONE if obligation.done_on is None else Status.DONE


def _ages(preset: Preset, facts: Facts) -> list[tuple[Age, date, date]]:
    found = []
    for age in preset.ages:
        day, begun = age.from_day(facts), dated(facts, age.since)
        if day is not None and begun is not None:
            found.append((age, begun, day))
    return found


def _yellow_days(obligation: Obligation, preset: Preset) -> int:
    return preset.yellow_days if obligation.rule.warn is None else obligation.rule.warn


def _soon_from(obligation: Obligation, preset: Preset, calendar: WorkCalendar) -> date:
    if preset.yellow_months is not None:
        return add_months(obligation.due_on, -preset.yellow_months)
    return calendar.subtract_working_days(obligation.due_on, _yellow_days(obligation, preset))


def _urgent_from(obligation: Obligation, preset: Preset, calendar: WorkCalendar) -> date | None:
    if preset.urgent_months is not None:
        return add_months(obligation.due_on, -preset.urgent_months)
    if preset.urgent_days is None:
        return None
    return calendar.subtract_working_days(obligation.due_on, preset.urgent_days)


def status_on(turns: Turns, day: date) -> Status:
    """The status of the case on that day."""
    if turns.settled is not None:
        return turns.settled
    for since, status in (
        (turns.overdue_from, Status.OVERDUE),
        (turns.urgent_from, Status.URGENT),
        (turns.due_soon_from, Status.DUE_SOON),
    ):
        if since is not None and day >= since:
            return status
    return Status.RUNNING


def statuses_named(text: str, preset: Preset) -> tuple[Status, ...]:
    """The statuses that an id, a word (逾期) or a colour of the preset (red, 红, 红灯) means. Raises Invalid."""
    wanted = (
        text.strip().lower().replace("grey", "gray").removesuffix("灯").removesuffix("色").removeprefix("已")
    )
    found = tuple(
        each
        for each in Status
        if wanted in (each.value, each.label, preset.colours[each], COLOURS.get(preset.colours[each]))
    )
    if not found:
        colours = [COLOURS.get(each, each) for each in dict.fromkeys(preset.colours.values())]
        known = "、".join([*(each.label for each in Status), *colours])
        raise Invalid(f"没有“{text}”这种状态，可以写：{known}。")
    return found
