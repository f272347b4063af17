"""Which lights a changed calendar, rule or preset would move: asked before it is applied.

moved = would_move(office, **{"calendar.changes": […]})
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.rules.matter import Matter
from app.rules.obligations import Obligation, duties, of_this_round
from app.rules.status import Status, obligation_status, status_on, turns
from app.store import case_rows
from app.store.measures import Measure, measure_of
from app.store.office import Office

_BATCH = 500


@dataclass(frozen=True)
class Moved:
    """One duty of one case: its due date and light today before and after; None where there is no such duty."""

    case: str
    title: str
    rule_id: str
    label: str
    due_before: date | None
    due_after: date | None
    status_before: Status | None
    status_after: Status | None

    @property
    def turns(self) -> bool:
        """Whether the light of today changes, not only the date."""
        return self.status_before != self.status_after


def measure_with(office: Office, changes: Mapping[str, Any]) -> Measure:
    """The measure that these settings would make. Raises Invalid for rules that cannot be read."""
    return measure_of(lambda key: changes[key] if key in changes else office.setting(key))


def would_move(
    office: Office, changes: Mapping[str, Any], progress: Callable[[int, int], None] | None = None
) -> list[Moved]:
    """The duties whose date or light of today would change if these settings (by key) were made; nothing is written.

    Those whose light turns come first, then by the earlier date. A case whose own light turns without any of its
    duties (a scheme that counts the age) has a line of its own. `progress` is told how many cases of how many.
    """
    now, then, today = office.measure, measure_with(office, changes), office.today
    found: list[Moved] = []
    for case, title, matter in _matters(office, progress or (lambda at, of: None)):
        before, after = _lights(matter, now, today), _lights(matter, then, today)
        moved = list(_compare(case, title, before, after))
        found += moved
        whole = tuple(_whole(matter, lights, by, today) for lights, by in ((before, now), (after, then)))
        if whole[0] != whole[1] and not any(each.turns for each in moved):
            found.append(Moved(case, title, "", "整件", None, None, *whole))
    return sorted(found, key=lambda each: (not each.turns, each.due_after or each.due_before or today))


def _whole(matter: Matter, lights: "Mapping[tuple[str, str], _Light]", by: Measure, today: date) -> Status:
    """The light of the case."""
    made = of_this_round(each for each, _ in lights.values())
    return status_on(turns(made, by.preset, by.calendar, matter.facts), today)


_Light = tuple[Obligation, Status]


def _lights(matter: Matter, measure: Measure, today: date) -> dict[tuple[str, str], _Light]:
    return {
        (each.rule.id, each.subject): (
            each,
            obligation_status(each, measure.preset, measure.calendar, today),
        )
        for each in duties(measure.rules, matter, measure.calendar)
    }


def _compare(
    case: str, title: str, before: Mapping[tuple[str, str], _Light], after: Mapping[tuple[str, str], _Light]
) -> Iterator[Moved]:
    for key in {**before, **after}:
        old, new = before.get(key), after.get(key)
        said = new or old
        assert said is not None
        due = tuple(None if each is None else each[0].due_on for each in (old, new))
        status = tuple(None if each is None else each[1] for each in (old, new))
        if due[0] != due[1] or status[0] != status[1]:
            yield Moved(case, title, key[0], said[0].label, due[0], due[1], status[0], status[1])


def _matters(office: Office, progress: Callable[[int, int], None]) -> Iterator[tuple[str, str, Matter]]:
    sql = 'SELECT "id" FROM "registration" WHERE "voided" IS NULL ORDER BY "n"'
    cases = [id for (id,) in office.db.execute_sql(sql).fetchall()]
    for start in range(0, len(cases), _BATCH):
        progress(start, len(cases))
        for case in case_rows.gather(office.db, cases[start : start + _BATCH]):
            title = str(case.registration["case_no"] or "(未编号)")
            yield str(case.registration["id"]), title, case.matter()
