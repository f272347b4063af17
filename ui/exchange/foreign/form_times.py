"""The times by which cases are chosen for a county's form."""

from datetime import date, timedelta

from app.ledger.query import Condition, Query, ids
from app.store.office import Office

PERIODS = {"month": "本月", "last": "上月", "quarter": "本季", "year": "今年", "all": "全部"}


def received(office: Office, key: str) -> list[int]:
    """Row numbers of the cases received in that time, the earliest first."""
    conditions: tuple[Condition, ...] = ()
    if key != "all":
        first, last = between(key, office.today)
        said = (first.isoformat(), last.isoformat())
        conditions = (Condition("registration.received_on", said, "between"),)
    query = Query(office.today, conditions=conditions, sort=(("registration.received_on", False),))
    return list(ids(office.db, query))


def between(key: str, today: date) -> tuple[date, date]:
    """First and last day of 本月, 上月, 本季 or 今年."""
    first = today.replace(day=1)
    if key == "last":
        last = first - timedelta(days=1)
        return last.replace(day=1), last
    if key == "quarter":
        first = first.replace(month=(today.month - 1) // 3 * 3 + 1)
    elif key == "year":
        first = first.replace(month=1)
    return first, today
