"""What should be stored of a case, worked out plainly from its records, the files of rules and the days one by one.

Nothing of `app.rules` is used: the TOML files are read here, days are walked one at a time, and the sentences of
docs/DOMAIN.md are followed. It is slow and simple on purpose, and so is a second opinion.
"""

import calendar
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

RESOURCES = Path(__file__).resolve().parents[3] / "resources"
WEIGHT = ("overdue", "urgent", "due_soon", "running")
FOREVER = date(9999, 1, 1)
Facts = dict[str, Any]
Rows = Mapping[str, list[dict[str, Any]]]
"""The records of one case by kind, none of them voided; each with its id, its owner and its fields."""


@cache
def shipped(*parts: str) -> dict[str, Any]:
    """A file of resources."""
    return tomllib.loads(RESOURCES.joinpath(*parts).read_text("utf-8"))


class Days:
    """Which days are worked."""

    def __init__(self, changes: Iterable[tuple[str, str, str]]) -> None:
        self.kinds: dict[date, str] = {}
        for festivals in shipped("calendar", "holidays.toml").values():
            for days in festivals.values():
                for key, kind in (("holidays", "holiday"), ("makeups", "makeup")):
                    self.kinds |= {date.fromisoformat(each): kind for each in days.get(key, "").split()}
        self.kinds |= {date.fromisoformat(day): kind for day, kind, _ in changes}
        self.known: dict[date, bool] = {}
        self.counted: dict[tuple[date, date], int] = {}

    def works(self, day: date) -> bool:
        """Whether people work on that day."""
        if day not in self.known:
            kind = self.kinds.get(day, "ordinary")
            self.known[day] = kind == "makeup" or (kind != "holiday" and day.weekday() < 5)
        return self.known[day]

    def after(self, day: date, number: int) -> date:
        """So many working days later."""
        while number > 0:
            day += timedelta(1)
            number -= self.works(day)
        return day

    def left(self, day: date, due: date) -> int:
        """Working days after that day until the due date; below zero when it has passed."""
        if day > due:
            return -1
        if (day, due) not in self.counted:
            self.counted[day, due] = sum(
                self.works(day + timedelta(n)) for n in range(1, (due - day).days + 1)
            )
        return self.counted[day, due]


def months_later(day: date, number: int) -> date:
    """The same day of a later (or earlier) month, or its last."""
    month = day.month - 1 + number
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


@dataclass(frozen=True)
class Duty:
    """One duty as it should be."""

    rule: Facts
    subject: str
    started: date
    first: date | None
    due: date | None
    done: date | None
    stopped: date | None
    ended: date | None
    earlier: bool

    @property
    def running(self) -> bool:
        """Whether somebody still has to see to it."""
        return self.due is not None and (self.done, self.stopped, self.ended) == (None, None, None)

    def light(self, day: date, preset: Facts, days: Days) -> str:
        """What it means on that day."""
        if self.due is None:
            return "none"
        if not self.running:
            over = self.done or self.ended
            return (
                "none"
                if over is None
                else "done_late"
                if over > self.due
                else "done"
                if self.done
                else "none"
            )
        if day > self.due:
            return "overdue"
        if "urgent_months" in preset:
            if day >= months_later(self.due, -preset["urgent_months"]):
                return "urgent"
        elif "urgent_days" in preset and days.left(day, self.due) <= preset["urgent_days"]:
            return "urgent"
        if "yellow_months" in preset:
            soon = day >= months_later(self.due, -preset["yellow_months"])
        else:
            warn = self.rule.get("warn", preset["yellow_days"])
            soon = days.left(day, self.due) <= warn
        return "due_soon" if soon else "running"


class Plainly:
    """The plain opinion under the settings of an office."""

    def __init__(self, setting: Callable[[str], Any]) -> None:
        self.days = Days(setting("calendar.changes"))
        self.preset = shipped("presets", f"{setting('preset')}.toml")
        rules = [each for name in ("national", "house") for each in shipped("rules", f"{name}.toml")["rule"]]
        rules += [each for text in setting("rules.local").values() for each in tomllib.loads(text)["rule"]]
        changes = setting("rules.changes")
        self.rules = [{**each, **changes.get(each["id"], {})} for each in rules]

    def duties(self, rows: Rows) -> list[Duty]:
        """Every duty of the case of these records."""
        rounds = in_rounds(rows)
        found = []
        for rule in self.rules:
            if not rule.get("active", True):
                continue
            for subject, facts, ended in self._about(rule, rows, rounds):
                if facts.get(rule["start"]) is not None and applies(rule, facts):
                    found.append(self._duty(rule, subject, facts, ended, rows, rounds))
        return found

    def _about(self, rule: Facts, rows: Rows, rounds: list[tuple[str, Facts, date | None]]) -> Any:
        """What the rule speaks of: each round, the case as it stands, or each record of a kind."""
        now = rounds[-1][1]
        if rule["applies_to"] in ("case", "escalation"):
            if not rule["start"].startswith("handling."):
                return [("", now, None)]
            return [(id if ended else "", facts, ended) for id, facts, ended in rounds]
        found = []
        for each in rows.get(rule["applies_to"], []):
            facts = {**now, **flat(rule["applies_to"], each)}
            if rule["applies_to"] == "order":
                told = [
                    other["answered_on"] for other in rows.get("answer", []) if other["order"] == each["id"]
                ]
                told = [day for day in told if day is not None]
                facts |= {"answer.answered_on": min(told)} if told else {}
            found.append((each["id"], facts, None))
        return found

    def _duty(
        self, rule: Facts, subject: str, facts: Facts, ended: date | None, rows: Rows,
        rounds: list[tuple[str, Facts, date | None]],
    ) -> Duty:  # fmt: skip
        started = facts[rule["start"]]
        done, ended, earlier = self._fulfilled(rule, facts, ended, rounds, started)
        if not rule["limit"]:
            return Duty(rule, subject, started, None, None, done, None, None, earlier)
        first = self._by_rule(rule, started)
        due, settled = first, None
        for mover in rule.get("due", []):
            if facts.get(mover["fact"]) is not None and holds(mover.get("when", {}), facts):
                due, settled = facts[mover["fact"]], facts.get(mover.get("since", ""))
        asked = sorted(rows.get("extension", []), key=lambda each: str(each["decided_on"] or ""))
        for each in asked:
            day = each["decided_on"]
            if each["rule"] != rule["id"] or each["decision"] != "approved" or each["due_on"] is None:
                continue
            over = next((over for id, _, over in rounds if id == subject), None)
            if day is None or (day >= started and (over is None or day < over)):
                due, settled = each["due_on"], day
        due, stopped = self._stood_still(rule, started, due, settled, done or ended, rows)
        return Duty(rule, subject, started, first, due, done, stopped, None if done else ended, earlier)

    def _by_rule(self, rule: Facts, started: date) -> date:
        if rule["unit"] == "working_days":
            return self.days.after(started, rule["limit"])
        if rule["unit"] == "months":
            return months_later(started, rule["limit"])
        return started + timedelta(rule["limit"])

    def _fulfilled(
        self,
        rule: Facts,
        facts: Facts,
        ended: date | None,
        rounds: list[tuple[str, Facts, date | None]],
        started: date,
    ) -> tuple[date | None, date | None, bool]:
        """When it was fulfilled, when it ended unfulfilled, whether it is an earlier round's."""
        own_round = rule["start"].startswith("handling.")
        whole = rule["applies_to"] in ("case", "escalation")
        if not own_round and any(each.startswith("handling.") for each in rule["done"]):
            for _, then, over in rounds[:-1]:
                assert over is not None
                for fact in rule["done"]:
                    day = (then if fact.startswith("handling.") else facts).get(fact)
                    free = whole and not fact.startswith("handling.")
                    if day is not None and (free or day >= started):
                        mine = not whole and started <= over
                        return day, None, mine and all(each.startswith("handling.") for each in rule["done"])
                if (
                    not whole
                    and started <= over
                    and all(each.startswith("handling.") for each in rule["done"])
                ):
                    return None, over, True
        for fact in rule["done"]:
            if facts.get(fact) is not None and (whole or facts[fact] >= started):
                return facts[fact], None if ended is None else max(ended, started), ended is not None
        return None, None if ended is None else max(ended, started), ended is not None

    def _stood_still(
        self, rule: Facts, started: date, due: date, settled: date | None, over: date | None, rows: Rows
    ) -> tuple[date, date | None]:
        """The due date after all stops, walked day by day; and since when the clock stands, if it does."""
        if not rule.get("stops"):
            return due, None
        stops = [each for each in rows.get("pause", []) if each["begun_on"] is not None]
        stops = [each for each in stops if settled is None or each["begun_on"] >= settled]
        walked = started
        for stop in sorted(stops, key=lambda each: (each["begun_on"], each["ended_on"] or date.max)):
            begun = max(stop["begun_on"], walked)
            if begun > due or (over is not None and over <= begun):
                continue
            ended = min(stop["ended_on"] or FOREVER, over or FOREVER)
            if ended == FOREVER:
                return due, begun
            while walked < ended:
                walked += timedelta(1)
                if walked <= begun:
                    continue
                if rule["unit"] != "working_days":
                    due += timedelta(1)
                elif self.days.works(walked):
                    due = self.days.after(due, 1)
        return due, None

    def light(self, duties: list[Duty], facts: Facts, day: date) -> str:
        """The light of the case on that day: the worst of what runs in this round, else of what is over."""
        now = [each for each in duties if not each.earlier and each.due is not None]
        found = [each.light(day, self.preset, self.days) for each in now if each.running]
        found += [status for status, since in self._ages(facts) if day >= since]
        if found or self._ages(facts):
            return min((each for each in found if each in WEIGHT), key=WEIGHT.index, default="running")
        order = self.preset["order"]
        return min((each.light(day, self.preset, self.days) for each in now), key=order.index, default="none")

    def _ages(self, facts: Facts) -> list[tuple[str, date]]:
        """The lights that this scheme gives by age, and from when."""
        return [
            (age["status"], months_later(facts[age["since"]], age["months"]))
            for age in self.preset.get("ages", [])
            if facts.get(age["since"]) is not None
            and holds(age.get("when", {}), facts)
            and not any(facts.get(each) is not None for each in age.get("unless_dated", []))
        ]


def flat(kind: str, row: Mapping[str, Any]) -> Facts:
    """Full field id to value of what is filled in."""
    return {f"{kind}.{name}": value for name, value in row.items() if value is not None}


def in_rounds(rows: Rows) -> list[tuple[str, Facts, date | None]]:
    """Each round of handling, oldest first: its id, the facts as they stood in it, when the next began (None: it stands)."""
    (registration,) = rows["registration"]
    sheets = sorted(
        rows.get("supervision", []), key=lambda each: (str(each["assigned_on"] or ""), each["id"])
    )
    around = flat("registration", registration) | (flat("supervision", sheets[-1]) if sheets else {})
    handled = sorted(
        rows.get("handling", []),
        key=lambda each: (each["round_no"] or 0, str(each["received_on"] or ""), each["id"]),
    )
    found = []
    for number, each in enumerate(handled):
        ended = None
        if number + 1 < len(handled):
            later = handled[number + 1]
            known = (
                later["reopened_on"],
                later["received_on"],
                each["returned_on"],
                each["closed_on"],
                date.min,
            )
            ended = next(day for day in known if day is not None)
        found.append((str(each["id"]), around | flat("handling", each), ended))
    return found or [("", around, None)]


def holds(conditions: Mapping[str, list[Any]], facts: Facts) -> bool:
    """Whether every fact holds one of its values."""
    for fact, allowed in conditions.items():
        said = facts.get(fact)
        codes = said if isinstance(said, tuple) else (said,)
        if said is None or not any(each in allowed for each in codes):
            return False
    return True


def applies(rule: Facts, facts: Facts) -> bool:
    """Whether the duty exists, given that it has begun."""
    barred = any(holds({fact: allowed}, facts) for fact, allowed in rule.get("unless", {}).items())
    gone = any(facts.get(fact) is not None for fact in rule.get("unless_dated", []))
    missing = any(facts.get(fact) is None for fact in rule.get("when_dated", []))
    return holds(rule.get("when", {}), facts) and not (barred or gone or missing)


def stage_of(facts: Facts) -> str:
    """The stage by the table of docs/DOMAIN.md: the furthest line, leaving the path beats all but the archive."""
    has = {name for name, value in facts.items() if value not in (None, "")}
    if "handling.archived_on" in has:
        return "archived"
    if "registration.retained_on" in has:
        return "retained"
    if "registration.rejected_on" in has and facts.get("registration.rejection_ground") == "no_substance":
        return "retained"
    if "registration.transferred_on" in has:
        return "transferred_out"
    if "registration.rejected_on" in has:
        return "rejected"
    if "handling.returned_on" in has:
        has = {name for name in has if not name.startswith("handling.")}
    reached = "draft"
    for stage, needed in (
        ("registered", {"registration.case_no"}), ("registered", {"registration.registered_on"}),
        ("proposed", {"registration.proposed_action", "registration.proposer"}),
        ("approved", {"registration.instruction", "registration.approver"}),
        ("accepted", {"registration.accepted_on"}), ("assigned", {"handling.received_on"}),
        ("disposed", {"handling.disposed_on"}), ("verifying", {"handling.verification_begun_on"}),
        ("under_review", {"handling.report_handed_on"}), ("closed", {"handling.closed_on", "handling.finding"}),
        ("reported", {"handling.reported_on"}), ("fed_back", {"handling.fed_back_on"}),
    ):  # fmt: skip
        if needed <= has:
            reached = stage
    return reached


def after_closing_of(facts: Facts, stage: str) -> str:
    """The column of the three-colour files (C2)."""
    if stage in ("rejected", "transferred_out", "retained"):
        return "none"
    if facts.get("handling.closed_on") is None:
        return "open"
    if facts.get("handling.fed_back_on") is not None:
        return "dissatisfied" if facts.get("handling.satisfaction") == "dissatisfied" else "none"
    return "closed" if facts.get("registration.identity_status") == "real_name" else "none"
