"""How many cases press: one count, cheap enough for a badge that is asked for at every change."""

from app.ledger.columns import DUTY_UNIT
from app.ledger.query import Condition, Query, counts
from app.rules.status import Status
from app.store.office import Office

PRESSING = (Status.OVERDUE.value, Status.URGENT.value, Status.DUE_SOON.value)
"""Statuses over or near a limit."""
EVERY = 100_000
"""More units than there are."""


def pressing_count(office: Office) -> int:
    """Cases over or near a limit today in which the duty that is due first is this office's own."""
    query = Query(office.today, conditions=(Condition("case.light", PRESSING),))
    return counts(office.db, query, DUTY_UNIT, EVERY).get(office.code, 0)
