"""How many cases press: one count, cheap enough for a badge that is asked for at every change."""

from app.ledger.query import Condition, Query, count
from app.rules.status import Status
from app.store.office import Office

PRESSING = (Status.OVERDUE.value, Status.URGENT.value, Status.DUE_SOON.value)
"""Statuses over or near a limit."""


def pressing_count(office: Office) -> int:
    """Cases over or near a limit today."""
    return count(office.db, Query(office.today, conditions=(Condition("case.light", PRESSING),)))
