"""The sum behind a light, in words: from which day, how many days, what was skipped, who moved it, which article."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from app.rules.calendar import Skipped, Span, WorkCalendar
from app.rules.declarations import Rule, Unit
from app.rules.obligations import Obligation, Unlimited
from app.rules.status import Preset, Status, obligation_status, working_days_left


@dataclass(frozen=True)
class Explanation:
    """One obligation explained. Each part is a plain Chinese sentence, or empty where there is nothing to say."""

    rule_id: str
    label: str
    status: Status
    start: str
    skipped: str
    makeups: str
    first_due: str
    moved: tuple[str, ...]
    stops: tuple[str, ...]
    provisional: str
    outcome: str
    source: str
    note: str

    @property
    def lines(self) -> tuple[str, ...]:
        """All parts that say something, in the order of the sum."""
        said = (
            f"{self.label}：{self.outcome}",
            self.start,
            self.skipped,
            self.makeups,
            self.first_due,
            *self.moved,
            *self.stops,
            self.provisional,
            self.source,
            self.note,
        )
        return tuple(line for line in said if line)

    @property
    def sentence(self) -> str:
        """The whole sum as one text without line breaks, for a cell or a tooltip."""
        return "".join(self.lines)


def explain(obligation: Obligation, preset: Preset, calendar: WorkCalendar, day: date) -> Explanation:
    """Why this duty has the light it has on that day."""
    rule, span = obligation.rule, obligation.span
    return Explanation(
        rule_id=rule.id,
        label=obligation.label,
        status=obligation_status(obligation, preset, calendar, day),
        start=f"{_long(obligation.started_on)}{rule.begins}，{_begun(rule)}。",
        skipped=_skipped(span) if span else "",
        makeups=f"其间调休上班：{_named(span.makeups)}，算工作日。" if span and span.makeups else "",
        first_due=f"{'按规则，' if obligation.moves or obligation.stops else ''}到期日是 {_long(obligation.first_due_on)}。",
        moved=tuple(f"{move.word}：改为 {_long(move.day)}，原到期日保留备查。" for move in obligation.moves),
        stops=_stops(obligation),
        provisional=_provisional(obligation, calendar),
        outcome=_outcome(obligation, calendar, day),
        source=f"依据：{rule.source}。",
        note=rule.note,
    )


def _begun(rule: Rule) -> str:
    if rule.unit == Unit.MONTHS:
        return f"按日历月计 {rule.limit} 个月，到期月没有这一天的取月末"
    return f"当天不计，次日起算 {rule.limit} {'个工作日' if rule.unit == Unit.WORKING_DAYS else '天'}"


def _outcome(obligation: Obligation, calendar: WorkCalendar, day: date) -> str:
    due, done, ends = obligation.due_on, obligation.done_on, obligation.rule.ends
    if done is not None:
        if not obligation.late:
            return f"{_long(done)}已{ends}，没有超过到期日 {_long(due)}。"
        return f"{_long(done)}才{ends}，比到期日 {_long(due)}晚了 {_days(obligation, calendar, done)}。"
    if obligation.ended_on is not None:
        return _ended(obligation, calendar)
    if obligation.stopped_on is not None:
        return f"自 {_long(obligation.stopped_on)} 起暂停计时{_why(obligation.stop_reason)}，恢复后顺延。"
    if day == due:
        return f"今天到期，请今天{ends}。"
    if working_days_left(obligation, calendar, day) == 0:
        return f"最迟 {_long(due)}{ends}，到那天再没有工作日，算今天到期，请今天{ends}。"
    past = "已逾期" if day > due else "还剩"
    return f"最迟 {_long(due)}{ends}，{past} {_days(obligation, calendar, day)}。"


def _ended(obligation: Obligation, calendar: WorkCalendar) -> str:
    due, ended, ends = obligation.due_on, obligation.ended_on, obligation.rule.ends
    assert ended is not None
    said = f"{_long(ended)}转入下一轮办理，这一轮的时限随之终止"
    if not obligation.late:
        return f"{said}，到那天还没有超过到期日 {_long(due)}。"
    return f"{said}；到那天还没有{ends}，已比到期日 {_long(due)}晚了 {_days(obligation, calendar, ended)}。"


def _days(obligation: Obligation, calendar: WorkCalendar, day: date) -> str:
    """The working days that the light says, and for a rule that counts otherwise the calendar days beside them."""
    working = f"{abs(working_days_left(obligation, calendar, day))} 个工作日"
    if obligation.rule.unit == Unit.WORKING_DAYS:
        return working
    return f"{working}（{abs((obligation.due_on - day).days)} 天）"


def _stops(obligation: Obligation) -> tuple[str, ...]:
    unit = "个工作日" if obligation.rule.unit == Unit.WORKING_DAYS else "天"
    lines = [
        f"{_long(each.begun_on)}至{_long(each.ended_on)}暂停计时{_why(each.reason)}，顺延 {each.days} {unit}。"
        for each in obligation.stops
    ]
    return (*lines, f"顺延后到期日是 {_long(obligation.due_on)}。") if lines else ()


def _why(reason: str) -> str:
    return f"（{reason}）" if reason else ""


def unset(duty: Unlimited) -> str:
    """What is said of a duty whose limit nobody has set."""
    which = f"（{duty.subject_label}）" if duty.subject_label else ""
    begun = f"{_long(duty.started_on)}{duty.rule.begins}"
    if duty.done_on is not None:
        return f"{duty.rule.label}{which}：{begun}，{_long(duty.done_on)}已{duty.rule.ends}；未设时限。"
    if duty.earlier:
        return f"{duty.rule.label}{which}：{begun}，未设时限，已转入下一轮办理。"
    return f"{duty.rule.label}{which}：{begun}，未设时限，可以在设置里定。"


def _skipped(span: Span) -> str:
    parts = [f"周末 {span.weekend_days} 天"] if span.weekend_days else []
    if span.skipped:
        parts.append(_named(span.skipped))
    return f"其间不算工作日的：{'；'.join(parts)}。" if parts else ""


def _provisional(obligation: Obligation, calendar: WorkCalendar) -> str:
    if not obligation.provisional:
        return ""
    years = range(obligation.started_on.year, obligation.due_on.year + 1)
    missing = "、".join(f"{year}年" for year in years if year not in calendar.years)
    return f"{missing}的放假安排还没有录入，暂按周一至周五计算，到期日是暂定的。"


def _named(days: Iterable[Skipped]) -> str:
    """Days by festival, runs joined: 春节 2024年2月10日至17日."""
    return "，".join(
        f"{name} {'、'.join(_runs([each.day for each in group]))}"
        for name, group in groupby(days, key=lambda each: each.name)
    )


def _runs(days: list[date]) -> list[str]:
    runs: list[tuple[date, date]] = []
    for day in days:
        if runs and (day - runs[-1][1]).days == 1:
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return [_short(first) if first == last else f"{_short(first)}至{_short(last)}" for first, last in runs]


def _long(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _short(day: date) -> str:
    return f"{day.month}月{day.day}日"
