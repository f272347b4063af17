"""What the office itself owes beside its cases: periodic reports, and orders that speak of no case."""

from collections.abc import Collection
from datetime import date

from app.records.catalogue import KINDS
from app.records.offices import Unit
from app.records.oversight import Answer, Periodic
from app.rules.matter import Matter, Part
from app.rules.obligations import Obligation, duties
from app.schema.kinds import Value
from app.store import letters
from app.store.office import Office

QUARTERS = 4
"""How many finished quarters the periodic duties are looked at."""


def office_duties(office: Office) -> tuple[Obligation, ...]:
    """What the office itself owes: periodic reports (T11, T12) of the last quarters, orders that speak of no case."""
    matter = Matter({}, (*_periodic(office), *_orders(office)))
    return duties(office.measure.rules, matter, office.calendar)


def quarter_ends(today: date, number: int) -> list[date]:
    """The last days of the newest finished quarters, the newest first."""
    found, year, quarter = [], today.year, (today.month - 1) // 3
    for _ in range(number):
        if quarter == 0:
            year, quarter = year - 1, 4
        month = quarter * 3
        found.append(date(year, month, 31 if month in (3, 12) else 30))
        quarter -= 1
    return found


def _periodic(office: Office) -> list[Part]:
    (first,) = office.db.execute_sql('SELECT min("registered_on") FROM "registration"').fetchone()
    if first is None:
        return []
    sent = {
        (each.duty, each.period_end_on): each
        for each in office.find(Periodic, voided=False)
        if each.sent_on is not None and each.owner == office.code
    }
    parts = []
    for end in quarter_ends(office.today, QUARTERS):
        if end.isoformat() < first:
            break
        for code in KINDS["periodic"].column("duty").kind.codes.codes:  # type: ignore[attr-defined]
            done = sent.get((code.id, end))
            facts: dict[str, Value] = {"periodic.duty": code.id, "periodic.period_end_on": end}
            if done is not None:
                facts["periodic.sent_on"] = done.sent_on
            label = f"{end.year}年第{end.month // 3}季度"
            parts.append(Part("periodic", f"{code.id}/{end.isoformat()}", facts, label))
    return parts


def _orders(office: Office) -> list[Part]:
    replies = letters.answers(office.db)
    units = office.find(Unit, voided=False)
    found = []
    for each in letters.issued(office.db):
        facts: dict[str, Value] = {column.id: each.value(column.name) for column in each.columns()}
        asked = {office.code}
        if each.owner == office.code:
            asked = {
                str(unit.code)
                for unit in units
                if unit.code != office.code and letters.is_for(each.unit, unit)
            }
        day = _all_answered(asked, [reply for reply in replies if reply.order == each.id])
        if day is not None:
            facts["answer.answered_on"] = day
        found.append(Part("order", each.id, facts, str(each.order_no or "")))
    return found


def _all_answered(asked: Collection[str], replies: list[Answer]) -> date | None:
    """The day on which the last of the units that were asked had answered; None while one is missing."""
    first: dict[str, date] = {}
    for each in replies:
        if each.answered_on is not None:
            first[each.owner] = min(each.answered_on, first.get(each.owner, each.answered_on))
    return max(first[code] for code in asked) if asked and set(asked) <= first.keys() else None
