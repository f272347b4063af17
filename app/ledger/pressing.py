"""How many cases press: one count, cheap enough for a badge that is asked for at every change."""

from app.ledger.columns import CASE, DUTY_UNIT
from app.ledger.put_off import resting, rows_of
from app.ledger.query import Condition, Query, counts, values
from app.rules.status import Status
from app.store.office import Office

PRESSING = (Status.OVERDUE.value, Status.URGENT.value, Status.DUE_SOON.value)
"""Statuses over or near a limit."""
EVERY = 100_000
"""More units than there are."""


def pressing_count(office: Office) -> int:
    """Cases over or near a limit today in which the duty that is due first is this office's own, less those put off;
    none while the clock is in doubt, for then no light says anything."""
    if office.clock_doubt() is not None:
        return 0
    query = Query(office.today, conditions=(Condition("case.light", PRESSING),))
    return counts(office.db, query, DUTY_UNIT, EVERY).get(office.code, 0) - _resting(office)


def _resting(office: Office) -> int:
    """Cases of them whose line rests: near their limit, never over it."""
    rows = rows_of(office.db, resting(office.db, office.today))
    asked = ("case.light", "case.due_rule", DUTY_UNIT)
    found = values(office.db, CASE, [number for number, _ in rows], asked, office.today)
    return sum(
        light in PRESSING
        and light != Status.OVERDUE.value
        and unit == office.code
        and (number, str(rule)) in rows
        for number, (light, rule, unit) in found.items()
    )
