"""收报情况: what came last from each unit below, and how long it has been silent.

A file that was taken is remembered with the day on which it was taken, and so is a workbook of ours that an office without
Huiyin filled in and sent back; a ledger of another make, or paper, names no sender, so such a unit is not called late.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.records.offices import Unit
from app.rules.stat_periods import Period
from app.rules.status import Status
from app.store import peers, shelf
from app.store.office import Office

BELOW = ("township", "dispatched")
"""Kinds of unit that report to a county."""


@dataclass(frozen=True)
class Post:
    """A unit with its last posting taken here (None for never): day, number, cases in it, working days since."""

    code: str
    name: str
    telephone: str
    uses: bool
    last: date | None
    number: int
    cases: int
    silent: int | None
    in_period: bool

    def state(self, over: bool) -> tuple[str, Status | None]:
        """已报, 未报 (还没报 while the period runs), or that it has no Huiyin."""
        if self.in_period:
            return "已报", Status.DONE
        if not self.uses:
            return "不用回音", None
        return ("未报", Status.OVERDUE) if over else ("还没报", Status.DUE_SOON)


def below(office: Office) -> list[Unit]:
    """The units below a county; none for other offices."""
    if office.level != "county":
        return []
    return [each for each in office.find(Unit, voided=False) if each.name and each.unit_kind in BELOW]


def posts(office: Office, period: Period) -> list[Post]:
    """One for each unit below, in the order in which they were entered."""
    taken: dict[str, list[Mapping[str, Any]]] = {}
    for said in shelf.values(office.db, "taken").values():
        taken.setdefault(str(said["office"]), []).append(said)
    for said in peers.homecomings(office.db).values():
        taken.setdefault(str(said["office"]), []).append(said)
    return [_post(office, each, taken.get(str(each.code), []), period) for each in below(office)]


def _post(office: Office, unit: Unit, taken: list[Mapping[str, Any]], period: Period) -> Post:
    newest = max(taken, key=lambda said: (str(said["at"]), int(said["number"])), default=None)
    days = [date.fromisoformat(str(said["at"])[:10]) for said in taken]
    last = max(days, default=None)
    silent = None if last is None else max(0, office.calendar.working_days_between(last, office.today))
    return Post(
        str(unit.code), str(unit.name), str(unit.telephone or ""), unit.uses_huiyin is not False, last,
        0 if newest is None else int(newest["number"]), 0 if newest is None else int(newest["cases"]), silent,
        any(period.first <= day <= period.last for day in days),
    )  # fmt: skip
